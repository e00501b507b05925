// SPDX-License-Identifier: Apache-2.0
// A business designer plays a case through a process by hand, changes a task, is told of a mistake, and saves a new
// version; new applications follow it.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { button, settled } from './browser.mjs';
import { apply, as, taskOf } from './client.mjs';
import { expect, item, root, say, until } from './support.mjs';

const path = `/designer/processes/service/${item}`;
const shape = (page, id) => page.locator(`.picture [data-element-id="${id}"]`);
const change = async (page, label, text) => {
  const field = page.getByLabel(say(label), { exact: true });
  await field.fill(text);
  await field.blur();
};

// The process in force, or another, over the latest past cases.
async function dryRun(server, xml) {
  const designer = await as(server, 'designer_gu');
  const path = `/processes/service/${item}`;
  return designer.post(`${path}/dry-run`, { xml: xml ?? (await designer.get(path)).xml });
}

export default async function journey({ t, server, browsing }) {
  const page = await browsing.ready('designer_gu', { width: 1440, height: 1000 });
  const { version } = await (await as(server, 'designer_gu')).get(`/processes/service/${item}`);
  const early = await apply(await as(server, 'citizen_lin'));
  await t.step('the designer opens the process of the food business licence', async () => {
    await page.goto(`${server.url}/designer/processes`);
    await page.locator(`a[href$="/service/${item}"]`).click();
    await shape(page, 'accept').waitFor();
    await settled(page);
    await page.getByText(say('designer.findings.none')).waitFor();
  });
  await t.step('a case is played through it by hand until it is refused', async () => {
    await button(page, 'process.play.start').click();
    await page.locator('.picture .hz-active[data-element-id="accept"]').waitFor();
    await page.getByRole('button', { name: '不予受理', exact: true }).click();
    await page.getByText(say('process.play.ended')).waitFor();
    expect('the way is marked', await shape(page, 'not_accepted').evaluate((one) => one.classList.contains('hz-passed')));
    await button(page, 'process.play.back').click();
    await page.locator('.picture .hz-active[data-element-id="accept"]').waitFor();
  });
  await t.step('past cases show where they wait', async () => {
    await button(page, 'process.waiting.show').click();
    await page.locator('.picture .hz-heat-4').first().waitFor();
  });
  await t.step('past cases go through the process as it is and end as they did', async () => {
    await button(page, 'process.dry_run.start').click();
    await page.getByText(/^\d+ 件办件的结果都与当时相同。$/).waitFor();
    const { tally } = await dryRun(server);
    expect('past cases', tally.looked_at > 0);
    expect('all the same', tally.same, tally.looked_at);
  });
  await t.step('done by another post, the dry run says of which cases, and keeps nothing', async () => {
    await shape(page, 'accept').click();
    const posts = page.getByRole('group', { name: say('process.element.posts') });
    await posts.getByRole('checkbox', { checked: false }).first().check();
    await page.getByText(say('process.dry_run.outdated')).waitFor();
    await button(page, 'process.dry_run.again').click();
    await page.getByRole('button', { name: new RegExp(`^${say('process.dry_run.kind.people', { n: '' })}`) }).waitFor();
    await t.shot?.(page, 'process_dry_run');
    await button(page, 'designer.undo').click();
    await page.getByText(say('process.dry_run.outdated')).waitFor();
    const { xml } = await (await as(server, 'designer_gu')).get(`/processes/service/${item}`);
    const swapped = { accept: 'refuse', refuse: 'accept' };
    const { items, tally } = await dryRun(server, xml.replace(/(?<=accept\.outcome = ")(accept|refuse)(?=")/g, (outcome) => swapped[outcome]));
    expect('cases that end otherwise', tally.otherwise > 0 && items.length > 0);
    const clerk = await (await as(server, 'clerk_wang')).call('POST', `/processes/service/${item}/dry-run`, { body: { xml } });
    expect('who may not design it', clerk.status, 403);
  });
  await t.step('a task without anybody to do it is a finding that leads to it, and cannot be saved', async () => {
    const posts = page.getByRole('group', { name: say('process.element.posts') });
    await until('the task is chosen', async () => {
      await shape(page, 'accept').click();
      return posts.isVisible();
    });
    for (const box of await posts.getByRole('checkbox', { checked: true }).all()) await box.uncheck();
    await page.locator('.picture .hz-wrong[data-element-id="accept"]').waitFor();
    await button(page, 'designer.save.open').click();
    await page.getByLabel(say('designer.save.note')).fill('试一试');
    await button(page, 'designer.save.do').click();
    await page.getByText('改正之后才能保存为新版本。您的修改还在。').waitFor();
    await button(page, 'common.cancel').click();
    await button(page, 'designer.undo').click();
    await page.getByText(say('designer.findings.none')).waitFor();
  });
  await t.step('a task gets another name, which outlives a reload', async () => {
    await change(page, 'process.element.name', '受理初审');
    await until('the change is kept', async () => (await page.evaluate((key) => sessionStorage.getItem(key) ?? '', `hz.process.service/${item}`)).includes('受理初审'));
    page.once('dialog', (dialog) => dialog.accept());
    await page.reload();
    await page.getByText(say('designer.restored')).waitFor();
    await page.locator('.picture').getByText('受理初审').first().waitFor();
  });
  await t.step('it is saved as a new version', async () => {
    await button(page, 'designer.save.open').click();
    await page.getByLabel(say('designer.save.note')).fill('受理环节改名。');
    await button(page, 'designer.save.do').click();
    await page.getByText(say('process.saved', { n: version + 1 })).waitFor();
    await page.locator('details.versions summary').click();
    await page.getByText('受理环节改名。').waitFor();
  });
  await t.step('nothing else of the file has changed', async () => {
    const designer = await as(server, 'designer_gu');
    const [before, after] = [await designer.get(`/processes/service/${item}?version=${version}`), await designer.get(`/processes/service/${item}`)];
    const ids = (xml) => [...xml.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id).sort().join(' ');
    expect('the same elements', ids(after.xml), ids(before.xml));
    const ours = (xml) => [...xml.matchAll(/ hz:(\w+)="([^"]+)"/g)].map(([whole]) => whole).sort().join('');
    expect('the same meanings', ours(after.xml), ours(before.xml));
    expect('the licence line', after.xml.includes('SPDX-License-Identifier'));
    const stale = await designer.call('PUT', `/processes/service/${item}`, { body: { xml: before.xml, note: '' }, headers: { 'If-Match': `"${version}"` } });
    expect('status of who opened the version before', stale.status, 412);
  });
  await t.step('the pack leaves with the edit and without people, and is sound', async () => {
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: say('designer.export_pack') }).click();
    const download = await waiting;
    expect('its name', download.suggestedFilename(), /^county-demo-[\w.-]+\.zip$/);
    const folder = mkdtempSync(join(tmpdir(), 'hz-pack-'));
    await download.saveAs(join(folder, 'pack.zip'));
    execFileSync('python3', ['-m', 'zipfile', '-e', join(folder, 'pack.zip'), folder]);
    const pack = join(folder, 'county-demo');
    expect('the edit', readFileSync(join(pack, 'services', item, 'process.bpmn'), 'utf8').includes('受理初审'));
    expect('people', existsSync(join(pack, 'seed')), false);
    const checked = server.command('pack', 'check', '--no-flows', join(root, 'packs/core-cn'), pack);
    expect(checked.text, checked.status, 0);
    rmSync(folder, { recursive: true });
  });
  await t.step('a new application goes by it, and the ledger is whole', async () => {
    const created = await apply(await as(server, 'citizen_lin'));
    const clerk = await as(server, 'clerk_wang');
    const task = await taskOf(clerk, created.id, 'accept');
    expect('the name of its task', task.title.zh, '受理初审');
    const auditor = await as(server, 'auditor_chu');
    expect('breaks', (await auditor.post('/audit/verify', {})).breaks, []);
    expect('events', (await auditor.get('/audit/entries?type=process_saved')).items.length, 1);
  });
  await t.step('cases that run by the version before are checked and moved, and their history says so', async () => {
    const citizen = await as(server, 'citizen_lin');
    const designer = await as(server, 'designer_gu');
    const count = async (wanted) => (await designer.get(`/processes/service/${item}/running`)).versions.find((one) => one.version === wanted)?.cases ?? 0;
    expect('cases of the version before', (await count(version)) > 0);
    await button(page, 'process.migration.show').click();
    const before = page.getByRole('listitem').filter({ hasText: say('process.migration.version', { n: version }) });
    await before.getByRole('button', { name: say('process.migration.begin') }).click();
    await page.getByText(say('process.migration.same')).waitFor();
    await button(page, 'process.migration.check').click();
    await page.getByRole('button', { name: /^转 \d+ 件……$/ }).click();
    await page.getByLabel(say('process.migration.reason')).fill('受理环节改了名称。');
    await t.shot?.(page, 'process_migration');
    await button(page, 'process.migration.do').click();
    await page.getByText(/^\d+ 件中已转 \d+ 件。$/).waitFor({ timeout: 60_000 });
    expect('cases left behind', await count(version), 0);
    const told = (await citizen.get(`/cases/${early.id}`)).history.find((one) => one.type === 'case_migrated');
    expect('the applicant reads of it', [told?.title.zh.startsWith('改按新版流程'), told?.note], [true, '受理环节改了名称。']);
    const task = await taskOf(await as(server, 'clerk_wang'), early.id, 'accept');
    expect('its task goes by the newer name', task.title.zh, '受理初审');
    const clerk = await (await as(server, 'clerk_wang')).call('POST', `/processes/service/${item}/migration/run`, { body: { from: version, to: version + 1 } });
    expect('who may not design it', clerk.status, 403);
    expect('breaks', (await (await as(server, 'auditor_chu')).post('/audit/verify', {})).breaks, []);
  });
  await t.step('a colleague without the right looks and plays, and can change nothing', async () => {
    const other = await browsing.ready('reviewer_zhou', { width: 1440, height: 1000 });
    await other.goto(server.url + path);
    await shape(other, 'accept').waitFor();
    await other.getByText(say('designer.read_only_text')).waitFor();
    expect('nothing to save', await button(other, 'designer.save.open').count(), 0);
    await button(other, 'process.play.start').click();
    await other.locator('.picture .hz-active[data-element-id="accept"]').waitFor();
  });
}
