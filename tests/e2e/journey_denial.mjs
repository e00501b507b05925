// SPDX-License-Identifier: Apache-2.0
// A denial says why, and what can be done against it.
import { apply, as, bringTo } from './client.mjs';
import { finishTask, openTask } from './desk.mjs';
import { expect, say } from './support.mjs';

const reasons = '经营场所不符合《中华人民共和国食品安全法》第三十三条第一款第一项、第二项规定的要求。';

export default async function journey({ t, server, browsing, kept }) {
  const citizen = await as(server, 'citizen_lin');
  let one;
  await t.step('an application comes to the decision', async () => {
    one = await apply(citizen);
    await bringTo(server, one.id, 'decide');
  });
  await t.step('a denial without reasons is not possible', async () => {
    const page = await browsing.ready('leader_wu');
    const task = await openTask(page, server, 'leader_wu', one, 'decide');
    await page.locator('input[name=outcome][value=denied]').check();
    await page.locator('.panel button[type=submit]').click();
    await page.getByText(say('desk.missing.reasons')).waitFor();
    const forced = await (await as(server, 'leader_wu')).call('POST', `/tasks/${encodeURIComponent(task.id)}/complete`, { body: { outcome: 'denied', opinion: '', data: {} } });
    expect('the API refuses it, too', [forced.status, forced.json.code], [422, 'case.reasons_missing']);
    await page.context().close();
  });
  await t.step('the leader denies, with reasons', async () => {
    const page = await browsing.ready('leader_wu');
    await openTask(page, server, 'leader_wu', one, 'decide');
    await finishTask(page, 'denied', { reasons, opinion: '不予许可。' });
    await page.context().close();
  });
  await t.step('the citizen reads reasons and remedies, in both languages', async () => {
    for (const [language, remedy] of [['zh-Hans', '行政复议'], ['en', 'reconsideration']]) {
      const page = await browsing.ready('citizen_lin', { language });
      await page.goto(`${server.url}/cases/${one.id}`);
      await page.getByRole('heading', { name: say('case.decision_against', {}, language) }).waitFor();
      const text = await page.locator('main').innerText();
      expect(`reasons (${language})`, text.includes(reasons));
      expect(`remedies (${language})`, text.includes(remedy));
      await page.context().close();
    }
    kept.denied = one;
  });
}
