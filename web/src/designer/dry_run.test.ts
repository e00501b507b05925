// SPDX-License-Identifier: Apache-2.0
import { effectScope } from 'vue';
import { describe, expect, it } from 'vitest';
import type { DryRunLine, DryRunPage } from '@/shared/api/schema';
import { kindsOf, useDryRun } from './dry_run';

const state = (code: string) => ({ code, title: { zh: code, en: code } });
const line = (change: Partial<DryRunLine> = {}): DryRunLine => ({ id: '1', number: 'N1', readable: true, end: 'ended', state_before: state('granted'), state_after: state('granted'), days: 0, people: [], decisions: [], not_asked: [], same_person: [], assumed: [], ...change });
const page = (looked_at: number, items: DryRunLine[], more: Partial<DryRunPage> = {}): DryRunPage => ({ tally: { looked_at, same: looked_at - items.length, otherwise: items.length, later: 0, earlier: 0, people: 0, decisions: 0, steps: 0, stands: 0, failed: 0 }, items, ...more });

describe('a dry run', () => {
  it('says in how many ways a case differs', () => {
    expect(kindsOf(line())).toEqual([]);
    expect(kindsOf(line({ state_after: state('denied'), days: -2, not_asked: ['visit'] }))).toEqual(['otherwise', 'earlier', 'steps']);
    expect(kindsOf(line({ decisions: [{ element: 'fee', before: 80, after: 0 }] }))).toEqual(['decisions']);
    expect(kindsOf(line({ end: 'stands', state_after: state('accepted') }))).toEqual(['stands']);
  });

  it('goes on page by page up to the most', async () => {
    const asked: [number, string | undefined][] = [];
    const runs = effectScope().run(() => useDryRun(async (_xml, _choice, limit, cursor) => {
      asked.push([limit, cursor]);
      return cursor ? page(5, []) : page(25, [line()], { total: 400, next_cursor: 'c1' });
    }))!;
    await runs.run('<x/>', { from: '', to: '', most: 30 });
    expect(asked).toEqual([[25, undefined], [5, 'c1']]);
    expect(runs.tally.value?.looked_at).toBe(30);
    expect(runs.tally.value?.same).toBe(29);
    expect([runs.total.value, runs.share.value, runs.running.value, runs.lines.value.length]).toEqual([30, 100, false, 1]);
  });

  it('stops when told to and takes nothing that comes later', async () => {
    let answer: (page: DryRunPage) => void = () => undefined;
    const runs = effectScope().run(() => useDryRun(() => new Promise((resolve) => { answer = resolve; })))!;
    const done = runs.run('<x/>', { from: '', to: '', most: 50 });
    runs.cancel();
    answer(page(25, [line()], { total: 50, next_cursor: 'c' }));
    await done;
    expect([runs.running.value, runs.stopped.value, runs.tally.value?.looked_at]).toEqual([false, true, 0]);
  });

  it('keeps what came before a problem', async () => {
    let n = 0;
    const runs = effectScope().run(() => useDryRun(async () => {
      if (n++) throw new Error('gone');
      return page(25, [line()], { total: 50, next_cursor: 'c' });
    }))!;
    await runs.run('<x/>', { from: '', to: '', most: 50 });
    expect(runs.problem.value).toBeDefined();
    expect(runs.tally.value?.looked_at).toBe(25);
  });
});
