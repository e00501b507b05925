// SPDX-License-Identifier: Apache-2.0
import { call } from './client';
import type * as server from './schema';

export type LedgerHead = server.LedgerHead;
export type LedgerEntry = server.LedgerEntry;
export type EntryPage = server.LedgerEntryPage;
export type VerifyReport = server.LedgerReport;
export type ReceiptVerdict = server.ReceiptVerification;

/** A file of its own format (src/ledger/receipt.hpp), which the server hands on. */
export interface Receipt {
  kind?: 'proof' | 'promise';
  leaf?: Record<string, unknown>;
  position?: number;
  path?: string[];
  head?: { size: number; root: string; signed_at?: number | string; signature?: string };
  [more: string]: unknown;
}
export type EntryDetail = Omit<server.LedgerEntryDetail, 'receipt'> & { receipt: Receipt };

export const readHead = () => call('get_ledger_head', {});
export const listEntries = (query: { from?: number; type?: string; stream?: string; limit?: number }) => call('list_ledger_entries', { query });
export const readEntry = async (position: string | number) => (await call('get_ledger_entry', { path: { position: Number(position) } })) as EntryDetail;
export const verifyLedger = () => call('verify_ledger', {});
export const readConsistency = (from: number, to: number) => call('get_ledger_consistency', { query: { from, to } });
export const checkReceipt = (text: string) => call('verify_receipt', { body: text }, { headers: { 'Content-Type': 'application/json' } });
