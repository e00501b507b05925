// SPDX-License-Identifier: Apache-2.0
// A real browser, as different people use it.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, password, root, say, until } from './support.mjs';

const web = createRequire(join(root, 'web/package.json'));
const { chromium } = await import(pathToFileURL(web.resolve('playwright-core')).href).then((module) => module.default ?? module);

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

export class Browsing {
  /** Findings of the console and of the network that no page should have. */
  faults = [];
  pages = new Set();
  constructor(browser, server) { this.browser = browser; this.server = server; }

  static async start(server) {
    return new Browsing(await chromium.launch({ executablePath: process.env.HZ_CHROMIUM ?? '/usr/bin/chromium', args: flags }), server);
  }

  /** A new window of somebody who has never been here. */
  async window({ language = 'zh-Hans', width = 1280, height = 900, elder = false } = {}) {
    const context = await this.browser.newContext({ viewport: { width, height }, locale: language === 'en' ? 'en-GB' : 'zh-CN', acceptDownloads: true });
    await context.addInitScript(([tongue, large]) => {
      if (window !== window.top || !window.localStorage) return;
      if (!localStorage.getItem('hz.language')) localStorage.setItem('hz.language', tongue);
      if (large) localStorage.setItem('hz.elder', 'on');
    }, [language, elder]);
    context.setDefaultTimeout(60000);
    if (process.env.HZ_PAGES) await context.route((url) => url.href.startsWith(this.server.url), (route) => builtPage(route, process.env.HZ_PAGES));
    const page = await context.newPage();
    this.watch(page);
    return page;
  }

  watch(page) {
    this.pages.add(page);
    page.once('close', () => this.pages.delete(page));
    page.on('pageerror', (error) => this.faults.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      const words = message.text();
      if (message.type() === 'error' && !/status of (4\d\d)|ERR_(FAILED|ABORTED|CONNECTION|INTERNET|EMPTY)/.test(words)) this.faults.push(`${page.url()}: ${words}`);
    });
    const waiting = new Set();
    under.set(page, waiting);
    page.on('request', (request) => { if (request.resourceType() !== 'eventsource' && !request.url().endsWith('/live')) waiting.add(request); });
    for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => waiting.delete(request));
    page.on('request', (request) => {
      if (/^https?:/.test(request.url()) && !request.url().startsWith(this.server.url)) this.faults.push(`foreign request ${request.url()}`);
    });
  }

  /** Somebody's window, signed in through the page. */
  async signedIn(login, options) {
    const page = await this.window(options);
    await signIn(page, this.server, login);
    return page;
  }

  /** Somebody's window, signed in beforehand: for journeys that are not about signing in. */
  async ready(login, options) {
    const page = await this.window(options);
    const answer = await page.context().request.post(`${this.server.url}/api/v1/session`, { data: { login, password } });
    expect(`sign-in of ${login}`, answer.status(), 201);
    return page;
  }

  async close() { await this.browser.close(); }
}

/** What each page still waits for. */
const under = new WeakMap();

/** Waits until a page has what it asked for and shows it. */
export async function settled(page, seconds = 60) {
  await until('the page is loaded', async () => under.get(page).size === 0 && (await page.locator('.loading, [aria-busy=true]').count()) === 0 && under.get(page).size === 0, seconds);
  await page.evaluate(() => document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))));
  await page.evaluate(() => Promise.all(document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity).map((one) => one.finished.catch(() => {}))));
}

/** Pages built just now in place of those in the program. */
function builtPage(route, folder) {
  const { pathname } = new URL(route.request().url());
  if (/^\/(api|metrics)\b/.test(pathname)) return route.fallback();
  const file = join(folder, pathname);
  return route.fulfill({ path: /\.\w+$/.test(pathname) && existsSync(file) ? file : join(folder, 'index.html') });
}

export async function signIn(page, server, login, language = 'zh-Hans') {
  await page.goto(`${server.url}/sign-in`);
  await page.fill('input[name=login]', login);
  await page.fill('input[name=password]', password);
  await page.getByRole('button', { name: say('sign_in.submit', {}, language), exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** The element of a form-js field (its id is form, field, and for options the number). */
export const field = (page, key, option) => page.locator(option === undefined ? `[id$="-field_${key}"]` : `[id$="-field_${key}-${option}"]`);

/** Fills a form-js form as a person does: `values` by key, in the order of the schema. */
export async function fillForm(page, schema, values) {
  for (const component of schema.components) {
    const value = values[component.key];
    if (component.key === undefined || value === undefined) continue;
    const options = (component.values ?? []).map((option) => option.value);
    if (component.type === 'radio') await field(page, component.key, options.indexOf(value)).check();
    else if (component.type === 'checklist') for (const one of value) await field(page, component.key, options.indexOf(one)).check();
    else if (component.type === 'checkbox') await field(page, component.key).setChecked(value);
    else if (component.type === 'select') await chooseOption(page, component, value);
    else await field(page, component.key).fill(String(value));
  }
}

async function chooseOption(page, component, value) {
  await field(page, `${component.key}`).or(page.locator(`[id$="-field_${component.key}-search"], [id$="-field_${component.key}-display"]`)).first().click();
  await page.locator('.fjs-dropdownlist-item').nth(component.values.findIndex((option) => option.value === value)).click();
}

/** What stands beside a field as its error, if anything. */
export const faultOf = (page, key) => page.locator(`.fjs-form-field:has([id*="-field_${key}"]) .fjs-form-field-error`).first();

export const button = (page, key, values) => page.getByRole('button', { name: say(key, values), exact: true });

/** Downloads what a link gives and reads it. */
export async function download(page, link) {
  const [got] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return { name: got.suggestedFilename(), path: await got.path(), bytes: readFileSync(await got.path()) };
}

const axe = readFileSync(web.resolve('axe-core/axe.min.js'), 'utf8');
/** The accessibility findings of the page as it stands. */
export async function findings(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return page.evaluate(async () => (await window.axe.run(document)).violations.map((rule) =>
    `${rule.id}: ${rule.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(' | ')}`));
}
