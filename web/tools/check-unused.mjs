// SPDX-License-Identifier: Apache-2.0
// Every source file is reached from app/main.ts (tests and declarations aside), so that nothing lies around unused.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const root = new URL('../src', import.meta.url).pathname;
const reached = new Set();

function resolve(from, name) {
  const base = name.startsWith('@/') ? join(root, name.slice(2)) : normalize(join(dirname(from), name));
  return [base, `${base}.ts`, join(base, 'index.ts')].find((path) => existsSync(path) && /\.\w+$/.test(path));
}

function visit(path) {
  if (reached.has(path)) return;
  reached.add(path);
  if (!/\.(vue|ts)$/.test(path)) return;
  for (const [, name] of readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([@.][^']*)'/g)) {
    const found = resolve(path, name);
    if (found) visit(found);
    else if (name.startsWith('.') || name.startsWith('@/')) console.error(`${path}: cannot resolve ${name}`);
  }
}

visit(join(root, 'app/main.ts'));
const unused = readdirSync(root, { recursive: true })
  .filter((name) => /\.(vue|ts|css)$/.test(name) && !/(\.test|\.d)\.ts$/.test(name))
  .filter((name) => !reached.has(join(root, name)));
for (const name of unused) console.error(`unused: ${name}`);
process.exitCode = unused.length ? 1 : 0;
