// SPDX-License-Identifier: Apache-2.0
import { call } from '@/shared/api/client';
import type * as server from '@/shared/api/schema';
import type { Order } from './migration';

export type ProcessModel = server.ProcessModel;
export type Reading = server.ProcessReading;
export type Trial = server.ProcessTrial;
export type Choice = server.ProcessChoice;
export interface Act { token: number; outcome?: string }

export const listProcesses = () => call('list_processes', {});
export const readProcess = (kind: string, code: string, version?: number) => call('get_process', { path: { kind, code }, query: { version } });
export type Waiting = server.ProcessWaiting;
export const readWaiting = (kind: string, code: string) => call('get_process_waiting', { path: { kind, code } });
export const dryRunProcess = (kind: string, code: string, xml: string, choice: { from: string; to: string }, limit: number, cursor?: string) =>
  call('dry_run_process', { path: { kind, code }, body: { xml, from: choice.from || undefined, to: choice.to || undefined, limit, cursor } });
export const readRunning = (kind: string, code: string) => call('get_running_cases', { path: { kind, code } });
export const planMigration = (kind: string, code: string, order: Order) => call('plan_migration', { path: { kind, code }, body: order });
export const checkMigration = (kind: string, code: string, order: Order, limit: number, cursor?: string) => call('check_migration', { path: { kind, code }, body: { ...order, limit, cursor } });
export const runMigration = (kind: string, code: string, order: Order, reason: string, limit: number, cursor?: string) =>
  call('run_migration', { path: { kind, code }, body: { ...order, reason: reason || undefined, limit, cursor } });
export const checkProcess = (kind: string, code: string, xml: string) => call('check_process', { path: { kind, code }, body: { xml } });
export const tryProcess = (xml: string, form: Record<string, unknown>, acts: Act[]) => call('try_process', { body: { xml, form, acts: acts.map((act) => ({ ...act, data: null })) } });
/** `opened` is the version that was opened; refused where another one is in force by now. */
export const saveProcess = (kind: string, code: string, opened: number, xml: string, note: string) =>
  call('save_process', { path: { kind, code }, body: { xml, note } }, { ifMatch: `"${opened}"` });
