// SPDX-License-Identifier: Apache-2.0
// The steps of a process as a list, for those who do not see the picture.
import type { ProcessPicture } from '@/shared/api/desk';

export interface ProcessElement { id: string; name: string; state: 'active' | 'passed' | 'to_come' }
const shown = ['startEvent', 'userTask', 'serviceTask', 'endEvent', 'exclusiveGateway'];

export function elementsOf(picture: ProcessPicture): ProcessElement[] {
  const document = new DOMParser().parseFromString(picture.bpmn_xml, 'application/xml');
  return Array.from(document.getElementsByTagName('*'))
    .filter((element) => shown.includes(element.localName) && element.getAttribute('name'))
    .map((element) => {
      const id = element.getAttribute('id') ?? '';
      const state = picture.active.includes(id) ? 'active' : picture.passed.includes(id) ? 'passed' : 'to_come';
      return { id, name: element.getAttribute('name')!, state };
    });
}
