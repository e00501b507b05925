// SPDX-License-Identifier: Apache-2.0
// What a short form asks for, what was typed, and what is missing or was refused, field by field.
import type { FieldProblem } from '@/shared/api/problem';
import type { StoredFile } from '@/shared/api/types';

export interface Option { value: string; text: string }
export type Value = string | boolean | string[] | StoredFile[];
export type Values = Record<string, Value>;

/** `words` several lines, `line` one, `case` a case by its number, `files` uploads for the chosen `material`. */
export type FieldKind = 'words' | 'line' | 'days' | 'choice' | 'checks' | 'yes_no' | 'tick' | 'case' | 'files';

export interface Field<Context> {
  name: string;
  kind: FieldKind;
  /** The part of the text key after `act.field.`; the name where it is left out. */
  label?: string;
  required?: boolean | ((values: Values) => boolean);
  /** Longest text. */
  most?: number;
  /** Asked only where this holds. */
  when?: (values: Values, context: Context) => boolean;
  options?: (context: Context) => Option[] | Promise<Option[]>;
  /** Reads as an explanation below the label: `act.hint.<it>`. */
  hint?: string;
}

export const asked = <C>(fields: Field<C>[], values: Values, context: C): Field<C>[] => fields.filter((field) => field.when?.(values, context) ?? true);
export const isRequired = <C>(field: Field<C>, values: Values): boolean => (typeof field.required === 'function' ? field.required(values) : field.required ?? false);

export function emptyValue<C>(field: Field<C>): Value {
  return field.kind === 'checks' || field.kind === 'files' ? [] : field.kind === 'tick' ? false : '';
}

export const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value.trim() : '');

export type Fault = 'missing' | 'choose' | 'days' | 'too_long' | 'no_file';
/** What can be seen to be wrong before anything is sent. */
export function faultOf<C>(field: Field<C>, values: Values): Fault | undefined {
  const value = values[field.name];
  const chosen = field.kind === 'choice' || field.kind === 'yes_no' || field.kind === 'checks';
  if (Array.isArray(value)) return isRequired(field, values) && !value.length ? (field.kind === 'files' ? 'no_file' : 'choose') : undefined;
  if (typeof value === 'boolean') return undefined;
  const text = textOf(value);
  if (!text) return isRequired(field, values) ? (chosen ? 'choose' : 'missing') : undefined;
  if (field.kind === 'days' && !/^[1-9]\d{0,3}$/.test(text)) return 'days';
  return field.most && [...text].length > field.most ? 'too_long' : undefined;
}

/** The server's words by field; what belongs to no field that is asked stays under ''. */
export function faultsFrom(problems: FieldProblem[], names: string[], aliases: Record<string, string> = {}): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const { path, message } of problems) {
    const parts = path.split(/[/.]/).filter(Boolean).map((part) => aliases[part] ?? part);
    const name = parts.find((part) => names.includes(part)) ?? '';
    faults[name] = faults[name] ? `${faults[name]} ${message}` : message;
  }
  return faults;
}
