// SPDX-License-Identifier: Apache-2.0
// A task to other hands, and opinions on it. What is offered follows from what stands in the way of the task.
import type { TaskDetail } from '@/shared/api/desk';
import type { ActContext, ActDescription } from './act';
import { textOf, type Field, type Values } from './field';
import { agencyOptions, candidateOptions, postOptions, returnOptions, sender } from './options';

const reason: Field<ActContext> = { name: 'reason', kind: 'words', required: true, most: 1000 };
const person: Field<ActContext> = { name: 'person', kind: 'choice', required: true, options: candidateOptions };
const agency: Field<ActContext> = { name: 'agency', kind: 'choice', options: agencyOptions };
const assign = (values: Values) => ({ person: textOf(values.person), reason: textOf(values.reason) || undefined });

export const taskActs: ActDescription[] = [
  {
    code: 'give_opinion', operation: 'give_opinion',
    fields: [{ name: 'agree', kind: 'yes_no', required: true }, { name: 'opinion', kind: 'words', most: 1000, required: (values) => values.agree === 'no' }],
    body: (values) => ({ agree: values.agree === 'yes', opinion: textOf(values.opinion) || undefined }),
  },
  {
    code: 'ask_opinion', operation: 'ask_opinion',
    fields: [
      { name: 'question', kind: 'words', required: true, most: 1000 },
      { ...agency, required: (values) => (values.posts as string[]).length > 0 },
      { name: 'posts', kind: 'checks', required: (values) => !(values.people as string[]).length, options: postOptions },
      { name: 'people', kind: 'checks', options: candidateOptions },
    ],
    body: (values) => ({
      question: textOf(values.question), people: values.people,
      posts: (values.posts as string[]).map((post) => ({ agency: textOf(values.agency), post })),
    }),
  },
  { code: 'recall_opinions', operation: 'recall_opinions', fields: [] },
  {
    code: 'transfer', operation: 'transfer_task', fields: [{ ...agency, required: true }, { name: 'post', kind: 'choice', required: true, options: postOptions }, reason],
    body: (values) => ({ agency: textOf(values.agency), post: textOf(values.post), reason: textOf(values.reason) }),
  },
  { code: 'delegate', operation: 'delegate_task', fields: [person, { ...reason, required: false }], body: assign },
  { code: 'reassign', operation: 'reassign_task', fields: [person, { ...reason, required: false }], body: assign },
  {
    code: 'return', operation: 'return_task', fields: [{ name: 'to', kind: 'choice', options: returnOptions, required: true }, reason],
    body: (values) => ({ to: values.to === sender ? undefined : textOf(values.to), reason: textOf(values.reason) }),
  },
];

/** Whether nothing stands in the way but these. */
const freeBut = (task: TaskDetail, ...codes: string[]) => task.blocked_by.every(({ code }) => codes.includes(code));

export function offeredOnTask(task: TaskDetail, supervises: boolean): ActDescription[] {
  const waiting = task.opinions.some((one) => !one.answer);
  const hands = !waiting && freeBut(task, 'case.suspended');
  const offered: Record<string, boolean> = {
    give_opinion: task.opinions.some((one) => one.mine),
    ask_opinion: freeBut(task, 'case.suspended', 'case.opinions_open'),
    recall_opinions: waiting && (supervises || freeBut(task, 'case.suspended', 'case.opinions_open')),
    transfer: hands,
    delegate: hands,
    reassign: supervises && !waiting && Boolean(task.assignee),
    return: hands && (task.sent.length > 0 || task.returns_to.length > 0),
  };
  return taskActs.filter((act) => offered[act.code]);
}
