// SPDX-License-Identifier: Apache-2.0
// Bad input through the API: each gets a clear problem with a stable code, in both languages, never a 500, and what
// was there before is still there after.
//   node tests/e2e/api_bad_input.mjs [path of the program | http://address of a running demo]
import { connect } from 'node:net';
import { apply, as, Client, firstCompany, goodForm, makePdf, newDraft, newKey, samplePdf, submit, taskOf, upload } from './client.mjs';
import { expect, findProgram, item, password, Report, Server } from './support.mjs';

const report = new Report();
const given = process.argv[2];
const server = given?.startsWith('http') ? { url: given, start: async () => {}, stop: async () => {}, remove() {}, log: '' } : new Server(findProgram(given));
const step = (name, run) => report.step(name, run, { needed: false });

/** A refusal: the status, a code of the form module.name, readable words. */
function refused(answer, status, code) {
  const about = `${answer.status} ${answer.text.slice(0, 300)}`;
  expect(`status (${about})`, answer.status, Array.isArray(status) ? (found) => status.includes(found) : status);
  expect(`a problem document (${about})`, answer.type, /^application\/problem\+json/);
  const { json } = answer;
  expect(`code (${about})`, json.code, code ?? /^[a-z_]+\.[a-z_]+$/);
  expect('type and status agree', [json.type, json.status], [`urn:huizheng:problem:${json.code}`, answer.status]);
  for (const entry of [json, ...(json.fields ?? [])]) {
    const words = entry.title ?? entry.message;
    expect(`words without gaps (${about})`, words.length > 3 && !/\{\w+\}/.test(words));
  }
  return json;
}

/** The same refusal in Chinese and in English. `ask` may be called twice. */
async function both(client, ask, status, code) {
  const found = [];
  for (const language of ['zh-Hans', 'en']) {
    client.language = language;
    const problem = refused(await ask(), status, code);
    found.push(problem);
    for (const words of [problem.title, ...(problem.fields ?? []).map((one) => one.message)])
      expect(`language ${language}: ${words}`, /\p{Script=Han}/u.test(words.replace(/["“][^"”]*["”]/gu, '')), language === 'zh-Hans');
  }
  client.language = 'zh-Hans';
  return found[0];
}

const fieldOf = (problem, key) => problem.fields?.find((one) => one.path.split('/').includes(key));

async function forms(citizen) {
  const draft = await newDraft(citizen, { files: true });
  const save = (data) => citizen.must(200, 'PUT', `/drafts/${draft.id}`, { body: { data } });
  const bad = {
    'a credit code with a wrong check digit': ['credit_code', '91331179MA7H962Y1X'],
    'a credit code that is too short': ['credit_code', '91331179'],
    'a credit code with letters it never has': ['credit_code', '91331179MA7H962YIO'],
    'a foreign company number': ['credit_code', 'GB123456789'],
    'a telephone of another country': ['contact_phone', '+44 20 7946 0958'],
    'a number as text': ['premises_area', '许多'],
    'a negative area': ['premises_area', -1],
    'an enormous area': ['premises_area', 1e300],
    'half a person': ['employees', 7.5],
    'an option that does not exist': ['business_kind', 'casino'],
    'a list where a word belongs': ['operator_name', ['a', 'b']],
    'an object where a word belongs': ['operator_name', { $ne: '' }],
    'a name that is only spaces': ['food_safety_manager', '   '],
    'a name that is too long': ['food_safety_manager', '很'.repeat(101)],
    'no declaration': ['declaration', false],
    'an address of a page that is a script': ['website', 'javascript:alert(1)'],
  };
  for (const [name, [key, value]] of Object.entries(bad)) {
    await step(`form: ${name} is explained at its field`, async () => {
      await save({ ...goodForm, [key]: value });
      const problem = await both(citizen, () => submit(citizen, draft.id), 422);
      expect(`the field ${key} is named (${JSON.stringify(problem.fields)})`, Boolean(fieldOf(problem, key)));
      expect('the draft still has what was typed', (await citizen.get(`/drafts/${draft.id}`)).data[key], value);
    });
  }
  await step('form: an empty form names every required field at once', async () => {
    await save({});
    const problem = await both(citizen, () => submit(citizen, draft.id), 422);
    for (const key of ['operator_name', 'credit_code', 'business_kind', 'declaration']) expect(`${key} named`, Boolean(fieldOf(problem, key)));
  });
  await step('form: names with rare characters, dots, emoji and the longest allowed are kept as they are', async () => {
    for (const name of ['吉𠮷', '阿依古丽·买买提江', '𠮷'.repeat(100), '小吃店🍜', 'O’Neill-Ångström']) {
      await save({ ...goodForm, food_safety_manager: name });
      expect('as written', (await citizen.get(`/drafts/${draft.id}`)).data.food_safety_manager, name);
    }
    const answer = await submit(citizen, draft.id);
    expect(`accepted (${answer.text})`, answer.status, 201);
    expect('on the case, too', (await citizen.get(`/cases/${answer.json.case.id}`)).form.data.food_safety_manager, 'O’Neill-Ångström');
  });
  await step('form: fields that nobody asked for do not get in', async () => {
    const other = await newDraft(citizen, { data: { ...goodForm, __proto__x: 1, licence: { number: 'JY1' }, catering_mode: 'ordinary', kitchen_area: 5 } });
    const answer = await submit(citizen, other.id);
    expect('refused or left out', [201, 422].includes(answer.status));
    if (answer.status === 201) expect('left out', Object.keys((await citizen.get(`/cases/${answer.json.case.id}`)).form.data).filter((key) => ['__proto__x', 'licence'].includes(key)), []);
  });
}

async function files(citizen) {
  const draft = await newDraft(citizen, { files: false });
  const to = { draft: draft.id };
  const png = (width, height) => {
    const bytes = Buffer.alloc(33);
    Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(bytes);
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    bytes.writeUInt16BE(0x0802, 24);
    return Buffer.concat([bytes, Buffer.from('0000000049454e44ae426082', 'hex')]);
  };
  const zip = Buffer.concat([Buffer.from('504b0304140000000800', 'hex'), Buffer.alloc(200000)]);
  const bad = [
    ['a file of 0 bytes', Buffer.alloc(0), {}, 422, 'file.empty'],
    ['a file announced as too large', Buffer.alloc(0), { size: 30 << 20 }, 413, 'file.too_large'],
    ['a file announced as absurdly large', Buffer.alloc(0), { size: 2 ** 53 - 1 }, 413, 'file.too_large'],
    ['a negative size', Buffer.alloc(0), { size: -5 }, 422],
    ['a program that says it is a PDF', Buffer.from('MZ\x90\x00 not a document'), {}, 422, 'file.type_differs'],
    ['a page that says it is a PDF', Buffer.from('<html><script>alert(1)</script></html>'), {}, 422, 'file.type_differs'],
    ['a PDF that says it is a picture', samplePdf(), { name: 'a.png', type: 'image/png' }, 422, 'file.type_differs'],
    ['a PDF with a script', makePdf(3000, { script: true }), {}, 422, 'file.active_content'],
    ['a PDF with a script behind escapes', Buffer.from(makePdf(3000, { script: true }).toString('latin1').replace('/JavaScript', '/J#61vaScript').replace('/JS ', '/J#53 '), 'latin1'), {}, 422, 'file.active_content'],
    ['a PDF cut off', samplePdf().subarray(0, 300), {}, 422, 'file.type_differs'],
    ['a zip bomb under the name of a PDF', zip, {}, 422, 'file.type_differs'],
    ['a zip', zip, { name: 'a.zip', type: 'application/zip' }, 422, 'file.type_not_allowed'],
    ['a drawing with scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), { name: 'a.svg', type: 'image/svg+xml' }, 422, 'file.type_not_allowed'],
    ['a picture of absurd dimensions', png(60000, 60000), { name: 'a.png', type: 'image/png' }, 422, 'file.image_too_big'],
    ['a name that climbs out of folders', samplePdf(), { name: '../../etc/passwd.pdf' }, 422, 'file.bad_name'],
    ['a name with control characters', samplePdf(), { name: 'a\u0007b\r\nX: y.pdf' }, 422, 'file.bad_name'],
    ['a name of 400 characters', samplePdf(), { name: `${'名'.repeat(400)}.pdf` }, 422],
    ['no name', samplePdf(), { name: '' }, 422],
    ['a material the service does not have', samplePdf(), {}, 422, 'service.no_such_material', 'passport'],
  ];
  for (const [name, bytes, more, status, code, material] of bad) {
    await step(`file: ${name}`, () => both(citizen, async () => {
      const answer = await upload(citizen, to, material ?? 'floor_plan', bytes, more);
      if (answer.file) await citizen.call('DELETE', `/files/${answer.file}`);
      return answer;
    }, status, code));
  }
  await step('file: a refused file is not part of the draft', async () => {
    const now = await citizen.get(`/drafts/${draft.id}`);
    expect('no stored file', now.files.filter((file) => file.state === 'stored').length, 0);
  });
  await step('file: a piece at the wrong place is refused with the right one, and the upload goes on', async () => {
    const bytes = makePdf(600000);
    const begun = await citizen.must(201, 'POST', '/files', { body: { ...to, material: 'floor_plan', name: '断点.pdf', media_type: 'application/pdf', size: bytes.length } });
    const send = (at, piece) => citizen.call('PATCH', `/files/${begun.id}`, { raw: piece, headers: { 'Upload-Offset': String(at), 'Content-Type': 'application/offset+octet-stream' } });
    const first = bytes.subarray(0, begun.chunk_bytes);
    expect('first piece', (await send(0, first)).status, 200);
    await both(citizen, () => send(0, first), 409, 'file.wrong_offset');
    for (const at of ['', 'abc', '-1', '99999999999999999999']) refused(await send(at, first), 409, 'file.wrong_offset');
    refused(await send(first.length, Buffer.alloc(begun.chunk_bytes + 1)), 413);
    for (let at = first.length; at < bytes.length; at += begun.chunk_bytes) expect('piece', (await send(at, bytes.subarray(at, at + begun.chunk_bytes))).status, 200);
    const content = await citizen.call('GET', `/files/${begun.id}/content`);
    expect('whole', content.bytes.equals(bytes));
    await both(citizen, () => send(bytes.length, first), 409, 'file.already_stored');
  });
  await step('file: an unfinished upload does not get submitted', async () => {
    await citizen.must(201, 'POST', '/files', { body: { ...to, material: 'equipment_list', name: '未完.pdf', media_type: 'application/pdf', size: 5000 } });
    await both(citizen, () => submit(citizen, draft.id), [409, 422]);
  });
  await step('file: nobody else reads, continues or removes it', async () => {
    const mine = (await citizen.get(`/drafts/${draft.id}`)).files[0].id;
    const other = await as(server, 'citizen_lan');
    await both(other, () => other.call('GET', `/files/${mine}`), 404, 'file.not_found');
    await both(other, () => other.call('GET', `/files/${mine}/content`), 404, 'file.not_found');
    await both(other, () => other.call('DELETE', `/files/${mine}`), 404, 'file.not_found');
    await both(other, () => other.call('PATCH', `/files/${mine}`, { raw: Buffer.from('x'), headers: { 'Upload-Offset': '0' } }), 404, 'file.not_found');
  });
  await citizen.must(204, 'DELETE', `/drafts/${draft.id}`);
}

async function bodies(citizen) {
  const post = (raw, type = 'application/json') => citizen.call('POST', '/drafts', { raw, headers: { 'Content-Type': type, 'Idempotency-Key': newKey() } });
  const deep = '['.repeat(5000) + ']'.repeat(5000);
  const cases = {
    'half a document': ['{"item": "food', [400], 'json.malformed'],
    'nothing': ['', [400, 422]],
    'two documents': ['{"item":"a"}{"item":"b"}', [400], 'json.malformed'],
    'a list': ['[1,2]', [400, 422]],
    null: ['null', [400, 422]],
    'text that is not UTF-8': [Buffer.from([0x7b, 0x22, 0x69, 0x74, 0x65, 0x6d, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]), [400, 422]],
    'a NUL character': [`{"item":"${item}","company":"a\\u0000b"}`, [400], 'json.malformed'],
    'half a surrogate pair': ['{"item":"\\ud83c"}', [400, 404, 422]],
    'nested 5,000 deep': [`{"item":"${item}","data":${deep}}`, [400, 413, 422]],
    'the same member twice': ['{"item":"a","item":"b"}', [400, 404, 422]],
    'a member nobody knows': [`{"item":"${item}","admin":true}`, [400, 422]],
    'a wrong type': ['{"item":42}', [422], 'input.invalid'],
    'a service that does not exist': ['{"item":"no_such_service"}', [404], 'case.no_such_type'],
  };
  for (const [name, [raw, status, code]] of Object.entries(cases)) await step(`body: ${name}`, () => both(citizen, async () => {
    const answer = await post(raw);
    if (answer.status === 201) await citizen.call('DELETE', `/drafts/${answer.json.id}`);
    return answer;
  }, status, code));
  await step('body: another content type', () => both(citizen, () => post('item=food', 'application/x-www-form-urlencoded'), 415, 'http.unsupported_media_type'));
  await step('body: more than the limit', () => both(citizen, () => post(`{"item":"${item}","data":{"operator_name":"${'长'.repeat(500000)}"}}`), 413));
  await step('address: what does not exist, and what is not allowed there', async () => {
    await both(citizen, () => citizen.call('GET', '/no/such/thing'), 404, 'http.not_found');
    await both(citizen, () => citizen.call('GET', '/cases/%2e%2e%2f%2e%2e%2fetc%2fpasswd'), [400, 404]);
    await both(citizen, () => citizen.call('GET', `/cases/${'Z'.repeat(13)}`), 404);
    await both(citizen, () => citizen.call('GET', '/cases/1%00'), [400, 404]);
    await both(citizen, () => citizen.call('GET', '/api/v2/anything'), 404, 'http.not_found');
    await both(citizen, () => citizen.call('PUT', '/cases'), 405, 'http.method_not_allowed');
    await both(citizen, () => citizen.call('GET', '/cases?limit=many'), 422);
    await both(citizen, () => citizen.call('GET', '/cases?cursor=%F0%28'), [400, 422]);
  });
}

/** Bytes as they are on a connection of their own; gives what came back. */
function bare(text, milliseconds = 4000) {
  const { hostname, port } = new URL(server.url);
  return new Promise((done) => {
    const socket = connect(Number(port), hostname);
    let got = '';
    const end = () => { socket.destroy(); done(got); };
    const timer = setTimeout(end, milliseconds);
    socket.on('data', (bytes) => { got += bytes.toString('utf8'); });
    socket.on('close', () => { clearTimeout(timer); end(); });
    socket.on('error', () => {});
    socket.write(text);
  });
}

async function heads() {
  const status = (text) => Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]);
  const cases = {
    'a head of 100 kB': [`GET /api/v1/site HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(100000)}\r\n\r\n`, [431]],
    'ten thousand headers': [`GET /api/v1/site HTTP/1.1\r\nHost: a\r\n${'A: b\r\n'.repeat(10000)}\r\n`, [431, 400]],
    'an address of 60 kB': [`GET /api/v1/${'a'.repeat(60000)} HTTP/1.1\r\nHost: a\r\n\r\n`, [414, 431, 400]],
    'no HTTP at all': ['\u0016\u0003\u0001 hello\r\n\r\n', [400]],
    'two lengths': ['POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!', [400]],
    'a length and chunks': ['POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', [400]],
    'a body announced as 10 GB': ['POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10000000000\r\n\r\n{', [413]],
    'a negative length': ['POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n', [400]],
    'a chunk that is no number': ['POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', [400]],
    'no host': ['GET /api/v1/site HTTP/1.1\r\n\r\n', [400, 200]],
  };
  for (const [name, [text, wanted]] of Object.entries(cases)) await step(`head: ${name}`, async () => {
    const got = await bare(text);
    expect(`status (${got.slice(0, 200)})`, status(got), (found) => wanted.includes(found));
    if (status(got) >= 400) expect(`a problem (${got.slice(0, 300)})`, got, /application\/problem\+json[\s\S]*"code":"http\.[a-z_]+"/);
  });
  await step('head: a body larger than its route takes is cut with 413', async () => {
    const answer = await new Client(server.url).call('POST', '/session', { raw: Buffer.alloc(3 << 20, 0x20), headers: { 'Content-Type': 'application/json' } });
    refused(answer, 413, 'http.body_too_large');
  });
}

async function sessions(citizen) {
  const visitor = (cookie) => Object.assign(new Client(server.url), { cookie });
  await step('session: nobody is told to sign in', () => { const nobody = visitor(''); return both(nobody, () => nobody.call('GET', '/cases'), 401, 'identity.not_signed_in'); });
  for (const [name, cookie] of Object.entries({
    'a forged cookie': 'hz=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'an altered cookie': `${citizen.cookie.slice(0, -1)}${citizen.cookie.endsWith('A') ? 'B' : 'A'}`,
    'a cookie of 4 kB': `hz=${'A'.repeat(4000)}`, 'a cookie with a quote': "hz=' or 1=1 --",
  })) await step(`session: ${name}`, () => { const one = visitor(cookie); return both(one, () => one.call('GET', '/cases'), 401); });
  await step('session: ended by signing out, the old cookie is worth nothing', async () => {
    const one = await new Client(server.url).signIn('citizen_yu');
    await one.must(204, 'DELETE', '/session');
    await both(one, () => one.call('GET', '/cases'), 401);
  });
  await step('session: no CSRF token, or a wrong or foreign one', async () => {
    const before = (await citizen.get('/drafts')).items.length;
    const foreign = (await as(server, 'citizen_lan')).csrf;
    for (const token of [undefined, '', 'x', `${citizen.csrf}x`, foreign])
      await both(citizen, () => citizen.call('POST', '/drafts', { body: { item }, csrf: false, headers: token === undefined ? {} : { 'X-CSRF-Token': token } }), 403, 'identity.wrong_csrf');
    expect('nothing was made', (await citizen.get('/drafts')).items.length, before);
  });
  await step('session: a wrong password says no more than that', async () => {
    const one = new Client(server.url);
    const known = await both(one, () => one.call('POST', '/session', { body: { login: 'clerk_civil', password: 'wrong' } }), 401, 'identity.wrong_credentials');
    const unknown = await both(one, () => one.call('POST', '/session', { body: { login: 'nobody_at_all', password: 'wrong' } }), 401, 'identity.wrong_credentials');
    expect('the same words', known.title, unknown.title);
  });
  await step('session: many wrong passwords lock the account for a while, which only its owner is told', async () => {
    const one = new Client(server.url);
    for (let n = 0; n < 12; n += 1) refused(await one.call('POST', '/session', { body: { login: 'clerk_hr', password: `wrong ${n}` } }), 401, 'identity.wrong_credentials');
    await both(one, () => one.call('POST', '/session', { body: { login: 'clerk_hr', password } }), 403, 'identity.account_locked');
  });
}

async function repeats(citizen) {
  await step('draft: a stale ETag is told, and nothing is overwritten', async () => {
    const draft = await newDraft(citizen, { files: false });
    const newer = await citizen.must(200, 'PUT', `/drafts/${draft.id}`, { body: { data: { operator_name: '新' } }, headers: { 'If-Match': draft.etag } });
    await both(citizen, () => citizen.call('PUT', `/drafts/${draft.id}`, { body: { data: { operator_name: '旧' } }, headers: { 'If-Match': draft.etag } }), 412, 'case.draft_changed');
    await both(citizen, () => citizen.call('PUT', `/drafts/${draft.id}`, { body: { data: {} }, headers: { 'If-Match': 'not-an-etag' } }), 412);
    const now = await citizen.get(`/drafts/${draft.id}`);
    expect('the newer one stands', [now.data.operator_name, now.etag], ['新', newer.etag]);
    await citizen.must(204, 'DELETE', `/drafts/${draft.id}`);
  });
  await step('submit: without a key, or with one that is no key', async () => {
    const draft = await newDraft(citizen);
    await both(citizen, () => citizen.call('POST', '/cases', { body: { draft: draft.id } }), 400, 'api.idempotency_key_missing');
    await both(citizen, () => submit(citizen, draft.id, 'k'.repeat(101)), 400, 'api.idempotency_key_invalid');
    await both(citizen, () => submit(citizen, draft.id, 'with space'), 400, 'api.idempotency_key_invalid');
    await citizen.must(204, 'DELETE', `/drafts/${draft.id}`);
  });
  await step('submit: the same key again gives the same case, with another body a refusal', async () => {
    const [a, b] = [await newDraft(citizen), await newDraft(citizen)];
    const key = newKey();
    const first = await submit(citizen, a.id, key);
    expect('made', first.status, 201);
    const again = await submit(citizen, a.id, key);
    expect('the same answer', [again.status, again.json], [201, first.json]);
    await both(citizen, () => submit(citizen, b.id, key), 409, 'api.idempotency_key_reused');
    expect('the other draft is untouched', (await citizen.get(`/drafts/${b.id}`)).data.operator_name, goodForm.operator_name);
    await citizen.must(204, 'DELETE', `/drafts/${b.id}`);
  });
  await step('submit: eight times at once makes one case, with one key or with eight', async () => {
    for (const keys of [Array(8).fill(newKey()), Array.from({ length: 8 }, newKey)]) {
      const draft = await newDraft(citizen);
      const before = (await citizen.get('/cases?limit=100')).items.length;
      const answers = await Promise.all(keys.map((key) => submit(citizen, draft.id, key)));
      expect('all good', answers.map((one) => one.status), Array(8).fill(201));
      expect('one case', new Set(answers.map((one) => one.json.case.id)).size, 1);
      const after = (await citizen.get('/cases?limit=100')).items.length;
      expect('one more', after, Math.min(100, before + 1));
    }
  });
  await step('task: completed twice at once counts once', async () => {
    const one = await apply(citizen);
    const clerk = await as(server, 'clerk_wang');
    const task = await taskOf(clerk, one.id, 'accept');
    const answers = await Promise.all([1, 2, 3].map(() => clerk.call('POST', `/tasks/${encodeURIComponent(task.id)}/complete`, { body: { outcome: 'accept', opinion: 'x', data: {} } })));
    expect('one succeeds', answers.filter((answer) => answer.status === 200).length, 1);
    for (const answer of answers.filter((entry) => entry.status !== 200)) refused(answer, [404, 409]);
    const done = (await citizen.get(`/cases/${one.id}`)).history.filter((entry) => entry.type === 'task_completed');
    expect('one in the history', done.length, 1);
  });
}

async function strangers(citizen) {
  const one = await apply(citizen);
  const other = await as(server, 'citizen_lan');
  await step('stranger: another citizen learns nothing of a case', async () => {
    for (const path of ['', '/receipt', '/process']) await both(other, () => other.call('GET', `/cases/${one.id}${path}`), 404, 'case.not_found');
    await both(other, () => other.call('POST', `/cases/${one.id}/withdraw`, { body: { reason: 'x' }, headers: { 'Idempotency-Key': newKey() } }), 404, 'case.not_found');
    await both(other, () => other.call('POST', `/cases/${one.id}/supply`, { body: { data: {}, note: '' }, headers: { 'Idempotency-Key': newKey() } }), 404, 'case.not_found');
    await both(other, () => other.call('POST', `/cases/${one.id}/rating`, { body: { level: 5 }, headers: { 'Idempotency-Key': newKey() } }), 404, 'case.not_found');
    await both(other, () => other.call('POST', `/cases/${one.id}/records`, { body: { purpose: '好奇' } }), 403, 'identity.not_permitted');
    expect('still there', (await citizen.get(`/cases/${one.id}`)).state.code, 'submitted');
  });
  await step('stranger: applying for a company that is not one\'s own', async () => {
    const theirs = await firstCompany(citizen);
    const draft = await other.must(201, 'POST', '/drafts', { body: { item, company: theirs, data: goodForm } });
    await both(other, () => submit(other, draft.id), 403, 'service.not_your_company');
    const form = await other.call('GET', `/items/${item}/form?company=${encodeURIComponent(theirs)}`);
    expect('nothing of that company is filled in', !form.text.includes('云汀县瑞轩餐饮管理有限公司'));
    await other.call('DELETE', `/drafts/${draft.id}`);
  });
  await step('stranger: a clerk of another agency', async () => {
    const task = await taskOf(await as(server, 'clerk_wang'), one.id, 'accept');
    const clerk = await as(server, 'clerk_health');
    await both(clerk, () => clerk.call('GET', `/cases/${one.id}`), [403, 404]);
    await both(clerk, () => clerk.call('GET', `/tasks/${encodeURIComponent(task.id)}`), [403, 404]);
    await both(clerk, () => clerk.call('POST', `/tasks/${encodeURIComponent(task.id)}/claim`, { body: {} }), [403, 404]);
    await both(clerk, () => clerk.call('POST', `/tasks/${encodeURIComponent(task.id)}/complete`, { body: { outcome: 'accept', opinion: '', data: {} } }), [403, 404]);
    await both(clerk, () => clerk.call('POST', `/cases/${one.id}/records`, { body: { purpose: '核对' } }), [403, 404]);
    const found = await clerk.get(`/cases/search?q=${encodeURIComponent(one.number)}`);
    expect('not found by search', found.items.length, 0);
  });
  await step('stranger: the wrong post of the right agency', async () => {
    const task = await taskOf(await as(server, 'clerk_wang'), one.id, 'accept');
    for (const login of ['inspector_sun', 'leader_wu']) {
      const client = await as(server, login);
      await both(client, () => client.call('POST', `/tasks/${encodeURIComponent(task.id)}/complete`, { body: { outcome: 'accept', opinion: '', data: {} } }), 403, 'case.not_your_task');
    }
  });
  await step('stranger: a citizen at the desk, at the ledger, at the accounts', async () => {
    for (const path of ['/tasks', '/desk/summary', '/audit/head', '/admin/accounts']) await both(other, () => other.call('GET', path), 403, 'identity.not_permitted');
    expect('search finds nothing of others', (await other.get(`/cases/search?q=${encodeURIComponent(one.number)}`)).items, []);
  });
  await step('task: an outcome it does not have, a task that is not one', async () => {
    const clerk = await as(server, 'clerk_wang');
    const task = await taskOf(clerk, one.id, 'accept');
    await both(clerk, () => clerk.call('POST', `/tasks/${encodeURIComponent(task.id)}/complete`, { body: { outcome: 'granted', opinion: '', data: {} } }), 422, 'case.unknown_outcome');
    await both(clerk, () => clerk.call('POST', `/tasks/${encodeURIComponent(task.id)}/complete`, { body: { outcome: 'supplement', opinion: '', data: { items: [] } } }), 422, 'case.supplement_empty');
    await both(clerk, () => clerk.call('POST', `/tasks/${encodeURIComponent(task.id)}/complete`, { body: { outcome: 'supplement', opinion: '', data: { items: 'all' } } }), 422);
    for (const id of ['x', '0', '-', `${task.id}9`, 'A'.repeat(50)]) await both(clerk, () => clerk.call('GET', `/tasks/${encodeURIComponent(id)}`), 404);
  });
  await step('search: words that look like a query language are only words', async () => {
    const clerk = await as(server, 'clerk_wang');
    for (const q of ["' or 1=1 --", '"', '*', 'a AND', '(((', '%', '\u0000', '𠮷', '🍜', ' ']) {
      const answer = await clerk.call('GET', `/cases/search?q=${encodeURIComponent(q)}`);
      expect(`${q}: ${answer.text.slice(0, 200)}`, answer.status, (status) => [200, 400, 422].includes(status));
      const items = await clerk.call('GET', `/items?q=${encodeURIComponent(q)}`);
      expect(`items ${q}: ${items.text.slice(0, 200)}`, items.status, (status) => [200, 400, 422].includes(status));
    }
  });
}

async function verification() {
  const anybody = new Client(server.url);
  await step('verify: what is no licence and no receipt', async () => {
    for (const path of ['/verify/x', `/verify/${encodeURIComponent('食品'.repeat(50))}`, '/verify/JY1?d=zz']) expect(path, (await anybody.get(path)).state, 'unknown');
    await both(anybody, () => anybody.call('GET', `/verify/${'9'.repeat(400)}`), [404, 422]);
    for (const bytes of [Buffer.alloc(0), Buffer.from('%PDF-1.4'), samplePdf(), Buffer.alloc(100000, 0x25)]) {
      const answer = await anybody.call('POST', '/verify/file', { raw: bytes, headers: { 'Content-Type': 'application/pdf' } });
      expect(`file of ${bytes.length}: ${answer.text.slice(0, 200)}`, answer.status < 500 && (answer.status !== 200 || ['unknown', 'altered'].includes(answer.json.state)));
    }
    for (const text of ['', '{}', '[]', '{"type":"receipt"}', '{"a":', 'null']) {
      const answer = await anybody.call('POST', '/verify/receipt', { raw: text, headers: { 'Content-Type': 'application/json' } });
      expect(`receipt ${text}: ${answer.text.slice(0, 200)}`, answer.status < 500 && (answer.status !== 200 || answer.json.state !== 'valid'));
    }
  });
}

try {
  await report.step('the server answers', () => server.start());
  const citizen = await as(server, 'citizen_lin');
  for (const part of [forms, files, bodies, heads, sessions, repeats, strangers, verification]) await report.journey(part.name, () => part(citizen));
  await step('the server still stands', async () => expect('health', (await fetch(`${server.url}/api/v1/health`)).ok));
} catch (error) {
  if (!error.reported) throw error;
} finally {
  await server.stop();
  if (report.failed) console.log(server.log.slice(-3000));
  server.remove();
  report.finish();
}
