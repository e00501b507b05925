// SPDX-License-Identifier: Apache-2.0
// The session ends in the middle of a form: the person signs in again where they are, and nothing typed is lost.
import { field } from './browser.mjs';
import { as, Client, newDraft } from './client.mjs';
import { expect, password, say, until } from './support.mjs';

async function endSession(page, server) {
  const [cookie] = (await page.context().cookies(server.url)).filter((one) => one.name === 'hz');
  const there = new Client(server.url);
  there.cookie = `hz=${cookie.value}`;
  there.csrf = (await there.get('/session')).csrf_token;
  await there.must(204, 'DELETE', '/session');
}

export default async function journey({ t, server, browsing }) {
  const citizen = await as(server, 'citizen_lin');
  const draft = await newDraft(citizen, { files: false });
  const page = await browsing.ready('citizen_lin');
  await t.step('a form is open when the session ends', async () => {
    await page.goto(`${server.url}/drafts/${draft.id}`);
    await field(page, 'food_safety_manager').waitFor();
    await endSession(page, server);
    await field(page, 'food_safety_manager').fill('阿依古丽·买买提');
    await page.locator('dialog[open]').getByText(say('sign_in.again_text')).waitFor();
  });
  await t.step('the name is known, the password brings one back to the form as it was', async () => {
    const dialog = page.locator('dialog[open]');
    expect('the same person', await dialog.locator('input[name=login]').inputValue(), 'citizen_lin');
    await dialog.locator('input[name=password]').fill(password);
    await dialog.getByRole('button', { name: say('sign_in.submit'), exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    expect('what was typed stands there', await field(page, 'food_safety_manager').inputValue(), '阿依古丽·买买提');
    await until('it is saved', async () => (await citizen.get(`/drafts/${draft.id}`)).data.food_safety_manager === '阿依古丽·买买提');
  });
  await t.step('even when the page is closed instead, the tab keeps it', async () => {
    await endSession(page, server);
    await field(page, 'food_safety_manager').fill('吉𠮷');
    await page.locator('dialog[open]').waitFor();
    await page.reload();
    await page.locator('input[name=login]').waitFor();
    await page.fill('input[name=login]', 'citizen_lin');
    await page.fill('input[name=password]', password);
    await page.getByRole('button', { name: say('sign_in.submit'), exact: true }).click();
    await field(page, 'food_safety_manager').waitFor();
    expect('the last words are there', await field(page, 'food_safety_manager').inputValue(), '吉𠮷');
  });
  await citizen.must(204, 'DELETE', `/drafts/${draft.id}`);
}
