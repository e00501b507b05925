// SPDX-License-Identifier: Apache-2.0
// The clerk's work: tasks, the cases they belong to, and what the registers know of the applicant.
import { call } from './client';
import type * as server from './schema';
import type { CaseDetail, FormData, FormSchema } from './types';

export type WorkView = 'open' | 'mine' | 'done';
export type StaffCase = server.CaseSummary;
export type StaffCaseDetail = CaseDetail;
export type TaskLine = server.TaskLine;
export type TaskDetail = Omit<server.TaskDetail, 'case' | 'form'> & { case: CaseDetail; form?: { schema: FormSchema } };
export type DeskSummary = server.DeskSummary;
export type ProcessPicture = server.CaseProcess;
export interface Completion { outcome: string; opinion: string; data: FormData }

/** What a work list is narrowed to. */
export type TaskFilter = server.FilterBody;
export type SavedFilter = server.SavedFilter;
export type Absences = server.Absences;
export type Absence = server.AbsenceView;
export type BulkAct = server.BulkAct;
export type BulkOutcome = server.BulkOutcome;

export const listTasks = (view: WorkView, filter: TaskFilter = {}, cursor?: string, limit?: number) =>
  call('list_tasks', { query: { view, ...filter, cursor, limit, sort: 'due' } });
/** `key` belongs to one intention. */
export const actOnTasks = (body: server.BulkBody, key: string) => call('act_on_tasks', { body }, { idempotencyKey: key });
export const listFilters = () => call('list_filters', {});
export const saveFilter = (name: string, body: TaskFilter) => call('save_filter', { path: { name }, body });
export const deleteFilter = (name: string) => call('delete_filter', { path: { name } });
export const listAbsences = () => call('list_absences', {});
export const recordAbsence = (body: server.RecordAbsenceBody, key: string) => call('record_absence', { body }, { idempotencyKey: key });
export const endAbsence = (id: string) => call('end_absence', { path: { id } });
export const readTask = async (id: string) => (await call('get_task', { path: { id } })) as TaskDetail;
export const claimTask = (id: string) => call('claim_task', { path: { id } });
export const releaseTask = (id: string) => call('release_task', { path: { id } });
/** `key` belongs to one intention, so that pressing twice completes once. */
export const completeTask = (id: string, completion: Completion, key: string) =>
  call('complete_task', { path: { id }, body: completion }, { idempotencyKey: key });
export const listCandidates = (id: string) => call('list_task_candidates', { path: { id } });
export const readSummary = () => call('get_desk_summary', {});
export const readStaffCase = async (id: string) => (await call('get_case', { path: { id } })) as StaffCaseDetail;
export const searchLimit = 50;
export const searchCases = (q: string) => call('search_cases', { query: { q, limit: searchLimit } });
export const readProcess = (id: string) => call('get_case_process', { path: { id } });
/** The applicant sees this reading, with the purpose. */
export const readApplicantRecords = (id: string, purpose: string) => call('read_case_records', { path: { id }, body: { purpose } });
