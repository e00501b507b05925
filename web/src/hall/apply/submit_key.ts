// SPDX-License-Identifier: Apache-2.0
// The idempotency key of submitting a draft: the same while the draft is the same, so that pressing twice, or again
// after a lost answer or a reload, makes one case; another one once something was corrected.
import type { StoredFile } from '@/shared/api/types';

/** FNV-1a, 32 bits twice with different starts: an identifier, not a protection. */
function hash(text: string, start: number): string {
  let value = start;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value.toString(16).padStart(8, '0');
}

export function submitKey(draft: string, etag: string, files: Pick<StoredFile, 'id'>[]): string {
  const content = [etag, ...files.map((file) => file.id).sort()].join('|');
  return `submit-${draft}-${hash(content, 0x811c9dc5)}${hash(content, 0x2f3b5a17)}`;
}
