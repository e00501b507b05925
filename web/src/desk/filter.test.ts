// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { between, filterOf, isNarrowed } from './filter';

describe('the filter of the work list', () => {
  it('takes from the address what it knows', () => {
    expect(filterOf({ q: '李', grade: 'red', item: ['a', 'b'], step: '', view: 'mine' })).toEqual({ q: '李', grade: 'red', item: undefined, step: undefined, region: undefined });
    expect(filterOf({ grade: 'purple' }).grade).toBeUndefined();
    expect(isNarrowed(filterOf({ view: 'open' }))).toBe(false);
    expect(isNarrowed(filterOf({ region: '331179' }))).toBe(true);
  });
});

describe('choosing a run of rows', () => {
  const ids = ['a', 'b', 'c', 'd'];
  it('goes either way and holds both ends', () => {
    expect(between(ids, 'b', 'd')).toEqual(['b', 'c', 'd']);
    expect(between(ids, 'd', 'b')).toEqual(['b', 'c', 'd']);
  });
  it('is one row where the run has no beginning', () => {
    expect(between(ids, undefined, 'c')).toEqual(['c']);
    expect(between(ids, 'gone', 'c')).toEqual(['c']);
    expect(between(ids, 'a', 'gone')).toEqual([]);
  });
});
