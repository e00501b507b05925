// SPDX-License-Identifier: Apache-2.0
import type { RouteRecordRaw } from 'vue-router';
import { withTexts } from '@/shared/i18n';

const staff = (title: string) => ({ title, area: 'desk' as const, signedIn: true });

export const supervisionRoutes: RouteRecordRaw[] = [
  { path: '/supervision', name: 'supervision', component: () => import('./SupervisionPage.vue'), beforeEnter: withTexts('supervision'), meta: staff('supervision.title') },
  { path: '/supervision/findings/:id', name: 'finding', component: () => import('./FindingPage.vue'), props: true, beforeEnter: withTexts('supervision'), meta: staff('supervision.finding') },
];
