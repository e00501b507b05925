// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { TaskDetail } from '@/shared/api/desk';
import type { CaseDetail } from '@/shared/api/types';
import type { ActDescription } from './act';
import { applicantActs, caseActs, offeredOnCase } from './case_acts';
import { asked, emptyValue, faultOf, faultsFrom, type Values } from './field';
import { newValue, returnOptions, sender, userTasks, wantedOptions } from './options';
import { offeredOnTask, taskActs } from './task_acts';

const detail = (more: Partial<CaseDetail> = {}) => ({
  id: 'c', can: [], materials: [{ code: 'plan', title: { zh: '平面图', en: 'Plan' }, files: [] }], deadlines: [{ code: 'statutory' }], form: { schema: { components: [{ type: 'number', key: 'area' }, { type: 'textfield', key: 'name' }] }, data: { area: 120, name: 'a' } }, ...more,
}) as unknown as CaseDetail;
const task = (more: Partial<TaskDetail> = {}) => ({ id: 't', blocked_by: [], opinions: [], sent: [], returns_to: [], case: detail(), ...more }) as unknown as TaskDetail;
const codes = (acts: ActDescription[]) => acts.map((act) => act.code);
const act = (code: string) => [...caseActs, ...taskActs].find((one) => one.code === code)!;
const blank = (code: string): Values => Object.fromEntries(act(code).fields.map((field) => [field.name, emptyValue(field)]));
const bodyOf = (code: string, values: Values, staff = true) => JSON.parse(JSON.stringify(act(code).body!({ ...blank(code), ...values }, { detail: detail(), staff })));
const opinion = (more: object) => ({ answer: '', mine: false, ...more }) as TaskDetail['opinions'][number];

describe('what is offered on a case', () => {
  it('follows what the server says, in one order', () => {
    expect(codes(offeredOnCase(detail({ can: ['archive', 'withdraw', 'note', 'reopen'] })))).toEqual(['note', 'reopen', 'archive']);
    expect(offeredOnCase(detail({ can: ['withdraw', 'supply', 'rate'] }))).toEqual([]);
  });
  it('merges only what is open and undecided', () => {
    expect(codes(offeredOnCase(detail({ can: ['relate'] })))).toEqual(['link', 'merge', 'split']);
    expect(codes(offeredOnCase(detail({ can: ['relate'], closed_at: '2026-01-01' })))).toEqual(['link']);
  });
  it('splits with the same application, or with one field that differs', () => {
    expect(bodyOf('split', { reason: '两处' })).toEqual({ reason: '两处' });
    expect(bodyOf('split', { reason: '两处', field: 'area', value: '80' })).toEqual({ reason: '两处', form: { area: 80, name: 'a' } });
  });
  it('gives the applicant a message, an urging and more documents, nothing else', () => {
    expect(codes(applicantActs(detail({ can: ['urge', 'note', 'withdraw', 'attach', 'suspend'] })))).toEqual(['note', 'urge', 'attach']);
    expect(codes(applicantActs(detail({ can: ['attach'], materials: [] })))).toEqual([]);
    expect(applicantActs(detail({ can: ['rate'] }))).toEqual([]);
  });
});

describe('documents added unasked', () => {
  it('go to the one that is chosen, and at least one file must be there', () => {
    const values: Values = { ...blank('attach'), material: 'plan' };
    expect(asked(act('attach').fields, blank('attach'), { detail: detail(), staff: true }).map(({ name }) => name)).toEqual(['material', 'note']);
    expect(faultOf(act('attach').fields[1]!, values)).toBe('no_file');
    expect(faultOf(act('attach').fields[1]!, { ...values, files: [{ id: 'f' }] as never })).toBeUndefined();
  });
});

describe('what is offered on a task', () => {
  it('gives who may take it its ways to other hands', () => {
    expect(codes(offeredOnTask(task(), false))).toEqual(['ask_opinion', 'transfer', 'delegate']);
    expect(codes(offeredOnTask(task({ returns_to: [{ element: 'accept', title: { zh: 'a', en: 'a' } }] }), false))).toContain('return');
  });
  it('keeps them from whom something stands in the way, but not from a suspended case', () => {
    expect(offeredOnTask(task({ blocked_by: [{ code: 'case.task_taken', message: '' }] }), false)).toEqual([]);
    expect(codes(offeredOnTask(task({ blocked_by: [{ code: 'case.suspended', message: '' }] }), false))).toContain('transfer');
  });
  it('waits for opinions before it goes anywhere', () => {
    const waiting = task({ opinions: [opinion({})], blocked_by: [{ code: 'case.opinions_open', message: '' }] });
    expect(codes(offeredOnTask(waiting, false))).toEqual(['ask_opinion', 'recall_opinions']);
    const asked_me = task({ opinions: [opinion({ mine: true })], blocked_by: [{ code: 'case.not_your_task', message: '' }] });
    expect(codes(offeredOnTask(asked_me, false))).toEqual(['give_opinion']);
  });
  it('lets a supervisor give somebody’s task to another', () => {
    const taken = task({ assignee: { id: 'p', name: 'p' }, blocked_by: [{ code: 'case.task_taken', message: '' }] });
    expect(codes(offeredOnTask(taken, true))).toEqual(['reassign']);
    expect(codes(offeredOnTask(task(), true))).not.toContain('reassign');
  });
});

describe('what is sent', () => {
  it('has numbers as numbers and no empty texts', () => {
    expect(bodyOf('suspend', { kind: 'testing', reason: ' r ', days: '5' })).toEqual({ kind: 'testing', reason: 'r', days: 5 });
    expect(bodyOf('urge', {})).toEqual({});
    expect(bodyOf('note', { text: 'x' }, false)).toEqual({ text: 'x' });
    expect(bodyOf('note', { text: 'x', to_applicant: true })).toEqual({ text: 'x', to_applicant: true });
  });
  it('has of a request for approval only what belongs to it', () => {
    const typed = { reason: 'r', kind: 'testing', days: '5', legal_basis: 'l', remedies: '' };
    expect(bodyOf('ask_approval', { ...typed, what: 'extend' })).toEqual({ what: 'extend', reason: 'r', days: 5 });
    expect(bodyOf('ask_approval', { ...typed, what: 'suspend' })).toEqual({ what: 'suspend', reason: 'r', kind: 'testing', days: 5 });
    expect(bodyOf('ask_approval', { ...typed, what: 'terminate' })).toEqual({ what: 'terminate', reason: 'r', legal_basis: 'l' });
  });
  it('names the posts of one agency and the people', () => {
    expect(bodyOf('ask_opinion', { question: 'q', agency: 'A', posts: ['x', 'y'], people: ['p'] }))
      .toEqual({ question: 'q', people: ['p'], posts: [{ agency: 'A', post: 'x' }, { agency: 'A', post: 'y' }] });
  });
  it('goes back to who sent it, or to a step', () => {
    expect(bodyOf('return', { to: sender, reason: 'r' })).toEqual({ reason: 'r' });
    expect(bodyOf('return', { to: 'accept', reason: 'r' })).toEqual({ to: 'accept', reason: 'r' });
    expect(returnOptions({ detail: detail(), staff: true, task: task() })).toEqual([]);
  });
  it('keeps the type of a corrected field', () => {
    expect(bodyOf('correct', { field: 'area', value: '80', reason: 'r' })).toEqual({ reason: 'r', form: { area: 80 } });
    expect(newValue(detail(), 'name', '80')).toBe('80');
    expect(newValue(detail(), 'name', '')).toBeNull();
  });
});

describe('the form', () => {
  it('asks only what belongs to the choice', () => {
    const names = (what: string) => asked(act('ask_approval').fields, { what }, { detail: detail(), staff: true }).map((field) => field.name);
    expect(names('extend')).toEqual(['what', 'reason', 'days']);
    expect(names('terminate')).toEqual(['what', 'legal_basis', 'reason', 'remedies']);
  });
  it('offers to end a case whose clock stands, nothing about the clock', () => {
    const annex = { procedures: [{}], extensions: [], links: [] } as unknown as CaseDetail['annex'];
    expect(wantedOptions({ detail: detail({ annex }), staff: true }).map((one) => one.value)).toEqual(['terminate']);
    expect(wantedOptions({ detail: detail(), staff: true })).toHaveLength(3);
  });
  it('says what is missing', () => {
    const fault = (code: string, name: string, values: Values) => faultOf(act(code).fields.find((field) => field.name === name)!, { ...blank(code), ...values });
    expect(fault('suspend', 'reason', { reason: '  ' })).toBe('missing');
    expect(fault('suspend', 'kind', {})).toBe('choose');
    expect(fault('suspend', 'days', { days: '0' })).toBe('days');
    expect(fault('suspend', 'days', { days: '12' })).toBeUndefined();
    expect(fault('suspend', 'reason', { reason: 'x'.repeat(1001) })).toBe('too_long');
    expect(fault('decide_approval', 'note', { agree: 'no' })).toBe('missing');
    expect(fault('decide_approval', 'note', { agree: 'yes' })).toBeUndefined();
    expect(fault('ask_opinion', 'posts', { people: ['p'] })).toBeUndefined();
    expect(fault('ask_opinion', 'posts', {})).toBe('choose');
  });
  it('places the server’s words', () => {
    const fields = [{ path: '/days', message: 'd' }, { path: '/reasons', message: 'r' }, { path: '/other', message: 'o' }];
    expect(faultsFrom(fields, ['days', 'reason'], { reasons: 'reason' })).toEqual({ days: 'd', reason: 'r', '': 'o' });
  });
});

it('finds the posts of each step of a process', () => {
  const xml = '<d xmlns:bpmn="b" xmlns:hz="h"><bpmn:userTask id="a" name="A" hz:posts="clerk leader"/><bpmn:userTask id="s" name="S"/></d>';
  const found = userTasks({ bpmn_xml: xml, names: [{ element: 'a', name: { zh: '甲', en: '甲' } }], active: [], passed: [] });
  expect(found).toEqual([{ id: 'a', name: '甲', posts: ['clerk', 'leader'] }, { id: 's', name: 'S', posts: [] }]);
});
