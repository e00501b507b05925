// SPDX-License-Identifier: Apache-2.0
// With the server stopped: a receipt proves itself, and a single altered byte in the database is found and located.
// The last journey: it spoils the data.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apply, as } from './client.mjs';
import { expect, say, until } from './support.mjs';

const sql = (server, text) => {
  const done = spawnSync('sqlite3', [server.database(), text], { encoding: 'utf8' });
  expect(`sqlite3 (${done.stderr})`, done.status, 0);
  return done.stdout.trim();
};

async function receipt({ t, server, bytes, key }) {
  const file = join(server.folder, 'case.receipt.json');
  writeFileSync(file, bytes);
  await t.step('the receipt verifies without the server', async () => {
    const done = server.command('receipt', 'verify', file);
    expect(`accepted (${done.text})`, done.status, 0);
  }, { needed: false });
  await t.step('and against the key of this platform', async () => {
    const keyFile = join(server.folder, 'platform.pub');
    writeFileSync(keyFile, key);
    const help = server.command('receipt', 'verify', '--help').text;
    const flag = /--(?:public-)?key/.exec(help)?.[0];
    if (!flag) return console.log('     (no option to name the key)');
    const done = server.command('receipt', 'verify', file, flag, keyFile);
    expect(`accepted (${done.text})`, done.status, 0);
  }, { needed: false });
  await t.step('an altered receipt does not', async () => {
    const altered = join(server.folder, 'altered.receipt.json');
    const text = bytes.toString('utf8');
    const at = text.search(/[0-9a-f]{40}/) + 7;
    writeFileSync(altered, `${text.slice(0, at)}${text[at] === '0' ? '1' : '0'}${text.slice(at + 1)}`);
    const done = server.command('receipt', 'verify', altered);
    expect(`refused (${done.text})`, done.status, (status) => status !== 0 && status !== null);
  }, { needed: false });
}

async function tamper({ t, server }) {
  await t.step('an untouched ledger has no break', async () => {
    const done = server.command('ledger', 'verify', '--data', server.data);
    expect(`no break (${done.text})`, done.status, 0);
    expect('with a count and a root', done.text, /\d+[\s\S]*[0-9a-f]{64}/);
  });
  await t.step('one byte of a payload altered is found and located', async () => {
    const position = 42;
    const id = sql(server, `select id from ledger_event order by txid, id limit 1 offset ${position}`);
    const before = sql(server, `select hex(payload) from ledger_event where id = ${id}`);
    const after = before.slice(0, -2) + (Number.parseInt(before.slice(-2), 16) ^ 1).toString(16).padStart(2, '0');
    sql(server, `update ledger_event set payload = x'${after}' where id = ${id}`);
    const done = server.command('ledger', 'verify', '--data', server.data);
    expect(`found (${done.text})`, done.status, (status) => status !== 0 && status !== null);
    expect('located', done.text, new RegExp(`\\b${position}\\b`));
    sql(server, `update ledger_event set payload = x'${before}' where id = ${id}`);
  });
  await t.step('so is a row taken away', async () => {
    sql(server, 'delete from ledger_event where id = (select id from ledger_event order by txid, id limit 1 offset 77)');
    const done = server.command('ledger', 'verify', '--data', server.data);
    expect(`found (${done.text})`, done.status, (status) => status !== 0 && status !== null);
    expect('located', done.text, /\b77\b/);
  });
}

export default async function journey({ t, server, browsing, kept }) {
  const citizen = await as(server, 'citizen_lin');
  const one = kept.applied ?? (await apply(citizen));
  const { key } = await citizen.get('/site');
  const page = await browsing.window();
  const onPage = async (bytes) => {
    await page.goto(`${server.url}/verify`);
    await page.locator('input[type=file]').setInputFiles({ name: 'case.receipt.json', mimeType: 'application/json', buffer: bytes });
    await page.getByRole('heading', { name: say('verify.receipt.valid.title') }).waitFor();
  };
  await t.step('the receipt fetched at once is good on the page of anybody', async () => onPage(kept.receipt ?? (await citizen.call('GET', `/cases/${one.id}/receipt`)).bytes), { needed: false });
  const bytes = await t.step('one fetched later proves its place in the ledger', async () => {
    let found;
    await until('a place', async () => {
      found = (await citizen.call('GET', `/cases/${one.id}/receipt`)).bytes;
      const answer = await citizen.call('POST', '/verify/receipt', { raw: found, headers: { 'Content-Type': 'application/json' } });
      return answer.json.state === 'valid' && answer.json.position >= 0;
    });
    await onPage(found);
    return found;
  });
  await page.context().close();
  await t.step('the server stops cleanly', async () => {
    const exit = await server.stop();
    expect('code 0', [exit.code, exit.signal], [0, null]);
  });
  await receipt({ t, server, bytes, key });
  await tamper({ t, server });
}
