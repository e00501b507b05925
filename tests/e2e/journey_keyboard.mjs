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
  await t.step('two are chosen by keys and taken at once', async () => {
    const more = [await apply(citizen), await apply(citizen)];
    const row = (one) => page.locator('tr', { has: page.locator('a[data-row]', { hasText: one.number }) });
    await press('1', '/');
    await page.locator('#desk-search').fill('');
    await press('Enter');
    for (const one of more) await row(one).waitFor();
    for (const one of more) {
      await row(one).locator('a[data-row]').focus();
      await press('x');
    }
    await page.getByText(say('desk.bulk.chosen', { n: 2 })).waitFor();
    await press('c');
    await page.getByText(say('desk.bulk.done', { n: 2 })).waitFor();
    await press('2');
    for (const one of more) await row(one).waitFor();
  });
  await t.step('away until tomorrow: the deputy has them, and acts for her', async () => {
    const clerk = await as(server, 'clerk_wang');
    const { colleagues } = await clerk.get('/absences');
    const deputy = colleagues.find((one) => one.name === '李国强');
    const now = (await clerk.get('/site')).now.slice(0, 10);
    await page.getByRole('button', { name: say('desk.absence.open'), exact: true }).click();
    const dialog = page.locator('dialog[open]');
    await dialog.getByLabel(say('desk.absence.from')).fill(now);
    await dialog.getByLabel(say('desk.absence.until')).fill(now);
    await dialog.getByLabel(say('desk.absence.deputy')).selectOption(deputy.id);
    await press('Enter');
    await dialog.getByText(say('desk.absence.now')).waitFor();
    const stand_in = await as(server, 'clerk_li');
    const theirs = (await stand_in.get('/tasks?view=mine&limit=200')).items.filter((one) => one.deputy);
    expect('the deputy sees what she has in hand', theirs.length > 1 && theirs.every((one) => one.assignee.name === '王秀兰'));
    await stand_in.post(`/tasks/${theirs[0].id}/complete`, { outcome: 'accept', opinion: '齐全。', data: {} });
    const done = (await citizen.get(`/cases/${theirs[0].case.id}`)).history.find((one) => one.type === 'task_completed');
    expect('for whom is on record', done?.for_person, '王秀兰');
    await dialog.getByRole('button', { name: say('desk.absence.end_who', { name: '王秀兰' }) }).click();
    await dialog.getByText(say('desk.absence.none')).waitFor();
    expect('and no longer', (await stand_in.get('/tasks?view=mine&limit=200')).items.some((one) => one.deputy), false);
  });
  await page.context().close();
}
