// SPDX-License-Identifier: Apache-2.0
// The auditor recomputes the ledger from what is stored, and looks at single entries.
import { as } from './client.mjs';
import { expect, say, until } from './support.mjs';

export default async function journey({ t, server, browsing }) {
  const page = await browsing.signedIn('auditor_chu');
  await t.step('the auditor recomputes the whole ledger: no break', async () => {
    await page.goto(`${server.url}/audit`);
    await page.getByRole('button', { name: say('audit.verify.do') }).click();
    const verdict = page.locator('.report .verdict');
    await verdict.waitFor({ timeout: 120000 });
    expect('whole', await page.locator('.report').getAttribute('class'), /good/);
    const report = await (await as(server, 'auditor_chu')).post('/audit/verify');
    expect('counts, root, no break', report.entries > 100 && /^[0-9a-f]{64}$/.test(report.root) && report.breaks.length === 0);
  });
  await t.step('an entry has its proof', async () => {
    await page.goto(`${server.url}/audit/entries/3`);
    await until('the entry', async () => (await page.locator('main').innerText()).length > 200);
    const entry = await (await as(server, 'auditor_chu')).get('/audit/entries/3');
    expect('with a receipt', typeof entry.receipt, 'object');
  });
  await t.step('the head of before is the beginning of the head of now', async () => {
    const auditor = await as(server, 'auditor_chu');
    const head = await auditor.get('/audit/head');
    const proof = await auditor.get(`/audit/consistency?from=${Math.floor(head.size / 2)}&to=${head.size}`);
    expect('a path of hashes', proof.path.length > 0 && proof.path.every((hash) => /^[0-9a-f]{64}$/.test(hash)));
  });
  await t.step('an auditor handles no cases and clerks read no ledger', async () => {
    const tasks = await (await as(server, 'auditor_chu')).call('GET', '/tasks');
    expect('no tasks', [tasks.status, tasks.json.code], [403, 'identity.not_permitted']);
    const ledger = await (await as(server, 'clerk_wang')).call('GET', '/audit/head');
    expect('no ledger', [ledger.status, ledger.json.code], [403, 'identity.not_permitted']);
  });
}
