// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope } from 'vue';
import { configureClient } from '@/shared/api/client';
import type { Draft } from '@/shared/api/types';
import { useDraftSaving } from './draft_saving';
import { submitKey } from './submit_key';

const draft: Draft = { id: 'd1', item: { code: 'kite', title: { zh: '风筝', en: 'Kite' } }, data: { a: 1 }, etag: '"1"', files: [], saved_at: '2026-01-01T09:00:00+08:00' };
let etag: string;
let stored: unknown;
let down: boolean;

const server = async (_: unknown, init: RequestInit = {}): Promise<Response> => {
  const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
  if (down) throw new TypeError('down');
  if (init.method === 'GET') return json(200, { ...draft, data: stored, etag });
  if ((init.headers as Record<string, string>)['If-Match'] !== etag) return json(412, { code: 'case.draft_changed' });
  stored = JSON.parse(String(init.body)).data;
  etag = `"${Number(etag.slice(1, -1)) + 1}"`;
  return json(200, { id: 'd1', etag });
};

function saving() {
  const memory = new Map<string, string>();
  const storage = { getItem: (key: string) => memory.get(key) ?? null, setItem: (key: string, value: string) => { memory.set(key, value); }, removeItem: (key: string) => { memory.delete(key); } };
  return { memory, again: () => effectScope().run(() => useDraftSaving({ ...draft, etag }, storage))!, saver: effectScope().run(() => useDraftSaving(draft, storage))! };
}

beforeEach(() => {
  vi.useFakeTimers();
  [etag, stored, down] = ['"1"', { a: 1 }, false];
  vi.stubGlobal('fetch', server);
  configureClient({ pause: () => Promise.resolve() });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('saving a draft', () => {
  it('happens a moment after the last change, once', async () => {
    const { saver, memory } = saving();
    saver.change({ a: 2 });
    saver.change({ a: 3 });
    expect(saver.state.value).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1100);
    expect(stored).toEqual({ a: 3 });
    expect(saver.state.value).toBe('saved');
    expect(etag).toBe('"2"');
    expect(memory.size).toBe(0);
  });

  it('is tried again while the line is down, and the tab keeps what was typed', async () => {
    const { saver, again } = saving();
    down = true;
    saver.change({ a: 4 });
    await vi.advanceTimersByTimeAsync(1100);
    expect(saver.state.value).toBe('failed');
    expect(again().kept()).toEqual({ a: 4 });
    down = false;
    await vi.advanceTimersByTimeAsync(5100);
    expect(stored).toEqual({ a: 4 });
    expect(again().kept()).toBeUndefined();
  });

  it('stops at a conflict and lets the person choose', async () => {
    const { saver } = saving();
    [etag, stored] = ['"7"', { a: 'theirs' }];
    saver.change({ a: 'mine' });
    expect(await saver.flush()).toBe(false);
    expect(saver.state.value).toBe('conflict');
    expect(stored).toEqual({ a: 'theirs' });
    await saver.keepMine();
    expect(stored).toEqual({ a: 'mine' });
    expect(saver.state.value).toBe('saved');
  });

  it('saves at once when the page is left', async () => {
    const { saver } = saving();
    const shown = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    saver.change({ a: 5 });
    document.dispatchEvent(new Event('visibilitychange'));
    shown.mockRestore();
    await vi.advanceTimersByTimeAsync(0);
    expect(stored).toEqual({ a: 5 });
  });

  it('can take what was saved elsewhere', async () => {
    const { saver } = saving();
    [etag, stored] = ['"7"', { a: 'theirs' }];
    saver.change({ a: 'mine' });
    await saver.flush();
    expect(await saver.takeTheirs()).toEqual({ a: 'theirs' });
    expect(saver.etag()).toBe('"7"');
  });
});

describe('the key of a submission', () => {
  it('is the same for the same draft and another after a change', () => {
    const key = submitKey('d1', '"1"', [{ id: 'b' }, { id: 'a' }]);
    expect(key).toBe(submitKey('d1', '"1"', [{ id: 'a' }, { id: 'b' }]));
    expect(key).not.toBe(submitKey('d1', '"2"', [{ id: 'a' }, { id: 'b' }]));
    expect(key).not.toBe(submitKey('d1', '"1"', [{ id: 'a' }]));
  });
});
