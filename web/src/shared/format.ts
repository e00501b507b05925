// SPDX-License-Identifier: Apache-2.0
// Times, sizes and names as a person reads them. Times are shown in the government's time zone, which the offset of
// the server's own times says, not in that of the reader's computer.
import { language, say, t } from './i18n';

const datePattern = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function formatDate(value: string | undefined): string {
  const found = datePattern.exec(value ?? '');
  if (!found) return value ?? '';
  const [, year, month, day] = found;
  if (language.value === 'en') return `${Number(day)} ${months[Number(month) - 1]} ${year}`;
  return `${year}年${Number(month)}月${Number(day)}日`;
}

export function formatTime(value: string | undefined): string {
  const found = datePattern.exec(value ?? '');
  return found?.[4] ? `${formatDate(value)} ${found[4]}:${found[5]}` : formatDate(value);
}

/** The clock of the reader's computer, for "saved at". */
export function formatClock(date: Date): string {
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}:${String(date.getSeconds()).padStart(2, '0')}`;
}

export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** A value of a record, whatever it is: lists joined, dates as dates. */
export function formatValue(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'boolean') return t(value ? 'form.yes' : 'form.no');
  if (Array.isArray(value)) return value.map(formatValue).join(t('common.list_comma'));
  if (typeof value === 'object') return say(value as { zh?: string }) || Object.values(value).map(formatValue).join(' ');
  return typeof value === 'string' && datePattern.exec(value)?.[0] === value.slice(0, 16) ? formatTime(value) : String(value);
}

export function formatDays(number: number, unit = 'working_day'): string {
  const known = ['working_day', 'calendar_day', 'natural_day', 'day', 'month', 'hour', 'minute'];
  return known.includes(unit) ? t(`common.days.${unit}`, { n: number }, number) : `${number} ${unit}`;
}
