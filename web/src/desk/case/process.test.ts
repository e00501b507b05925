// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { elementsOf, inEnglish } from './process';

const xml = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:hz="urn:huizheng:bpmn:1"><bpmn:process id="p">
  <bpmn:userTask id="accept" name="受理审核" hz:name_en="Acceptance check"/><bpmn:endEvent id="end" name="送达"/></bpmn:process></bpmn:definitions>`;

describe('the steps of a process', () => {
  it('are listed with where the case stands', () => {
    expect(elementsOf({ bpmn_xml: xml, active: ['accept'], passed: [] })).toEqual([
      { id: 'accept', name: '受理审核', state: 'active' }, { id: 'end', name: '送达', state: 'to_come' },
    ]);
  });
  it('have their English names where the model gives them', () => {
    expect(elementsOf({ bpmn_xml: inEnglish(xml), active: [], passed: [] }).map((element) => element.name)).toEqual(['Acceptance check', '送达']);
  });
});
