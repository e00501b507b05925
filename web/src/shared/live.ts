// SPDX-License-Identifier: Apache-2.0
// Tells a page that something it shows has changed: by server-sent events, and by asking every while when those do not
// come through. What was missed while the line was down is fetched when it is back.
import { onScopeDispose, ref } from 'vue';
import { apiUrl } from './api/client';

export type LiveState = 'connecting' | 'live' | 'polling';
const pollMilliseconds = 20_000;
const settleMilliseconds = 300;

export function useLive(events: string[], refresh: () => void) {
  const state = ref<LiveState>('connecting');
  let source: EventSource | undefined;
  let poll = 0;
  let settle = 0;
  let over = false;

  const soon = () => {
    window.clearTimeout(settle);
    settle = window.setTimeout(refresh, settleMilliseconds);
  };
  const stopPolling = () => {
    window.clearInterval(poll);
    poll = 0;
  };
  const fallBack = () => {
    state.value = 'polling';
    if (!poll) poll = window.setInterval(() => { if (!document.hidden) refresh(); }, pollMilliseconds);
    // A refused stream is closed for good by the browser; it is tried again with the next round.
    if (source?.readyState === EventSource.CLOSED) window.setTimeout(open, pollMilliseconds);
  };

  function open(): void {
    if (over || state.value === 'live' || !('EventSource' in window)) return;
    source?.close();
    source = new EventSource(apiUrl('/live'));
    source.onopen = () => {
      if (state.value === 'polling') soon();
      state.value = 'live';
      stopPolling();
    };
    source.onerror = fallBack;
    for (const name of events) source.addEventListener(name, soon);
  }

  const shown = () => { if (!document.hidden) soon(); };
  document.addEventListener('visibilitychange', shown);
  open();
  onScopeDispose(() => {
    over = true;
    document.removeEventListener('visibilitychange', shown);
    source?.close();
    source = undefined;
    stopPolling();
    window.clearTimeout(settle);
  });
  return state;
}
