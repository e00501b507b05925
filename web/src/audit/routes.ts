// SPDX-License-Identifier: Apache-2.0
import type { RouteRecordRaw } from 'vue-router';

const auditor = (title: string) => ({ title, area: 'audit' as const, signedIn: true });

export const auditRoutes: RouteRecordRaw[] = [
  { path: '/audit', name: 'audit', component: () => import('./LedgerPage.vue'), meta: auditor('audit.title') },
  { path: '/audit/entries/:position', name: 'audit-entry', component: () => import('./EntryPage.vue'), props: true, meta: auditor('audit.entry_title') },
  { path: '/audit/check', name: 'audit-check', component: () => import('./CheckPage.vue'), meta: auditor('audit.check_title') },
];
