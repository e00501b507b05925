// SPDX-License-Identifier: Apache-2.0
// 长辈版: larger type and targets. Kept for the next visit.
import { ref } from 'vue';

const storageKey = 'hz.elder';
export const elder = ref(false);

export function setElder(on: boolean): void {
  elder.value = on;
  document.documentElement.toggleAttribute('data-elder', on);
  window.localStorage.setItem(storageKey, on ? 'on' : 'off');
}

export function restoreElder(): void {
  if (window.localStorage.getItem(storageKey) === 'on') setElder(true);
}
