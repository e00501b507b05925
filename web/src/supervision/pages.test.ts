// SPDX-License-Identifier: Apache-2.0
import { createApp, h, nextTick, type App } from 'vue';
import { createMemoryHistory, createRouter, RouterView, type Router } from 'vue-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BoardRow, Finding } from '@/shared/api/supervision';
import { i18n, setLanguage, withTexts } from '@/shared/i18n';
import FindingPage from './FindingPage.vue';
import SupervisionPage from './SupervisionPage.vue';

const agency = { code: 'A', name: { zh: '县市场监督管理局', en: 'Market' } };
const rule = { code: 'overdue', title: { zh: '超时限办理', en: 'Late' } };
const row: BoardRow = { agency, rule, grade: 'red', open: 2, late: 1, answered: 0, accepted: 3, rejected: 0 };
const finding: Finding = {
  id: 'f1', case: { id: 'c1', number: 'YT-1', type: 't', title: { zh: '食品经营许可', en: 'Food' } }, rule, legal_basis: { zh: '第四十二条', en: 'article 42' }, grade: 'red', state: 'answered',
  agency, post: { code: 'leader', title: { zh: '分管局领导', en: 'Leader' } }, found_at: '2026-07-01T09:00:00+08:00', answer_due: '2026-07-06T18:00:00+08:00', late: true,
  answer: { text: '已整改。', by: 'p', name: '王五', at: '2026-07-02T09:00:00+08:00' }, can: ['close'],
};
let app: App;
let router: Router;
const asked: { address: string; body: string }[] = [];
const settle = async () => { for (let turn = 0; turn < 8; turn += 1) await new Promise((resolve) => setTimeout(resolve)); await nextTick(); };
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
let board: () => Response = () => json({ items: [row] });

beforeEach(async () => {
  asked.length = 0;
  board = () => json({ items: [row] });
  vi.spyOn(globalThis, 'fetch').mockImplementation((address, init) => {
    asked.push({ address: String(address), body: String(init?.body ?? '') });
    return Promise.resolve(String(address).includes('/board') ? board() : String(address).includes('/f1') ? json(finding) : json({ items: [finding] }));
  });
  await withTexts('supervision')();
  await setLanguage('zh-Hans');
  router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/supervision', component: SupervisionPage }, { path: '/supervision/findings/:id', component: FindingPage, props: true }, { path: '/:rest(.*)*', component: { render: () => null } }] });
});
afterEach(() => {
  app.unmount();
  document.body.innerHTML = '';
});

async function open(path: string): Promise<HTMLElement> {
  const place = document.body.appendChild(document.createElement('div'));
  await router.push(path);
  app = createApp({ render: () => h(RouterView) });
  app.use(i18n).use(router).mount(place);
  await settle();
  return place;
}

it('shows the board and the findings asked for, and asks anew when the filter changes', async () => {
  const place = await open('/supervision?state=answered');
  expect(place.querySelector('tbody tr')?.textContent).toContain('超时限办理');
  expect(place.querySelector('.list')?.textContent).toContain('逾期未答');
  expect(asked.at(-1)!.address).toContain('state=answered');
  const select = place.querySelector<HTMLSelectElement>('#filter-grade')!;
  select.value = 'red';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
  expect(asked.at(-1)!.address).toContain('grade=red');
});

it('says that there is nothing, and who has no right', async () => {
  board = () => json({ items: [] });
  expect((await open('/supervision')).textContent).toContain('没有发现问题');
  app.unmount();
  board = () => json({ code: 'identity.not_permitted' }, 403);
  expect((await open('/supervision')).textContent).toContain('您没有查看的权限');
});

it('sends a finding back only with the reason', async () => {
  const place = await open('/supervision/findings/f1');
  expect(place.textContent).toContain('第四十二条');
  const reject = place.querySelector<HTMLInputElement>('[value=reject]')!;
  reject.checked = true;
  reject.dispatchEvent(new Event('change', { bubbles: true }));
  const send = () => place.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }));
  send();
  await settle();
  expect(place.textContent).toContain('请填写这一项。');
  const text = place.querySelector('textarea')!;
  text.value = '没有说明措施。';
  text.dispatchEvent(new Event('input', { bubbles: true }));
  send();
  await settle();
  expect(asked.find((one) => one.address.endsWith('/close'))?.body).toBe(JSON.stringify({ accepted: false, text: '没有说明措施。' }));
});
