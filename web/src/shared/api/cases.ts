// SPDX-License-Identifier: Apache-2.0
import { addressOf, apiRoot, call, newIdempotencyKey } from './client';
import type { CaseDetail, FormData, Rating } from './types';

/** `key` belongs to the draft, so that pressing twice, or again after a lost answer, makes one case. */
export const submitCase = (draft: string, key: string) => call('submit_case', { body: { draft } }, { idempotencyKey: key });
export const listMyCases = (cursor?: string, limit?: number) => call('list_cases', { query: { cursor, limit } });
export const readCase = async (id: string) => (await call('get_case', { path: { id } })) as CaseDetail;
export const receiptUrl = (id: string) => apiRoot + addressOf('get_receipt', { path: { id } });
export const withdrawCase = (id: string, reason: string) =>
  call('withdraw_case', { path: { id }, body: { reason } }, { idempotencyKey: newIdempotencyKey() });
export const supplyCase = (id: string, data: FormData, note: string, key: string) =>
  call('supply_case', { path: { id }, body: { data, note } }, { idempotencyKey: key });
export const rateCase = (id: string, rating: Rating, key: string) =>
  call('rate_case', { path: { id }, body: rating }, { idempotencyKey: key });
