// SPDX-License-Identifier: Apache-2.0
import { DmnModdle } from 'dmn-moddle';
import { describe, expect, it } from 'vitest';
import { losesElements, openModel } from './dialect';

const uris: Record<string, [model: string, dmndi: string]> = {
  '1.2': ['http://www.omg.org/spec/DMN/20180521/MODEL/', 'http://www.omg.org/spec/DMN/20180521/DMNDI/'],
  '1.3': ['https://www.omg.org/spec/DMN/20191111/MODEL/', 'https://www.omg.org/spec/DMN/20191111/DMNDI/'],
  '1.4': ['https://www.omg.org/spec/DMN/20211108/MODEL/', 'https://www.omg.org/spec/DMN/20211108/DMNDI/'],
  '1.5': ['https://www.omg.org/spec/DMN/20230324/MODEL/', 'https://www.omg.org/spec/DMN/20230324/DMNDI/'],
};
const literal = (text: string) => `<literalExpression id="e"><text>${text}</text></literalExpression>`;
function file(version: string, logic = literal('wind &lt; 6')): string {
  const [model, dmndi] = uris[version]!;
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- about "${model}" -->
<definitions xmlns="${model}" xmlns:dmndi='${dmndi}' xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" id="m" name="kite" namespace="urn:kite">
  <decision id="d" name="fly"><description></description><variable id="v" name="fly" typeRef="boolean" />${logic}</decision>
  <dmndi:DMNDI><dmndi:DMNDiagram id="g"><dmndi:DMNShape id="s" dmnElementRef="d"><dc:Bounds height="80" width="180" x="1" y="2" /></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>
</definitions>`;
}
async function throughEditor(xml: string): Promise<string> {
  const moddle = new DmnModdle();
  const { rootElement } = await moddle.fromXML(xml, 'dmn:Definitions');
  return (await moddle.toXML(rootElement, { format: true })).xml;
}

describe('a model of another version', () => {
  it.each(Object.keys(uris))('is put into 1.3 and comes back as it was: %s', async (version) => {
    const xml = file(version);
    const opened = openModel(xml)!;
    expect(opened.xml).toContain(`xmlns="${uris['1.3']![0]}"`);
    expect(opened.xml).toContain(`xmlns:dmndi='${uris['1.3']![1]}'`);
    expect(opened.restore(opened.xml)).toBe(xml);
    const saved = await throughEditor(opened.xml);
    expect(losesElements(opened.xml, saved)).toBe(false);
    const restored = opened.restore(saved);
    for (const uri of uris[version]!) expect(restored).toContain(`"${uri}"`);
    if (version !== '1.3') for (const uri of uris['1.3']!) expect(restored).not.toContain(`"${uri}"`);
  });
  it('keeps texts and comments that speak of a namespace', () => {
    const text = `if x = "${uris['1.5']![0]}" then "${uris['1.3']![0]}" else 0`;
    const xml = file('1.5', literal(text));
    const opened = openModel(xml)!;
    expect(opened.xml).toContain(text);
    expect(opened.xml).toContain(`<!-- about "${uris['1.5']![0]}" -->`);
    expect(opened.restore(opened.xml)).toBe(xml);
  });
  it('is not opened where versions are mixed or unknown', () => {
    const mixed = file('1.5').replace(uris['1.5']![1], uris['1.3']![1]);
    expect(openModel(mixed)).toBeUndefined();
    expect(openModel('<definitions xmlns="http://www.omg.org/spec/DMN/20151101/dmn.xsd" />')).toBeUndefined();
    expect(openModel('<definitions />')).toBeUndefined();
    expect(openModel('no XML')).toBeUndefined();
  });
});

describe('what the editor would drop', () => {
  const boxes = {
    conditional: `<conditional id="c"><if>${literal('true')}</if><then>${literal('1')}</then><else>${literal('2')}</else></conditional>`,
    filter: `<filter id="f"><in>${literal('xs')}</in><match>${literal('item > 1')}</match></filter>`,
    iterator: `<for id="i" iteratorVariable="x"><in>${literal('xs')}</in><return>${literal('x + 1')}</return></for>`,
    unknown: '<rumour id="r">said</rumour>',
  };
  it.each(Object.entries(boxes))('is noticed: %s', async (_, box) => {
    const opened = openModel(file('1.5', box.replace(/ id="e"/g, '')))!;
    expect(losesElements(opened.xml, await throughEditor(opened.xml))).toBe(true);
  });
  it('does not count empty elements and other prefixes', () => {
    expect(losesElements('<a><b/><c></c><d x="1"/></a>', '<n:a><n:d x="1"></n:d></n:a>')).toBe(false);
    expect(losesElements('<a><d x="1"/><d x="2"/></a>', '<a><d x="1"/></a>')).toBe(true);
  });
});
