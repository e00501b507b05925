// SPDX-License-Identifier: Apache-2.0
import { get } from './client';
import type { AccessEntry, MyRecord, Page } from './types';

export const listAccess = (cursor?: string) => get<Page<AccessEntry>>('/me/access-log', { cursor });
export const listMyRecords = () => get<Page<MyRecord>>('/me/records');
