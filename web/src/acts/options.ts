// SPDX-License-Identifier: Apache-2.0
// What the forms let choose from.
import { call } from '@/shared/api/client';
import { listCandidates, readProcess, type ProcessPicture } from '@/shared/api/desk';
import type { CaseDetail, FormComponent } from '@/shared/api/types';
import { localise, walk } from '@/shared/form/schema';
import { language, say, t } from '@/shared/i18n';
import { sessionState } from '@/shared/session';
import type { ActContext } from './act';
import type { Option } from './field';

/** Stands for "to who sent it" among the steps a task may go back to. */
export const sender = '-';

/** The special procedures of article 45 of the Administrative Licensing Law; the server knows which an item has. */
const kinds = ['hearing', 'tender', 'auction', 'inspection', 'testing', 'quarantine', 'appraisal', 'expert_review'];
export const kindOptions = (): Option[] => kinds.map((value) => ({ value, text: t(`act.kind.${value}`) }));

export const materialOptions = ({ detail }: ActContext): Option[] => detail.materials.map(({ code, title }) => ({ value: code, text: say(title) }));

/** While the clock stands nothing can be done to it. */
export function wantedOptions({ detail }: ActContext): Option[] {
  const stands = isSuspended(detail) || !detail.deadlines.length;
  return (stands ? ['terminate'] : ['suspend', 'extend', 'terminate']).map((value) => ({ value, text: t(`act.what.${value}`) }));
}
export const isSuspended = (detail: CaseDetail): boolean => detail.annex?.procedures.some((one) => !one.to) ?? false;

interface UserTask { id: string; name: string; posts: string[] }
export function userTasks(picture: ProcessPicture): UserTask[] {
  const names = new Map(picture.names.map(({ element, name }) => [element, say(name)]));
  const document = new DOMParser().parseFromString(picture.bpmn_xml, 'application/xml');
  return Array.from(document.getElementsByTagName('*')).filter((element) => element.localName === 'userTask').map((element) => {
    const id = element.getAttribute('id') ?? '';
    const posts = (element.getAttribute('hz:posts') ?? '').split(/\s+/).filter((post) => /^\w+$/.test(post));
    return { id, name: names.get(id) || element.getAttribute('name') || id, posts };
  });
}

/** Steps that were handled: where a closed case can begin again. */
export async function stepOptions({ detail }: ActContext): Promise<Option[]> {
  const picture = await readProcess(detail.id);
  return userTasks(picture).filter(({ id }) => picture.passed.includes(id)).map(({ id, name }) => ({ value: id, text: name }));
}

/** Posts are named by the steps they handle, the reader's own by its title. */
export async function postOptions({ detail }: ActContext): Promise<Option[]> {
  const steps = new Map<string, string[]>();
  for (const { name, posts } of userTasks(await readProcess(detail.id))) for (const post of posts) steps.set(post, [...(steps.get(post) ?? []), name]);
  const own = new Map((sessionState.session?.posts ?? []).map((post) => [post.code, say(post.title)]));
  return [...steps].map(([value, names]) => {
    const title = own.get(value);
    const what = names.slice(0, 3).join(t('common.list_comma'));
    return { value, text: title ? t('act.post_titled', { title, steps: what }) : t('act.post_of', { steps: what }) };
  });
}

/** The reader's own agencies, then those that have services. */
export async function agencyOptions(): Promise<Option[]> {
  const found = new Map((sessionState.session?.posts ?? []).map(({ agency }) => [agency.code, say(agency.name)]));
  let cursor: string | undefined;
  for (let page = 0; page < 5; page += 1) {
    const { items, next_cursor } = await call('find_items', { query: { limit: 100, cursor } });
    for (const { agency } of items) if (!found.has(agency.code)) found.set(agency.code, say(agency.name));
    if (!next_cursor) break;
    cursor = next_cursor;
  }
  return [...found].map(([value, text]) => ({ value, text }));
}

export const candidateOptions = async ({ task }: ActContext): Promise<Option[]> =>
  (await listCandidates(task!.id)).items.map(({ person, name }) => ({ value: person, text: name }));

export function returnOptions({ task }: ActContext): Option[] {
  const last = task!.sent.at(-1);
  return [
    ...(last ? [{ value: sender, text: t('act.to_sender', { name: last.by }) }] : []),
    ...task!.returns_to.map(({ element, title }) => ({ value: element, text: say(title) })),
  ];
}

const single = ['textfield', 'textarea', 'number', 'select', 'radio', 'datetime'];
/** Fields of the form that hold one text or number, with what they say now. */
export function fieldOptions({ detail }: ActContext): Option[] {
  const options: Option[] = [];
  walk(localise(detail.form.schema, language.value === 'en').components, (component) => {
    const value = component.key ? detail.form.data[component.key] : undefined;
    if (!component.key || !single.includes(component.type) || (typeof value === 'object' && value !== null)) return;
    options.push({ value: component.key, text: t('act.field_now', { field: component.label || component.key, now: String(value ?? '—') }) });
  });
  return options;
}

/** What was typed, as the form keeps it. */
export function newValue(detail: CaseDetail, key: string, typed: string): unknown {
  let found: FormComponent | undefined;
  walk(detail.form.schema.components, (component) => { if (component.key === key) found = component; });
  const isNumber = found?.type === 'number' || typeof detail.form.data[key] === 'number';
  return typed === '' ? null : isNumber && Number.isFinite(Number(typed)) ? Number(typed) : typed;
}
