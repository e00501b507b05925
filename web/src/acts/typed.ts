// SPDX-License-Identifier: Apache-2.0
// What was typed into a form and not sent yet, while this page is open.
import type { Values } from './field';

const kept = new Map<string, Values>();

export function typedFor(place: string, empty: () => Values): Values {
  const found = kept.get(place) ?? empty();
  kept.set(place, found);
  return found;
}
export const forget = (place: string): boolean => kept.delete(place);
