// SPDX-License-Identifier: Apache-2.0
import type { RouteRecordRaw } from 'vue-router';
import { withTexts } from '@/shared/i18n';

const auditor = (title: string) => ({ title, area: 'audit' as const, signedIn: true });

export const auditRoutes: RouteRecordRaw[] = [
  { path: '/audit', name: 'audit', component: () => import('./LedgerPage.vue'), beforeEnter: withTexts('audit'), meta: auditor('audit.title') },
  { path: '/audit/entries/:position', name: 'audit-entry', component: () => import('./EntryPage.vue'), beforeEnter: withTexts('audit'), props: true, meta: auditor('audit.entry_title') },
  { path: '/audit/check', name: 'audit-check', component: () => import('./CheckPage.vue'), beforeEnter: withTexts('audit'), meta: auditor('audit.check_title') },
];
