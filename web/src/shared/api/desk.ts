// SPDX-License-Identifier: Apache-2.0
// The clerk's work: tasks, the cases they belong to, and what the registers know of the applicant.
import { get, post } from './client';
import type { CaseDetail, CaseSummary, Coded, Deadline, FormData, FormSchema, MyRecord, Page, Words } from './types';

export type WorkView = 'open' | 'mine' | 'done';
export interface StaffCase extends CaseSummary { applicant_name?: string; closed_at?: string }
export interface StaffCaseDetail extends Omit<CaseDetail, 'applicant'> {
  applicant_name?: string;
  applicant?: { name: string; company?: string; company_name?: string };
  closed_at?: string;
  version?: number;
}

interface TaskBase {
  id: string;
  element: string;
  title: Words;
  created_at?: string;
  due?: string;
  remaining_working_days?: number;
  grade?: Deadline['grade'];
  assignee?: { id: string; name: string };
  outcomes?: Coded[];
}
export interface TaskLine extends TaskBase { case: StaffCase; done_at?: string }
export interface TaskDetail extends TaskBase {
  case: StaffCaseDetail;
  form?: { schema: FormSchema };
  blocked_by: { code: string; message: string }[];
}

export interface DeskSummary {
  open: number;
  mine: number;
  overdue: number;
  due_soon: number;
  done_today: number;
  by_state: { state: string; title: Words; count: number }[];
}

export interface ProcessPicture { bpmn_xml: string; active: string[]; passed: string[] }
export interface Completion { outcome: string; opinion: string; data: FormData }

export const listTasks = (view: WorkView, q?: string, cursor?: string, limit?: number) =>
  get<Page<TaskLine>>('/tasks', { view, q, cursor, limit, sort: 'due' });
export const readTask = (id: string) => get<TaskDetail>(`/tasks/${encodeURIComponent(id)}`);
export const claimTask = (id: string) => post<unknown>(`/tasks/${encodeURIComponent(id)}/claim`);
export const releaseTask = (id: string) => post<unknown>(`/tasks/${encodeURIComponent(id)}/release`);
export const completeTask = (id: string, completion: Completion) => post<unknown>(`/tasks/${encodeURIComponent(id)}/complete`, completion);
export const readSummary = () => get<DeskSummary>('/desk/summary');
export const readStaffCase = (id: string) => get<StaffCaseDetail>(`/cases/${id}`);
export const searchLimit = 50;
export const searchCases = (q: string) => get<Page<StaffCase>>('/cases/search', { q, limit: searchLimit });
export const readProcess = (id: string) => get<ProcessPicture>(`/cases/${id}/process`);
/** The applicant sees this reading, with the purpose. */
export const readApplicantRecords = (id: string, purpose: string) => post<Page<MyRecord>>(`/cases/${id}/records`, { purpose });
