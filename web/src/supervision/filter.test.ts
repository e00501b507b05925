// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import type { BoardRow } from '@/shared/api/supervision';
import { filterOf, isFiltered, queryOf, sums } from './filter';

it('reads the filter from the address and writes it back', () => {
  const filter = filterOf({ agency: 'A', state: 'open', grade: 'purple', late: '1', rule: '' });
  expect(filter).toEqual({ agency: 'A', rule: undefined, state: 'open', grade: undefined, late: true });
  expect(queryOf(filter)).toMatchObject({ agency: 'A', state: 'open', late: '1' });
  expect(isFiltered(filter)).toBe(true);
  expect(isFiltered(filterOf({ late: '0', other: 'x' }))).toBe(false);
});

it('adds up the board', () => {
  const row = { open: 2, late: 1, answered: 1, rejected: 0, accepted: 4 } as BoardRow;
  expect(sums([row, row])).toEqual({ open: 4, late: 2, answered: 2, rejected: 0, accepted: 8 });
});
