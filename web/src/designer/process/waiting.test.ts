// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { heatOf } from './waiting';

const element = (name: string, median_minutes: number) => ({ element: name, done: 1, median_minutes, ninth_minutes: median_minutes, open: 0 });

describe('the colours of waiting', () => {
  it('go by the share of the longest', () => {
    const heat = heatOf({ past: 4, open: 0, elements: [element('a', 100), element('b', 50), element('c', 1), element('d', 0)] });
    expect([...heat]).toEqual([['a', 4], ['b', 2], ['c', 1]]);
  });
  it('are none where nothing was read or nobody waited', () => {
    expect(heatOf(undefined).size).toBe(0);
    expect(heatOf({ past: 1, open: 0, elements: [element('a', 0)] }).size).toBe(0);
  });
});
