// SPDX-License-Identifier: Apache-2.0
import { call } from './client';
import type { ItemForm } from './types';

export interface ItemQuery { q?: string; theme?: string; agency?: string; audience?: string; cursor?: string; limit?: number }

export const readSite = () => call('get_site', {});
export const listItems = (query: ItemQuery, signal?: AbortSignal) => call('find_items', { query }, { signal });
export const listThemes = async () => (await call('list_themes', {})).items;
export const readGuide = (code: string) => call('get_item', { path: { code } });
export const readItemForm = async (code: string, company?: string) =>
  (await call('get_item_form', { path: { code }, query: { company } })) as ItemForm;
