// SPDX-License-Identifier: Apache-2.0
// form-js speaks English templates such as "Field is required."; these are looked up in text/<language>/form.json
// under a key made from the template. The English texts there read better than the built-in ones.
import { i18n } from '../i18n';

export const formTexts: Record<string, string> = {
  'Field is required.': 'form.required',
  'Field must match pattern {value}.': 'form.pattern',
  'Field must have minimum value of {value}.': 'form.min',
  'Field must have maximum value of {value}.': 'form.max',
  'Field must have minimum length of {value}.': 'form.min_length',
  'Field must have maximum length of {value}.': 'form.max_length',
  'Field must be a valid international phone number. (e.g. +4930664040900)': 'form.phone',
  'Field must be a valid email.': 'form.email',
  'Value is not a number.': 'form.not_a_number',
  'Value is expected to be an integer.': 'form.integer',
  'Value is expected to have at most 1 decimal digit.': 'form.one_decimal',
  'Value is expected to have at most {value} decimal digits.': 'form.decimals',
  'Please select a valid value, the two nearest valid values are {previousValue} and {nextValue}.': 'form.step',
  'No results': 'form.no_results',
  'All values selected': 'form.all_selected',
  Search: 'form.search',
  Select: 'form.select',
  'Remove tag': 'form.remove_tag',
  'Nothing to show.': 'form.nothing',
  'Add new': 'form.add_new',
  'Show all': 'form.show_all',
  'Show less': 'form.show_less',
  'No files selected': 'form.no_files',
};

export function translateForm(template: string, replacements: Record<string, unknown> = {}): string {
  const key = formTexts[template];
  if (key) return i18n.global.t(key, replacements);
  return template.replace(/{([^}]+)}/g, (whole, name: string) => String(replacements[name] ?? whole));
}
