// SPDX-License-Identifier: Apache-2.0
import type { RouteRecordRaw } from 'vue-router';
import { withTexts } from '@/shared/i18n';

const open = (title: string) => ({ title, area: 'hall' as const });
const mine = (title: string) => ({ title, area: 'hall' as const, signedIn: true });

export const hallRoutes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('./HomePage.vue'), meta: open('') },
  { path: '/items', name: 'items', component: () => import('./CataloguePage.vue'), meta: open('hall.catalogue') },
  { path: '/items/:code', name: 'guide', component: () => import('./guide/GuidePage.vue'), props: true, meta: open('guide.title') },
  { path: '/items/:code/apply', name: 'apply', component: () => import('./apply/StartPage.vue'), props: true, meta: mine('apply.title') },
  { path: '/drafts', name: 'drafts', component: () => import('./DraftsPage.vue'), meta: mine('drafts.title') },
  { path: '/drafts/:draft', name: 'draft', component: () => import('./apply/WizardPage.vue'), props: true, meta: mine('apply.title') },
  { path: '/cases', name: 'cases', component: () => import('./CasesPage.vue'), meta: mine('cases.title') },
  { path: '/cases/:id', name: 'case', component: () => import('./case/CasePage.vue'), beforeEnter: withTexts('act'), props: true, meta: mine('case.title') },
  { path: '/cases/:id/submitted', name: 'submitted', component: () => import('./case/SubmittedPage.vue'), props: true, meta: mine('submitted.title') },
  { path: '/cases/:id/rate', name: 'rate', component: () => import('./case/RatePage.vue'), props: true, meta: mine('rate.title') },
  { path: '/licences', name: 'licences', component: () => import('./LicencesPage.vue'), meta: mine('licences.title') },
  { path: '/me', name: 'me', component: () => import('./MePage.vue'), meta: mine('me.title') },
];
