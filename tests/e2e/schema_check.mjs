// SPDX-License-Identifier: Apache-2.0
// Holds answers of the API against the server's own description of them.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './support.mjs';

const Ajv = createRequire(join(root, 'web/package.json'))('ajv/dist/2020').default;

/** The description's schemas, so that an object has no member of which it says nothing. */
function strict(schema) {
  if (Array.isArray(schema)) return schema.map(strict);
  if (schema === null || typeof schema !== 'object') return schema;
  const out = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  if (out.properties && out.additionalProperties === undefined) out.additionalProperties = false;
  return out;
}

export class SchemaCheck {
  /** Operations of which some success was held against its schema. */
  held = new Set();
  #compiled = new Map();

  constructor(document) {
    this.document = document;
    this.ajv = new Ajv({ strict: false, validateFormats: true });
    this.ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
    this.ajv.addFormat('date', /^\d{4}-\d\d-\d\d$/);
    this.ajv.addSchema({ $id: 'api', components: strict(document.components) });
    this.operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => (
      { method: method.toUpperCase(), operation, fixed: !path.includes('{'), pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) })))
      .sort((a, b) => b.fixed - a.fixed);
  }

  /** What does not fit, or undefined. */
  misfit(schema, value) {
    if (!this.#compiled.has(schema)) {
      this.#compiled.set(schema, this.ajv.compile(JSON.parse(JSON.stringify(strict(schema)).replaceAll('"#/components/', '"api#/components/'))));
    }
    const fits = this.#compiled.get(schema);
    return fits(value) ? undefined : this.ajv.errorsText(fits.errors, { dataVar: 'answer' });
  }

  /** What is wrong with the shape of an answer, or undefined. Its status is judged elsewhere. */
  fault(operation, answer) {
    const type = answer.type.split(';')[0];
    if (answer.status >= 400) {
      const misfit = this.misfit(operation.responses.default.content['application/problem+json'].schema, answer.json);
      return misfit && `a problem unlike its schema: ${misfit}`;
    }
    const said = operation.responses[String(answer.status)];
    if (!said) return undefined;
    if (!said.content) return answer.bytes.length ? `an answer where none is declared: ${type}` : undefined;
    const json = said.content['application/json'];
    if (!json) return said.content[type] || said.content['application/octet-stream'] ? undefined : `type ${type} is not declared`;
    if (type !== 'application/json') return `type ${type} is not declared`;
    this.held.add(operation.operationId);
    const misfit = this.misfit(json.schema, answer.json);
    return misfit && `an answer unlike its schema: ${misfit}`;
  }

  operationOf(method, target) {
    const path = target.split('?')[0];
    const full = path.startsWith('/api/') ? path : `/api/v1${path}`;
    return this.operations.find((one) => one.method === method && one.pattern.test(full))?.operation;
  }

  /** Every answer that a client of this class gets is looked at; one that does not fit throws. */
  watch(Client) {
    const check = this;
    const plain = Client.prototype.call;
    Client.prototype.call = async function call(method, path, options) {
      const answer = await plain.call(this, method, path, options);
      const operation = check.operationOf(method, path);
      const fault = operation && answer.type.length > 0 ? check.fault(operation, answer) : undefined;
      if (fault) throw new Error(`${method} ${path} -> ${answer.status}: ${fault}`);
      return answer;
    };
    return () => { Client.prototype.call = plain; };
  }

  /** Operations with a described JSON answer of which none was seen. */
  get unseen() {
    return this.operations.map((one) => one.operation)
      .filter((one) => Object.entries(one.responses).some(([status, answer]) => status[0] === '2' && answer.content?.['application/json']) && !this.held.has(one.operationId))
      .map((one) => one.operationId);
  }
}
