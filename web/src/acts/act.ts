// SPDX-License-Identifier: Apache-2.0
// One act on a case or a task: what its form asks for, and what is sent. The dialog is the same for all of them.
import { call, type Operation } from '@/shared/api/client';
import type { CaseAct } from '@/shared/api/schema';
import type { TaskDetail } from '@/shared/api/desk';
import type { CaseDetail } from '@/shared/api/types';
import type { Field, Values } from './field';

export interface ActContext { detail: CaseDetail; task?: TaskDetail; staff: boolean }

export interface ActDescription {
  /** Its words are `act.name.<code>`, `act.lead.<code>` and `act.done.<code>`. */
  code: string;
  operation: Operation;
  /** Which member of `can` offers it; none for acts on a task. */
  offer?: CaseAct;
  when?: (context: ActContext) => boolean;
  danger?: boolean;
  fields: Field<ActContext>[];
  /** The server's names of fields that are called otherwise here. */
  aliases?: Record<string, string>;
  body?: (values: Values, context: ActContext) => Record<string, unknown>;
}

/** `key` belongs to one intention, so that pressing twice does it once. */
export function send(act: ActDescription, context: ActContext, values: Values, key: string): Promise<unknown> {
  const path = { id: act.offer ? context.detail.id : context.task!.id };
  const input = act.body ? { path, body: act.body(values, context) } : { path };
  return call(act.operation as 'note_case', input as never, { idempotencyKey: key });
}
