// SPDX-License-Identifier: Apache-2.0
import { call } from './client';
import type * as server from './schema';

export type Overview = server.OperationOverview;
export type Line = server.OperationLine;
export type JobType = server.JobTypeLine;
export type Message = server.MessageLine;
export type Instance = server.Instance;

export const readOperations = () => call('get_operations', {});
export const listIncidents = (cursor?: string) => call('list_incidents', { query: { cursor } });
export const retryIncidents = (ids: string[]) => call('retry_incidents', { body: { ids } });
export const readInstance = (id: string) => call('get_instance', { path: { id } });
