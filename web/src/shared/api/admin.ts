// SPDX-License-Identifier: Apache-2.0
import { call } from './client';
import type * as server from './schema';

export type AccountEntry = server.AccountView;
export type RoleEntry = server.StaffingRole;
export type Holder = server.StaffingHolder;
export type PostEntry = server.StaffingPost;
export type AgencyEntry = server.StaffingAgency;
export type Staffing = server.Staffing;

export const listAccounts = (cursor?: string) => call('list_accounts', { query: { cursor, limit: 100 } });
export const createAccount = (account: server.CreateAccountBody) => call('create_account', { body: account });
export const lockAccount = (id: string) => call('lock_account', { path: { id } });
export const unlockAccount = (id: string) => call('unlock_account', { path: { id } });
export const readStaffing = () => call('list_roles', {});
export const setSkills = (account: string, skills: string[]) => call('set_skills', { path: { id: account }, body: { skills } });
export const assignPost = (agency: string, post: string, account: string, assigned: boolean) =>
  call('assign_post', { path: { agency, post }, body: { account, assigned } });
