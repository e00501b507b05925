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

/** A copy in which each text given in both languages ({zh, en}, or `label_en` among the properties) is one string. */
export function localise(schema: FormSchema, english: boolean): FormSchema {
  const copy = structuredClone(schema);
  walk(copy.components, (component) => {
    for (const name of wordy) {
      const other = component.properties?.[`${name}_en`];
      if (typeof component[name] === 'object') component[name] = say(component[name] as Words);
      else if (english && typeof other === 'string') component[name] = other;
    }
    for (const option of (component.values as { label: Words; label_en?: string }[] | undefined) ?? []) {
      option.label = english && option.label_en ? option.label_en : say(option.label);
    }
    const rule = component.validate as { patternErrorMessage?: Words } | undefined;
    const message = component.properties?.pattern_message_en;
    if (rule?.patternErrorMessage) rule.patternErrorMessage = english && typeof message === 'string' ? message : say(rule.patternErrorMessage);
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
export function labels(schema: FormSchema): Record<string, string> {
  const found: Record<string, string> = {};
  walk(schema.components, (component) => {
    if (component.key) found[component.key] = say(component.label) || component.key;
  });
  return found;
}
