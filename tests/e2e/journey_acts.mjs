// SPDX-License-Identifier: Apache-2.0
// What happens beside the ordinary way: a special procedure asked for by one and approved by another, and what the
// applicant sees of it; a task through other hands; a finding of supervision, answered and accepted.
import { button, settled } from './browser.mjs';
import { apply, as, bringTo, handle, samplePdf, taskOf } from './client.mjs';
import { expect, say, until } from './support.mjs';

const agency = '11331179MB7910015C';
const dialog = (page) => page.locator('dialog[open]');
const named = (page, name) => dialog(page).locator(`[name=${name}]`);
const told = (page, key) => page.getByText(say(key), { exact: true }).first().waitFor();

/** The picture of the process is loaded when it is seen. */
async function calm(page) {
  const loading = page.locator('.loading, [aria-busy=true]');
  await until('nothing loads', async () => {
    // News of the case may load it again meanwhile.
    if ((await loading.count()) === 0) return settled(page, 3).then(() => true, () => false);
    await loading.first().scrollIntoViewIfNeeded({ timeout: 1000 }).catch(() => {});
    return false;
  }, 60);
  await page.evaluate(() => window.scrollTo(0, 0));
}
/** Opens the form of an act, which may be behind the button for more. */
async function choose(page, code) {
  const act = page.locator(`[data-act=${code}]`);
  await page.locator('.acts, [data-act]').first().waitFor();
  if (!(await act.isVisible())) await page.locator('.acts .more').click();
  await act.click();
  await dialog(page).waitFor();
}
async function sent(page, code, key = `act.done.${code}`) {
  await dialog(page).waitFor({ state: 'detached' });
  await told(page, key);
  await calm(page);
}
const press = (page) => dialog(page).locator('.actions .button').last().click();

async function toTask(page, server, login, one, element) {
  const task = await taskOf(await as(server, login), one.id, element);
  await page.goto(`${server.url}/desk/tasks/${encodeURIComponent(task.id)}`);
  await page.locator('#handle').waitFor();
  await calm(page);
  return task;
}

export default async function journey({ t, server, browsing }) {
  const citizen = await as(server, 'citizen_lin');
  const one = await t.step('a case waits for its site check', async () => {
    const created = await apply(citizen);
    await bringTo(server, created.id, 'check');
    return created;
  });
  const inspector = await browsing.ready('inspector_zhao', { width: 1440, height: 1000 });
  const leader = await browsing.ready('leader_wu', { width: 1440, height: 1000 });

  await t.step('the inspector asks for a special procedure; what is missing is said field by field, nothing typed is lost', async () => {
    await toTask(inspector, server, 'inspector_zhao', one, 'check_a');
    await choose(inspector, 'ask_approval');
    await named(inspector, 'what').selectOption('suspend');
    await named(inspector, 'reason').fill('现场用水水质存疑，需要送检。');
    await press(inspector);
    await dialog(inspector).getByText(say('act.fault.choose')).waitFor();
    await inspector.keyboard.press('Escape');
    await dialog(inspector).waitFor({ state: 'detached' });
    await choose(inspector, 'ask_approval');
    expect('the reason is still there', await named(inspector, 'reason').inputValue(), '现场用水水质存疑，需要送检。');
    await named(inspector, 'kind').selectOption('auction');
    await named(inspector, 'days').fill('5');
    await press(inspector);
    await dialog(inspector).locator('.field-error, [role=alert]').filter({ hasText: /\S/ }).first().waitFor();
    await named(inspector, 'kind').selectOption('testing');
    await named(inspector, 'reason').press('Control+Enter');
    await sent(inspector, 'ask_approval');
    await inspector.getByText(say('act.annex.waits.suspend')).waitFor();
  });
  await t.step('the leader approves it; the clock stands', async () => {
    await leader.goto(`${server.url}/desk/cases/${one.id}`);
    await choose(leader, 'decide_approval');
    await dialog(leader).locator('input[name=agree][value=no]').check();
    await press(leader);
    await dialog(leader).getByText(say('act.fault.missing')).waitFor();
    await dialog(leader).locator('input[name=agree][value=yes]').check();
    await named(leader, 'note').fill('同意送检。');
    await press(leader);
    await sent(leader, 'decide_approval');
    await leader.getByText(say('act.annex.running'), { exact: true }).waitFor();
    expect('state', (await (await as(server, 'leader_wu')).get(`/cases/${one.id}`)).state.code, 'suspended');
  });
  await t.step('the applicant reads why, leaves a message and urges once', async () => {
    const page = await browsing.ready('citizen_lin', { width: 390, height: 844 });
    await page.goto(`${server.url}/cases/${one.id}`);
    await page.getByText(say('act.mine.suspended', { kind: '检测' })).waitFor();
    await page.getByText(say('act.mine.because', { reason: '现场用水水质存疑，需要送检。' })).waitFor();
    await choose(page, 'note');
    await named(page, 'text').fill('后厨改造已经完工。');
    await press(page);
    await sent(page, 'note', 'act.mine.done.note');
    await choose(page, 'urge');
    await press(page);
    await sent(page, 'urge', 'act.mine.done.urge');
    await choose(page, 'urge');
    await press(page);
    await dialog(page).locator('[role=alert]').waitFor();
  });
  await t.step('the applicant adds a document that nobody asked for', async () => {
    const page = await browsing.ready('citizen_lin', { width: 390, height: 844 });
    await page.goto(`${server.url}/cases/${one.id}`);
    await choose(page, 'attach');
    await named(page, 'material').selectOption('floor_plan');
    await press(page);
    await dialog(page).getByText(say('act.fault.no_file')).waitFor();
    await dialog(page).locator('input[type=file]').setInputFiles({ name: '改造后.pdf', mimeType: 'application/pdf', buffer: samplePdf() });
    await dialog(page).getByText('改造后.pdf').waitFor();
    await until('it is stored', async () => (await dialog(page).locator('progress').count()) === 0);
    await press(page);
    await sent(page, 'attach', 'act.mine.done.attach');
    await page.getByRole('link', { name: '改造后.pdf' }).waitFor();
  });
  await t.step('the inspector resumes it with the result', async () => {
    await inspector.goto(`${server.url}/desk/cases/${one.id}`);
    await choose(inspector, 'resume');
    await named(inspector, 'result').fill('水质检测合格。');
    await press(inspector);
    await sent(inspector, 'resume');
    await inspector.getByText(say('act.annex.result', { result: '水质检测合格。' })).waitFor();
  });
  await t.step('a task goes to a colleague', async () => {
    const task = await toTask(inspector, server, 'inspector_zhao', one, 'check_a');
    await choose(inspector, 'delegate');
    await named(inspector, 'person').selectOption({ label: '孙立峰' });
    await press(inspector);
    await dialog(inspector).waitFor({ state: 'detached' });
    await told(inspector, 'act.done.delegate');
    const sun = await as(server, 'inspector_sun');
    await until('it is his', async () => (await sun.get('/tasks?view=mine&limit=200')).items.some((line) => line.id === task.id));
  });
  await t.step('another is transferred to the reviewers, and comes back', async () => {
    const qian = await browsing.ready('inspector_qian', { width: 1440, height: 1000 });
    await toTask(qian, server, 'inspector_qian', one, 'check_b');
    await choose(qian, 'transfer');
    await named(qian, 'agency').selectOption(agency);
    await named(qian, 'post').selectOption('reviewer');
    await named(qian, 'reason').fill('涉及工艺，请审查岗先看。');
    await press(qian);
    await dialog(qian).waitFor({ state: 'detached' });
    await told(qian, 'act.done.transfer');
    const zhou = await browsing.ready('reviewer_zhou', { width: 1440, height: 1000 });
    await toTask(zhou, server, 'reviewer_zhou', one, 'check_b');
    await zhou.getByRole('heading', { name: say('act.hands.title') }).waitFor();
    await choose(zhou, 'return');
    await named(zhou, 'to').selectOption('-');
    await named(zhou, 'reason').fill('工艺没有问题，请继续核查。');
    await press(zhou);
    await dialog(zhou).waitFor({ state: 'detached' });
    await told(zhou, 'act.done.return');
    expect('it is back', (await taskOf(await as(server, 'inspector_qian'), one.id, 'check_b')).element, 'check_b');
  });
  await t.step('the leader splits a case, and the two point to each other', async () => {
    const whole = await apply(citizen);
    await leader.goto(`${server.url}/desk/cases/${whole.id}`);
    await choose(leader, 'split');
    await named(leader, 'reason').fill('两处场所分开办理。');
    await press(leader);
    await sent(leader, 'split');
    const { annex } = await (await as(server, 'leader_wu')).get(`/cases/${whole.id}`);
    expect('one link', annex.links.length, 1);
  });
  await t.step('the leader asks a colleague for an opinion and recalls it', async () => {
    const other = await apply(citizen);
    await bringTo(server, other.id, 'decide');
    await toTask(leader, server, 'leader_wu', other, 'decide');
    await choose(leader, 'ask_opinion');
    await named(leader, 'question').fill('是否符合准入条件？');
    await dialog(leader).locator('label', { hasText: '郑雅琴' }).locator('input').check();
    await press(leader);
    await sent(leader, 'ask_opinion');
    await leader.getByText(say('act.answer.waiting'), { exact: true }).first().waitFor();
    await choose(leader, 'recall_opinions');
    await press(leader);
    await sent(leader, 'recall_opinions');
    await handle(server, other.id, 'decide', 'leader_wu', 'granted');
  });
  await t.step('the leader answers what supervision found, a supervisor accepts it', async () => {
    const wu = await as(server, 'leader_wu');
    const finding = await until('a finding to answer', async () => (await wu.get('/supervision/findings?state=open&limit=200')).items.find((line) => line.can.includes('answer')), 60);
    await leader.goto(`${server.url}/supervision?rule=${finding.rule.code}&state=open`);
    await leader.getByRole('heading', { name: say('supervision.findings') }).waitFor();
    await settled(leader);
    await leader.locator('a[href*="/supervision/findings/"]').first().waitFor();
    await leader.goto(`${server.url}/supervision/findings/${finding.id}`);
    await leader.getByText(finding.case.number).first().waitFor();
    await leader.locator('[data-form=answer] textarea').fill('窗口核对不细，已组织培训。');
    await button(leader, 'supervision.send').click();
    await told(leader, 'supervision.done.answer');
    const supervisor = await browsing.ready('supervisor_tao', { width: 390, height: 844 });
    await supervisor.goto(`${server.url}/supervision/findings/${finding.id}`);
    await supervisor.locator('[data-form=close] input[value=reject]').check();
    await button(supervisor, 'supervision.send').click();
    await supervisor.getByText(say('supervision.fault.text')).waitFor();
    await supervisor.locator('[data-form=close] input[value=accept]').check();
    await button(supervisor, 'supervision.send').click();
    await told(supervisor, 'supervision.done.accept');
    expect('state', (await wu.get(`/supervision/findings/${finding.id}`)).state, 'accepted');
  });
  await t.step('the ledger is whole', async () => {
    expect('breaks', (await (await as(server, 'auditor_chu')).post('/audit/verify', {})).breaks, []);
  });
}
