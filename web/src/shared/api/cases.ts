// SPDX-License-Identifier: Apache-2.0
import { apiUrl, get, newIdempotencyKey, post } from './client';
import type { CaseDetail, CaseSummary, Coded, FormData, Page, Rating } from './types';

export interface Submitted { case: { id: string; number: string; state: Coded | string }; receipt_url: string }

/** `key` belongs to the draft, so that pressing twice, or again after a lost answer, makes one case. */
export const submitCase = (draft: string, key: string) => post<Submitted>('/cases', { draft }, { idempotencyKey: key });
export const listMyCases = (cursor?: string, limit?: number) => get<Page<CaseSummary>>('/cases', { cursor, limit });
export const readCase = (id: string) => get<CaseDetail>(`/cases/${id}`);
export const receiptUrl = (id: string) => apiUrl(`/cases/${id}/receipt`);
export const withdrawCase = (id: string, reason: string) =>
  post<unknown>(`/cases/${id}/withdraw`, { reason }, { idempotencyKey: newIdempotencyKey() });
export const supplyCase = (id: string, data: FormData, note: string, key: string) =>
  post<unknown>(`/cases/${id}/supply`, { data, note }, { idempotencyKey: key });
export const rateCase = (id: string, rating: Rating, key: string) =>
  post<unknown>(`/cases/${id}/rating`, rating, { idempotencyKey: key });
