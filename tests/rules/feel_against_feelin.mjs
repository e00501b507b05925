// SPDX-License-Identifier: Apache-2.0
// Makes expressions at random that are defined in both, and holds our engine against the one that runs in browsers (feelin).
//   node tests/rules/feel_against_feelin.mjs PROGRAM [--count 3000] [--seed 1]
// Every difference is printed with its seed; where feelin is known to differ stands in `known`.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const web = createRequire(resolve(import.meta.dirname, '../../web/package.json'));
const { evaluate } = await import(pathToFileURL(web.resolve('feelin')).href);

const words = process.argv.slice(2);
const option = (name, usual) => { const at = words.indexOf(name); return at < 0 ? usual : Number(words.splice(at, 2)[1]); };
const count = option('--count', 3000);
const seed = option('--seed', 1);
const program = resolve(words[0] ?? 'build/asan/src/app/huizheng');

/** Where feelin departs from the standard. It also takes `x between high and low` for the other order, so bounds are made in order. */
const known = [
  { why: 'an order with null is null by the standard, false in feelin', when: (text, ours, theirs) => ours === null && theirs === false },
];

/** mulberry32: the same numbers on every machine. */
function numbers(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Expressions by the kind of their value. Numbers stay dyadic and small, so that doubles are exact. */
class Maker {
  constructor(random) {
    this.random = random;
    this.depth = 0;
    this.bound = [];
  }

  pick(list) { return list[Math.floor(this.random() * list.length)]; }

  of(kind) {
    if (this.depth > 4) return this.leaf(kind);
    this.depth += 1;
    const text = this.random() < 0.25 ? this.leaf(kind) : this[kind]();
    this.depth -= 1;
    return text;
  }

  leaf(kind) {
    const inner = this.bound.filter((one) => one.kind === kind).map((one) => one.name);
    switch (kind) {
      case 'number': return this.pick([...inner, 'a', 'b', '费用', '0', '1', '2', '7', '-3', '0.5', '2.25', '100']);
      case 'string': return this.pick([...inner, 's', 't', '""', '"食品"', '"abc"', '"Ab c"']);
      case 'boolean': return this.pick([...inner, 'yes', 'no', 'true', 'false']);
      case 'list': return this.pick([...inner, 'l', 'm', '[]', '[1, 2, 3]', '[4]']);
      default: throw new Error(kind);
    }
  }

  number() {
    const n = () => this.of('number');
    return this.pick([
      () => `(${n()} ${this.pick(['+', '-', '*'])} ${n()})`,
      () => `-(${n()})`,
      () => `count(${this.of('list')})`,
      () => `sum(${this.of('list')})`,
      () => `min(${n()}, ${n()})`,
      () => `max([${n()}, ${n()}])`,
      () => `abs(${n()})`,
      () => `floor(${n()})`,
      () => `ceiling(${n()})`,
      () => `string length(${this.of('string')})`,
      () => `(if ${this.of('boolean')} then ${n()} else ${n()})`,
      () => `{x: ${n()}, y: x + 1}.y`,
      () => `${this.of('list')}[1]`,
    ])();
  }

  string() {
    const s = () => this.of('string');
    return this.pick([
      () => `(${s()} + ${s()})`,
      () => `upper case(${s()})`,
      () => `lower case(${s()})`,
      () => `substring before(${s()}, ${s()})`,
      () => `substring after(${s()}, "b")`,
      () => `(if ${this.of('boolean')} then ${s()} else ${s()})`,
      () => `string(${this.of('boolean')})`,
    ])();
  }

  boolean() {
    const b = () => this.of('boolean');
    const n = () => this.of('number');
    return this.pick([
      () => `(${b()} ${this.pick(['and', 'or'])} ${b()})`,
      () => `not(${b()})`,
      () => `(${n()} ${this.pick(['<', '<=', '>', '>=', '=', '!='])} ${n()})`,
      () => `(${this.of('string')} ${this.pick(['=', '!='])} ${this.of('string')})`,
      () => `(${n()} between ${this.pick(['0 and 5', '-2 and 2', '1 and 100'])})`,
      () => `(${n()} in [${this.pick(['0..5', '-2..2', '1..100'])}])`,
      () => `(${n()} in (< 3, > 50))`,
      () => `contains(${this.of('string')}, ${this.of('string')})`,
      () => `starts with(${this.of('string')}, "a")`,
      () => `list contains(${this.of('list')}, ${n()})`,
      () => `(${this.pick(['some', 'every'])} ${this.binding(this.of('list'))} satisfies ${this.inside('number', b)})`,
    ])();
  }

  list() {
    const l = () => this.of('list');
    return this.pick([
      () => `[${this.of('number')}, ${this.of('number')}]`,
      () => `append(${l()}, ${this.of('number')})`,
      () => `concatenate(${l()}, ${l()})`,
      () => `reverse(${l()})`,
      () => `distinct values(${l()})`,
      () => `${l()}[item > ${this.of('number')}]`,
      () => `(for ${this.binding(l())} return ${this.inside('number', () => this.of('number'))})`,
      () => `sort(${l()}, function(x, y) x < y)`,
      () => `remove([1, 2, 3], ${this.pick([1, 2, 3])})`,
      () => `sublist([1, 2, 3, 4], ${this.pick([1, 2, 3])}, 2)`,
    ])();
  }

  binding(list) {
    this.name = `v${this.bound.length}`;
    return `${this.name} in ${list}`;
  }

  /** The body of a loop, where the newest name holds a number. */
  inside(kind, body) {
    this.bound.push({ name: `v${this.bound.length}`, kind });
    const text = body();
    this.bound.pop();
    return text;
  }
}

const context = { a: 3, b: -1.5, 费用: 80, s: 'abc', t: '食品经营', yes: true, no: false, l: [1, 5, 9], m: [2, 2, -4.5] };

/** Numbers within a millionth, since feelin's are doubles. */
function same(x, y) {
  if (typeof x === 'number' && typeof y === 'number') return Math.abs(x - y) <= 1e-6 * Math.max(1, Math.abs(x));
  if (Array.isArray(x) && Array.isArray(y)) return x.length === y.length && x.every((one, at) => same(one, y[at]));
  return JSON.stringify(x ?? null) === JSON.stringify(y ?? null);
}

const expressions = Array.from({ length: count }, (_, n) => {
  const maker = new Maker(numbers(seed * 1_000_003 + n));
  return maker.of(maker.pick(['number', 'string', 'boolean', 'list']));
});
const run = spawnSync(program, ['rules', 'eval', '--lines'], {
  input: expressions.map((expression) => JSON.stringify({ expression, context })).join('\n') + '\n', maxBuffer: 1 << 28, encoding: 'utf8',
});
if (run.status !== 0) throw new Error(`rules eval --lines ended with ${run.status}: ${run.stderr.slice(0, 500)}`);
const ours = run.stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
let differ = 0, excused = 0, nulls = 0;
for (const [n, expression] of expressions.entries()) {
  const { value = null, error } = ours[n] ?? { error: 'no answer' };
  let theirs;
  try {
    theirs = evaluate(expression, context).value ?? null;
  } catch (fault) {
    theirs = `threw ${fault.message}`;
  }
  if (theirs === null) nulls += 1;
  if (!error && same(value, theirs)) continue;
  if (known.some((one) => one.when(expression, value, theirs))) {
    excused += 1;
    continue;
  }
  differ += 1;
  if (differ <= 20) console.log(`seed ${seed} number ${n}\n  ${expression}\n  ours   ${error ?? JSON.stringify(value)}\n  feelin ${JSON.stringify(theirs)}`);
}
console.log(`feel: ${count} expressions, ${differ} differ, ${excused} differ as known, ${nulls} of feelin's are null`);
process.exit(differ ? 1 : 0);
