// SPDX-License-Identifier: Apache-2.0
import { get, newIdempotencyKey, remove, request } from './client';
import type { Draft, FormData, Page } from './types';

export const createDraft = async (item: string, company?: string): Promise<Draft> => {
  const answer = await request<Draft>('POST', '/drafts', { body: { item, company }, idempotencyKey: newIdempotencyKey() });
  return { ...answer.data, etag: answer.data.etag ?? answer.etag ?? '' };
};

export const readDraft = async (id: string): Promise<Draft> => {
  const answer = await request<Draft>('GET', `/drafts/${id}`);
  return { ...answer.data, etag: answer.data.etag ?? answer.etag ?? '' };
};

export const listDrafts = () => get<Page<Draft>>('/drafts');
export const deleteDraft = (id: string) => remove(`/drafts/${id}`);

/** Refused with 412 when somebody (the same person in another window) saved since `etag` was read. */
export const saveDraft = async (id: string, data: FormData, etag: string) => {
  const answer = await request<{ id: string; etag?: string; saved_at?: string }>('PUT', `/drafts/${id}`, { body: { data }, ifMatch: etag, keepalive: true });
  return { etag: answer.data.etag ?? answer.etag ?? etag, saved_at: answer.data.saved_at ?? new Date().toISOString() };
};
