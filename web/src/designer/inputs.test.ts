// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { InputField, Reading, Trial } from './api';
import { fieldsOf, isSound, mainDecision, valueOf } from './inputs';
import { applyMarks, marksOf } from './marks';

const field = (more: Partial<InputField>): InputField => ({ id: 'i', name: 'wind', type: '', kind: 'text', many: false, choices: [], allowed: '', ...more });

describe('what is typed for a trial', () => {
  it('becomes what the type says', () => {
    expect(valueOf(field({ kind: 'number' }), ' 12.5 ')).toBe(12.5);
    expect(valueOf(field({ kind: 'boolean' }), 'true')).toBe(true);
    expect(valueOf(field({ kind: 'boolean' }), 'false')).toBe(false);
    expect(valueOf(field({ kind: 'date' }), '2026-03-01')).toBe('2026-03-01');
    expect(valueOf(field({ choices: [1, 2], kind: 'number' }), '2')).toBe(2);
    expect(valueOf(field({ choices: ['a', 'b'], many: true }), ['b'])).toEqual(['b']);
    expect(valueOf(field({ kind: 'number', many: true }), '1\n\n 2')).toEqual([1, 2]);
    expect(valueOf(field({ kind: 'other' }), '{"a": [1]}')).toEqual({ a: [1] });
  });
  it('is null where nothing was typed', () => {
    expect(valueOf(field({ kind: 'number' }), '  ')).toBeNull();
    expect(valueOf(field({}), undefined)).toBeNull();
    expect(valueOf(field({ many: true, choices: ['a'] }), [])).toBeNull();
  });
  it('is refused where it is none of the type', () => {
    expect(isSound(field({ kind: 'number' }), '12a')).toBe(false);
    expect(isSound(field({ kind: 'number' }), '12')).toBe(true);
    expect(isSound(field({ kind: 'number', many: true }), '1\nx')).toBe(false);
    expect(isSound(field({ kind: 'other' }), '{')).toBe(false);
    expect(isSound(field({ kind: 'number' }), '')).toBe(true);
  });
  it('is asked only where the decision needs it', () => {
    const reading = { name: '', findings: [], decisions: [{ id: 'd', name: 'fly', type: '', is_table: true, inputs: ['wind'] }, { id: 'e', name: 'end', type: '', is_table: true, inputs: [] }], inputs: [field({}), field({ name: 'rain' })] } as Reading;
    expect(fieldsOf(reading, 'fly').map((one) => one.name)).toEqual(['wind']);
    expect(fieldsOf(reading, 'none')).toEqual([]);
    expect(mainDecision(reading)).toBe('end');
  });
});

describe('marks', () => {
  const rule = (id: string, matched: boolean, cell = '') => ({ number: 1, id, matched, column: 0, cell, test: '', value: null });
  const trial = { result: null, sentences: [], diagnostics: [], steps: [{ id: 's', name: '', result: null, tables: [{ policy: 'U', inputs: [], rules: [rule('r1', false, 'c1'), rule('r2', true)], rules_left_out: 0 }] }] } as Trial;
  it('are put on rows that applied and on the first cell that did not', () => {
    const place = document.createElement('div');
    place.innerHTML = '<i data-row-id="r1" data-element-id="c1"></i><i data-row-id="r1" data-element-id="c2"></i><b data-row-id="r2" data-element-id="c3"></b>';
    applyMarks(place, marksOf(trial));
    expect([...place.children].map((cell) => (cell as HTMLElement).dataset.hzMark)).toEqual(['failed', undefined, 'matched']);
    applyMarks(place, []);
    expect(place.querySelector('[data-hz-mark]')).toBeNull();
  });
});
