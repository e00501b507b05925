// SPDX-License-Identifier: Apache-2.0
// The expressions of bench_rules in feelin, the engine of browsers: evaluations a second on one core, as one line of JSON.
// feelin offers no compiling apart from evaluating: each time it parses too.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const web = createRequire(resolve(import.meta.dirname, '../web/package.json'));
const { evaluate } = await import(pathToFileURL(web.resolve('feelin')).href);
const seconds = Number(process.argv[2] ?? 1);

const cases = {
  condition: ['a * 1.1 + b > 100 and c = "x"', { a: 80, b: 20, c: 'x' }, true],
  filter_sum: ['sum(l[item > 3])', { l: [1, 2, 3, 4, 5, 6, 7, 8] }, 30],
  dates: ['date("2026-03-01") < date("2026-11-22")', {}, true],
};

const out = {};
for (const [name, [expression, context, wanted]] of Object.entries(cases)) {
  const found = evaluate(expression, context).value;
  if (found !== wanted) throw new Error(`${expression} gives ${found}`);
  let done = 0;
  const began = process.hrtime.bigint();
  const end = began + BigInt(Math.round(seconds * 1e9));
  while (process.hrtime.bigint() < end) for (let i = 0; i < 50; i += 1, done += 1) evaluate(expression, context);
  out[name] = Math.round((done * 1e9) / Number(process.hrtime.bigint() - began));
}
console.log(JSON.stringify(out));
