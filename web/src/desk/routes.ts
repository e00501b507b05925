// SPDX-License-Identifier: Apache-2.0
import type { RouteLocationRaw, RouteRecordRaw } from 'vue-router';
import { adminRoutes } from '@/admin/routes';
import { designerRoutes } from '@/designer/routes';
import { withTexts } from '@/shared/i18n';
import { may } from '@/shared/session';
import { supervisionRoutes } from '@/supervision/routes';

const staff = (title: string) => ({ title, area: 'desk' as const, signedIn: true });

/** Administrators and auditors handle no cases: the desk takes each to their own work. */
function ownDesk(): RouteLocationRaw | true {
  if (may('case.handle')) return true;
  if (may('supervision.read')) return '/supervision';
  if (may('audit.read')) return '/audit';
  if (may('account.manage')) return '/admin/accounts';
  if (may('role.manage')) return '/admin/posts';
  return may('definition.read') ? '/designer/rules' : true;
}

export const deskRoutes: RouteRecordRaw[] = [
  { path: '/desk', name: 'desk', component: () => import('./DeskPage.vue'), beforeEnter: ownDesk, meta: staff('desk.title') },
  { path: '/desk/search', name: 'desk-search', component: () => import('./SearchPage.vue'), meta: staff('desk.search_cases') },
  { path: '/desk/tasks/:id', name: 'task', component: () => import('./task/TaskPage.vue'), beforeEnter: withTexts('act'), props: true, meta: staff('desk.task') },
  { path: '/desk/cases/:id', name: 'desk-case', component: () => import('./case/CasePage.vue'), beforeEnter: withTexts('act'), props: true, meta: staff('case.title') },
  { path: '/desk/licences/:id', name: 'desk-licence', component: () => import('./LicencePage.vue'), props: true, meta: staff('desk.licence.title') },
  ...adminRoutes,
  ...designerRoutes,
  ...supervisionRoutes,
];
