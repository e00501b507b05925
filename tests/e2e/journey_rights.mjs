// SPDX-License-Identifier: Apache-2.0
// A clerk reads a personal record, and the person sees it; the finished service is rated.
import { apply, as, bringTo, handle } from './client.mjs';
import { openTask, readRecords } from './desk.mjs';
import { expect, say, until } from './support.mjs';

const purpose = '核对申请人身份';

async function access({ t, server, browsing, one }) {
  await t.step('a clerk looks into the registers, for a stated purpose only', async () => {
    const page = await browsing.ready('clerk_wang');
    await openTask(page, server, 'clerk_wang', one, 'accept');
    await page.locator('#records').scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: say('desk.records.read'), exact: true }).click();
    await page.getByText(say('desk.records.missing')).waitFor();
    await readRecords(page, purpose);
    const shown = await page.locator('.record').allInnerTexts();
    expect('person and company', shown.length, (n) => n >= 2);
    expect('the identity number is masked', !shown.join('').includes('331179199005180048'));
    await page.context().close();
  });
  await t.step('the citizen sees who looked, when, in which post, why and under what law', async () => {
    const page = await browsing.ready('citizen_lin');
    await page.goto(`${server.url}/me`);
    const first = page.locator('.looks li').first();
    await first.waitFor();
    const text = await first.innerText();
    for (const words of ['王秀兰', '窗口', '云汀县市场监督管理局', purpose]) expect(`the log says ${words} (${text})`, text.includes(words));
    expect(`the law (${text})`, text, /法|办法/);
    expect('the time', await first.locator('time').getAttribute('datetime'), /^\d{4}-\d\d-\d\dT/);
    expect('my records stand below', await page.locator('main').innerText(), /331179199005180048/);
    await page.context().close();
  });
}

export default async function journey({ t, server, browsing, kept }) {
  const citizen = await as(server, 'citizen_lin');
  let one;
  await t.step('an application waits', async () => { one = await apply(citizen); });
  await access({ t, server, browsing, one });
  await t.step('the application is granted', async () => {
    await bringTo(server, one.id, 'decide');
    await handle(server, one.id, 'decide', 'leader_zheng', 'granted');
    await until('closed', async () => (await citizen.get(`/cases/${one.id}`)).can.includes('rate'));
  });
  await t.step('the citizen rates the service', async () => {
    const page = await browsing.ready('citizen_lin');
    await page.goto(`${server.url}/cases/${one.id}`);
    await page.getByRole('link', { name: say('case.rate') }).click();
    await page.getByRole('button', { name: say('rate.send') }).click();
    await page.getByText(say('rate.missing')).waitFor();
    await page.getByLabel(say('rate.level.1'), { exact: true }).check();
    await page.getByLabel(say('rate.aspect.speed'), { exact: true }).check();
    await page.locator('#rate-text').fill('全程网上办，很方便 👍');
    await page.getByRole('button', { name: say('rate.send') }).click();
    await page.waitForURL(new RegExp(`/cases/${one.id}$`));
    await page.getByText('全程网上办，很方便 👍').waitFor();
    await page.context().close();
  });
  await t.step('once only', async () => {
    const again = await citizen.call('POST', `/cases/${one.id}/rating`, { body: { level: 5 }, headers: { 'Idempotency-Key': 'again' } });
    expect('refused', [again.status, again.json.code], [409, 'case.already_rated']);
  });
  kept.rated = one;
}
