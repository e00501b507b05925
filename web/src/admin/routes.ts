// SPDX-License-Identifier: Apache-2.0
import type { RouteRecordRaw } from 'vue-router';

const administration = (title: string) => ({ title, area: 'desk' as const, signedIn: true });

export const adminRoutes: RouteRecordRaw[] = [
  { path: '/admin', redirect: '/desk' },
  { path: '/admin/accounts', name: 'accounts', component: () => import('./AccountsPage.vue'), meta: administration('admin.accounts') },
  { path: '/admin/posts', name: 'posts', component: () => import('./PostsPage.vue'), meta: administration('admin.posts') },
];
