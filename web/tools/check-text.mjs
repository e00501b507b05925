// SPDX-License-Identifier: Apache-2.0
// The texts of both languages have the same keys and placeholders, every key used in the source exists, and every
// key that exists is used. A key may be built at run time from a template whose beginning is literal: t(`a.b.${x}`).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('../src', import.meta.url).pathname;
const faults = [];

function flatten(value, prefix, into) {
  for (const [key, inner] of Object.entries(value)) {
    const path = `${prefix}.${key}`;
    if (typeof inner === 'string') into.set(path, inner);
    else flatten(inner, path, into);
  }
}

function read(language) {
  const texts = new Map();
  const folder = join(root, 'text', language);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    flatten(JSON.parse(readFileSync(join(folder, file), 'utf8')), file.slice(0, -5), texts);
  }
  return texts;
}

const placeholders = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ');
const zh = read('zh-Hans');
const en = read('en');
for (const [key, text] of zh) {
  if (!en.has(key)) faults.push(`missing in en: ${key}`);
  else if (placeholders(text) !== placeholders(en.get(key))) faults.push(`placeholders differ: ${key}`);
  if (text.trim() === '') faults.push(`empty in zh-Hans: ${key}`);
}
for (const [key, text] of en) {
  if (!zh.has(key)) faults.push(`missing in zh-Hans: ${key}`);
  if (/[\u3400-\u9fff]/.test(text)) faults.push(`Chinese in en: ${key}`);
}

const sources = readdirSync(root, { recursive: true }).filter((name) => /\.(vue|ts)$/.test(name) && !name.endsWith('.test.ts'));
const all = sources.map((name) => readFileSync(join(root, name), 'utf8')).join('\n');
for (const name of sources) {
  const text = readFileSync(join(root, name), 'utf8');
  for (const [, key] of text.matchAll(/\bt\(\s*'([a-z_]+\.[\w.]+)'/g)) if (!zh.has(key)) faults.push(`${name}: no text ${key}`);
  for (const [, key] of text.matchAll(/title: '([a-z_]+\.[\w.]+)'/g)) if (!zh.has(key)) faults.push(`${name}: no text ${key}`);
  if (/<template>/.test(text) && /[\u3400-\u9fff]/.test(text.replace(/<!--[\s\S]*?-->|\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replace('Huizheng 惠政', ''))) {
    faults.push(`${name}: Chinese text outside text/`);
  }
}
const prefixes = [...all.matchAll(/`([a-z_]+\.[\w.]*)\$\{/g)].map((found) => found[1]);
for (const key of zh.keys()) {
  const used = all.includes(`'${key}'`) || prefixes.some((prefix) => key.startsWith(prefix));
  if (!used) faults.push(`not used: ${key}`);
}

for (const fault of faults) console.error(fault);
console.log(`${zh.size} texts in each language, ${faults.length} faults`);
process.exitCode = faults.length ? 1 : 0;
