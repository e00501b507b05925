// SPDX-License-Identifier: Apache-2.0
// The element chosen in the picture as plain data, and a change of it as bpmn-js wants it.

export interface Moddle { create(type: string, attributes?: Record<string, unknown>): ModdleElement }
export interface ModdleElement {
  id: string;
  $type: string;
  get(name: string): unknown;
  [member: string]: unknown;
}
export interface DiagramElement { id: string; type: string; businessObject: ModdleElement; labelTarget?: DiagramElement }
export interface Modeling {
  updateProperties(element: DiagramElement, changes: Record<string, unknown>): void;
  updateModdleProperties(element: DiagramElement, of: ModdleElement, changes: Record<string, unknown>): void;
}

export type Attribute = 'name_en' | 'milestone' | 'clock' | 'posts' | 'applicant' | 'outcomes' | 'form' | 'fourEyes' | 'assign' | 'skill' | 'job' | 'decision' | 'result';
const attributesOf: Record<string, Attribute[]> = {
  'bpmn:UserTask': ['posts', 'applicant', 'outcomes', 'form', 'fourEyes', 'assign', 'skill'],
  'bpmn:ServiceTask': ['job'],
  'bpmn:BusinessRuleTask': ['decision', 'result'],
  'bpmn:ScriptTask': ['result'],
};
const shared: Attribute[] = ['name_en', 'milestone', 'clock'];

export interface Chosen {
  id: string;
  type: string;
  name: string;
  attributes: Partial<Record<Attribute, string>>;
  /** A flow out of a gateway: under which condition it is taken, and whether it is the way when no condition holds. */
  condition?: string;
  isDefault?: boolean;
  /** Of an event that waits for a time. */
  timer?: { workingDays: string; duration: string };
  script?: string;
}

export interface Change {
  name?: string;
  attributes?: Partial<Record<Attribute, string>>;
  condition?: string;
  isDefault?: boolean;
  timer?: { workingDays: string; duration: string };
  script?: string;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const body = (expression: unknown) => text((expression as ModdleElement | undefined)?.body);
const choosing = ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway', 'bpmn:ComplexGateway'];

function timerOf(of: ModdleElement): ModdleElement | undefined {
  const events = of.eventDefinitions as ModdleElement[] | undefined;
  return events?.find((one) => one.$type === 'bpmn:TimerEventDefinition');
}

export function choose(element: DiagramElement): Chosen {
  const of = element.businessObject;
  const chosen: Chosen = { id: of.id, type: of.$type, name: text(of.name), attributes: {} };
  const canCarry = of.$type !== 'bpmn:Participant' && of.$type !== 'bpmn:Collaboration' && of.$type !== 'bpmn:TextAnnotation' && of.$type !== 'bpmn:Association';
  if (canCarry) for (const name of [...shared, ...(attributesOf[of.$type] ?? [])]) chosen.attributes[name] = text(of.get(`hz:${name}`));
  if (of.$type === 'bpmn:SequenceFlow') {
    const source = of.sourceRef as ModdleElement;
    if (choosing.includes(source.$type)) {
      chosen.condition = body(of.conditionExpression);
      chosen.isDefault = source.default === of;
    }
  }
  const timer = timerOf(of);
  if (timer) chosen.timer = { workingDays: text(timer.get('hz:workingDays')), duration: body(timer.timeDuration) };
  if (of.$type === 'bpmn:ScriptTask') chosen.script = text(of.script);
  return chosen;
}

export function applyChange(element: DiagramElement, change: Change, modeling: Modeling, moddle: Moddle, find: (id: string) => DiagramElement | undefined): void {
  const of = element.businessObject;
  const formal = (content: string) => (content.trim() ? moddle.create('bpmn:FormalExpression', { body: content.trim() }) : undefined);
  const properties: Record<string, unknown> = {};
  if (change.name !== undefined) properties.name = change.name || undefined;
  for (const [name, value] of Object.entries(change.attributes ?? {})) properties[`hz:${name}`] = value || undefined;
  if (change.condition !== undefined) properties.conditionExpression = formal(change.condition);
  if (change.script !== undefined) properties.script = change.script || undefined;
  if (Object.keys(properties).length) modeling.updateProperties(element, properties);
  if (change.isDefault !== undefined) {
    const source = find((of.sourceRef as ModdleElement).id);
    if (source) modeling.updateProperties(source, { default: change.isDefault ? of : undefined });
    if (change.isDefault && of.conditionExpression) modeling.updateProperties(element, { conditionExpression: undefined });
  }
  const timer = timerOf(of);
  if (change.timer && timer) {
    modeling.updateModdleProperties(element, timer, {
      'hz:workingDays': change.timer.workingDays || undefined,
      timeDuration: change.timer.workingDays ? undefined : formal(change.timer.duration),
    });
  }
}

/** What people call elements, by id. */
export function namesIn(xml: string): Map<string, { zh: string; en: string }> {
  const names = new Map<string, { zh: string; en: string }>();
  const read = new DOMParser().parseFromString(xml, 'application/xml');
  for (const one of read.querySelectorAll('[id][name]')) {
    const zh = one.getAttribute('name')!;
    names.set(one.id, { zh, en: one.getAttributeNS('urn:huizheng:bpmn:1', 'name_en') || zh });
  }
  return names;
}

/** Comments before the root (a licence line) are no part of a model, so an editor drops them: they go back. */
export function withProlog(original: string, saved: string): string {
  const prolog = /^(?:\uFEFF)?(?:<\?xml[^>]*\?>)?((?:\s*<!--[\s\S]*?-->)+)/.exec(original)?.[1];
  if (!prolog || saved.includes(prolog.trim())) return saved;
  const head = /^<\?xml[^>]*\?>/.exec(saved)?.[0] ?? '';
  return `${head}${prolog}${saved.slice(head.length)}`;
}
