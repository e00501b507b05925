// SPDX-License-Identifier: Apache-2.0
// Reads the server's own description of its API and fires random requests at every operation, valid and not, as
// anybody, a citizen, a clerk, an auditor and the administrators. Nothing may answer 500; every refusal is a problem document with a
// declared status; every answer is what its schema says, and says nothing that the schema does not. Only this machine is asked; the sequence follows from the seed.
//   node tests/e2e/openapi_fuzz.mjs [path of the program | http://127.0.0.1:port] [--count 40] [--seed 1]
import { walk } from './api_walk.mjs';
import { apply, as, Client, newDraft } from './client.mjs';
import { SchemaCheck } from './schema_check.mjs';
import { expect, findProgram, item, Report, Server } from './support.mjs';

const words = process.argv.slice(2);
const option = (name, usual) => { const at = words.indexOf(name); return at < 0 ? usual : Number(words.splice(at, 2)[1]); };
const count = Math.min(2000, option('--count', 40));
const seed = option('--seed', 1);
const given = words[0];
if (given?.startsWith('http') && new URL(given).hostname !== '127.0.0.1') throw new Error('only 127.0.0.1 is fuzzed');
const server = given?.startsWith('http') ? { url: given, alive: true, start: async () => {}, stop: async () => {}, remove() {}, log: '' } : new Server(findProgram(given));
const report = new Report();

/** mulberry32: small, and the same everywhere. */
let state = seed >>> 0;
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let x = Math.imul(state ^ (state >>> 15), 1 | state);
  x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
  return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
}
const chance = (of) => random() < of;
const pick = (list) => list[Math.floor(random() * list.length)];
const whole = (from, to) => from + Math.floor(random() * (to - from + 1));

let check;

const oddTexts = ['', ' ', '\u0000', 'a'.repeat(5000), '𠮷·🍜', '"\'<script>', '../../..', '%00', '{{7*7}}', "' or 1=1 --", '-1', '9'.repeat(40), '\u202e', 'null', '\ud800'];
const odd = () => pick([null, true, -1, 0, 1e308, 0.1, [], {}, [[[[]]]], ...oddTexts]);

/** Ids and codes that exist, so that more than the first check is reached. */
let known = [];

/** A value that follows the schema, mostly. */
function valueOf(schema, book, depth = 0) {
  if (!schema || depth > 5 || chance(0.06)) return odd();
  if (schema.$ref) return valueOf(book[schema.$ref.split('/').pop()], book, depth + 1);
  if (schema.enum) return pick(schema.enum);
  const one = schema.oneOf ?? schema.anyOf;
  if (one) return valueOf(pick(one), book, depth + 1);
  const type = Array.isArray(schema.type) ? pick(schema.type) : schema.type;
  if (type === 'object' || schema.properties) {
    const out = {};
    for (const [name, part] of Object.entries(schema.properties ?? {})) if (schema.required?.includes(name) ? !chance(0.05) : chance(0.6)) out[name] = valueOf(part, book, depth + 1);
    if (chance(0.05)) out[pick(['extra', '__proto__', 'id'])] = odd();
    return out;
  }
  if (type === 'array') return Array.from({ length: whole(0, 3) }, () => valueOf(schema.items, book, depth + 1));
  if (type === 'integer') return chance(0.8) ? whole(Math.max(schema.minimum ?? -3, -1000), Math.min(schema.maximum ?? 200, 100000)) : pick([-1, 2 ** 31, 2 ** 53, 1.5]);
  if (type === 'number') return chance(0.8) ? random() * 100 : odd();
  if (type === 'boolean') return chance(0.5);
  if (type === 'null') return null;
  if (type === 'string') return chance(0.6) ? pick(known) : chance(0.5) ? pick(['食品', item, 'accept', 'open', '许可', '2026-01-05']) : pick(oddTexts);
  return { note: 'x' };
}

const asText = (value) => encodeURIComponent((typeof value === 'string' ? value : JSON.stringify(value) ?? '').slice(0, 3000).replace(/[\ud800-\udfff]/g, ''));

/** One request for an operation. */
function request(path, method, operation, book) {
  const parameters = operation.parameters ?? [];
  let target = path.replace(/\{(\w+)\}/g, (_, name) => asText(valueOf(parameters.find((one) => one.in === 'path' && one.name === name)?.schema ?? { type: 'string' }, book)) || 'x');
  const query = parameters.filter((one) => one.in === 'query' && (one.required || chance(0.5))).map((one) => `${one.name}=${asText(valueOf(one.schema, book))}`);
  if (chance(0.05)) query.push(pick(['limit=-1', 'cursor=%25%25', 'q', '&&&=', 'limit=1&limit=2']));
  if (query.length) target += `?${query.join('&')}`;
  const headers = {};
  if (chance(0.7)) headers['Idempotency-Key'] = chance(0.9) ? `f-${seed}-${whole(0, 1e9)}` : pick(['k', 'x'.repeat(200)]);
  if (chance(0.3)) headers['If-Match'] = pick(['"1"', '"0"', '*', 'junk', '"99999999999999999999"']);
  if (chance(0.4)) headers['Upload-Offset'] = pick(['0', '-1', 'x', '99999999999']);
  let raw;
  if (method !== 'get') {
    const content = operation.requestBody?.content?.['application/json'];
    const body = content ? JSON.stringify(valueOf(content.schema, book)) : pick(['{}', '', 'x'.repeat(whole(0, 3000)), '%PDF-1.4 %%EOF']);
    raw = chance(0.04) ? body.slice(0, Math.floor(body.length / 2)) : body;
    headers['Content-Type'] = chance(0.96) ? (content ? 'application/json' : 'application/octet-stream') : 'text/plain';
  }
  return { method: method.toUpperCase(), target, headers, raw };
}

/** Statuses any operation may answer without saying so one by one: the document has them under "default". */
const general = [400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 428, 429, 431, 503];

function judge(operation, answer) {
  const declared = operation.responses?.[String(answer.status)] !== undefined;
  if (answer.status >= 500 && answer.status !== 503) return `answered ${answer.status}`;
  if (answer.status >= 400) {
    if (!answer.type.startsWith('application/problem+json')) return `${answer.status} is no problem document but ${answer.type}`;
    if (!/^[a-z_]+\.[a-z_]+$/.test(answer.json?.code ?? '') || !answer.json.title || answer.json.status !== answer.status) return `${answer.status} without code, title or its own status`;
    if (/\{\w+\}/.test(answer.json.title)) return `an unfilled text: ${answer.json.title}`;
    if (!declared && !(operation.responses?.default && general.includes(answer.status))) return `status ${answer.status} is not declared`;
  } else if (!declared && answer.status !== 304) {
    return `status ${answer.status} is not declared`;
  }
  return check.fault(operation, answer);
}

/** Signing out or locking would end what the other requests need. */
const spared = (name, path) => name === 'sign_out' || name === 'live' || /\/live$/.test(path) || /lock/.test(name);

const answers = {};

async function fuzz(operationName, path, method, operation, book, clients) {
  const bad = new Map();
  const seen = {};
  for (let n = 0; n < count; n += 1) {
    const client = clients[n % clients.length];
    const one = request(path, method, operation, book);
    const said = `${client.who}: ${one.method} ${one.target.slice(0, 160)} ${(one.raw ?? '').slice(0, 200)} ${JSON.stringify(one.headers).slice(0, 120)}`;
    let answer;
    try {
      answer = await client.call(one.method, one.target, { raw: one.raw, headers: one.headers });
    } catch (error) {
      bad.set('no answer', `${said}: ${error.message} ${error.cause?.message ?? ''}`);
      if (!server.alive) break;
      continue;
    }
    seen[answer.status] = (seen[answer.status] ?? 0) + 1;
    const fault = judge(operation, answer);
    if (fault && !bad.has(fault)) bad.set(fault, `${said} -> ${answer.text.slice(0, 200)}`);
  }
  for (const [status, times] of Object.entries(seen)) answers[status] = (answers[status] ?? 0) + times;
  expect(`${operationName} ${JSON.stringify(seen)}`, [...bad].map(([fault, example]) => `${fault}; ${example}`), []);
}

try {
  await report.step('the server answers', () => server.start());
  const document = await (await fetch(`${server.url}/api/openapi.json`)).json();
  await report.step('the description is OpenAPI 3.1 and says something of every operation', async () => {
    expect('version', document.openapi, /^3\.1/);
    for (const [path, operations] of Object.entries(document.paths)) for (const [method, operation] of Object.entries(operations))
      expect(`${method} ${path}`, operation.operationId && operation.summary && operation.responses && operation['x-permission'], Boolean);
  });
  const clients = [Object.assign(new Client(server.url), { who: 'anybody' })];
  check = new SchemaCheck(document);
  for (const login of ['citizen_lin', 'clerk_wang', 'auditor_chu', 'system_feng', 'security_chen', 'designer_gu', 'interface_sensors']) clients.push(Object.assign(await new Client(server.url).signIn(login), { who: login }));
  await report.step('a case lived through answers as described', () => walk(server, check));
  const draft = await newDraft(clients[1]);
  const one = await apply(clients[1]);
  const tasks = await clients[2].get('/tasks?view=open');
  known = [draft.id, one.id, one.number, item, ...draft.files?.map((file) => file.id) ?? [], ...tasks.items.slice(0, 3).map((task) => task.id), '1', '10'];
  const book = document.components?.schemas ?? {};
  for (const [path, operations] of Object.entries(document.paths)) for (const [method, operation] of Object.entries(operations)) {
    if (spared(operation.operationId, path)) continue;
    await report.step(`${operation.operationId}: ${count} requests`, () => fuzz(operation.operationId, path, method, operation, book, clients), { needed: false });
  }
  await report.step(`answers held against their schemas: ${check.held.size} operations`, () => expect('none without a success but those that want two persons', check.unseen, ['suspend_case', 'extend_case', 'terminate_case']), { needed: false });
  console.log(`     answers by status: ${JSON.stringify(answers)}`);
  await report.step('the server still stands, and its ledger is whole', async () => {
    expect('health', (await fetch(`${server.url}/api/v1/health`)).ok);
    const auditor = await new Client(server.url).signIn('auditor_chu');
    expect('no break', (await auditor.post('/audit/verify')).breaks, []);
  });
} catch (error) {
  if (!error.reported) throw error;
} finally {
  await server.stop();
  if (report.failed) console.log(server.log.slice(-3000));
  server.remove();
  report.finish();
}
