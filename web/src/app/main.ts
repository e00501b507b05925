// SPDX-License-Identifier: Apache-2.0
import '@/shared/style/tokens.css';
import '@/shared/style/base.css';
import '@/shared/style/parts.css';
import { createApp } from 'vue';
import { restoreElder } from '@/shared/elder';
import { i18n, preferredLanguage, setLanguage } from '@/shared/i18n';
import { loadSession } from '@/shared/session';
import { loadSite } from '@/shared/site';
import App from './App.vue';
import { router } from './router';

restoreElder();
await setLanguage(preferredLanguage(), false);
void loadSite();
await loadSession();
createApp(App).use(i18n).use(router).mount('#app');
