// SPDX-License-Identifier: Apache-2.0
// dmn-js speaks English templates such as "Add rule above"; each has a text under a key made from it.
import { i18n, t } from '@/shared/i18n';

export function translateEditor(template: string, replacements: Record<string, unknown> = {}): string {
  const name = template.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_|_$/g, '');
  if (name && i18n.global.te(`designer.dmn.${name}`)) return t(`designer.dmn.${name}`, replacements);
  return template.replace(/{([^}]+)}/g, (whole, key: string) => String(replacements[key] ?? whole));
}
