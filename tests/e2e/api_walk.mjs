// SPDX-License-Identifier: Apache-2.0
// One case lived through, and everything beside it, so that every operation of the API succeeds once.
import { apply, as, bringTo, Client, goodForm, handle, newDraft, newKey, samplePdf, taskOf, upload } from './client.mjs';
import { expect, item, until } from './support.mjs';

/** Every act on a case and on a task, once. The food licence wants two persons for what stops or lengthens the clock. */
async function walkActs(server, citizen) {
  const [clerk, leader, system, inspector, reviewer] = await Promise.all(['clerk_wang', 'leader_wu', 'system_feng', 'inspector_zhao', 'reviewer_zhou'].map((login) => as(server, login)));
  const one = await apply(citizen);
  await citizen.post(`/cases/${one.id}/notes`, { text: '后厨改造已经完工。' });
  await citizen.post(`/cases/${one.id}/urge`, { text: '请尽快办理。' });
  await upload(citizen, { case: one.id }, 'floor_plan', samplePdf());
  await citizen.post(`/cases/${one.id}/materials`, { note: '换一张清楚的平面图。' });
  await system.get(`/operations/cases/${one.id}`);
  await leader.post(`/cases/${one.id}/correct`, { reason: '电话有误。', form: { contact_phone: '15400000002' } });
  await bringTo(server, one.id, 'check');
  await inspector.post(`/cases/${one.id}/approvals`, { what: 'suspend', kind: 'testing', reason: '需要送检。', days: 5 });
  await leader.post(`/cases/${one.id}/approvals/decide`, { agree: true });
  await inspector.post(`/cases/${one.id}/resume`, { result: '检测合格。' });

  const check = async () => `/tasks/${(await taskOf(inspector, one.id, 'check_a')).id}`;
  const people = (await inspector.get(`${await check()}/candidates`)).items;
  const { person: { id: me }, posts: [{ agency: { code: agency } }] } = await inspector.get('/session');
  const colleague = people.find(({ person }) => person !== me).person;
  await inspector.post(`${await check()}/opinions`, { people: [colleague], question: '是否符合要求？' });
  await inspector.post(`${await check()}/opinions/recall`, {});
  await inspector.post(`${await check()}/opinions`, { posts: [{ agency, post: 'reviewer' }], question: '是否符合要求？' });
  const task = await check();
  await reviewer.post(`${task}/opinions/answer`, { agree: true, opinion: '符合。' });
  await leader.post(`${task}/reassign`, { person: colleague, reason: '调整分工。' });
  await leader.post(`${task}/reassign`, { person: me });
  await inspector.post(`${task}/transfer`, { agency, post: 'reviewer', reason: '请先看工艺。' });
  await reviewer.post(`${task}/return`, { reason: '没有问题，请继续。' });
  await inspector.post(`${await check()}/delegate`, { person: colleague, reason: '外出。' });

  const [second, third, gone] = [await apply(citizen), await apply(citizen), await apply(citizen)];
  await leader.post(`/cases/${one.id}/links`, { other: second.id, reason: '同一场所。' });
  await leader.post(`/cases/${third.id}/merge`, { into: second.id, reason: '重复申请。' });
  await leader.must(201, 'POST', `/cases/${second.id}/split`, { body: { reason: '两处场所分开办理。' }, headers: { 'Idempotency-Key': newKey() } });
  await citizen.post(`/cases/${gone.id}/withdraw`, { reason: '不再办理。' });
  await leader.post(`/cases/${gone.id}/reopen`, { reason: '申请人撤回有误。' });
  await citizen.post(`/cases/${gone.id}/withdraw`, { reason: '还是不办了。' });
  await leader.post(`/cases/${gone.id}/archive`, {});
}

/** Many tasks at once, a clerk's own filters, an absence. */
async function walkDesk(server, citizen) {
  const [clerk, one] = [await as(server, 'clerk_li'), await apply(citizen)];
  const task = await taskOf(clerk, one.id, 'accept');
  for (const act of ['claim', 'release']) {
    const { items } = await clerk.post('/tasks/bulk', { act, tasks: [task.id, 'x-1'] });
    expect(`${act} of two`, items.map(({ done }) => done), [true, false]);
  }
  await clerk.must(200, 'PUT', '/desk/filters/mine', { body: { item, step: 'accept' } });
  await clerk.get('/desk/filters');
  await clerk.must(200, 'DELETE', '/desk/filters/mine');
  await clerk.get('/absences');
  const day = (later) => new Date(Date.now() + later * 86400e3).toISOString().slice(0, 10);
  const { items } = await clerk.must(201, 'POST', '/absences', { body: { from: day(1), until: day(3) }, headers: { 'Idempotency-Key': newKey() } });
  await clerk.post(`/absences/${items[0].id}/end`, {});
}

/** A finding of supervision, answered by the post it went to and closed by the supervisor. */
async function walkSupervision(server) {
  const [supervisor, leader] = [await as(server, 'supervisor_tao'), await as(server, 'leader_wu')];
  await supervisor.get('/supervision/board');
  const found = await until('a finding that the leader can answer', async () => {
    for (const one of (await leader.get('/supervision/findings?state=open')).items) if (one.can.includes('answer')) return one;
    return undefined;
  }, 60);
  await supervisor.get(`/supervision/findings/${found.id}`);
  await leader.post(`/supervision/findings/${found.id}/answer`, { text: '已催办，今日办结。' });
  await supervisor.post(`/supervision/findings/${found.id}/close`, { accepted: true, text: '同意。' });
}

/** Another system tells that something happened; nobody waits for it yet. */
async function walkMessages(server) {
  const sensors = await as(server, 'interface_sensors');
  const message = { id: newKey(), name: 'water_level', key: 'bridge-7', data: { metres: 3.2 }, keep_hours: 1 };
  expect('kept', (await sensors.post('/messages', message)).state, 'kept');
  expect('repeated', (await sensors.post('/messages', message)).repeated, true);
  await sensors.must(202, 'POST', '/signals', { body: { name: 'storm_warning' } });
}

/** The life of three cases and what is beside them; `check` holds every answer against its schema meanwhile. */
export async function walk(server, check) {
  const stop = check.watch(Client);
  try {
    const citizen = await as(server, 'citizen_lin');
    const clerk = await as(server, 'clerk_wang');
    const leader = await as(server, 'leader_wu');
    const draft = await newDraft(citizen, { files: false });
    const file = (await upload(citizen, { draft: draft.id }, 'floor_plan', samplePdf())).json;
    await citizen.get(`/files/${file.id}`);
    await citizen.must(200, 'GET', `/files/${file.id}/content`);
    await citizen.get(`/drafts/${draft.id}`);
    await citizen.must(200, 'PUT', `/drafts/${draft.id}`, { body: { data: draft.data } });
    await citizen.must(204, 'DELETE', `/drafts/${draft.id}`);

    const granted = await apply(citizen);
    const accept = await taskOf(clerk, granted.id, 'accept');
    for (const verb of ['claim', 'release']) await clerk.post(`/tasks/${accept.id}/${verb}`);
    await clerk.get(`/tasks/${accept.id}`);
    await clerk.post(`/cases/${granted.id}/records`, { purpose: '核对申请信息' });
    await bringTo(server, granted.id, 'decide');
    await handle(server, granted.id, 'decide', 'leader_wu', 'granted');
    const licence = await until('the licence', async () => (await citizen.get(`/cases/${granted.id}`)).licence, 20);
    await citizen.get(`/cases/${granted.id}/receipt`);
    await citizen.get(`/cases/${granted.id}/process`);
    await citizen.post(`/cases/${granted.id}/rating`, { level: 1, reasons: [], text: '' });
    const held = await citizen.get(`/licences/${licence.id}`);
    await citizen.get(`/verify/${held.identifier}`);
    for (const path of ['/cases', '/me/access-log', '/me/records', '/licences', '/drafts', '/session', '/items', '/themes', '/site']) await citizen.get(path);
    for (const path of ['/tasks', '/desk/summary', '/cases/search?q=1']) await clerk.get(path);
    await walkDesk(server, citizen);
    await leader.post(`/licences/${licence.id}/revoke`, { reason: '依申请撤销。' });

    // The second press of the button finds what the first one did.
    const supplied = await apply(citizen);
    const task = await taskOf(clerk, supplied.id, 'accept');
    const completion = { body: { outcome: 'supplement', opinion: '缺平面图。', data: { items: [{ material: 'floor_plan', note: '请补充。' }] } }, headers: { 'Idempotency-Key': newKey() } };
    const first = await clerk.must(200, 'POST', `/tasks/${task.id}/complete`, completion);
    expect('the same answer', await clerk.must(200, 'POST', `/tasks/${task.id}/complete`, completion), first);
    expect('one completion', (await clerk.get(`/cases/${supplied.id}`)).history.filter((one) => one.type === 'task_completed').length, 1);
    await citizen.get(`/cases/${supplied.id}`);
    await citizen.post(`/cases/${supplied.id}/supply`, { data: goodForm, note: '已补充。' });
    await citizen.post(`/cases/${supplied.id}/withdraw`, { reason: '不再办理。' });

    await walkActs(server, citizen);
    await walkSupervision(server);
    await walkMessages(server);

    const auditor = await as(server, 'auditor_chu');
    for (const path of ['head', 'entries?limit=5', 'entries/1', 'consistency?from=1&to=2']) await auditor.get(`/audit/${path}`);
    await auditor.post('/audit/verify');
    await (await as(server, 'security_chen')).get('/admin/roles');
    await citizen.get(`/items/${item}`);
    const system = await as(server, 'system_feng');
    await system.get('/admin/accounts');
    await system.get('/operations');
    await system.get('/operations/incidents');
    await system.must(200, 'POST', '/operations/incidents/retry', { body: { ids: [] } });
    await system.must(201, 'POST', '/admin/accounts', { body: { login: `walker_${Date.now().toString(36)}`, name: '甲', password: 'Walking#2026-around' } });
    await new Client(server.url).signIn('citizen_lin');

    const designer = await as(server, 'designer_gu');
    const [rules] = (await designer.get('/rules')).items;
    const path = `/rules/${rules.kind}/${rules.code}`;
    const model = await designer.get(path);
    await designer.must(200, 'POST', `${path}/check`, { body: { xml: model.xml } });
    await designer.must(200, 'POST', `${path}/dry-run`, { body: { xml: model.xml, limit: 3 } });
    await designer.must(200, 'POST', `${path}/try`, { body: { xml: model.xml, decision: model.decisions[0].name, inputs: {} } });
    const edited = model.xml.replace('</definitions>', '<!-- walked --></definitions>');
    await designer.must(200, 'PUT', path, { body: { xml: edited, note: '不改规则，只留一句注释。' }, headers: { 'If-Match': `"${model.version}"` } });
    const drawn = (await designer.get('/processes')).items.find((one) => one.code === rules.code);
    const process = await designer.get(`/processes/${drawn.kind}/${drawn.code}`);
    await designer.must(200, 'POST', `/processes/${drawn.kind}/${drawn.code}/check`, { body: { xml: process.xml } });
    const begun = await designer.must(200, 'POST', '/processes/try', { body: { xml: process.xml, form: {}, acts: [] } });
    await designer.must(200, 'POST', '/processes/try', { body: { xml: process.xml, form: {}, acts: [{ token: begun.choices[0].token, outcome: 'refuse', data: null }] } });
    await designer.get(`/processes/${drawn.kind}/${drawn.code}/waiting`);
    await designer.must(200, 'POST', `/processes/${drawn.kind}/${drawn.code}/dry-run`, { body: { xml: process.xml, limit: 5 } });
    const redrawn = process.xml.replace(/(<\/\w+:definitions>)\s*$/, '<!-- walked -->$1');
    const { version: to } = await designer.must(200, 'PUT', `/processes/${drawn.kind}/${drawn.code}`, { body: { xml: redrawn, note: '只留一句注释。' }, headers: { 'If-Match': `"${process.version}"` } });
    const { versions } = await designer.get(`/processes/${drawn.kind}/${drawn.code}/running`);
    for (const [act, more] of [['plan', {}], ['check', { limit: 5 }], ['run', { limit: 2, reason: '只多一句注释。' }]])
      await designer.must(200, 'POST', `/processes/${drawn.kind}/${drawn.code}/migration/${act}`, { body: { from: versions.find((one) => one.version < to)?.version ?? process.version, to, ...more } });
  } finally {
    stop();
  }
}
