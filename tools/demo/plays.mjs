// SPDX-License-Identifier: Apache-2.0
// Past and running cases of the demo: which flow is played, when, by whom, and how far.

// flow, how many, first and last day it may start, steps played (all where absent).
const plan = [
  ['approved', 178, '2026-06-01', '2026-10-23'],
  ['supplement_early', 20, '2026-06-01', '2026-10-15'],
  ['supplement_late', 14, '2026-06-01', '2026-10-09'],
  ['denied', 16, '2026-06-01', '2026-10-23'],
  ['refused', 14, '2026-06-01', '2026-11-10'],
  ['withdrawn', 12, '2026-06-01', '2026-11-06'],
  ['supplement_timeout', 8, '2026-06-01', '2026-09-25'],
  // Still open: received, accepted, one check done, in review, before the decision, waiting for the applicant.
  ['approved', 11, '2026-11-16', '2026-11-20', 1],
  ['approved', 9, '2026-11-12', '2026-11-19', 2],
  ['approved', 6, '2026-11-10', '2026-11-18', 3],
  ['approved', 6, '2026-11-09', '2026-11-17', 4],
  ['approved', 5, '2026-11-06', '2026-11-16', 5],
  ['supplement_early', 5, '2026-11-09', '2026-11-18', 2],
  ['supplement_late', 4, '2026-11-05', '2026-11-12', 5],
  ['approved', 3, '2026-10-26', '2026-10-30', 2], // over the promised limit
];

const day = 86_400_000;
const closed = new Set(['2026-06-19', '2026-09-25', '2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07']);

function workingDay(rnd, from, to) {
  for (;;) {
    const first = Date.parse(from + 'T00:00:00Z');
    const span = Math.round((Date.parse(to + 'T00:00:00Z') - first) / day);
    const at = new Date(first + rnd.below(span + 1) * day);
    const text = at.toISOString().slice(0, 10);
    if (at.getUTCDay() % 6 !== 0 && !closed.has(text)) return text;
  }
}

const two = (n) => String(n).padStart(2, '0');

// What the form is filled with, on top of the flow's own answers.
function answers(person, company) {
  return {
    operator_name: company.name, credit_code: company.credit_code, legal_representative: company.legal_representative,
    registered_address: company.address, business_address: company.address, contact_name: person.name, contact_phone: person.phone,
  };
}

export function makePlays(rnd, people, companies) {
  const food = companies.filter((c) => /食品|餐饮/.test(c.business_scope));
  const plays = plan.flatMap(([flow, count, from, to, steps]) =>
    Array.from({ length: count }, () => {
      const company = rnd.pick(food);
      const person = people[company.representative - 1];
      const start = `${workingDay(rnd, from, to)}T${two(8 + rnd.below(9))}:${two(rnd.below(60))}:00+08:00`;
      return { flow, start, steps, person, company };
    }),
  );
  plays.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  const lines = plays.map(({ flow, start, steps, person, company }) => {
    const stop = steps === undefined ? '' : `, steps: ${steps}`;
    return `  - {flow: food_business_licence/${flow}, start: "${start}"${stop}, applicant: {resident: ${person.number}, company: ${company.number}}, form: ${JSON.stringify(answers(person, company))}}`;
  });
  return `# SPDX-License-Identifier: Apache-2.0
# Written by tools/demo/make_seed.mjs. Each play runs a flow of tests/ from \`start\` for another applicant, with \`form\` laid over the
# flow's own answers; its \`expect\` steps are skipped. \`steps\`: stop after so many steps other than expect and wait.
plays:
${lines.join('\n')}
`;
}
