// SPDX-License-Identifier: Apache-2.0
import { call } from './client';

export const listAccess = () => call('get_my_access_log', {});
export const listMyRecords = () => call('get_my_records', {});
