// SPDX-License-Identifier: Apache-2.0
// Short messages, shown and read aloud. For what must be read, use a notice on the page instead.
import { reactive } from 'vue';

export type Tone = 'plain' | 'good' | 'bad';
export interface Toast { id: number; text: string; tone: Tone }

export const toasts = reactive<Toast[]>([]);
let last = 0;

export function notify(text: string, tone: Tone = 'plain'): void {
  const id = ++last;
  toasts.push({ id, text, tone });
  window.setTimeout(() => dismiss(id), tone === 'bad' ? 12000 : 6000);
}

export function dismiss(id: number): void {
  const at = toasts.findIndex((toast) => toast.id === id);
  if (at >= 0) toasts.splice(at, 1);
}
