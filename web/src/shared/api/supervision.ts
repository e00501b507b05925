// SPDX-License-Identifier: Apache-2.0
// What electronic supervision found, and the answers to it.
import { call } from './client';
import type * as server from './schema';

export type Finding = server.FindingView;
export type BoardRow = server.BoardRow;
export interface FindingFilter { agency?: string; rule?: string; state?: string; grade?: string; late?: boolean }

export const readBoard = () => call('get_supervision_board', {});
export const listFindings = (filter: FindingFilter, cursor?: string) => call('list_findings', { query: { ...filter, cursor, limit: 50 } });
export const readFinding = (id: string) => call('get_finding', { path: { id } });
/** `key` belongs to one intention, so that pressing twice answers once. */
export const answerFinding = (id: string, text: string, key: string) => call('answer_finding', { path: { id }, body: { text } }, { idempotencyKey: key });
export const closeFinding = (id: string, accepted: boolean, text: string, key: string) =>
  call('close_finding', { path: { id }, body: { accepted, ...(text ? { text } : {}) } }, { idempotencyKey: key });
