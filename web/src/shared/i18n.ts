// SPDX-License-Identifier: Apache-2.0
// Languages. One file a topic in text/<language>/; its name is the first part of the key: hall.json -> "hall.…".
import { computed } from 'vue';
import { createI18n } from 'vue-i18n';
import { configureClient } from './api/client';
import type { Words } from './api/types';

export type Language = 'zh-Hans' | 'en';
export const languages: { code: Language; name: string }[] = [
  { code: 'zh-Hans', name: '简体中文' },
  { code: 'en', name: 'English' },
];

type Messages = Record<string, Record<string, unknown>>;
const loaders: Record<Language, () => Promise<{ default: Messages }>> = {
  'zh-Hans': () => import('@/text/zh-Hans'),
  en: () => import('@/text/en'),
};
// Texts of areas that few people see come with their pages.
const later = import.meta.glob<Record<string, unknown>>(['../text/*/audit.json', '../text/*/designer.json', '../text/*/process.json', '../text/*/operations.json', '../text/*/act.json', '../text/*/supervision.json'], { import: 'default' });
const areas = new Set<string>();
const storageKey = 'hz.language';

export const i18n = createI18n({ legacy: false, locale: 'zh-Hans', fallbackLocale: false, missingWarn: false, fallbackWarn: false });
export const t = i18n.global.t;
export const language = computed(() => i18n.global.locale.value as Language);

export function preferredLanguage(): Language {
  const asked = new URLSearchParams(window.location.search).get('lang') ?? window.localStorage.getItem(storageKey);
  if (asked === 'en' || asked === 'zh-Hans') return asked;
  return navigator.language.toLowerCase().startsWith('zh') || !navigator.language ? 'zh-Hans' : 'en';
}

async function textsOf(area: string, of: Language): Promise<Messages> {
  const texts = await later[`../text/${of}/${area}.json`]?.();
  return texts ? { [area]: texts } : {};
}

/** For `beforeEnter` of an area whose texts are loaded with it. */
export function withTexts(area: string): () => Promise<true> {
  return async () => {
    areas.add(area);
    i18n.global.mergeLocaleMessage(language.value, await textsOf(area, language.value));
    return true;
  };
}

export async function setLanguage(next: Language, remember = true): Promise<void> {
  const [{ default: messages }, ...more] = await Promise.all([loaders[next](), ...[...areas].map((area) => textsOf(area, next))]);
  i18n.global.setLocaleMessage(next, Object.assign({}, messages, ...more));
  i18n.global.locale.value = next;
  document.documentElement.lang = next;
  if (remember) window.localStorage.setItem(storageKey, next);
}

/** The words in the reader's language, or in any when that one is missing. */
export function say(words: Words | undefined | null): string {
  if (words === undefined || words === null) return '';
  if (typeof words === 'string') return words;
  const short = language.value === 'en' ? 'en' : 'zh';
  return words[short] ?? words.zh ?? words.en ?? '';
}

/** The title of something that comes as a bare code or with its title. */
export const titleOf = (value: string | { title?: Words; name?: Words; code?: string } | undefined | null): string =>
  typeof value === 'object' && value !== null ? say(value.title ?? value.name) || (value.code ?? '') : (value ?? '');

configureClient({ language: () => language.value });
