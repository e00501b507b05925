// SPDX-License-Identifier: Apache-2.0
// What was answered, as a list to read: only what the conditions show, choices by their titles, in the form's order.
import { evaluate } from '@bpmn-io/feelin';
import type { FormComponent, FormData, FormSchema } from '../api/types';
import { formatDate } from '../format';
import { t } from '../i18n';
import { localise } from './schema';

export interface Answer { key: string; label: string; value: string; sourceKey?: string }
export interface AnswerGroup { title: string; answers: Answer[] }

function hidden(component: FormComponent, data: FormData): boolean {
  const condition = (component.conditional as { hide?: string } | undefined)?.hide;
  if (!condition) return false;
  try {
    return evaluate(condition.replace(/^=/, ''), data).value === true;
  } catch {
    return false;
  }
}

function words(component: FormComponent, value: unknown): string {
  const options = (component.values as { value: unknown; label: string }[] | undefined) ?? [];
  const titled = (one: unknown) => options.find((option) => option.value === one)?.label ?? String(one);
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'boolean') return t(value ? 'form.yes' : 'form.no');
  if (Array.isArray(value)) return value.map(titled).join(t('common.list_comma'));
  if (typeof value === 'object') return Object.values(value).filter(Boolean).join(' ');
  return component.type === 'datetime' ? formatDate(String(value)) : titled(value);
}

export function answersOf(schema: FormSchema, data: FormData, inEnglish: boolean): AnswerGroup[] {
  const groups: AnswerGroup[] = [{ title: '', answers: [] }];
  const visit = (components: FormComponent[] | undefined): void => {
    for (const component of components ?? []) {
      if (hidden(component, data)) continue;
      const heading = component.type === 'text' ? /^#+\s*(.+)$/m.exec(String(component.text ?? ''))?.[1] : component.type === 'group' ? component.label : undefined;
      if (heading) groups.push({ title: heading, answers: [] });
      if (component.key && component.type !== 'button') {
        const value = words(component, data[component.key]);
        if (value) groups[groups.length - 1]!.answers.push({ key: component.key, label: component.label ?? component.key, value });
      }
      visit(component.components);
    }
  };
  visit(localise(schema, inEnglish).components);
  return groups.filter((group) => group.answers.length > 0);
}
