// SPDX-License-Identifier: Apache-2.0
// What the pages of the desk have in common.
import { computed, onScopeDispose, ref } from 'vue';
import type { TaskLine } from '@/shared/api/desk';
import type { Deadline } from '@/shared/api/types';

type Clock = Pick<Deadline, 'due' | 'remaining' | 'unit' | 'paused' | 'grade'>;

/** The clock a clerk works by: what was promised, before it the time to accept; the law's own last. */
export function clockOf(deadlines: Deadline[] | undefined): Deadline | undefined {
  const order = ['acceptance', 'promised', 'statutory'];
  return order.map((code) => deadlines?.find((deadline) => deadline.code === code)).find(Boolean) ?? deadlines?.[0];
}

export function taskClock(task: TaskLine): Clock | undefined {
  if (task.due) return { due: task.due, remaining: task.remaining_working_days ?? 0, unit: 'working_day', paused: false, grade: task.grade ?? 'normal' };
  return clockOf(task.case.deadlines);
}

/** Cards instead of a table. */
export function useNarrow() {
  const query = window.matchMedia('(max-width: 59.99rem)');
  const narrow = ref(query.matches);
  const change = () => { narrow.value = query.matches; };
  query.addEventListener('change', change);
  onScopeDispose(() => query.removeEventListener('change', change));
  return narrow;
}

/** Where the clerk was in the list, so that coming back goes on from there. */
export const lastOpened = ref('');

// Single-key shortcuts can be turned off (WCAG 2.1.4): speech input would press them by accident.
const storageKey = 'hz.desk.keys';
const on = ref(window.localStorage.getItem(storageKey) !== 'off');
export const keysOn = computed({
  get: () => on.value,
  set: (value: boolean) => {
    on.value = value;
    window.localStorage.setItem(storageKey, value ? 'on' : 'off');
  },
});

/** Calls `act` for plain keys, not while something is typed or a dialog is open. True means handled. */
export function useKeys(act: (key: string, event: KeyboardEvent) => boolean): void {
  const press = (event: KeyboardEvent) => {
    const at = event.target as HTMLElement | null;
    const typing = at?.closest('input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]');
    if (!keysOn.value || typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    if (act(event.key, event)) event.preventDefault();
  };
  window.addEventListener('keydown', press);
  onScopeDispose(() => window.removeEventListener('keydown', press));
}
