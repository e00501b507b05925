// SPDX-License-Identifier: Apache-2.0
// The steps of a process as a list, for those who do not see the picture.
import type { ProcessPicture } from '@/shared/api/desk';
import type { Language } from '@/shared/i18n';

export interface ProcessElement { id: string; name: string; state: 'active' | 'passed' | 'to_come' }
const shown = ['startEvent', 'userTask', 'serviceTask', 'endEvent', 'exclusiveGateway'];

/** The names in one language, by element. */
function namesOf(picture: ProcessPicture, language: Language): Map<string, string> {
  return new Map(picture.names.map(({ element, name }) => [element, language === 'en' ? name.en : name.zh]));
}

const labelWidth = 84;

/** Room for a word of another language than the one the label was drawn for; its middle stays. */
function widen(label: Element): void {
  const [x, width] = [Number(label.getAttribute('x')), Number(label.getAttribute('width'))];
  if (!(width < labelWidth)) return;
  label.setAttribute('x', String(x - (labelWidth - width) / 2));
  label.setAttribute('width', String(labelWidth));
}

/** The picture with its names in the reader's language. */
export function localised(picture: ProcessPicture, language: Language): string {
  const names = namesOf(picture, language);
  const document = new DOMParser().parseFromString(picture.bpmn_xml, 'application/xml');
  const renamed = new Set<string>();
  for (const element of document.getElementsByTagName('*')) {
    const id = element.getAttribute('id') ?? '';
    const name = names.get(id);
    if (!name || !element.hasAttribute('name')) continue;
    if (element.getAttribute('name') !== name) renamed.add(id);
    element.setAttribute('name', name);
  }
  for (const label of Array.from(document.getElementsByTagName('*')).filter((one) => one.localName === 'BPMNLabel')) {
    const bounds = label.firstElementChild;
    if (bounds && renamed.has(label.parentElement?.getAttribute('bpmnElement') ?? '')) widen(bounds);
  }
  return new XMLSerializer().serializeToString(document);
}

export function elementsOf(picture: ProcessPicture, language: Language): ProcessElement[] {
  const names = namesOf(picture, language);
  const document = new DOMParser().parseFromString(picture.bpmn_xml, 'application/xml');
  return Array.from(document.getElementsByTagName('*'))
    .filter((element) => shown.includes(element.localName) && element.getAttribute('name'))
    .map((element) => {
      const id = element.getAttribute('id') ?? '';
      const state = picture.active.includes(id) ? 'active' : picture.passed.includes(id) ? 'passed' : 'to_come';
      return { id, name: names.get(id) ?? element.getAttribute('name')!, state };
    });
}
