// SPDX-License-Identifier: Apache-2.0
import { addressOf, apiRoot, call, newIdempotencyKey } from './client';
import type { Verification } from './types';

export const listLicences = () => call('list_licences', {});
export const readLicence = (id: string) => call('get_licence', { path: { id } });
export const licencePdfUrl = (id: string) => apiRoot + addressOf('get_licence_pdf', { path: { id } });
export const revokeLicence = (id: string, reason: string) =>
  call('revoke_licence', { path: { id }, body: { reason } }, { idempotencyKey: newIdempotencyKey() });
export const verifyIdentifier = (identifier: string, digest?: string): Promise<Verification> =>
  call('verify_licence', { path: { identifier }, query: { d: digest } });
export const verifyPdf = (file: Blob): Promise<Verification> =>
  call('verify_licence_file', { body: file }, { headers: { 'Content-Type': 'application/pdf' }, allowUnauthenticated: true });

/** A receipt fetched at once is only promised a place in the ledger: signed, so just as good. What is no receipt of ours is unknown. */
export async function verifyReceipt(text: string): Promise<Verification> {
  const { state: found, message, position, at } = await call('verify_receipt', { body: text },
    { headers: { 'Content-Type': 'application/json' }, allowUnauthenticated: true });
  const state = found === 'promised' ? 'valid' : found === 'valid' || found === 'altered' ? found : 'unknown';
  return { state, reason: message, position: position >= 0 ? position : undefined, at };
}
