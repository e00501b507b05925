// SPDX-License-Identifier: Apache-2.0
// What this installation is called; read once.
import { shallowRef } from 'vue';
import { readSite } from './api/items';
import type { Site } from './api/types';

export const site = shallowRef<Site>();
let reading: Promise<void> | undefined;

export function loadSite(): Promise<void> {
  reading ??= readSite().then(
    (answer) => { site.value = answer; },
    () => { reading = undefined; },
  );
  return reading;
}
