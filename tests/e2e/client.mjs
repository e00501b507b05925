// SPDX-License-Identifier: Apache-2.0
// The API as a program uses it: one signed-in person, with cookie, CSRF token and language.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, item, password, root, until } from './support.mjs';

export class Client {
  cookie = '';
  csrf = '';
  language = 'zh-Hans';
  constructor(url) { this.url = url; }

  /** Any request; the answer with its body read: {status, headers, text, json, problem}. */
  async call(method, path, { body, headers = {}, raw, csrf = true } = {}) {
    const all = { 'Accept-Language': this.language, ...(this.cookie ? { Cookie: this.cookie } : {}), ...headers };
    if (csrf && method !== 'GET' && this.csrf && !('X-CSRF-Token' in headers)) all['X-CSRF-Token'] = this.csrf;
    let content = raw;
    if (body !== undefined) {
      content = JSON.stringify(body);
      all['Content-Type'] ??= 'application/json';
    }
    const answer = await fetch(`${this.url}${path.startsWith('/api/') ? '' : '/api/v1'}${path}`, { method, headers: all, body: content, redirect: 'manual' });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const type = answer.headers.get('content-type') ?? '';
    const result = { status: answer.status, headers: answer.headers, type, bytes, text: bytes.toString('utf8') };
    if (type.includes('json')) result.json = JSON.parse(result.text || 'null');
    return result;
  }

  async must(status, method, path, options) {
    const answer = await this.call(method, path, options);
    expect(`${method} ${path} status (${answer.text.slice(0, 400)})`, answer.status, status);
    return answer.json ?? answer;
  }

  get(path) { return this.must(200, 'GET', path); }
  post(path, body = {}, headers = {}) { return this.must(200, 'POST', path, { body, headers }); }

  async signIn(login, secret = password) {
    const answer = await this.call('POST', '/session', { body: { login, password: secret } });
    expect(`sign-in of ${login} (${answer.text.slice(0, 300)})`, answer.status, 201);
    this.cookie = answer.headers.get('set-cookie').split(';')[0];
    this.csrf = answer.json.csrf_token;
    this.session = answer.json;
    return this;
  }
}

const people = new Map();
/** A signed-in client, one a login and server. */
export async function as(server, login) {
  const key = `${server.url} ${login}`;
  if (!people.has(key)) people.set(key, await new Client(server.url).signIn(login));
  return people.get(key);
}

export const newKey = () => `e2e-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
export const samplePdf = () => readFileSync(join(root, 'packs/county-demo/services/food_business_licence/tests/sample.pdf'));

/** A PDF of about `size` bytes; `script` makes it one that runs something when opened. */
export function makePdf(size = 2000, { script = false } = {}) {
  const parts = ['%PDF-1.4\n'];
  const offsets = [];
  const add = (content) => { offsets.push(parts.join('').length); parts.push(`${offsets.length} 0 obj\n${content}\nendobj\n`); };
  add(`<< /Type /Catalog /Pages 2 0 R ${script ? '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> ' : ''}>>`);
  add('<< /Type /Pages /Kids [3 0 R] /Count 1 >>');
  add('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>');
  const filling = '0 0 m 100 100 l S\n'.repeat(Math.max(1, Math.ceil((size - 700) / 18)));
  add(`<< /Length ${filling.length} >>\nstream\n${filling}endstream`);
  const start = parts.join('').length;
  parts.push(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`);
  parts.push(`trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.from(parts.join(''), 'latin1');
}

/** Announces and sends a file; gives the last answer (a refusal or the stored file). */
export async function upload(client, target, material, bytes, { name = `${material}.pdf`, type = 'application/pdf', size = bytes.length } = {}) {
  const begun = await client.call('POST', '/files', { body: { ...target, material, name, media_type: type, size } });
  if (begun.status !== 201) return begun;
  let answer = begun;
  for (let at = 0; at < bytes.length; at += begun.json.chunk_bytes) {
    answer = await client.call('PATCH', `/files/${begun.json.id}`, {
      raw: bytes.subarray(at, at + begun.json.chunk_bytes), headers: { 'Upload-Offset': String(at), 'Content-Type': 'application/offset+octet-stream' },
    });
    if (answer.status !== 200) break;
  }
  answer.file = begun.json.id;
  return answer;
}

export const goodForm = {
  operator_name: '云汀县瑞轩餐饮管理有限公司', credit_code: '91331179MA7H962Y1W', legal_representative: '林晓帆',
  registered_address: '云汀县汀南街道文昌社区云汀大道 66 号', contact_name: '林晓帆', contact_phone: '15400000001',
  business_address: '云汀县汀南街道文昌社区云汀大道 66 号', premises_area: 120, employees: 8, food_safety_manager: '林晓帆',
  business_kind: 'catering', catering_items: ['hot', 'cold'], catering_mode: 'ordinary', online_sales: true,
  online_platforms: '云汀外卖，云香小馆', result_delivery: 'electronic', declaration: true,
};
export const materials = ['floor_plan', 'equipment_list', 'food_safety_rules'];

export async function firstCompany(client) {
  const form = await client.get(`/items/${item}/form`);
  expect('the citizen has a company', form.companies?.length > 0);
  return form.companies[0].id;
}

export async function newDraft(client, { data = goodForm, files = true } = {}) {
  const draft = await client.must(201, 'POST', '/drafts', { body: { item, company: await firstCompany(client), data }, headers: { 'Idempotency-Key': newKey() } });
  for (const material of files ? materials : []) {
    const stored = await upload(client, { draft: draft.id }, material, samplePdf());
    expect(`${material} is stored (${stored.text})`, stored.json?.state, 'stored');
  }
  return draft;
}

export const submit = (client, draft, key = newKey()) => client.call('POST', '/cases', { body: { draft }, headers: { 'Idempotency-Key': key } });

/** A new application, ready for the desk: {id, number}. */
export async function apply(client, options) {
  const draft = await newDraft(client, options);
  const answer = await submit(client, draft.id);
  expect(`submission (${answer.text.slice(0, 300)})`, answer.status, 201);
  return answer.json.case;
}

/** The open task of a case that has this element, as this member of staff sees it. */
export async function taskOf(client, caseId, element) {
  return until(`task ${element} of case ${caseId}`, async () => {
    let cursor = '';
    do {
      const page = await client.get(`/tasks?view=open&limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
      const mine = await client.get('/tasks?view=mine&limit=200');
      const found = [...mine.items, ...page.items].find((line) => line.case.id === caseId && line.element === element);
      if (found) return found;
      cursor = page.next_cursor;
    } while (cursor);
    return undefined;
  }, 10);
}

export const checked = { place_matches: 'yes', layout_matches: 'yes', equipment_ready: 'yes', rules_posted: 'yes' };

/** Completes a task through the API: the steps a journey is not about. */
export async function handle(server, caseId, element, login, outcome, more = {}) {
  const client = await as(server, login);
  const task = await taskOf(client, caseId, element);
  return client.post(`/tasks/${encodeURIComponent(task.id)}/complete`, { outcome, opinion: more.opinion ?? '办理意见。', data: more.data ?? {} });
}

/** Brings a fresh case to just before `stop` (accept, check, review or decide). */
export async function bringTo(server, caseId, stop) {
  if (stop === 'accept') return;
  await handle(server, caseId, 'accept', 'clerk_wang', 'accept');
  if (stop === 'check') return;
  await handle(server, caseId, 'check_a', 'inspector_zhao', 'qualified', { data: checked });
  await handle(server, caseId, 'check_b', 'inspector_qian', 'qualified', { data: checked });
  if (stop === 'review') return;
  await handle(server, caseId, 'review', 'reviewer_zhou', 'agree');
}
