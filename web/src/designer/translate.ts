// SPDX-License-Identifier: Apache-2.0
// The editors of bpmn.io speak English templates such as "Add rule above"; each has a text under a key made from it.
import { i18n, t } from '@/shared/i18n';

/** `key` gives where the text of a name stands. */
export const translateWith = (key: (name: string) => string) => (template: string, replacements: Record<string, unknown> = {}): string => {
  const name = template.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_|_$/g, '');
  if (name && i18n.global.te(key(name))) return t(key(name), replacements);
  return template.replace(/{([^}]+)}/g, (whole, member: string) => String(replacements[member] ?? whole));
};
