// SPDX-License-Identifier: Apache-2.0
// What this installation is called; read once a language.
import { shallowRef, watch } from 'vue';
import { readSite } from './api/items';
import type { Site } from './api/types';
import { language } from './i18n';

export const site = shallowRef<Site>();
let reading: Promise<void> | undefined;

export function loadSite(): Promise<void> {
  reading ??= readSite().then(
    (answer) => { site.value = answer; },
    () => { reading = undefined; },
  );
  return reading;
}

watch(language, () => {
  reading = undefined;
  void loadSite();
});
