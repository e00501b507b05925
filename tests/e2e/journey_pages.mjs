// SPDX-License-Identifier: Apache-2.0
// Every page: no accessibility finding, nothing wider than the screen, nothing too small for a finger; on a phone and a
// desk, in both languages, as usual and for older people. With --screenshots a picture of each.
import { join } from 'node:path';
import { findings, settled } from './browser.mjs';
import { apply, as, bringTo, handle, newDraft, taskOf } from './client.mjs';
import { expect, item, makeFolder, until } from './support.mjs';

/** Each differs from the one before by one switch, so that a page is loaded once and every switch is used. */
const views = [
  { width: 390, language: 'zh-Hans', elder: false },
  { width: 390, language: 'zh-Hans', elder: true },
  { width: 390, language: 'en', elder: true },
  { width: 390, language: 'en', elder: false },
  { width: 1440, language: 'en', elder: false },
  { width: 1440, language: 'en', elder: true },
  { width: 1440, language: 'zh-Hans', elder: true },
  { width: 1440, language: 'zh-Hans', elder: false },
];
const nameOf = (view) => `${view.width}-${view.language}${view.elder ? '-elder' : ''}`;
/** People whose pages are looked at at the same time: as many as a small machine has cores. */
const atOnce = 2;

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
  const finding = (await (await as(server, 'supervisor_tao')).get('/supervision/findings?limit=1')).items[0]?.id;
  return { finding, draft: draft.id, waiting: waiting.id, granted: granted.id, denied: denied.id, fresh: fresh.id, licence: licence.id, accept: encodeURIComponent(accept.id), check: encodeURIComponent(check.id), identifier: encodeURIComponent(identifier) };
}

const lists = (ids) => ({
  '': ['/', '/items', '/items?q=zzzz', `/items/${item}`, '/items/id_card_renewal', '/sign-in', '/verify', `/verify/${ids.identifier}`, '/verify/unknown', '/no-such-page'],
  citizen_lin: ['/', '/cases', `/cases/${ids.waiting}`, `/cases/${ids.granted}`, `/cases/${ids.denied}`, `/cases/${ids.fresh}/submitted`, `/cases/${ids.granted}/rate`, '/licences', '/me', '/drafts',
    `/items/${item}/apply`, `/drafts/${ids.draft}`, `/drafts/${ids.draft}?step=materials`, `/drafts/${ids.draft}?step=check`],
  clerk_wang: ['/desk', '/desk?view=mine', '/desk?view=done', '/desk/search', '/desk/search?q=食品', `/desk/tasks/${ids.accept}`, `/desk/cases/${ids.granted}`, '/admin/accounts'],
  inspector_sun: [`/desk/tasks/${ids.check}`],
  leader_wu: ['/desk', `/desk/licences/${ids.licence}`, '/supervision', '/supervision?state=accepted&grade=reminder'],
  supervisor_tao: ['/supervision', ...(ids.finding ? [`/supervision/findings/${ids.finding}`] : [])],
  designer_gu: ['/designer/rules', `/designer/rules/service/${item}`, '/designer/processes', `/designer/processes/service/${item}`],
  reviewer_zhou: [`/designer/rules/service/${item}`, '/designer/rules/service/none', `/designer/processes/service/${item}`],
  auditor_chu: ['/audit', '/audit/entries/3', '/audit/check'],
  system_feng: ['/admin/accounts', '/admin/operations', `/admin/operations/cases/${ids.fresh}`],
  security_chen: ['/admin/posts'],
});

/** Switches as a person does, by the buttons of the masthead. */
async function show(page, view, first) {
  await page.setViewportSize({ width: view.width, height: view.width < 800 ? 844 : 900 });
  if (first) return;
  const now = await page.evaluate(() => ({ language: document.documentElement.lang, elder: 'elder' in document.documentElement.dataset }));
  if (now.language !== view.language) await page.locator(`.masthead button[lang=${view.language}]`).click();
  if (now.elder !== view.elder) await page.locator('.masthead button[aria-pressed]').click();
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted.language && ('elder' in document.documentElement.dataset) === wanted.elder, view);
}

async function look(page, picture) {
  await page.locator('#page-title, main h1').first().waitFor();
  // What is loaded only when it is seen.
  await page.evaluate(async () => {
    for (let at = 0; at < document.documentElement.scrollHeight; at += window.innerHeight) {
      window.scrollTo(0, at);
      await new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)));
    }
    window.scrollTo(0, 0);
  });
  await settled(page);
  if (picture) await page.screenshot({ path: picture, fullPage: true });
  return [...await findings(page), ...await tooWide(page), ...await tooSmall(page)];
}

async function tooWide(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return wide > 1 ? [`${wide} px wider than the screen`] : [];
}

/** What is pressed with a finger is at least 44 px high, in the elder mode 60; links within a text are not meant. */
const tooSmall = (page) => page.evaluate(() => {
  const least = 'elder' in document.documentElement.dataset ? 60 : window.innerWidth < 800 ? 44 : 0;
  const small = [];
  for (const one of document.querySelectorAll('.masthead button, .masthead a, .tabbar a, main .button, main select, main input.input, main textarea, main label.choice')) {
    const { height, width } = one.getBoundingClientRect();
    if (width > 1 && height > 0 && height < least - 0.5) small.push(`${one.className || one.tagName} is ${Math.round(height)} px high`);
  }
  return [...new Set(small)];
});

/** Every view of one person's pages. */
async function walk({ server, browsing, screenshots, login, paths }) {
  const page = login ? await browsing.ready(login, { width: 390, height: 844 }) : await browsing.window({ width: 390, height: 844 });
  const found = [];
  for (const [n, path] of paths.entries()) {
    // Every second page is loaded in English, so that neither language only ever comes by a switch.
    const order = n % 2 ? [...views.slice(3), ...views.slice(0, 3)] : views;
    await page.goto(`${server.url}/verify`);
    await page.evaluate(([language, elder]) => { localStorage.setItem('hz.language', language); localStorage.setItem('hz.elder', elder ? 'on' : 'off'); }, [order[0].language, order[0].elder]);
    await page.goto(server.url + path, { waitUntil: 'load' });
    for (const [at, view] of order.entries()) {
      const name = `${login || 'open'}${path.replaceAll(/[^\w]+/g, '_')}.${nameOf(view)}`;
      const here = await show(page, view, at === 0).then(() => look(page, screenshots && join(screenshots, `${name}.png`))).catch((error) => [error.message.split('\n')[0]]);
      found.push(...here.map((words) => `${path} ${nameOf(view)}: ${words}`));
    }
  }
  await page.context().close();
  expect('findings', found, []);
}

export default async function journey({ t, server, browsing, kept, screenshots }) {
  const ids = await t.step('cases in every state are prepared', () => prepare(server, kept));
  if (screenshots) makeFolder(screenshots);
  const wanted = new RegExp(process.env.HZ_PATHS ?? '');
  const people = Object.entries(lists(ids)).map(([login, all]) => ({ login, paths: all.filter((path) => wanted.test(path)) })).filter(({ paths }) => paths.length);
  const next = async () => {
    for (let one = people.shift(); one; one = people.shift()) {
      const { login, paths } = one;
      await t.step(`${paths.length} pages of ${login || 'anybody'} in ${views.length} views are accessible`, () => walk({ server, browsing, screenshots, login, paths }), { needed: false });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, next));
}
