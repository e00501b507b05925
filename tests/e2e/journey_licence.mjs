// SPDX-License-Identifier: Apache-2.0
// Clerks handle an application to the licence, everybody can verify it, and it can be taken away again.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { download } from './browser.mjs';
import { apply, as, checked, taskOf } from './client.mjs';
import { finishTask, openTask } from './desk.mjs';
import { expect, say, until } from './support.mjs';

const opened = async (browsing, login) => browsing.ready(login);

async function accept({ t, server, browsing, state }) {
  await t.step('the window clerk finds the case, sees all of it, and accepts', async () => {
    const page = await opened(browsing, 'clerk_wang');
    await openTask(page, server, 'clerk_wang', state.one, 'accept');
    for (const words of [state.one.number, '云汀县瑞轩餐饮管理有限公司', '平面布局图', '91331179MA7H962Y1W'])
      await until(`the desk shows ${words}`, async () => (await page.locator('main').innerText()).includes(words), 15);
    await page.locator('.materials button.name').first().click();
    await page.locator('iframe[title]').waitFor();
    await page.locator('#process').scrollIntoViewIfNeeded();
    await page.locator('.picture svg [data-element-id=accept]').first().waitFor();
    await finishTask(page, 'accept');
    const now = await (await as(server, 'citizen_lin')).get(`/cases/${state.one.id}`);
    expect('accepted', now.state.code, 'accepted');
    const clocks = Object.fromEntries(now.deadlines.map((clock) => [clock.code, clock]));
    expect('promised in 8 and by law in 20 working days', [clocks.promised?.number, clocks.statutory?.number], [8, 20]);
    await page.context().close();
  });
}

async function check({ t, server, browsing, state }) {
  await t.step('nobody checks twice: the second check is closed to the first inspector', async () => {
    const first = await opened(browsing, 'inspector_zhao');
    state.second = await taskOf(await as(server, 'inspector_qian'), state.one.id, 'check_b');
    await openTask(first, server, 'inspector_zhao', state.one, 'check_a');
    await finishTask(first, 'qualified', { check: checked, opinion: '现场与申请材料一致。' });
    await first.goto(`${server.url}/desk/tasks/${encodeURIComponent(state.second.id)}`);
    await first.getByText(say('desk.blocked')).waitFor();
    expect('and says why', await first.locator('main').innerText(), /须由他人办理/);
    const forced = await (await as(server, 'inspector_zhao')).call('POST', `/tasks/${encodeURIComponent(state.second.id)}/complete`, { body: { outcome: 'qualified', opinion: 'x', data: checked } });
    expect('the API refuses it, too', [forced.status, forced.json.code], [403, 'case.four_eyes']);
    await first.context().close();
  });
  await t.step('the other inspector checks', async () => {
    const other = await opened(browsing, 'inspector_qian');
    await openTask(other, server, 'inspector_qian', state.one, 'check_b');
    await finishTask(other, 'qualified', { check: checked, opinion: '设备设施齐全，布局合理。' });
    await other.context().close();
  });
}

async function parallel({ t, server, browsing }) {
  await t.step('two inspectors check one case at the same time', async () => {
    const client = await as(server, 'citizen_lin');
    const one = await apply(client);
    const clerk = await as(server, 'clerk_wang');
    const task = await taskOf(clerk, one.id, 'accept');
    await clerk.post(`/tasks/${encodeURIComponent(task.id)}/complete`, { outcome: 'accept', opinion: '受理。', data: {} });
    const [a, b] = await Promise.all(['inspector_zhao', 'inspector_qian'].map((login) => opened(browsing, login)));
    await Promise.all([openTask(a, server, 'inspector_zhao', one, 'check_a'), openTask(b, server, 'inspector_qian', one, 'check_b')]);
    await Promise.all([finishTask(a, 'qualified', { check: checked }), finishTask(b, 'qualified', { check: checked })]);
    await taskOf(await as(server, 'reviewer_zhou'), one.id, 'review');
    await Promise.all([a, b].map((page) => page.context().close()));
  });
}

async function decide({ t, server, browsing, state }) {
  await t.step('the reviewer recommends, the leader grants', async () => {
    for (const [login, element, outcome] of [['reviewer_zhou', 'review', 'agree'], ['leader_wu', 'decide', 'granted']]) {
      const page = await opened(browsing, login);
      await openTask(page, server, login, state.one, element);
      await finishTask(page, outcome, { opinion: '同意。' });
      await page.context().close();
    }
  });
  await t.step('the licence is issued by itself', async () => {
    const client = await as(server, 'citizen_lin');
    state.detail = await until('a licence', async () => { const now = await client.get(`/cases/${state.one.id}`); return now.licence && now; });
    expect('granted', state.detail.state.code, 'granted');
    state.licence = await client.get(`/licences/${state.detail.licence.id}`);
    expect('it is valid', state.licence.state, 'valid');
  });
}

async function paper({ t, server, browsing, state, kept }) {
  await t.step('the citizen downloads the paper, and it says what it must', async () => {
    const page = (state.page = await browsing.ready('citizen_lin'));
    await page.goto(`${server.url}/cases/${state.one.id}`);
    state.pdf = await download(page, page.getByRole('link', { name: say('licences.download') }));
    expect('a PDF', state.pdf.bytes.subarray(0, 5).toString(), '%PDF-');
    state.path = join(server.folder, 'licence.pdf');
    writeFileSync(state.path, state.pdf.bytes);
    kept.licence = { path: state.path, identifier: state.licence.identifier, id: state.licence.id };
    const text = spawnSync('pdftotext', ['-layout', state.path, '-'], { encoding: 'utf8' }).stdout.replace(/\s+/g, '');
    for (const words of ['食品经营许可证', '云汀县瑞轩餐饮管理有限公司', '91331179MA7H962Y1W', state.licence.number, '云汀县市场监督管理局']) expect(`the paper has ${words}`, text.includes(words.replace(/\s+/g, '')));
    const size = spawnSync('pdfinfo', [state.path], { encoding: 'utf8' }).stdout;
    expect('it is A4', size, /A4|595\.\d* x 84[12]|595 x 84[12]/);
  });
  await t.step('the QR code leads to the verification', async () => {
    const made = spawnSync('pdftoppm', ['-r', '200', '-png', state.path, join(server.folder, 'page')], { encoding: 'utf8' });
    expect('rendered', made.status, 0);
    const read = spawnSync('sh', ['-c', `zbarimg -q --raw ${join(server.folder, 'page')}*.png`], { encoding: 'utf8' });
    if (read.error || read.status === 127) return console.log('     (no reader of QR codes here)');
    state.link = read.stdout.trim().split('\n')[0];
    expect('the code is an address of this server', state.link.startsWith(`${server.url}/verify/`));
  });
}

async function verify({ t, server, browsing, state }) {
  const anybody = await browsing.window();
  await t.step('anybody verifies it by the link', async () => {
    await anybody.goto(state.link ?? `${server.url}${state.licence.verify_path}`);
    await anybody.getByRole('heading', { name: say('verify.licence.valid.title') }).waitFor();
    expect('with its number', (await anybody.locator('main').innerText()).includes(state.licence.number));
  });
  await t.step('a wrong digest in the link is told', async () => {
    await anybody.goto(`${server.url}/verify/${encodeURIComponent(state.licence.identifier)}?d=0000000000000000`);
    await anybody.getByRole('heading', { name: say('verify.licence.altered.title') }).waitFor();
  }, { needed: false });
  const byFile = async (bytes, words) => {
    await anybody.goto(`${server.url}/verify`);
    await anybody.locator('input[type=file]').setInputFiles({ name: 'licence.pdf', mimeType: 'application/pdf', buffer: bytes });
    await anybody.getByRole('heading', { name: words }).waitFor();
  };
  await t.step('the file itself is valid', () => byFile(state.pdf.bytes, say('verify.licence.valid.title')), { needed: false });
  await t.step('with one byte altered it is not', async () => {
    for (const part of [0.3, 0.5, 0.8]) {
      const bytes = Buffer.from(state.pdf.bytes);
      bytes[Math.floor(bytes.length * part)] ^= 1;
      await byFile(bytes, new RegExp(`${say('verify.licence.altered.title')}|${say('verify.licence.unknown.title')}`));
      await anybody.getByRole('heading', { name: say('verify.licence.altered.title') }).waitFor({ timeout: 3000 });
    }
  }, { needed: false });
  await t.step('a number that was never issued is unknown', async () => {
    await anybody.goto(`${server.url}/verify/JY000000000000`);
    await anybody.getByRole('heading', { name: say('verify.licence.unknown.title') }).waitFor();
  }, { needed: false });
  state.anybody = anybody;
}

async function revoke({ t, server, browsing, state }) {
  await t.step('the leader revokes it, with a reason', async () => {
    const page = await opened(browsing, 'leader_wu');
    await page.goto(`${server.url}/desk/licences/${state.licence.id}`);
    await page.getByRole('button', { name: say('desk.licence.revoke'), exact: true }).click();
    const dialog = page.locator('dialog[open]');
    await dialog.getByRole('button', { name: say('desk.licence.revoke'), exact: true }).click();
    await dialog.getByText(say('desk.missing.reasons')).waitFor();
    await dialog.locator('#revoke-reason').fill('经营者申请注销，依据《食品经营许可和备案管理办法》。');
    await dialog.locator('input[type=checkbox]').check();
    await dialog.getByRole('button', { name: say('desk.licence.revoke'), exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.context().close();
  });
  await t.step('from then on everybody is told so', async () => {
    await state.anybody.goto(`${server.url}${state.licence.verify_path}`);
    await state.anybody.getByRole('heading', { name: say('verify.licence.revoked.title') }).waitFor();
    const answer = await (await as(server, 'citizen_lin')).call('POST', '/verify/file', { raw: state.pdf.bytes, headers: { 'Content-Type': 'application/pdf' } });
    expect('by file, too', answer.json.state, 'revoked');
  });
}

export default async function journey({ t, server, browsing, kept }) {
  const state = {};
  await t.step('an application waits at the desk', async () => { state.one = kept.applied ?? (await apply(await as(server, 'citizen_lin'))); });
  await accept({ t, server, browsing, state });
  await check({ t, server, browsing, state });
  await decide({ t, server, browsing, state });
  kept.granted = state.one;
  await paper({ t, server, browsing, state, kept });
  await verify({ t, server, browsing, state });
  await revoke({ t, server, browsing, state });
  await parallel({ t, server, browsing });
}
