// SPDX-License-Identifier: Apache-2.0
// The expressions of bench_rules in feelin, the engine of browsers: evaluations a second of processor time, as one line of JSON.
// feelin offers no compiling apart from evaluating: each time it parses too.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const web = createRequire(resolve(import.meta.dirname, '../web/package.json'));
const { evaluate } = await import(pathToFileURL(web.resolve('feelin')).href);
const seconds = Number(process.argv[2] ?? 1);

const cases = {
  condition: ['a * 1.1 + b > 100 and c = "x"', { a: 80, b: 20, c: 'x' }, true],
  filter_and_sum_of_8: ['sum(xs[item > 2])', { xs: [3, 6, 1, 4, 7, 2, 5, 0] }, 25],
  date_comparison: ['date("2026-03-01") < date("2026-11-22")', {}, true],
};

const out = {};
for (const [name, [expression, context, wanted]] of Object.entries(cases)) {
  const found = evaluate(expression, context).value;
  if (found !== wanted) throw new Error(`${expression} gives ${found}`);
  let done = 0;
  let used = 0;
  const began = process.cpuUsage();
  while (used < seconds) {
    for (let i = 0; i < 20; i += 1, done += 1) evaluate(expression, context);
    const { user, system } = process.cpuUsage(began);
    used = (user + system) / 1e6;
  }
  out[name] = Math.round(done / used);
}
console.log(JSON.stringify(out));
