// SPDX-License-Identifier: Apache-2.0
import { get, post } from './client';
import type { Words } from './types';

/** Before the first tree head is signed only `entries` and who signs are known. */
export interface LedgerHead {
  suite: string;
  log?: string;
  key_id: string;
  public_key?: string;
  entries?: number;
  size?: number;
  root?: string;
  signed_at?: string;
  signature?: string;
}

export interface LedgerEntry {
  id?: string;
  position: number;
  type: string;
  stream: string;
  at: string;
  actor: string;
  actor_name?: string;
  post?: string;
  post_title?: Words;
  organisation?: string;
  agency?: Words;
  purpose?: string;
  legal_basis?: string;
  personal?: boolean;
  erased?: boolean;
}
export interface EntryPage { items: LedgerEntry[]; entries?: number; next_from?: number }

export interface Receipt {
  kind?: 'proof' | 'promise';
  leaf?: Record<string, unknown>;
  position?: number;
  path?: string[];
  head?: { size: number; root: string; signed_at?: number | string; signature?: string };
  [more: string]: unknown;
}
export interface EntryDetail extends LedgerEntry { receipt: Receipt }

export interface VerifyReport {
  entries: number;
  sealed?: number;
  erased?: number;
  pending?: number;
  heads?: number;
  size: number;
  root: string;
  whole?: boolean;
  breaks_found?: number;
  breaks: { position: number; code?: string; what: string; table?: string; key?: string }[];
  checked_at?: string;
}

export interface ReceiptVerdict {
  state: 'valid' | 'promised' | 'altered' | 'other_key' | 'unsupported' | 'malformed' | string;
  good?: boolean;
  message?: string;
  event_type?: string;
  position?: number;
  tree_size?: number;
  at?: string;
}

export const readHead = () => get<LedgerHead>('/audit/head');
export const listEntries = (query: { from?: number; type?: string; stream?: string; limit?: number }) => get<EntryPage>('/audit/entries', query);
export const readEntry = (position: string | number) => get<EntryDetail>(`/audit/entries/${position}`);
export const verifyLedger = () => post<VerifyReport>('/audit/verify');
export const readConsistency = (from: number, to: number) => get<{ from: number; to: number; path: string[] }>('/audit/consistency', { from, to });
export const checkReceipt = (text: string) => post<ReceiptVerdict>('/verify/receipt', text, { headers: { 'Content-Type': 'application/json' } });
