// SPDX-License-Identifier: Apache-2.0
// What a clerk has typed for a task, kept in this tab until the task is completed, whatever happens in between.
import { reactive, watch } from 'vue';
import type { FormData, SupplementItem } from '@/shared/api/types';

export interface TaskDraft { outcome: string; opinion: string; reasons: string; items: SupplementItem[]; data: FormData }

const empty = (): TaskDraft => ({ outcome: '', opinion: '', reasons: '', items: [], data: {} });
const keyOf = (id: string) => `hz.task.${id}`;

function kept(id: string): Partial<TaskDraft> {
  try {
    return JSON.parse(window.sessionStorage.getItem(keyOf(id)) ?? '{}');
  } catch {
    return {};
  }
}

export function useTaskDraft(id: string) {
  const draft = reactive<TaskDraft>({ ...empty(), ...kept(id) });
  const stop = watch(draft, () => window.sessionStorage.setItem(keyOf(id), JSON.stringify(draft)), { deep: true });
  const forget = () => {
    stop();
    window.sessionStorage.removeItem(keyOf(id));
  };
  return { draft, forget };
}

export const refuses = (outcome: string) => outcome === 'refuse' || outcome === 'denied';
export const asksMore = (outcome: string) => outcome === 'supplement';
/** The applicant reads the opinion that goes with these; the others stay among colleagues. */
export const isTold = (outcome: string) => ['refuse', 'supplement', 'granted', 'denied'].includes(outcome);
