// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { elementsOf, localised } from './process';

const bpmn_xml = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"><bpmn:process id="p">
  <bpmn:userTask id="accept" name="受理审核"/><bpmn:endEvent id="end" name="送达"/></bpmn:process></bpmn:definitions>`;
const picture = { bpmn_xml, active: ['accept'], passed: [], names: [{ element: 'accept', name: { zh: '受理审核', en: 'Acceptance check' } }] };

describe('the steps of a process', () => {
  it('are listed with where the case stands', () => {
    expect(elementsOf(picture, 'zh-Hans')).toEqual([
      { id: 'accept', name: '受理审核', state: 'active' }, { id: 'end', name: '送达', state: 'to_come' },
    ]);
  });
  it('have the names of the language, in the list and in the picture', () => {
    expect(elementsOf(picture, 'en').map((element) => element.name)).toEqual(['Acceptance check', '送达']);
    expect(localised(picture, 'en')).toContain('name="Acceptance check"');
  });
  it('have room in the picture for the words of the other language', () => {
    const drawn = bpmn_xml.replace('</bpmn:definitions>', '<di:shape xmlns:di="d" bpmnElement="accept"><di:BPMNLabel><di:Bounds x="100" y="5" width="24" height="14"/></di:BPMNLabel></di:shape></bpmn:definitions>');
    expect(localised({ ...picture, bpmn_xml: drawn }, 'en')).toContain('x="70" y="5" width="84"');
    expect(localised({ ...picture, bpmn_xml: drawn }, 'zh-Hans')).toContain('x="100" y="5" width="24"');
  });
});
