// SPDX-License-Identifier: Apache-2.0
import type { RouteRecordRaw } from 'vue-router';
import { withTexts } from '@/shared/i18n';

const staff = (title: string) => ({ title, area: 'desk' as const, signedIn: true });

export const designerRoutes: RouteRecordRaw[] = [
  { path: '/designer/rules', component: () => import('./RulesPage.vue'), beforeEnter: withTexts('designer'), meta: staff('designer.title') },
  { path: '/designer/rules/:kind/:code', component: () => import('./WorkbenchPage.vue'), props: true, beforeEnter: withTexts('designer'), meta: staff('designer.title') },
  { path: '/designer/processes', component: () => import('./process/ProcessesPage.vue'), beforeEnter: [withTexts('designer'), withTexts('process')], meta: staff('process.title') },
  { path: '/designer/processes/:kind/:code', component: () => import('./process/ProcessPage.vue'), props: true, beforeEnter: [withTexts('designer'), withTexts('process')], meta: staff('process.title') },
];
