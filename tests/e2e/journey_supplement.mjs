// SPDX-License-Identifier: Apache-2.0
// Something is missing: asked for once in one list, the clock waits, what is supplied starts it again.
import { apply, as, bringTo, makePdf, taskOf } from './client.mjs';
import { button } from './browser.mjs';
import { finishTask, openTask } from './desk.mjs';
import { expect, say } from './support.mjs';

const items = [
  { material: 'floor_plan', title: '经营场所平面布局图', note: '平面布局图未标明清洗消毒区的位置和面积。' },
  { material: 'equipment_list', title: '主要设备设施清单和操作流程', note: '设备清单缺少消毒设备。' },
];

export default async function journey({ t, server, browsing }) {
  const citizen = await as(server, 'citizen_lin');
  let one;
  let before;
  await t.step('an accepted application comes to review', async () => {
    one = await apply(citizen);
    await bringTo(server, one.id, 'review');
    before = (await citizen.get(`/cases/${one.id}`)).deadlines;
    expect('the clock runs', before.every((clock) => !clock.paused) && before.length > 0);
  });
  await t.step('the reviewer asks for everything missing in one list', async () => {
    const page = await browsing.ready('reviewer_zhou');
    await openTask(page, server, 'reviewer_zhou', one, 'review');
    await finishTask(page, 'supplement', { items, opinion: '请一次性补充下列材料。' });
    const now = await citizen.get(`/cases/${one.id}`);
    expect('it waits for the citizen', now.state.code, 'awaiting_supplement');
    expect('the clock stands', now.deadlines.length > 0 && now.deadlines.every((clock) => clock.paused));
    await page.context().close();
  });
  const page = await browsing.ready('citizen_lin');
  await t.step('the citizen reads the whole list and that the clock waits', async () => {
    await page.goto(`${server.url}/cases/${one.id}`);
    await page.locator('#supply').waitFor();
    const text = await page.locator('main').innerText();
    for (const { note, title } of items) expect(`told: ${note}`, text.includes(note) && text.includes(title));
    expect('the clock waits', text.includes(say('deadline.paused')));
  });
  await t.step('sending only a part is not possible', async () => {
    await button(page, 'case.supply').click();
    expect('both are missing', await page.getByText(say('case.supply_missing')).count(), 2);
  });
  await t.step('what was asked for is supplied', async () => {
    for (const { material } of items) {
      await page.locator(`[data-material="${material}"] input[type=file]`).setInputFiles({ name: `${material}-new.pdf`, mimeType: 'application/pdf', buffer: makePdf(5000) });
      await page.locator(`[data-material="${material}"] a`).waitFor();
    }
    await page.locator('#supply-note').fill('已补充。');
    await button(page, 'case.supply').click();
    await page.locator('#supply').waitFor({ state: 'detached' });
    const now = await citizen.get(`/cases/${one.id}`);
    expect('handling goes on', now.state.code, 'accepted');
    expect('the clock runs again', now.deadlines.every((clock) => !clock.paused));
    const due = (clocks) => Object.fromEntries(clocks.map((clock) => [clock.code, clock.due.slice(0, 10)]));
    expect('no earlier than before', Object.entries(due(now.deadlines)).every(([code, date]) => date >= due(before)[code]));
    const plan = now.materials.find((material) => material.code === 'floor_plan');
    expect('the new file is on the case', plan.files.some((file) => file.name === 'floor_plan-new.pdf'));
  });
  await t.step('it cannot be asked for a second time', async () => {
    const reviewer = await as(server, 'reviewer_he');
    const task = await taskOf(reviewer, one.id, 'review_final');
    expect('not offered', !task.outcomes.some((outcome) => outcome.code === 'supplement'));
    const answer = await reviewer.call('POST', `/tasks/${encodeURIComponent(task.id)}/complete`, { body: { outcome: 'supplement', opinion: 'x', data: { items: [{ material: 'floor_plan', note: 'x' }] } } });
    expect('and refused', answer.status, (status) => status === 409 || status === 422);
  });
}
