// SPDX-License-Identifier: Apache-2.0
// What a trial says of the cells of the tables: rows that applied, and in each other row the first cell that said no.
import type { Trial } from './api';

export interface Mark { id: string; of: 'rule' | 'cell'; how: 'matched' | 'failed' }

export function marksOf(trial: Trial | undefined): Mark[] {
  const marks: Mark[] = [];
  for (const step of trial?.steps ?? [])
    for (const table of step.tables)
      for (const rule of table.rules) {
        if (rule.matched && rule.id) marks.push({ id: rule.id, of: 'rule', how: 'matched' });
        else if (rule.cell) marks.push({ id: rule.cell, of: 'cell', how: 'failed' });
      }
  return marks;
}

/** A rule may apply in one evaluation of a table and fail in another: what applied wins. */
export function applyMarks(place: HTMLElement, marks: readonly Mark[]): void {
  for (const old of place.querySelectorAll<HTMLElement>('[data-hz-mark]')) delete old.dataset.hzMark;
  const set = ({ id, of, how }: Mark) => {
    const name = of === 'rule' ? 'data-row-id' : 'data-element-id';
    for (const cell of place.querySelectorAll<HTMLElement>(`[${name}="${CSS.escape(id)}"]`)) cell.dataset.hzMark = how;
  };
  marks.filter((mark) => mark.how === 'failed').forEach(set);
  marks.filter((mark) => mark.how === 'matched').forEach(set);
}
