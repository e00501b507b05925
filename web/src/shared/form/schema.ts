// SPDX-License-Identifier: Apache-2.0
// Reading form-js schemas: their components flat, in the reader's language, and which one has which key.
import type { FieldProblem } from '../api/problem';
import type { FormComponent, FormSchema, Words } from '../api/types';
import { say } from '../i18n';

/** Calls `visit` for each component, parents first. */
export function walk(components: FormComponent[] | undefined, visit: (component: FormComponent) => void): void {
  for (const component of components ?? []) {
    visit(component);
    walk(component.components, visit);
  }
}

const wordy = ['label', 'description', 'text', 'content'] as const;

/** Packs give the English texts as properties: `hz:label_en`, `hz:options_en` = "value=Words;value=Words". */
function english(component: FormComponent, name: string): string | undefined {
  const found = component.properties?.[`hz:${name}_en`];
  return typeof found === 'string' ? found : undefined;
}

const optionWords = (text: string | undefined) =>
  Object.fromEntries((text ?? '').split(';').map((pair) => [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1).trim()]));

/** A copy in which each text given in both languages is one string. */
export function localise(schema: FormSchema, inEnglish: boolean): FormSchema {
  const copy = structuredClone(schema);
  walk(copy.components, (component) => {
    for (const name of wordy) {
      if (component[name] === undefined) continue;
      component[name] = (inEnglish && english(component, name)) || say(component[name] as Words);
    }
    const options = inEnglish ? optionWords(english(component, 'options')) : {};
    for (const option of (component.values as { value: string; label: Words }[] | undefined) ?? []) {
      option.label = options[option.value] || say(option.label);
    }
    const rule = component.validate as { patternErrorMessage?: Words } | undefined;
    if (rule?.patternErrorMessage) rule.patternErrorMessage = (inEnglish && english(component, 'pattern_message')) || say(rule.patternErrorMessage);
  });
  return copy;
}

/** The parts of a problem that belong to a field of this form, by component id; `rest` belongs nowhere. */
export function placeProblems(schema: FormSchema, problems: FieldProblem[]): { byId: Record<string, string[]>; rest: FieldProblem[] } {
  const ids = new Map<string, string>();
  walk(schema.components, (component) => {
    if (component.id) ids.set(component.id, component.id);
    if (component.id && component.key) ids.set(component.key, component.id);
  });
  const byId: Record<string, string[]> = {};
  const rest: FieldProblem[] = [];
  for (const problem of problems) {
    const names = problem.path.split(/[/.]/).filter((part) => part && part !== 'data');
    const id = names.map((name) => ids.get(name)).find(Boolean);
    if (id) (byId[id] ??= []).push(problem.message);
    else rest.push(problem);
  }
  return { byId, rest };
}

/** key -> label, for naming fields outside the form. */
export function labels(schema: FormSchema, inEnglish: boolean): Record<string, string> {
  const found: Record<string, string> = {};
  walk(localise(schema, inEnglish).components, (component) => {
    if (component.key) found[component.key] = component.label || component.key;
  });
  return found;
}

/** A form of only these fields; the whole form where one of them decides what else is asked. */
export function onlyFields(schema: FormSchema, keys: string[]): FormSchema {
  const kept: FormComponent[] = [];
  let decides = false;
  walk(schema.components, (component) => {
    const condition = (component.conditional as { hide?: string } | undefined)?.hide ?? '';
    decides ||= keys.some((key) => new RegExp(`\\b${key}\\b`).test(condition));
    if (component.key && keys.includes(component.key)) kept.push({ ...component, conditional: undefined });
  });
  return decides || kept.length < keys.length ? schema : { ...schema, components: structuredClone(kept) };
}
