// SPDX-License-Identifier: Apache-2.0
import { addressOf, apiRoot, call } from '@/shared/api/client';
import type * as server from '@/shared/api/schema';

export type RuleModel = server.RuleModel;
export type Reading = server.RuleReading;
export type Finding = server.RuleFinding;
export type Decision = server.RuleDecision;
export type InputField = server.RuleInput;
export type Trial = server.Trial;
export type TrialStep = server.TrialStep;

/** The whole pack as a zip file, with what was edited here. */
export const packUrl = (id: string) => apiRoot + addressOf('get_pack_archive', { path: { id } });
export const listRules = () => call('list_rules', {});
export const readRules = (kind: string, code: string, version?: number) => call('get_rules', { path: { kind, code }, query: { version } });
export const checkRules = (kind: string, code: string, xml: string) => call('check_rules', { path: { kind, code }, body: { xml } });
export const tryRules = (kind: string, code: string, xml: string, decision: string, inputs: Record<string, unknown>) => call('try_rules', { path: { kind, code }, body: { xml, decision, inputs } });
/** `opened` is the version that was opened; refused where another one is in force by now. */
export const saveRules = (kind: string, code: string, opened: number, xml: string, note: string) =>
  call('save_rules', { path: { kind, code }, body: { xml, note } }, { ifMatch: `"${opened}"` });
export const dryRunRules = (kind: string, code: string, xml: string, choice: { from: string; to: string }, limit: number, cursor?: string) =>
  call('dry_run_rules', { path: { kind, code }, body: { xml, from: choice.from || undefined, to: choice.to || undefined, limit, cursor } });
