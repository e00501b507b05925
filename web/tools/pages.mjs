// SPDX-License-Identifier: Apache-2.0
// Opens the pages of a running server in a real browser at phone and desk width, in both languages and the elder
// mode, takes a picture of each and runs axe on it. HZ_URL, HZ_LOGIN, HZ_PASSWORD, HZ_SHOTS say where and as whom;
// paths given as arguments replace the usual list. Fails on any axe finding, any console error, any foreign request.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const url = process.env.HZ_URL ?? 'http://127.0.0.1:8080';
const shots = process.env.HZ_SHOTS ?? '/tmp/shots';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const asked = process.argv.slice(2);
const open = ['/', '/items', '/items/food_business_licence', '/sign-in', '/verify', '/verify/unknown', '/no-such-page'];
const mine = ['/cases', '/licences', '/me', '/drafts', '/items/food_business_licence/apply'];
const views = [
  { name: 'phone-zh', width: 390, height: 844, language: 'zh-Hans' },
  { name: 'phone-en', width: 390, height: 844, language: 'en' },
  { name: 'desk-zh', width: 1440, height: 900, language: 'zh-Hans' },
  { name: 'desk-en', width: 1440, height: 900, language: 'en' },
  { name: 'elder-zh', width: 390, height: 844, language: 'zh-Hans', elder: true },
].filter((view) => !process.env.HZ_VIEWS || process.env.HZ_VIEWS.split(',').includes(view.name));

mkdirSync(shots, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.HZ_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
let faults = 0;
const fault = (words) => { faults += 1; console.log(words); };

async function signIn(context) {
  if (!process.env.HZ_LOGIN) return;
  const answer = await context.request.post(`${url}/api/v1/session`, { data: { login: process.env.HZ_LOGIN, password: process.env.HZ_PASSWORD ?? '' } });
  if (!answer.ok()) throw new Error(`cannot sign in: ${answer.status()}`);
}

async function look(page, view, path) {
  const name = `${path.replace(/[^\w]+/g, '_').replace(/^_|_$/g, '') || 'home'}.${view.name}`;
  await page.goto(url + path, { waitUntil: 'networkidle' });
  await page.waitForTimeout(250);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 1) fault(`${name}: ${wide} px wider than the screen`);
  await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  const found = await page.evaluate(async () => (await window.axe.run(document)).violations.map((rule) =>
    `${rule.id} (${rule.impact}): ${rule.nodes.map((node) => node.target.join(' ')).slice(0, 4).join(' | ')}`));
  for (const finding of found) fault(`${name}: ${finding}`);
}

for (const view of views) {
  const context = await browser.newContext({ viewport: view, locale: view.language === 'en' ? 'en-GB' : 'zh-CN', bypassCSP: false });
  await signIn(context);
  const page = await context.newPage();
  await page.addInitScript((now) => {
    localStorage.setItem('hz.language', now.language);
    localStorage.setItem('hz.elder', now.elder ? 'on' : 'off');
  }, view);
  await page.addInitScript(axe);
  page.on('console', (message) => { if (message.type() === 'error' && !/status of (401|403|404)/.test(message.text())) fault(`${view.name} ${page.url()}: ${message.text()}`); });
  page.on('pageerror', (error) => fault(`${view.name} ${page.url()}: ${error.message}`));
  page.on('request', (request) => { if (/^http/.test(request.url()) && !request.url().startsWith(url)) fault(`foreign request: ${request.url()}`); });
  const paths = asked.length ? asked : process.env.HZ_LOGIN ? [...open, ...mine] : open;
  for (const path of paths) await look(page, view, path);
  await context.close();
}
await browser.close();
console.log(`${faults} faults`);
process.exitCode = faults ? 1 : 0;
