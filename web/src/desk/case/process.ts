// SPDX-License-Identifier: Apache-2.0
// The steps of a process as a list, for those who do not see the picture.
import type { ProcessPicture } from '@/shared/api/desk';

export interface ProcessElement { id: string; name: string; state: 'active' | 'passed' | 'to_come' }
const shown = ['startEvent', 'userTask', 'serviceTask', 'endEvent', 'exclusiveGateway'];

/** The same model with its names in English, where it has them (`hz:name_en`). */
export function inEnglish(xml: string): string {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  for (const element of Array.from(document.getElementsByTagName('*'))) {
    const name = element.getAttribute('hz:name_en');
    if (name) element.setAttribute('name', name);
  }
  return new XMLSerializer().serializeToString(document);
}

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
