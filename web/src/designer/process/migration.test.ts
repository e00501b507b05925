// SPDX-License-Identifier: Apache-2.0
import { effectScope } from 'vue';
import { describe, expect, it } from 'vitest';
import type { MigrationLine, MigrationPage, MigrationPlan } from '@/shared/api/schema';
import { openPlaces, targetsOf, useMigration, type Asks, type Order } from './migration';

const words = (text: string) => ({ zh: text, en: text });
const line = (id: string, moves: boolean): MigrationLine => ({ id, number: `N${id}`, readable: true, moves, problems: moves ? [] : [{ code: 'process.not_mapped', element: 'a', name: words('A'), text: words('no') }], limits: [] });
const page = (items: MigrationLine[], next_cursor?: string): MigrationPage => ({ looked_at: items.length, moves: items.filter((one) => one.moves).length, items, next_cursor });
const plan: MigrationPlan = { cases: 4, more: false, places: [{ element: 'a', name: words('A'), kind: 'userTask', cases: 4, leaves: false, choices: [{ element: 'b', name: words('B') }] }] };
const begin = (asks: Partial<Asks>) => effectScope().run(() => useMigration({ plan: async () => plan, check: async () => page([]), run: async () => page([]), ...asks }))!;

describe('moving running cases', () => {
  it('offers newer versions only, the newest first', () => {
    const version = (n: number) => ({ version: n, published_at: '', state: 'superseded' });
    expect(targetsOf([version(5), version(2), version(3)], 2)).toEqual([5, 3]);
  });

  it('asks for what has no counterpart and does not merely listen', () => {
    const [place] = plan.places;
    expect(openPlaces([place!, { ...place!, to: 'a' }, { ...place!, leaves: true }])).toEqual([place]);
  });

  it('reads the plan anew when an element is mapped, and forgets what was checked', async () => {
    const asked: Order[] = [];
    const moving = begin({ plan: async (order) => { asked.push(order); return plan; }, check: async () => page([line('1', false)]) });
    await moving.choose(2, 5);
    await moving.check();
    expect([moving.phase.value, moving.lines.value.length]).toEqual(['checked', 1]);
    await moving.map('a', 'b');
    expect(asked.at(-1)).toEqual({ from: 2, to: 5, mapping: [{ from: 'a', to: 'b' }] });
    expect([moving.phase.value, moving.lines.value.length]).toEqual(['choosing', 0]);
    await moving.map('a', '');
    expect(asked.at(-1)!.mapping).toEqual([]);
  });

  it('checks page by page and tells of those that cannot', async () => {
    const moving = begin({ check: async (_order, _limit, cursor) => (cursor ? page([line('3', false), line('4', true)]) : page([line('1', true), line('2', false)], 'c')) });
    await moving.choose(1, 2);
    await moving.check();
    expect(moving.tally.value).toEqual({ looked_at: 4, moves: 2, due: 0 });
    expect(moving.lines.value.map((one) => one.id)).toEqual(['2', '3']);
    expect(moving.share.value).toBe(100);
  });

  it('moves, says of each, and keeps what came before a problem', async () => {
    let n = 0;
    const moving = begin({ run: async () => { if (n++) throw new Error('gone'); return page([line('1', true), line('2', false)], 'c'); } });
    await moving.choose(1, 2);
    await moving.run('because');
    expect(moving.phase.value).toBe('moved');
    expect(moving.problem.value).toBeDefined();
    expect(moving.lines.value.map((one) => one.moves)).toEqual([true, false]);
  });

  it('stops when told to and takes nothing that comes later', async () => {
    let answer: (page: MigrationPage) => void = () => undefined;
    const moving = begin({ run: () => new Promise((resolve) => { answer = resolve; }) });
    await moving.choose(1, 2);
    const done = moving.run('');
    moving.cancel();
    answer(page([line('1', true)], 'c'));
    await done;
    expect([moving.phase.value, moving.stopped.value, moving.tally.value.looked_at]).toEqual(['moved', true, 0]);
  });
});
