// SPDX-License-Identifier: Apache-2.0
import { call } from './client';
import type { MyRecord } from './types';

export const listAccess = (cursor?: string) => call('get_my_access_log', { query: { cursor: cursor ? Number(cursor) : undefined } });
export const listMyRecords = async (): Promise<{ items: MyRecord[] }> => call('get_my_records', {});
