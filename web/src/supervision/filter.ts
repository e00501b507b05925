// SPDX-License-Identifier: Apache-2.0
// Which findings are listed, as the address of the page says.
import type { LocationQuery } from 'vue-router';
import type { BoardRow, FindingFilter } from '@/shared/api/supervision';

export const states = ['open', 'answered', 'accepted', 'rejected'] as const;
export const grades = ['reminder', 'yellow', 'red'] as const;
export type Tone = '' | 'warn' | 'bad' | 'good' | 'plain';
export const gradeTones: Record<string, Tone> = { reminder: '', yellow: 'warn', red: 'bad' };
export const stateTones: Record<string, Tone> = { open: 'warn', answered: '', accepted: 'good', rejected: 'bad' };

const one = (value: LocationQuery[string] | undefined) => (typeof value === 'string' && value ? value : undefined);
const among = (value: string | undefined, known: readonly string[]) => (value && known.includes(value) ? value : undefined);

export function filterOf(query: LocationQuery): FindingFilter {
  return {
    agency: one(query.agency), rule: one(query.rule), state: among(one(query.state), states), grade: among(one(query.grade), grades),
    late: one(query.late) === '1' || undefined,
  };
}

export const queryOf = (filter: FindingFilter): Record<string, string | undefined> => ({
  agency: filter.agency, rule: filter.rule, state: filter.state, grade: filter.grade, late: filter.late ? '1' : undefined,
});

export const isFiltered = (filter: FindingFilter): boolean => Object.values(filter).some(Boolean);

/** The sums over the board: of what waits, is late, is to be reviewed, and is done. */
export function sums(rows: BoardRow[]): Record<'open' | 'late' | 'answered' | 'rejected' | 'accepted', number> {
  const total = (name: 'open' | 'late' | 'answered' | 'rejected' | 'accepted') => rows.reduce((sum, row) => sum + row[name], 0);
  return { open: total('open'), late: total('late'), answered: total('answered'), rejected: total('rejected'), accepted: total('accepted') };
}
