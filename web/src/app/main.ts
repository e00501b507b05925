// SPDX-License-Identifier: Apache-2.0
import '@/shared/style/tokens.css';
import '@/shared/style/base.css';
import '@/shared/style/parts.css';
import '@/shared/style/controls.css';
import { createApp } from 'vue';
import { restoreElder } from '@/shared/elder';
import { i18n, preferredLanguage, setLanguage } from '@/shared/i18n';
import { loadSession } from '@/shared/session';
import { loadSite } from '@/shared/site';
import App from './App.vue';
import { router } from './router';

restoreElder();
// On a slow line each round trip is felt: the page, its texts and the session are asked for at the same time.
for (const { components } of router.resolve(window.location.pathname).matched) {
  const load = components?.default as (() => Promise<unknown>) | undefined;
  void load?.().catch(() => {});
}
await Promise.all([setLanguage(preferredLanguage(), false), loadSession()]);
void loadSite();
createApp(App).use(i18n).use(router).mount('#app');
