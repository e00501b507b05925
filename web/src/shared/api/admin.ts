// SPDX-License-Identifier: Apache-2.0
import { get, post, request } from './client';
import type { Page, Words } from './types';

export interface AccountEntry { id: string; login: string; name: string; kind: 'resident' | 'staff' | string; state: 'active' | 'disabled' | string; locked: boolean }
export interface RoleEntry { code: string; title: Words; permissions: string[]; exclusive_with: string[] }
export interface Holder { id: string; name: string; account?: string }
export interface PostEntry { code: string; title: Words; roles: string[]; holders: Holder[] }
export interface AgencyEntry { code: string; name: Words; posts: PostEntry[] }
export interface Staffing {
  roles: RoleEntry[];
  agencies: AgencyEntry[];
  /** Who can be given a post. */
  accounts?: { id: string; login: string; name: string }[];
}

export const listAccounts = (cursor?: string) => get<Page<AccountEntry>>('/admin/accounts', { cursor, limit: 100 });
export const createAccount = (account: { login: string; name: string; password: string; phone?: string }) => post<AccountEntry>('/admin/accounts', account);
export const lockAccount = (id: string) => post<void>(`/admin/accounts/${id}/lock`);
export const unlockAccount = (id: string) => post<void>(`/admin/accounts/${id}/unlock`);
export const readStaffing = () => get<Staffing>('/admin/roles');
export const assignPost = (agency: string, postCode: string, account: string, assigned: boolean) =>
  request<void>('PUT', `/admin/posts/${encodeURIComponent(agency)}/${encodeURIComponent(postCode)}`, { body: { account, assigned } });
