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
export const verifyReceipt = (text: string) =>
  post<Verification>('/verify/receipt', text, { headers: { 'Content-Type': 'application/json' }, allowUnauthenticated: true });
