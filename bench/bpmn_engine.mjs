// SPDX-License-Identifier: Apache-2.0
// The process of bench_process in bpmn-engine, for the ratio: instances a second of processor time, as one line of JSON. The model is
// read once; each instance is an execution of its own.
import { createRequire } from 'node:module';
import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const web = createRequire(resolve(import.meta.dirname, '../web/package.json'));
const engines = createRequire(web.resolve('bpmn-engine'));
const load = (name, from) => import(pathToFileURL(from.resolve(name)).href);
const { Engine } = await load('bpmn-engine', web);
const { default: BpmnModdle } = await load('bpmn-moddle', engines);
const { default: serialize, TypeResolver } = await load('moddle-context-serializer', engines);
const elements = await load('bpmn-elements', engines);
const seconds = Number(process.argv[2] ?? 1);

const source = `<?xml version="1.0" encoding="UTF-8"?>
<definitions id="d" targetNamespace="urn:t" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
<process id="three" isExecutable="true">
<startEvent id="start"/>
<userTask id="accept_task"/><userTask id="review_task"/><userTask id="decide_task"/>
<endEvent id="end"/>
<sequenceFlow id="flow_1" sourceRef="start" targetRef="accept_task"/>
<sequenceFlow id="flow_2" sourceRef="accept_task" targetRef="review_task"/>
<sequenceFlow id="flow_3" sourceRef="review_task" targetRef="decide_task"/>
<sequenceFlow id="flow_4" sourceRef="decide_task" targetRef="end"/>
</process></definitions>`;

const sourceContext = serialize(await new BpmnModdle().fromXML(source), TypeResolver(elements));
let tasks = 0;
const listener = new EventEmitter();
listener.on('activity.wait', (task) => {
  tasks += 1;
  task.signal();
});

let done = 0;
let used = 0;
const began = process.cpuUsage();
while (used < seconds) {
  for (let i = 0; i < 10; i += 1, done += 1) {
    await new Engine({ name: 'three', sourceContext }).execute({ listener, variables: { form: { size: 3 } } });
  }
  const { user, system } = process.cpuUsage(began);
  used = (user + system) / 1e6;
}
if (tasks !== 3 * done) throw new Error(`${tasks} tasks in ${done} instances`);
console.log(JSON.stringify({ instances_per_s: Math.round(done / used) }));
