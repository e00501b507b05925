// SPDX-License-Identifier: Apache-2.0
// dmn-js reads DMN 1.3 only. The versions around it name the same elements by other namespaces, so a model is put into
// those of 1.3 to be drawn and back into its own to be saved. What the editor would drop is noticed before anything is
// edited: see losesElements.

const editorVersion = '20191111';
// The date in the namespaces of a version, and how these begin.
const dialects: Record<string, string> = { '20180521': 'http', '20211108': 'https', '20230324': 'https' };
const kinds = ['MODEL', 'DMNDI', 'FEEL'] as const;
const uriOf = (version: string, kind: string) => `${dialects[version] ?? 'https'}://www.omg.org/spec/DMN/${version}/${kind}/`;

export interface Opened {
  /** For the editor. */
  xml: string;
  /** What the editor gives, as the model's own version writes it. */
  restore: (xml: string) => string;
}

// Comments, CDATA sections and instructions are gone over whole; texts lie between the matches.
const markup = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(?:[^>"']|"[^"]*"|'[^']*')*>/g;
const isTag = (piece: string) => !piece.startsWith('<!') && !piece.startsWith('<?');

// Only whole values of attributes: a text that speaks of a namespace stays.
function replaceValues(xml: string, from: string, to: string): string {
  return xml.replace(markup, (piece) => (isTag(piece) ? piece.replaceAll(`"${from}"`, `"${to}"`).replaceAll(`'${from}'`, `'${to}'`) : piece));
}
function names(xml: string, uri: string): boolean {
  return (xml.match(markup) ?? []).some((piece) => isTag(piece) && (piece.includes(`"${uri}"`) || piece.includes(`'${uri}'`)));
}

/** The model for the editor. Undefined where it cannot be: another version than 1.2 to 1.5, or several in one file. */
export function openModel(xml: string): Opened | undefined {
  const own = Object.keys(dialects).filter((version) => kinds.some((kind) => names(xml, uriOf(version, kind))));
  const isEditors = kinds.some((kind) => names(xml, uriOf(editorVersion, kind)));
  if (own.length === 0) return isEditors ? { xml, restore: (saved) => saved } : undefined;
  if (own.length > 1 || isEditors) return undefined; // restoring could not tell them apart
  const convert = (text: string, from: string, to: string) =>
    kinds.reduce((done, kind) => replaceValues(done, uriOf(from, kind), uriOf(to, kind)), text);
  return { xml: convert(xml, own[0]!, editorVersion), restore: (saved) => convert(saved, editorVersion, own[0]!) };
}

function countElements(xml: string): Map<string, number> {
  const out = new Map<string, number>();
  const all = (xml.match(markup) ?? []).filter(isTag);
  all.forEach((tag, i) => {
    const name = /^<(?:[^\s/>:]+:)?([^\s/>:]+)\s*(.*?)(\/?)>$/s.exec(tag);
    if (!name || tag.startsWith('</')) return;
    // An element that says nothing may be left out.
    const isEmpty = name[2] === '' && (name[3] === '/' || (all[i + 1]?.startsWith('</') === true && xml.includes(`${tag}${all[i + 1]}`)));
    if (!isEmpty) out.set(name[1]!, (out.get(name[1]!) ?? 0) + 1);
  });
  return out;
}

/** Whether `saved`, what the editor makes of `opened` before any change, lacks elements that `opened` has. */
export function losesElements(opened: string, saved: string): boolean {
  const kept = countElements(saved);
  return [...countElements(opened)].some(([name, count]) => (kept.get(name) ?? 0) < count);
}
