// SPDX-License-Identifier: Apache-2.0
// What every journey needs: the report, a server of its own, a browser, and the texts of the pages.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const password = 'Yunting@2026';
export const item = 'food_business_licence';
export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export function findProgram(given) {
  const known = [given, process.env.HZ_PROGRAM, ...['release', 'dev'].map((kind) => `build/${kind}/src/app/huizheng`)];
  const found = known.filter(Boolean).flatMap((path) => [resolve(path), resolve(root, path)]).find(existsSync);
  if (!found) throw new Error('no server program found: build it, or give its path as the first argument');
  return found;
}

export function expect(what, found, wanted = true) {
  const same = typeof wanted === 'function' ? wanted(found) : wanted instanceof RegExp ? wanted.test(found) : JSON.stringify(found) === JSON.stringify(wanted);
  if (!same) throw new Error(`${what}: found ${JSON.stringify(found)?.slice(0, 600)}${typeof wanted === 'function' ? '' : `, wanted ${String(wanted instanceof RegExp ? wanted : JSON.stringify(wanted))}`}`);
}

/** Waits until `look` gives something true. */
export async function until(what, look, seconds = 30) {
  const end = Date.now() + seconds * 1000;
  let last;
  while (Date.now() < end) {
    try {
      const found = await look();
      if (found) return found;
      last = undefined;
    } catch (error) {
      if (error.final) throw error;
      last = error;
    }
    await pause(150);
  }
  throw new Error(`${what}: not within ${seconds} s${last ? ` (${last.message})` : ''}`);
}

/** One line a step. A failed step ends its journey, unless the step says that the rest does not need it. */
export class Report {
  passed = 0;
  failed = 0;
  /** Called after a failure with a file name without ending. */
  onFailure = async () => {};

  async journey(name, run) {
    console.log(`-- ${name}`);
    try {
      await run(this);
    } catch (error) {
      if (!error.reported) this.#fail(`${name}: ${error.stack ?? error}`);
      console.log(`   ${name} ends here`);
    }
  }

  async step(name, run, { needed = true } = {}) {
    const from = Date.now();
    try {
      const result = await run();
      this.passed += 1;
      console.log(`ok   ${name} (${Date.now() - from} ms)`);
      return result;
    } catch (error) {
      this.#fail(`${name}: ${error.message}`);
      if (process.env.HZ_STACKS) console.log(error.stack);
      await this.onFailure(name.replace(/[^\w]+/g, '_')).catch(() => {});
      if (!needed) return undefined;
      throw Object.assign(error, { reported: true });
    }
  }

  #fail(words) {
    this.failed += 1;
    console.log(`FAIL ${words}`);
  }

  finish() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed ? 1 : 0;
  }
}

function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail).listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** A server on data of its own. Its address stays the same over a restart. */
export class Server {
  log = '';
  constructor(program) {
    this.program = program;
    this.folder = mkdtempSync(join(process.env.HZ_TMP ?? tmpdir(), 'hz-e2e-'));
    this.data = join(this.folder, 'data');
    if (process.env.HZ_DATA) cpSync(process.env.HZ_DATA, this.data, { recursive: true });
  }

  async start(seconds = 240) {
    this.port ??= await freePort();
    this.url = `http://127.0.0.1:${this.port}`;
    this.process = spawn(this.program, ['serve', '--demo', '--data', this.data, '--port', String(this.port)], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.ended = new Promise((done) => this.process.once('exit', (code, signal) => { this.exit = { code, signal }; done(); }));
    const keep = (bytes) => { this.log = (this.log + bytes).slice(-20000); };
    this.process.stdout.on('data', keep);
    this.process.stderr.on('data', keep);
    await until('the server answers', async () => {
      if (this.exit) throw Object.assign(new Error(`the server ended: ${JSON.stringify(this.exit)}\n${this.log}`), { final: true });
      return (await fetch(`${this.url}/api/v1/health`)).ok;
    }, seconds);
  }

  get alive() { return this.process && !this.exit; }

  async stop() {
    if (!this.alive) return this.exit;
    this.process.kill('SIGTERM');
    const late = setTimeout(() => this.process.kill('SIGKILL'), 20000);
    await this.ended;
    clearTimeout(late);
    return this.exit;
  }

  /** Runs another command of the program; gives {status, text}. */
  command(...words) {
    const done = spawnSync(this.program, words, { encoding: 'utf8', timeout: 120000 });
    return { status: done.status, text: `${done.stdout}${done.stderr}` };
  }

  database() {
    const files = readdirSync(this.data, { recursive: true }).map(String).filter((name) => /\.(db|sqlite3?)$/.test(name));
    if (!files.length) throw new Error('no database in the data folder');
    return join(this.data, files[0]);
  }

  remove() { rmSync(this.folder, { recursive: true, force: true }); }
}

const texts = {};
/** The words a page shows for a text key, with {name} filled in. */
export function say(key, values = {}, language = 'zh-Hans') {
  const [file, ...path] = key.split('.');
  const all = (texts[`${language}/${file}`] ??= JSON.parse(readFileSync(join(root, 'web/src/text', language, `${file}.json`), 'utf8')));
  const words = path.reduce((at, name) => at?.[name], all);
  if (typeof words !== 'string') throw new Error(`no text ${key}`);
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '').replace(/\{'(.*?)'\}/g, '$1');
}

/** Whether a text key exists: pages and texts grow. */
export function hasText(key) {
  try {
    return Boolean(say(key));
  } catch {
    return false;
  }
}

export function makeFolder(path) {
  mkdirSync(path, { recursive: true });
  return path;
}
