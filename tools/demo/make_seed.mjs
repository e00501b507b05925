// SPDX-License-Identifier: Apache-2.0
// Writes the demo people, companies and past cases of packs/county-demo/seed. Nobody in them exists: the county's division
// code is not assigned, telephone numbers are of a prefix no operator has, names are drawn at random. Same seed, same files.
//   node tools/demo/make_seed.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';
import { identityNumber, creditCode, organisationCode } from './check_digits.mjs';
import { familyNames, givenNames, rareNames, dottedNames, streets, businesses } from './names.mjs';
import { makePlays } from './plays.mjs';

const pack = join(dirname(fileURLToPath(import.meta.url)), '../../packs/county-demo');

// mulberry32
export function random(seed) {
  let a = seed >>> 0;
  const next = () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    below: (n) => Math.floor(next() * n),
    pick: (list) => list[Math.floor(next() * list.length)],
    chance: (p) => next() < p,
  };
}

const two = (n) => String(n).padStart(2, '0');
const csv = (rows) =>
  rows.map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${String(cell).replaceAll('"', '""')}"` : cell)).join(',')).join('\n') + '\n';

function readCommunities() {
  const rows = readFileSync(join(pack, 'regions.csv'), 'utf8').trim().split('\n').slice(1).map((line) => line.split(','));
  const town = new Map(rows.filter((r) => r[2] === '4').map((r) => [r[0], r[3]]));
  return rows.filter((r) => r[2] === '5').map((r) => ({ code: r[0], name: r[3], town: town.get(r[1]) }));
}

function birthDate(rnd, from, to) {
  const year = from + rnd.below(to - from + 1);
  const month = 1 + rnd.below(12);
  const day = 1 + rnd.below([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]);
  return `${year}-${two(month)}-${two(day)}`;
}

// The first people are those the demo accounts belong to, and those whose names try the screens.
const fixed = [
  { name: '林晓帆', sex: '2', birth: '1990-05-18', ethnicity: '01' },
  { name: '蓝春生', sex: '1', birth: '1984-09-02', ethnicity: '22' },
  { name: '吉𠮷', sex: '1', birth: '1995-12-31', ethnicity: '01' },
  { name: '俞阿婆', sex: '2', birth: '1947-02-28', ethnicity: '01' },
  ...rareNames.map((name, i) => ({ name, sex: String(1 + (i % 2)), birth: `19${70 + i}-0${1 + (i % 9)}-15`, ethnicity: '01' })),
  ...dottedNames.map(([name, sex, ethnicity], i) => ({ name, sex, birth: `19${80 + (i % 20)}-0${1 + (i % 9)}-2${i % 9}`, ethnicity })),
];

function makePerson(rnd, number, communities, taken) {
  const given = fixed[number - 1] ?? {};
  const sex = given.sex ?? String(1 + rnd.below(2));
  const she = rnd.chance(0.08);
  const name = given.name ?? (she ? rnd.pick(['蓝', '雷', '钟']) : rnd.pick(familyNames)) + rnd.pick(givenNames[sex]);
  const birth = given.birth ?? birthDate(rnd, 1938, 2008);
  const community = rnd.pick(communities);
  let identity;
  do {
    const serial = 1 + rnd.below(890); // 900 and above: staff
    const odd = serial % 2 === 1;
    identity = identityNumber(`331179${birth.replaceAll('-', '')}${String(odd === (sex === '1') ? serial : serial + 1).padStart(3, '0')}`);
  } while (taken.has(identity));
  taken.add(identity);
  const address = `浙江省丽水市云汀县${community.town}${community.name}${community.name.endsWith('社区') ? rnd.pick(streets) : ''}${1 + rnd.below(180)} 号`;
  return {
    number, identity_number: identity, name, sex, birth_date: birth, ethnicity: given.ethnicity ?? (she ? '22' : '01'),
    phone: `154${String(number).padStart(8, '0')}`, region: community.code, address,
  };
}

function makeCompany(rnd, number, people, communities, names) {
  const [trade, short, scope] = number <= 2 ? businesses[0] : rnd.pick(businesses);
  const adults = people.filter((p) => p.birth_date > '1958' && p.birth_date < '2004');
  const owner = number <= 2 ? people[number - 1] : rnd.pick(adults);
  const kind = number === 1 ? 0 : number === 2 ? 1 : rnd.below(10) < 5 ? 0 : rnd.below(10) < 9 ? 1 : 2;
  const place = rnd.pick(communities);
  let name;
  do {
    const word = rnd.pick(['云', '汀', '禾', '松', '枫', '竹', '岚', '泉', '茗', '谷', '佳', '鑫', '瑞', '和', '福', '顺']) + rnd.pick(['香', '源', '味', '丰', '升', '悦', '轩', '园', '盛', '达', '康', '庭', '记', '坊', '林']);
    name = kind === 0 ? `云汀县${word}${trade}有限公司` : kind === 1 ? `云汀县${place.town}${word}${short}` : `云汀县${word}农产品专业合作社`;
  } while (names.has(name));
  names.add(name);
  const prefix = ['91', '92', '93'][kind];
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const body = 'MA7' + Array.from({ length: 5 }, () => alphabet[rnd.below(alphabet.length)]).join('');
  return {
    number, representative: owner.number, credit_code: creditCode(`${prefix}331179${organisationCode(body)}`), name,
    kind: ['有限责任公司', '个体工商户', '农民专业合作社'][kind], legal_representative: owner.name,
    registered_capital: kind === 1 ? `${1 + rnd.below(20)} 万元` : `${10 * (1 + rnd.below(50))} 万元`,
    established_on: birthDate(rnd, 2009, 2025), region: place.code,
    address: `云汀县${place.town}${place.name}${place.name.endsWith('社区') ? rnd.pick(streets) : ''}${1 + rnd.below(200)} 号`,
    business_scope: scope, phone: owner.phone, state: '存续',
  };
}

function table(rows) {
  return csv([Object.keys(rows[0]), ...rows.map((row) => Object.values(row).map(String))]);
}

const rnd = random(20261122);
const communities = readCommunities();
const taken = new Set();
const people = Array.from({ length: 2000 }, (_, i) => makePerson(rnd, i + 1, communities, taken));
const names = new Set();
const companies = Array.from({ length: 300 }, (_, i) => makeCompany(rnd, i + 1, people, communities, names));
writeFileSync(join(pack, 'seed/residents.csv'), table(people));
writeFileSync(join(pack, 'seed/companies.csv'), table(companies));
writeFileSync(join(pack, 'seed/cases.yaml'), makePlays(rnd, people, companies));
