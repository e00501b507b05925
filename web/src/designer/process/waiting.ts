// SPDX-License-Identifier: Apache-2.0
// Where cases wait, as colours of the picture and as words.
import { t } from '@/shared/i18n';
import type { Waiting } from './api';

/** 1 to 4, by the share of the longest median; what nobody waits for has none. */
export function heatOf(waiting: Waiting | undefined): Map<string, number> {
  const longest = Math.max(0, ...(waiting?.elements ?? []).map((one) => one.median_minutes));
  return new Map((waiting?.elements ?? []).filter((one) => one.median_minutes > 0).map((one) => [one.element, Math.min(4, Math.ceil((4 * one.median_minutes) / longest))]));
}

export function lengthOf(minutes: number): string {
  if (minutes < 60) return t('process.waiting.minutes', { n: minutes });
  if (minutes < 48 * 60) return t('process.waiting.hours', { n: Math.round(minutes / 60) });
  return t('process.waiting.days', { n: Math.round(minutes / 1440) });
}
