// SPDX-License-Identifier: Apache-2.0
import { call, newIdempotencyKey } from './client';
import type { Draft, FormData } from './types';

export const createDraft = async (item: string, company?: string) =>
  (await call('create_draft', { body: { item, company } }, { idempotencyKey: newIdempotencyKey() })) as Draft;
export const readDraft = async (id: string) => (await call('get_draft', { path: { id } })) as Draft;
export const listDrafts = async () => (await call('list_drafts', {})) as { items: Draft[] };
export const deleteDraft = (id: string) => call('delete_draft', { path: { id } });

/** Refused with 412 when somebody (the same person in another window) saved since `etag` was read. */
export const saveDraft = async (id: string, data: FormData, etag: string) => {
  const saved = await call('save_draft', { path: { id }, body: { data } }, { ifMatch: etag, keepalive: true });
  return { etag: saved.etag, saved_at: saved.saved_at };
};
