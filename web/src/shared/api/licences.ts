// SPDX-License-Identifier: Apache-2.0
import { apiUrl, get, post } from './client';
import type { Licence, Page, Verification } from './types';

export const listLicences = () => get<Page<Licence>>('/licences');
export const readLicence = (id: string) => get<Licence>(`/licences/${id}`);
export const licencePdfUrl = (id: string) => apiUrl(`/licences/${id}/pdf`);
export const verifyIdentifier = (identifier: string, digest?: string) =>
  get<Verification>(`/verify/${encodeURIComponent(identifier)}`, { d: digest });
export const verifyPdf = (file: Blob) =>
  post<Verification>('/verify/file', file, { headers: { 'Content-Type': 'application/pdf' }, allowUnauthenticated: true });

/** A receipt fetched at once is only promised a place in the ledger: signed, so just as good. What is no receipt of ours is unknown. */
export async function verifyReceipt(text: string): Promise<Verification> {
  const answer = await post<Omit<Verification, 'state'> & { state: string; message?: string }>('/verify/receipt', text,
    { headers: { 'Content-Type': 'application/json' }, allowUnauthenticated: true });
  const state = answer.state === 'promised' ? 'valid' : answer.state === 'valid' || answer.state === 'altered' ? answer.state : 'unknown';
  return { ...answer, state, reason: answer.message, position: Number(answer.position) >= 0 ? answer.position : undefined };
}
