// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { formatValue } from './format';
import { setLanguage } from './i18n';

describe('a value of a record', () => {
  it('is shown as a person reads it', async () => {
    await setLanguage('zh-Hans', false);
    expect(formatValue('2026-05-08')).toBe('2026年5月8日');
    expect(formatValue('2026-05-08T09:30:00.000+08:00')).toBe('2026年5月8日 09:30');
    expect(formatValue(['热食', '冷食'])).toBe('热食、冷食');
    expect(formatValue(true)).toBe('是');
    expect(formatValue(undefined)).toBe('—');
    expect(formatValue({ zh: '女', en: 'Female' })).toBe('女');
    expect(formatValue('2026-05-08 门牌')).toBe('2026-05-08 门牌');
    await setLanguage('en', false);
    expect(formatValue('2026-05-08')).toBe('8 May 2026');
  });
});
