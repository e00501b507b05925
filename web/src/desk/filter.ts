// SPDX-License-Identifier: Apache-2.0
// What the work list is narrowed to, as it stands in the address.
import type { LocationQuery } from 'vue-router';
import type { TaskFilter } from '@/shared/api/desk';

export const filterKeys = ['q', 'item', 'step', 'region', 'grade'] as const;
export const grades = ['normal', 'reminder', 'yellow', 'red'] as const;

/** Of an address anybody may have typed: what it does not know is left out. */
export function filterOf(query: LocationQuery): TaskFilter {
  const text = (key: string) => (typeof query[key] === 'string' && query[key] ? String(query[key]).slice(0, 100) : undefined);
  const grade = grades.find((one) => one === query.grade);
  return { q: text('q'), item: text('item'), step: text('step'), region: text('region'), grade };
}
export const isNarrowed = (filter: TaskFilter) => filterKeys.some((key) => filter[key]);

/** The ids from one row to another, both included, in either direction. */
export function between(ids: string[], from: string | undefined, to: string): string[] {
  const a = from === undefined ? -1 : ids.indexOf(from);
  const b = ids.indexOf(to);
  if (a < 0 || b < 0) return b < 0 ? [] : [to];
  return ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}
