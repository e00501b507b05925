// SPDX-License-Identifier: Apache-2.0
// The types of the API for the pages, from the server's own description of it. One type a line, so that a change shows.
//   huizheng openapi | node web/tools/api-types.mjs            writes web/src/shared/api/schema.ts
//   huizheng openapi | node web/tools/api-types.mjs --check    fails where that file is not what would be written
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../src/shared/api/schema.ts', import.meta.url);
const document = JSON.parse(readFileSync(0, 'utf8'));
const root = '/api/v1';

const quoted = (text) => `'${text}'`;
const member = (name) => (/^[A-Za-z_]\w*$/.test(name) ? name : quoted(name));

/** Of the schemas our server writes: nothing more is understood, and what is not is an error. */
function typeOf(schema) {
  if (schema.$ref) return schema.$ref.split('/').pop();
  if (schema.enum) return schema.enum.map(quoted).join(' | ');
  switch (schema.type) {
    case 'string': return 'string';
    case 'boolean': return 'boolean';
    case 'integer': case 'number': return 'number';
    case 'array': return schema.items ? `${/\||^\{/.test(typeOf(schema.items)) ? `(${typeOf(schema.items)})` : typeOf(schema.items)}[]` : 'unknown[]';
    case 'object': return schema.properties ? objectOf(schema) : `Record<string, ${schema.additionalProperties ? typeOf(schema.additionalProperties) : 'unknown'}>`;
    case undefined: return 'unknown';
    default: throw new Error(`a type this tool does not know: ${JSON.stringify(schema)}`);
  }
}

function objectOf(schema) {
  const required = new Set(schema.required ?? []);
  const members = Object.entries(schema.properties).map(([name, part]) => `${member(name)}${required.has(name) ? '' : '?'}: ${typeOf(part)}`);
  return members.length ? `{ ${members.join('; ')} }` : 'Record<string, never>';
}

function parametersOf(operation, place) {
  const all = (operation.parameters ?? []).filter((one) => one.in === place);
  if (!all.length) return undefined;
  return { text: `{ ${all.map((one) => `${member(one.name)}${one.required ? '' : '?'}: ${typeOf(one.schema)}`).join('; ')} }`, needed: all.some((one) => one.required) };
}

/** The members of what call() is given: path, query, body, as far as the operation has them. */
function inputOf(operation) {
  const parts = [];
  for (const place of ['path', 'query']) {
    const found = parametersOf(operation, place);
    if (found) parts.push(`${place}${found.needed ? '' : '?'}: ${found.text}`);
  }
  const content = operation.requestBody?.content;
  if (content?.['application/json']) parts.push(`body: ${typeOf(content['application/json'].schema)}`);
  else if (content) parts.push('body: Blob');
  return parts.length ? `{ ${parts.join('; ')} }` : 'Record<string, never>';
}

function answerOf(operation) {
  const [, success] = Object.entries(operation.responses).find(([status]) => /^2/.test(status));
  if (!success.content) return 'void';
  const json = success.content['application/json'];
  return json ? typeOf(json.schema) : 'Blob';
}

const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))
  .filter(({ path }) => path.startsWith(`${root}/`))
  .sort((a, b) => a.operation.operationId.localeCompare(b.operation.operationId, 'en'));

const lines = [
  '// SPDX-License-Identifier: Apache-2.0',
  '// Made by `make api-types` from the description the server gives of its API. Do not edit: change the C++ and make it again.',
  '',
  ...Object.entries(document.components.schemas).sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([name, schema]) => (schema.properties ? `export interface ${name} ${objectOf(schema)}` : `export type ${name} = ${typeOf(schema)};`)),
  '',
  'export interface Operations {',
  ...operations.map(({ operation }) => `  /** ${operation.summary}. */ ${operation.operationId}: { input: ${inputOf(operation)}; answer: ${answerOf(operation)} };`),
  '}',
  '',
  'export const operations = {',
  ...operations.map(({ path, method, operation }) => `  ${operation.operationId}: ['${method.toUpperCase()}', '${path.slice(root.length)}'],`),
  "} as const satisfies Record<keyof Operations, readonly ['GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string]>;",
  '',
];
const text = lines.join('\n');

if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (readFileSync(file, 'utf8') !== text) {
  console.error('web/src/shared/api/schema.ts is not what the server says of its API: run `make api-types` and commit it');
  process.exitCode = 1;
} else {
  console.log(`api types: ${operations.length} operations, as the server says`);
}
