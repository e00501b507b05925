// SPDX-License-Identifier: Apache-2.0
// A business designer changes a decision table, tries it, sees the row that applied, and saves a new version; a citizen's
// self-check follows the rules in force.
import { button, settled } from './browser.mjs';
import { as } from './client.mjs';
import { expect, item, say, until } from './support.mjs';

const limit = { from: '< 20', to: '< 30', cells: ['pc_r7_i3', 'pc_r5_i3', 'pc_r6_i3'] };
const answers = { 主体业态: '餐饮服务', 仅销售预包装食品: 'false', 经营场所面积: '25', 有专用食品处理区: 'true', 健康证明: '全部持有', 制售方式: '一般制售' };

async function fill(page) {
  for (const [name, value] of Object.entries(answers)) {
    const field = page.getByLabel(name, { exact: true });
    if (await field.evaluate((one) => one.tagName === 'SELECT')) await field.selectOption(value);
    else await field.fill(value);
  }
}

async function type(page, cell, text) {
  await page.locator(`td[data-element-id="${cell}"]`).click();
  await page.locator(`td[data-element-id="${cell}"] [contenteditable]`).first().waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}

const marked = (page, how) => page.locator(`td[data-hz-mark="${how}"]`).evaluateAll((cells) => [...new Set(cells.map((cell) => cell.dataset.rowId))]);

export default async function journey({ t, server, browsing }) {
  const page = await browsing.ready('designer_gu', { width: 1440, height: 1000 });
  await t.step('the designer opens the model of the food business licence', async () => {
    await page.goto(`${server.url}/designer/rules`);
    await page.locator(`a[href$="/service/${item}"]`).click();
    await page.locator('td[data-element-id="pc_r1_i1"]').waitFor();
    await settled(page);
  });
  await t.step('values are tried, the row that applies is green, the cells that say no are marked', async () => {
    await fill(page);
    await button(page, 'designer.try.do').click();
    await page.locator('td[data-hz-mark="matched"]').first().waitFor();
    expect('rows that apply', await marked(page, 'matched'), ['pc_r5']);
    expect('rows with a cell that says no', (await marked(page, 'failed')).length, 8);
    await page.getByText('可受理', { exact: true }).last().waitFor();
  });
  await t.step('a cell is changed, and the same values lead to another row', async () => {
    await type(page, limit.cells[0], '< 30');
    for (const cell of limit.cells.slice(1)) await type(page, cell, '>= 30');
    // Tried anew after each cell: on the way two rows apply.
    await until('only the other row applies', async () => String(await marked(page, 'matched')) === 'pc_r7');
  });
  await t.step('an unsaved change outlives a reload', async () => {
    page.once('dialog', (dialog) => dialog.accept());
    await page.reload();
    await page.getByText(say('designer.restored')).waitFor();
    expect('the cell', (await page.locator('td[data-element-id="pc_r7_i3"]').textContent()).trim(), limit.to);
  });
  await t.step('it is saved as version 2, with the note in the history', async () => {
    await button(page, 'designer.save.open').click();
    await page.getByLabel(say('designer.save.note')).fill('面积界限从 20 平方米调整为 30 平方米。');
    await button(page, 'designer.save.do').click();
    await page.getByText(say('designer.saved', { n: 2 })).waitFor();
    await page.locator('details.versions summary').click();
    await page.getByText('面积界限从 20 平方米调整为 30 平方米。').waitFor();
    await page.goto(`${server.url}/designer/rules`);
    await page.getByText(say('designer.version', { n: 2 }), { exact: true }).waitFor();
  });
  await t.step('who opened version 1 is not let overwrite version 2', async () => {
    const designer = await as(server, 'designer_gu');
    const model = await designer.get(`/rules/service/${item}?version=1`);
    const answer = await designer.call('PUT', `/rules/service/${item}`, { body: { xml: model.xml, note: '' }, headers: { 'If-Match': '"1"' } });
    expect('status', answer.status, 412);
  });
  await t.step('the ledger is whole, and holds who saved it', async () => {
    const auditor = await as(server, 'auditor_chu');
    const report = await auditor.post('/audit/verify', {});
    expect('breaks', report.breaks, []);
    const [entry] = (await auditor.get('/audit/entries?type=rules_saved')).items;
    expect('post', entry.post, 'business_designer');
  });
  await t.step('a citizen asks whether they are eligible and is answered by the new rules', async () => {
    const phone = await browsing.window({ width: 390, height: 844 });
    await phone.goto(`${server.url}/items/${item}`);
    await phone.getByText(say('guide.check.title')).click();
    await phone.getByLabel('餐饮服务').check();
    for (const [group, n] of [['只卖预包装食品吗？', 1], ['有专用的食品处理区吗？', 0], ['接触直接入口食品的人员有健康证明吗？', 0], ['现场怎样制作食品？', 2]])
      await phone.getByRole('group', { name: group }).getByRole('radio').nth(n).check();
    await phone.getByLabel('经营场所面积（平方米）').fill('25');
    await button(phone, 'guide.check.do').click();
    await phone.getByRole('heading', { name: '需要先做现场指导' }).waitFor();
    await phone.getByText('场所面积偏小').waitFor();
  });
}
