// SPDX-License-Identifier: Apache-2.0
import type { RouteRecordRaw } from 'vue-router';

const page = () => import('./VerifyPage.vue');

export const verifyRoutes: RouteRecordRaw[] = [
  { path: '/verify', name: 'verify', component: page, meta: { title: 'verify.title', area: 'hall' } },
  { path: '/verify/:identifier', name: 'verify-identifier', component: page, props: true, meta: { title: 'verify.title', area: 'hall' } },
];
