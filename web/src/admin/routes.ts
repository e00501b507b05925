// SPDX-License-Identifier: Apache-2.0
import type { RouteRecordRaw } from 'vue-router';
import { withTexts } from '@/shared/i18n';

const administration = (title: string) => ({ title, area: 'desk' as const, signedIn: true });

export const adminRoutes: RouteRecordRaw[] = [
  { path: '/admin', redirect: '/desk' },
  { path: '/admin/accounts', name: 'accounts', component: () => import('./AccountsPage.vue'), meta: administration('admin.accounts') },
  { path: '/admin/posts', name: 'posts', component: () => import('./PostsPage.vue'), meta: administration('admin.posts') },
  { path: '/admin/operations', component: () => import('./OperationsPage.vue'), beforeEnter: withTexts('operations'), meta: administration('operations.title') },
  { path: '/admin/operations/cases/:id', component: () => import('./InstancePage.vue'), props: true, beforeEnter: withTexts('operations'), meta: administration('operations.title') },
];
