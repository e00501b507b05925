// SPDX-License-Identifier: Apache-2.0
// Keeps a draft safe while it is typed: saved a second after the last change and when the page is left, one request at a time, tried again while
// the line is down. What is not yet on the server is also kept in this tab, so that a reload loses nothing.
import { onScopeDispose, ref, shallowRef } from 'vue';
import { readDraft, saveDraft } from '@/shared/api/drafts';
import { asProblem, type ApiProblem } from '@/shared/api/problem';
import type { Draft, FormData } from '@/shared/api/types';
import { formatClock } from '@/shared/format';

export type Saving = 'unchanged' | 'waiting' | 'saving' | 'saved' | 'failed' | 'conflict';
const quietMs = 1000;
const retryMs = 5000;

interface Kept { data: FormData; etag: string }
type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function useDraftSaving(draft: Draft, memory: Memory = window.sessionStorage) {
  const key = `hz.draft.${draft.id}`;
  const state = ref<Saving>('unchanged');
  const savedAt = ref('');
  const problem = shallowRef<ApiProblem>();
  let etag = draft.etag;
  let data = draft.data;
  let dirty = false;
  let running: Promise<void> | undefined;
  let timer = 0;

  /** What this tab kept and the server does not have. */
  function kept(): FormData | undefined {
    const found = memory.getItem(key);
    if (!found) return undefined;
    const { data: mine, etag: base } = JSON.parse(found) as Kept;
    // It did arrive, but the page was closed before the answer came.
    if (JSON.stringify(mine) === JSON.stringify(draft.data)) {
      memory.removeItem(key);
      return undefined;
    }
    if (base !== etag) state.value = 'conflict';
    return mine;
  }

  function schedule(delay: number): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void flush(), delay);
  }

  function change(next: FormData): void {
    data = next;
    dirty = true;
    memory.setItem(key, JSON.stringify({ data, etag } satisfies Kept));
    if (state.value === 'conflict') return;
    state.value = 'waiting';
    schedule(quietMs);
  }

  async function save(): Promise<void> {
    dirty = false;
    state.value = 'saving';
    try {
      const answer = await saveDraft(draft.id, data, etag);
      etag = answer.etag;
      savedAt.value = formatClock(new Date());
      problem.value = undefined;
      if (!dirty) {
        memory.removeItem(key);
        state.value = 'saved';
      }
    } catch (error) {
      dirty = true;
      problem.value = asProblem(error);
      state.value = problem.value.kind === 'stale' ? 'conflict' : 'failed';
      if (['offline', 'busy'].includes(problem.value.kind)) schedule(retryMs);
    }
  }

  /** Saves now what is not saved. True when everything is on the server. */
  async function flush(): Promise<boolean> {
    window.clearTimeout(timer);
    while (running) await running;
    if (dirty && state.value !== 'conflict') {
      running = save().finally(() => { running = undefined; });
      await running;
    }
    return !dirty;
  }

  /** After a conflict: keep what is here, over what was saved elsewhere. */
  async function keepMine(): Promise<void> {
    etag = (await readDraft(draft.id)).etag;
    dirty = true;
    state.value = 'waiting';
    await flush();
  }

  /** After a conflict: take what was saved elsewhere; gives its data. */
  async function takeTheirs(): Promise<FormData> {
    const newest = await readDraft(draft.id);
    ({ etag, data } = newest);
    dirty = false;
    memory.removeItem(key);
    state.value = 'unchanged';
    return newest.data;
  }

  // Closing the page, or going to another app on a phone, does not wait for the quiet second.
  const leave = () => { if (document.visibilityState === 'hidden' && dirty && !running) void flush(); };
  document.addEventListener('visibilitychange', leave);
  onScopeDispose(() => {
    window.clearTimeout(timer);
    document.removeEventListener('visibilitychange', leave);
  });
  return { state, savedAt, problem, change, flush, keepMine, takeTheirs, kept, forget: () => memory.removeItem(key), etag: () => etag };
}

export type DraftSaving = ReturnType<typeof useDraftSaving>;
