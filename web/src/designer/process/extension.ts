// SPDX-License-Identifier: Apache-2.0
// Our extension attributes (docs/bpmn-extensions.md) as bpmn-js reads and writes them.
const attributes = (...names: string[]) => names.map((name) => ({ name, isAttr: true, type: 'String' }));

export const extension = {
  name: 'Huizheng',
  uri: 'urn:huizheng:bpmn:1',
  prefix: 'hz',
  xml: { tagAlias: 'lowerCase' },
  types: [
    { name: 'Element', extends: ['bpmn:FlowElement', 'bpmn:Process'], properties: attributes('name_en', 'milestone', 'clock') },
    { name: 'UserTask', extends: ['bpmn:UserTask'], properties: attributes('posts', 'applicant', 'outcomes', 'form', 'fourEyes', 'assign', 'skill') },
    { name: 'ServiceTask', extends: ['bpmn:ServiceTask'], properties: attributes('job') },
    { name: 'Rule', extends: ['bpmn:BusinessRuleTask'], properties: attributes('decision', 'result') },
    { name: 'Script', extends: ['bpmn:ScriptTask'], properties: attributes('result') },
    { name: 'Timer', extends: ['bpmn:TimerEventDefinition'], properties: attributes('workingDays') },
    { name: 'Loop', extends: ['bpmn:MultiInstanceLoopCharacteristics'], properties: attributes('collection', 'item', 'output', 'into') },
  ],
};

export const milestones = ['received', 'accepted', 'not_accepted', 'supplement_requested', 'supplemented', 'granted', 'denied', 'issued', 'delivered', 'withdrawn', 'resolved', 'closed'] as const;
export const clockEffects = ['start', 'pause', 'resume', 'stop'] as const;
/** Work that the platform does for a service task. */
export const jobs = ['document.issue_licence'] as const;
