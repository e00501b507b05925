// SPDX-License-Identifier: Apache-2.0
// A clerk's morning without a mouse: find, open, accept, and the next one is there.
import { apply, as } from './client.mjs';
import { expect, say, until } from './support.mjs';

const heading = (page) => page.locator('#handle');

export default async function journey({ t, server, browsing }) {
  const citizen = await as(server, 'citizen_lin');
  const cases = [await apply(citizen), await apply(citizen)];
  const page = await browsing.ready('clerk_wang');
  const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const stateOf = async (one) => (await citizen.get(`/cases/${one.id}`)).state.code;

  await t.step('the keys are explained where one works', async () => {
    await page.goto(`${server.url}/desk`);
    await page.locator('a[data-row]').first().waitFor();
    await press('?');
    await page.locator('dialog[open]').getByText(say('desk.keys.skip')).waitFor();
    await press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
  });
  await t.step('down and up through the list', async () => {
    await press('j', 'j', 'k');
    expect('the first row has the focus', await page.evaluate(() => [...document.querySelectorAll('a[data-row]')].indexOf(document.activeElement)), 0);
  });
  await t.step('a case is found, opened and accepted by keys alone', async () => {
    await press('/');
    await page.keyboard.type(cases[0].number);
    await press('Enter');
    await until('the row found has the focus', () => page.evaluate((number) => document.activeElement?.textContent?.includes(number) && document.activeElement.matches('a[data-row]'), cases[0].number));
    await press('Enter');
    await heading(page).waitFor();
    await page.locator('input[name=outcome]').first().waitFor();
    await press('1', 'Control+Enter');
    await page.locator('dialog[open]').waitFor();
    await press('Control+Enter');
    await until('accepted', async () => (await stateOf(cases[0])) === 'accepted');
  });
  await t.step('the next task opens by itself, can be skipped, and the list is one key away', async () => {
    await page.getByText(say('desk.done_next')).waitFor();
    await heading(page).waitFor();
    const first = page.url();
    expect('another task', !first.includes(cases[0].id));
    await press('n');
    await page.waitForURL((url) => url.href !== first && url.pathname.startsWith('/desk/tasks/'));
    await heading(page).waitFor();
    await press('e');
    expect('the opinion has the focus', await page.evaluate(() => document.activeElement?.id), 'opinion');
    await page.keyboard.type('b');
    expect('a letter typed there is a letter', await page.locator('#opinion').inputValue(), 'b');
    await page.locator('#opinion').blur();
    await press('b');
    await page.waitForURL((url) => url.pathname === '/desk');
  });
  expect('the other one was left alone', await stateOf(cases[1]), 'submitted');
  await page.context().close();
}
