// SPDX-License-Identifier: Apache-2.0
// A citizen finds the service, applies with everything that goes wrong on the way, and has a number and a receipt.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { button, download, faultOf, field, fillForm, signIn } from './browser.mjs';
import { as, makePdf } from './client.mjs';
import { expect, item, root, say, until } from './support.mjs';

const schema = JSON.parse(readFileSync(join(root, `packs/county-demo/services/${item}/form.json`), 'utf8'));
const title = '食品经营许可（新办）';

async function find({ t, server, page }) {
  await t.step('two characters find the service among many', async () => {
    await page.goto(`${server.url}/items`);
    const all = await (await as(server, 'citizen_lin')).get('/items?limit=100');
    expect('at least 40 items', all.items.length, (n) => n >= 40);
    for (const word of ['许可', '食品']) {
      await page.locator('input[name=q]').fill(word);
      await page.waitForURL((url) => url.searchParams.get('q') === word);
      await page.getByRole('link', { name: title }).waitFor();
      const links = await page.locator('article.item h3').allInnerTexts();
      expect(`fewer than all for ${word}`, links.length < all.items.length);
    }
    await page.getByRole('link', { name: title }).click();
  });
  await t.step('the guide says what the law asks of a guide', async () => {
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    const text = await page.locator('main').innerText();
    for (const words of ['行政许可', '食品安全法', '000131006001', '11331179MB7910015C4000131006001', '20', '平面布局图', '不收费', '0578-0200112', '行政复议']) expect(`the guide has ${words}`, text.includes(words));
  });
}

async function startForm({ t, page }) {
  await t.step('applying asks for which company, and comes prefilled with its sources', async () => {
    await page.getByRole('link', { name: say('guide.apply') }).first().click();
    const company = page.locator('input[name=company]').first();
    await company.waitFor();
    await company.check();
    await button(page, 'apply.begin').click();
    await page.waitForURL(/\/drafts\/\w+/);
    await field(page, 'operator_name').waitFor();
    expect('the company is filled in', await field(page, 'operator_name').inputValue(), '云汀县瑞轩餐饮管理有限公司');
    expect('its code is filled in', await field(page, 'credit_code').inputValue(), '91331179MA7H962Y1W');
    expect('the contact is filled in', await field(page, 'contact_name').inputValue(), '林晓帆');
    const source = await page.locator('.fjs-form-field:has([id$="-field_operator_name"])').innerText();
    expect('the source is shown', source, /来自：.+\d{4}/);
  });
}

async function badInput({ t, page }) {
  await t.step('conditional fields follow the answers', async () => {
    expect('no catering items yet', await field(page, 'catering_items', 0).count(), 0);
    await fillForm(page, schema, { business_kind: 'catering' });
    await field(page, 'catering_items', 0).waitFor();
    await fillForm(page, schema, { business_kind: 'canteen' });
    await page.locator('[id*="-field_canteen_kind"]').first().waitFor();
    await fillForm(page, schema, { business_kind: 'catering' });
    await page.locator('[id*="-field_canteen_kind"]').first().waitFor({ state: 'detached' });
  });
  await t.step('what is wrong is explained at each field, and nothing goes on', async () => {
    await fillForm(page, schema, { credit_code: '91331179', contact_phone: '12345', premises_area: 0 });
    await button(page, 'apply.next').click();
    await faultOf(page, 'credit_code').waitFor();
    for (const key of ['credit_code', 'contact_phone', 'premises_area', 'employees', 'food_safety_manager', 'catering_items', 'result_delivery', 'declaration']) {
      const words = await faultOf(page, key).innerText().catch(() => '');
      expect(`the fault of ${key} is said in Chinese`, words, /\p{Script=Han}/u);
    }
    expect('still on the form', await field(page, 'credit_code').isVisible());
  });
  await t.step('the form is filled in rightly, rare characters too', async () => {
    await fillForm(page, schema, {
      credit_code: '91331179MA7H962Y1W', contact_phone: '15400000001', premises_area: 120, employees: 8, food_safety_manager: '吉𠮷·买买提',
      catering_items: ['hot', 'cold'], catering_mode: 'ordinary', result_delivery: 'electronic', declaration: true,
    });
  });
}

async function survive({ t, server, browsing, state }) {
  await t.step('the draft survives closing the browser', async () => {
    await state.page.getByText(say('apply.saved_at', { time: '' }).trim()).waitFor();
    const url = state.page.url();
    await state.page.context().close();
    state.page = await browsing.window();
    await signIn(state.page, server, 'citizen_lin');
    await state.page.goto(`${server.url}/drafts`);
    await state.page.getByRole('link', { name: say('hall.go_on') }).first().waitFor();
    await state.page.goto(url.split('?')[0]);
    await field(state.page, 'food_safety_manager').waitFor();
    expect('what was typed is there', await field(state.page, 'food_safety_manager').inputValue(), '吉𠮷·买买提');
    expect('so are the ticks', await field(state.page, 'declaration').isChecked());
  });
}

const inputOf = (page, material) => page.locator(`[data-material="${material}"] input[type=file]`);
const pdf = (name, buffer) => ({ name, mimeType: 'application/pdf', buffer });

async function materials({ t, state }) {
  const { page } = state;
  await t.step('missing materials are named', async () => {
    await button(page, 'apply.next').click();
    await inputOf(page, 'floor_plan').waitFor({ state: 'attached' });
    await button(page, 'apply.next').click();
    expect('three are missing', await page.getByText(say('apply.material_missing')).count(), 3);
  });
  await t.step('an empty file, a mislabelled one and one with a script are refused in words', async () => {
    const said = (material, words) => page.locator(`[data-material="${material}"] .field-error`).filter({ hasText: words }).first().waitFor();
    await inputOf(page, 'floor_plan').setInputFiles(pdf('空.pdf', Buffer.alloc(0)));
    await said('floor_plan', say('upload.empty'));
    await inputOf(page, 'floor_plan').setInputFiles(pdf('程序.pdf', Buffer.from('MZ this is a program')));
    await said('floor_plan', '文件内容不是');
    await inputOf(page, 'equipment_list').setInputFiles(pdf('脚本.pdf', makePdf(3000, { script: true })));
    await said('equipment_list', '含有脚本');
    while (await page.locator('.sending button[aria-label]').count()) await page.locator('.sending button[aria-label]').first().click();
  });
  await t.step('a large file goes up with progress and over a line that drops twice', async () => {
    let pieces = 0;
    let dropped = 0;
    await page.route('**/api/v1/files/*', async (route) => {
      if (route.request().method() !== 'PATCH') return route.continue();
      pieces += 1;
      if (pieces === 2 || pieces === 4) {
        dropped += 1;
        return route.abort('connectionreset');
      }
      return route.continue();
    });
    let shown = false;
    const look = until('progress', async () => { shown ||= (await page.locator('[data-material="floor_plan"] progress').count()) > 0; return shown; });
    await inputOf(page, 'floor_plan').setInputFiles(pdf('平面图.pdf', makePdf(1500000)));
    await look;
    await page.locator('[data-material="floor_plan"] a', { hasText: '平面图.pdf' }).waitFor({ timeout: 60000 });
    expect('dropped twice', dropped, 2);
    expect('only the dropped pieces were sent again', pieces, 6 + 2);
    await page.unroute('**/api/v1/files/*');
  });
  await t.step('the other materials, and then the check', async () => {
    await inputOf(page, 'equipment_list').setInputFiles(pdf('设备清单.pdf', makePdf(4000)));
    await inputOf(page, 'food_safety_rules').setInputFiles(pdf('制度 🍜.pdf', makePdf(4000)));
    await page.locator('[data-material="food_safety_rules"] a').waitFor();
    await page.locator('[data-material="equipment_list"] a').waitFor();
    await button(page, 'apply.next').click();
    for (const words of ['吉𠮷·买买提', '平面图.pdf', '制度 🍜.pdf', '热食类'])
      await until(`the check page shows ${words}`, async () => (await page.locator('main').innerText()).includes(words), 15);
  });
}

async function send({ t, server, kept, state }) {
  const { page } = state;
  await t.step('pressing submit twice makes one case', async () => {
    const client = await as(server, 'citizen_lin');
    const before = (await client.get('/cases?limit=100')).items.length;
    await button(page, 'apply.submit').dblclick();
    await page.waitForURL(/\/cases\/\w+\/submitted/);
    await page.getByRole('heading', { level: 1, name: say('submitted.title') }).waitFor();
    const after = (await client.get('/cases?limit=100')).items;
    expect('one case more', after.length, before + 1);
    kept.applied = after[0];
    expect('its number is shown', (await page.locator('main').innerText()).includes(after[0].number));
  });
  await t.step('the receipt can be downloaded', async () => {
    const got = await download(page, page.getByRole('link', { name: say('case.receipt') }));
    kept.receipt = got.bytes;
    expect('it is a receipt', typeof JSON.parse(got.bytes.toString('utf8')), 'object');
  });
  await t.step('the case is in my list and shows where it stands', async () => {
    await page.goto(`${server.url}/cases`);
    await page.getByText(kept.applied.number).waitFor();
    await page.goto(`${server.url}/cases/${kept.applied.id}`);
    await page.getByText(say('case.next.submitted')).waitFor();
  });
}

export default async function journey({ t, server, browsing, kept }) {
  const state = { page: await browsing.window() };
  await t.step('a citizen signs in', () => signIn(state.page, server, 'citizen_lin'));
  await find({ t, server, page: state.page });
  await startForm({ t, page: state.page });
  await badInput({ t, page: state.page });
  await survive({ t, server, browsing, state });
  await materials({ t, state });
  await send({ t, server, kept, state });
}
