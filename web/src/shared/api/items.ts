// SPDX-License-Identifier: Apache-2.0
import { get } from './client';
import type { Guide, ItemForm, ItemSummary, Page, Site, Theme } from './types';

export interface ItemQuery { q?: string; theme?: string; agency?: string; audience?: string; cursor?: string; limit?: number }

export const readSite = () => get<Site>('/site');
export const listItems = (query: ItemQuery, signal?: AbortSignal) => get<Page<ItemSummary>>('/items', { ...query }, { signal });
export const listThemes = async () => {
  const answer = await get<Page<Theme> | Theme[]>('/themes');
  return Array.isArray(answer) ? answer : answer.items;
};
export const readGuide = (code: string) => get<Guide>(`/items/${encodeURIComponent(code)}`);
export const readItemForm = (code: string, company?: string) =>
  get<ItemForm>(`/items/${encodeURIComponent(code)}/form`, { company });
