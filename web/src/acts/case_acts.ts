// SPDX-License-Identifier: Apache-2.0
// What can be done with a case besides the ordinary way. The server says what it offers (`can`).
import type { CaseDetail } from '@/shared/api/types';
import type { ActContext, ActDescription } from './act';
import { textOf, type Field } from './field';
import { fieldOptions, kindOptions, materialOptions, newValue, stepOptions, wantedOptions } from './options';

const reason = (most = 1000): Field<ActContext> => ({ name: 'reason', kind: 'words', required: true, most });
const days: Field<ActContext> = { name: 'days', kind: 'days', required: true };
const kind: Field<ActContext> = { name: 'kind', kind: 'choice', required: true, options: kindOptions };
const legalBasis: Field<ActContext> = { name: 'legal_basis', kind: 'words', required: true, most: 300 };
const remedies: Field<ActContext> = { name: 'remedies', kind: 'words', most: 2000, hint: 'remedies' };
const wants = (...what: string[]) => (values: { what?: unknown }) => what.includes(String(values.what));
const undecided = ({ detail }: ActContext) => !detail.closed_at && !detail.decision;
const orNone = (text: string) => text || undefined;

export const caseActs: ActDescription[] = [
  {
    code: 'note', operation: 'note_case', offer: 'note',
    fields: [{ name: 'text', kind: 'words', required: true, most: 1000 }, { name: 'to_applicant', kind: 'tick', when: (_, { staff }) => staff }],
    body: (values, { staff }) => ({ text: textOf(values.text), ...(staff ? { to_applicant: values.to_applicant === true } : {}) }),
  },
  { code: 'urge', operation: 'urge_case', offer: 'urge', fields: [{ name: 'text', label: 'urge_text', kind: 'words', most: 1000 }], body: (values) => ({ text: orNone(textOf(values.text)) }) },
  {
    code: 'attach', operation: 'attach_materials', offer: 'attach',
    // What is asked for in a supplement is uploaded there.
    when: ({ detail, staff }) => detail.materials.length > 0 && (staff || !detail.supplement),
    fields: [
      { name: 'material', kind: 'choice', required: true, options: materialOptions },
      { name: 'files', kind: 'files', required: true, when: (values) => textOf(values.material) !== '' },
      { name: 'note', kind: 'words', most: 1000 },
    ],
    body: (values) => ({ note: orNone(textOf(values.note)) }),
  },
  {
    code: 'suspend', operation: 'suspend_case', offer: 'suspend', fields: [kind, reason(), { ...days, hint: 'suspend_days' }],
    body: (values) => ({ kind: textOf(values.kind), reason: textOf(values.reason), days: Number(values.days) }),
  },
  { code: 'resume', operation: 'resume_case', offer: 'resume', fields: [{ name: 'result', kind: 'words', required: true, most: 1000 }], body: (values) => ({ result: textOf(values.result) }) },
  {
    code: 'extend', operation: 'extend_case', offer: 'extend', fields: [reason(), { ...days, hint: 'extend_days' }],
    body: (values) => ({ reason: textOf(values.reason), days: Number(values.days) }),
  },
  {
    code: 'terminate', operation: 'terminate_case', offer: 'terminate', danger: true,
    fields: [legalBasis, { name: 'reasons', kind: 'words', required: true, most: 1000 }, remedies],
    body: (values) => ({ legal_basis: textOf(values.legal_basis), reasons: textOf(values.reasons), remedies: orNone(textOf(values.remedies)) }),
  },
  {
    code: 'ask_approval', operation: 'ask_approval', offer: 'ask_approval', aliases: { reasons: 'reason' },
    fields: [
      { name: 'what', kind: 'choice', required: true, options: wantedOptions },
      { ...kind, when: wants('suspend') },
      { ...legalBasis, when: wants('terminate') },
      { ...reason(), hint: 'approval_reason' },
      { ...days, when: wants('suspend', 'extend') },
      { ...remedies, when: wants('terminate') },
    ],
    body: (values) => ({
      what: textOf(values.what), reason: textOf(values.reason),
      ...(values.what === 'suspend' ? { kind: textOf(values.kind) } : {}),
      ...(values.what === 'terminate' ? { legal_basis: textOf(values.legal_basis), remedies: orNone(textOf(values.remedies)) } : { days: Number(values.days) }),
    }),
  },
  {
    code: 'decide_approval', operation: 'decide_approval', offer: 'decide_approval',
    fields: [{ name: 'agree', kind: 'yes_no', required: true }, { name: 'note', kind: 'words', most: 1000, required: (values) => values.agree === 'no' }],
    body: (values) => ({ agree: values.agree === 'yes', note: orNone(textOf(values.note)) }),
  },
  {
    code: 'correct', operation: 'correct_case', offer: 'correct', aliases: { form: 'value' },
    fields: [
      { name: 'field', kind: 'choice', required: true, options: fieldOptions },
      { name: 'value', kind: 'line', most: 500, when: (values) => textOf(values.field) !== '' },
      reason(),
    ],
    body: (values, { detail }) => ({ reason: textOf(values.reason), form: { [textOf(values.field)]: newValue(detail, textOf(values.field), textOf(values.value)) } }),
  },
  {
    code: 'reopen', operation: 'reopen_case', offer: 'reopen',
    fields: [{ name: 'element', kind: 'choice', options: stepOptions, hint: 'reopen_element' }, reason()],
    body: (values) => ({ reason: textOf(values.reason), element: orNone(textOf(values.element)) }),
  },
  { code: 'archive', operation: 'archive_case', offer: 'archive', danger: true, fields: [{ name: 'note', kind: 'words', most: 500 }], body: (values) => ({ note: orNone(textOf(values.note)) }) },
  {
    code: 'link', operation: 'link_case', offer: 'relate', fields: [{ name: 'other', kind: 'case', required: true }, { ...reason(500), required: false }],
    body: (values) => ({ other: textOf(values.other), reason: orNone(textOf(values.reason)) }),
  },
  {
    code: 'merge', operation: 'merge_case', offer: 'relate', danger: true, fields: [{ name: 'into', kind: 'case', required: true, hint: 'into' }, reason(500)],
    when: undecided,
    body: (values) => ({ into: textOf(values.into), reason: textOf(values.reason) }),
  },
  {
    code: 'split', operation: 'split_case', offer: 'relate', aliases: { form: 'value' },
    when: undecided,
    fields: [
      reason(500),
      { name: 'field', label: 'differs', kind: 'choice', options: fieldOptions, hint: 'differs' },
      { name: 'value', label: 'differs_value', kind: 'line', most: 500, when: (values) => textOf(values.field) !== '' },
    ],
    body: (values, { detail }) => {
      const field = textOf(values.field);
      return { reason: textOf(values.reason), ...(field ? { form: { ...detail.form.data, [field]: newValue(detail, field, textOf(values.value)) } } : {}) };
    },
  },
];

const act = (code: string) => caseActs.find((one) => one.code === code)!;
/** The applicant's own; their words are `act.mine`. */
export const applicantActs = (detail: CaseDetail): ActDescription[] =>
  [act('note'), act('urge'), act('attach')].filter((one) => detail.can.includes(one.offer!) && (one.when?.({ detail, staff: false }) ?? true));

/** Those of `can` that have a form here, in this order. */
export const offeredOnCase = (detail: CaseDetail): ActDescription[] =>
  caseActs.filter((act) => act.offer && detail.can.includes(act.offer) && (act.when?.({ detail, staff: true }) ?? true));
