// SPDX-License-Identifier: Apache-2.0
// What clerks do at the desk, in the browser.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { button, fillForm, settled } from './browser.mjs';
import { as, taskOf } from './client.mjs';
import { item, root, say } from './support.mjs';

const checkForm = JSON.parse(readFileSync(join(root, `packs/county-demo/services/${item}/forms/field_check.json`), 'utf8'));
const outcomes = readFileSync(join(root, 'packs/core-cn/codes/outcome.yaml'), 'utf8');
export const outcomeTitle = (code) => new RegExp(`code: ${code}, zh: ([^,}]+)`).exec(outcomes)[1].trim();

/** Finds the case in the work list by its number and opens the task. */
export async function openTask(page, server, login, one, element) {
  const task = await taskOf(await as(server, login), one.id, element);
  await page.goto(`${server.url}/desk`);
  await page.locator('#desk-search').fill(one.number);
  const link = page.locator(`a[data-row][href$="/desk/tasks/${encodeURIComponent(task.id)}"]`);
  // The list as it was is on the page until the answer comes: a row that is about to move is not clicked.
  await page.waitForURL((url) => url.searchParams.get('q') === one.number);
  await settled(page);
  await link.click();
  await page.locator('#handle').waitFor();
  return task;
}

/** Fills in the panel and confirms. */
export async function finishTask(page, outcome, { opinion = '材料齐全，符合要求。', check, items, reasons } = {}) {
  await page.locator(`input[name=outcome][value=${outcome}]`).check();
  if (check) await fillForm(page, checkForm, check);
  for (const one of items ?? []) {
    await page.locator('label.tick', { hasText: one.title }).locator('input').check();
    await page.locator(`[id="note-m-${one.material}"]`).fill(one.note);
  }
  if (reasons) await page.locator('#reasons').fill(reasons);
  await page.locator('#opinion').fill(opinion);
  await page.locator('.panel button[type=submit]').click();
  const dialog = page.locator('dialog[open]');
  await dialog.waitFor();
  await dialog.getByRole('button', { name: outcomeTitle(outcome), exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

export async function readRecords(page, purpose) {
  await page.locator('#purpose').fill(purpose);
  await button(page, 'desk.records.read').click();
  await page.getByText(say('desk.records.read_for', { purpose })).waitFor();
}
