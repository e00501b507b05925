// SPDX-License-Identifier: Apache-2.0
import { createApp, h, nextTick, type App } from 'vue';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseDetail } from '@/shared/api/types';
import { i18n, setLanguage, withTexts } from '@/shared/i18n';
import ActBar from './ActBar.vue';

const detail = { id: 'c1', can: ['suspend', 'decide_approval', 'note'], deadlines: [], form: { schema: {}, data: {} } } as unknown as CaseDetail;
let app: App;
let done = 0;
const settle = async () => { for (let turn = 0; turn < 6; turn += 1) await new Promise((resolve) => setTimeout(resolve)); await nextTick(); };
const find = <E extends HTMLElement>(selector: string) => document.querySelector<E>(selector)!;
function type(selector: string, value: string): void {
  const field = find<HTMLInputElement>(selector);
  field.value = value;
  field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
}
const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });

describe('the acts of a case', () => {
  beforeEach(async () => {
    done = 0;
    await withTexts('act')();
    await setLanguage('zh-Hans');
    app = createApp({ render: () => h(ActBar, { detail, onDone: () => { done += 1; } }) });
    app.use(i18n).mount(document.body.appendChild(document.createElement('div')));
    await settle();
  });
  afterEach(() => {
    app.unmount();
    document.body.innerHTML = '';
  });

  it('shows at once what waits for the reader, the rest behind one button', () => {
    expect(find('.acts > .row').textContent).toContain('答复提请');
    expect(find('.more').getAttribute('aria-expanded')).toBe('false');
    expect([...document.querySelectorAll('#more-acts [data-act]')].map((one) => one.getAttribute('data-act'))).toEqual(['note', 'suspend']);
  });

  it('says what is missing, keeps what was typed after a refusal and a closed dialog, and sends it', async () => {
    const fetch = vi.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.resolve(answer(422, { code: 'case.bad_days', fields: [{ path: '/days', message: '天数须在 1 到 90 之间。' }] })));
    find('[data-act=suspend]').click();
    await settle();
    type('[name=reason]', '需要送检');
    find('dialog .actions .button:last-child').click();
    await settle();
    expect(find('dialog').textContent).toContain('请选择。');
    expect(fetch).not.toHaveBeenCalled();
    type('[name=kind]', 'testing');
    type('[name=days]', '500');
    find('form').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }));
    await settle();
    expect(find('[name=days]').getAttribute('aria-invalid')).toBe('true');
    expect(find('dialog').textContent).toContain('天数须在 1 到 90 之间。');
    find('dialog').dispatchEvent(new Event('cancel', { cancelable: true }));
    await settle();
    expect(document.querySelector('dialog')).toBeNull();
    find('[data-act=suspend]').click();
    await settle();
    expect(find<HTMLInputElement>('[name=reason]').value).toBe('需要送检');
    type('[name=days]', '5');
    fetch.mockImplementation(() => Promise.resolve(answer(200, {})));
    find('dialog .actions .button:last-child').click();
    await settle();
    const [address, sent] = fetch.mock.calls.at(-1)!;
    expect(address).toBe('/api/v1/cases/c1/suspend');
    expect(JSON.parse(String(sent!.body))).toEqual({ kind: 'testing', reason: '需要送检', days: 5 });
    expect(done).toBe(1);
    expect(document.querySelector('dialog')).toBeNull();
  });
});
