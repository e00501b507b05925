// SPDX-License-Identifier: Apache-2.0
// Every page: no accessibility finding, nothing wider than the screen; on a phone and a desk, in both languages, and
// for older people. With --screenshots a picture of each.
import { join } from 'node:path';
import { findings } from './browser.mjs';
import { apply, as, bringTo, handle, newDraft, taskOf } from './client.mjs';
import { expect, item, makeFolder, until } from './support.mjs';

const views = [
  { name: '390-zh-Hans', width: 390, height: 844, language: 'zh-Hans' },
  { name: '390-en', width: 390, height: 844, language: 'en' },
  { name: '1440-zh-Hans', width: 1440, height: 900, language: 'zh-Hans' },
  { name: '1440-en', width: 1440, height: 900, language: 'en' },
  { name: '390-elder', width: 390, height: 844, language: 'zh-Hans', elder: true },
  { name: '1440-elder', width: 1440, height: 900, language: 'zh-Hans', elder: true },
];

/** Cases in the states that show something of their own. */
async function prepare(server, kept) {
  const citizen = await as(server, 'citizen_lin');
  const draft = await newDraft(citizen);
  const waiting = await apply(citizen);
  await bringTo(server, waiting.id, 'review');
  await handle(server, waiting.id, 'review', 'reviewer_zhou', 'supplement', { data: { items: [{ material: 'floor_plan', note: '请标明清洗消毒区。' }] } });
  const granted = kept.rated ?? (await apply(citizen));
  if (!kept.rated) {
    await bringTo(server, granted.id, 'decide');
    await handle(server, granted.id, 'decide', 'leader_wu', 'granted');
  }
  const licence = await until('a licence', async () => (await citizen.get(`/cases/${granted.id}`)).licence);
  const denied = kept.denied ?? (await apply(citizen));
  if (!kept.denied) {
    await bringTo(server, denied.id, 'decide');
    await handle(server, denied.id, 'decide', 'leader_wu', 'denied', { data: { reasons: '不符合要求。' } });
  }
  const fresh = await apply(citizen);
  const checking = await apply(citizen);
  await bringTo(server, checking.id, 'check');
  const accept = await taskOf(await as(server, 'clerk_wang'), fresh.id, 'accept');
  const check = await taskOf(await as(server, 'inspector_sun'), checking.id, 'check_a');
  const identifier = (await citizen.get(`/licences/${licence.id}`)).identifier;
  return { draft: draft.id, waiting: waiting.id, granted: granted.id, denied: denied.id, fresh: fresh.id, licence: licence.id, accept: encodeURIComponent(accept.id), check: encodeURIComponent(check.id), identifier: encodeURIComponent(identifier) };
}

const lists = (ids) => ({
  '': ['/', '/items', '/items?q=zzzz', `/items/${item}`, '/items/id_card_renewal', '/sign-in', '/verify', `/verify/${ids.identifier}`, '/verify/unknown', '/no-such-page'],
  citizen_lin: ['/', '/cases', `/cases/${ids.waiting}`, `/cases/${ids.granted}`, `/cases/${ids.denied}`, `/cases/${ids.fresh}/submitted`, `/cases/${ids.granted}/rate`, '/licences', '/me', '/drafts',
    `/items/${item}/apply`, `/drafts/${ids.draft}`, `/drafts/${ids.draft}?step=materials`, `/drafts/${ids.draft}?step=check`],
  clerk_wang: ['/desk', '/desk?view=mine', '/desk?view=done', '/desk/search', '/desk/search?q=食品', `/desk/tasks/${ids.accept}`, `/desk/cases/${ids.granted}`, '/admin/accounts'],
  inspector_sun: [`/desk/tasks/${ids.check}`],
  leader_wu: ['/desk', `/desk/licences/${ids.licence}`],
  auditor_chu: ['/audit', '/audit/entries/3', '/audit/check'],
  system_feng: ['/admin/accounts'],
  security_chen: ['/admin/posts'],
});

async function look(page, server, path, picture) {
  await page.goto(server.url + path, { waitUntil: 'load' });
  await page.locator('#page-title, main h1').first().waitFor();
  // What is loaded only when it is seen.
  await page.evaluate(async () => {
    for (let at = 0; at < document.documentElement.scrollHeight; at += window.innerHeight) {
      window.scrollTo(0, at);
      await new Promise((seen) => requestAnimationFrame(() => setTimeout(seen, 30)));
    }
    window.scrollTo(0, 0);
  });
  await until('the page is loaded', async () => (await page.locator('.loading, [aria-busy=true]').count()) === 0, 15);
  await page.waitForTimeout(200);
  if (picture) await page.screenshot({ path: picture, fullPage: true });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  const found = await findings(page);
  if (wide > 1) found.push(`${wide} px wider than the screen`);
  return found;
}

export default async function journey({ t, server, browsing, kept, screenshots }) {
  const ids = await t.step('cases in every state are prepared', () => prepare(server, kept));
  if (screenshots) makeFolder(screenshots);
  for (const view of views) {
    for (const [login, all] of Object.entries(lists(ids))) {
      const paths = all.filter((path) => new RegExp(process.env.HZ_PATHS ?? '').test(path));
      if (!paths.length) continue;
      const page = login ? await browsing.ready(login, view) : await browsing.window(view);
      await t.step(`${view.name}: ${paths.length} pages of ${login || 'anybody'} are accessible`, async () => {
        const found = [];
        for (const path of paths) {
          const name = `${login || 'open'}${path.replaceAll(/[^\w]+/g, '_')}.${view.name}`;
          const here = await look(page, server, path, screenshots && join(screenshots, `${name}.png`)).catch((error) => [error.message.split('\n')[0]]);
          found.push(...here.map((words) => `${path}: ${words}`));
        }
        expect('findings', found, []);
      }, { needed: false });
      await page.context().close();
    }
  }
}
