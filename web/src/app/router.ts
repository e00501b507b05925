// SPDX-License-Identifier: Apache-2.0
// One list of routes an area; each area's pages are loaded when first visited. `meta.title` is a text key,
// `meta.signedIn` asks for a session, `meta.area` chooses the navigation in the shell.
import { nextTick, watch } from 'vue';
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { auditRoutes } from '@/audit/routes';
import { deskRoutes } from '@/desk/routes';
import { hallRoutes } from '@/hall/routes';
import { language, say, t } from '@/shared/i18n';
import { signedIn } from '@/shared/session';
import { site } from '@/shared/site';
import { verifyRoutes } from '@/verify/routes';

declare module 'vue-router' {
  interface RouteMeta {
    title: string;
    signedIn?: boolean;
    area: 'hall' | 'desk' | 'audit';
  }
}

const shellRoutes: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'sign-in', component: () => import('./SignInPage.vue'), meta: { title: 'sign_in.title', area: 'hall' } },
  { path: '/:rest(.*)*', name: 'missing', component: () => import('./MissingPage.vue'), meta: { title: 'shell.missing', area: 'hall' } },
];

export const router = createRouter({
  history: createWebHistory(),
  routes: [...hallRoutes, ...verifyRoutes, ...deskRoutes, ...auditRoutes, ...shellRoutes],
  scrollBehavior: (to, from, saved) => saved ?? (to.hash ? { el: to.hash, top: 96 } : to.path === from.path ? {} : { top: 0 }),
});

router.beforeEach((to) => {
  if (to.meta.signedIn && !signedIn.value) return { name: 'sign-in', query: { to: to.fullPath } };
  return true;
});

export function setTitle(page: string): void {
  const name = say(site.value?.title) || t('shell.name');
  document.title = page ? `${page} · ${name}` : name;
}

const titleNow = () => setTitle(router.currentRoute.value.meta.title ? t(router.currentRoute.value.meta.title) : '');
watch([language, site], titleNow);

router.afterEach((to, from) => {
  titleNow();
  if (to.path === from.path || from.matched.length === 0) return;
  void nextTick(() => document.querySelector<HTMLElement>('#page-title, #main')?.focus({ preventScroll: true }));
});

// A new version was deployed while this page was open: its old chunks are gone, so load the page afresh, once.
router.onError((error, to) => {
  const again = 'hz.reloaded';
  if (!/dynamically imported module|Importing a module/i.test(String(error)) || sessionStorage.getItem(again) === to.fullPath) return;
  sessionStorage.setItem(again, to.fullPath);
  window.location.assign(to.fullPath);
});
