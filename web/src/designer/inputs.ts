// SPDX-License-Identifier: Apache-2.0
// Between what is typed into the form of a trial and the JSON the server takes.
import type { InputField, Reading } from './api';

/** As typed: a text, ticks (many of a choice), or nothing. */
export type Typed = string | string[];

/** The input data that a decision depends on, in the order of the model. */
export function fieldsOf(reading: Reading | undefined, decision: string): InputField[] {
  const names = reading?.decisions.find((one) => one.name === decision)?.inputs ?? [];
  return (reading?.inputs ?? []).filter((field) => names.includes(field.name));
}

/** The decision nobody else depends on, which is what people mean by "the answer"; the last one where there are several. */
export function mainDecision(reading: Reading): string {
  return reading.decisions.at(-1)?.name ?? '';
}

export const choiceText = (choice: unknown): string => (typeof choice === 'string' ? choice : JSON.stringify(choice));

function one(field: InputField, text: string): unknown {
  const choice = field.choices.find((value) => choiceText(value) === text);
  if (choice !== undefined) return choice;
  if (field.kind === 'number') return Number(text);
  if (field.kind === 'boolean') return text === 'true';
  if (field.kind === 'other') return JSON.parse(text);
  return text;
}

const isEmpty = (typed: Typed | undefined) => typed === undefined || typed.length === 0 || (typeof typed === 'string' && !typed.trim());

/** Whether what is typed can be sent; nothing is null, which is allowed. */
export function isSound(field: InputField, typed: Typed | undefined): boolean {
  if (isEmpty(typed)) return true;
  try {
    const values = Array.isArray(typed) ? typed : field.many && field.kind !== 'other' ? lines(typed!) : [typed!.trim()];
    return values.every((text) => field.kind !== 'number' || field.choices.length > 0 || Number.isFinite(one(field, text))) && values.every((text) => one(field, text) !== undefined);
  } catch { return false; }
}

const lines = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean);

export function valueOf(field: InputField, typed: Typed | undefined): unknown {
  if (isEmpty(typed)) return null;
  if (Array.isArray(typed)) return typed.map((text) => one(field, text));
  if (field.many && field.kind !== 'other') return lines(typed!).map((text) => one(field, text));
  return one(field, typed!.trim());
}
