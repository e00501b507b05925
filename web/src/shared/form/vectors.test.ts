// SPDX-License-Identifier: Apache-2.0
// The server's form vectors against form-js: both must find the same fields wrong. Those marked `differs` say why not.
import { Form } from '@bpmn-io/form-js-viewer';
import { describe, expect, it } from 'vitest';
import vectors from '../../../../src/form/vectors.json';
import type { FormSchema } from '../api/types';
import { walk } from './schema';

interface Vector { name: string; schema: FormSchema; data: Record<string, unknown>; errors?: Record<string, string>; expected?: unknown; differs?: string }

async function faultyKeys(vector: Vector): Promise<string[]> {
  const form = new Form({ container: document.body.appendChild(document.createElement('div')) });
  const schema = structuredClone(vector.schema);
  await form.importSchema(schema, structuredClone(vector.data));
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve));
  const errors = form.validate() as Record<string, unknown>;
  const keys: string[] = [];
  const imported = form._getState().schema as FormSchema;
  walk(imported.components, (component) => { if (component.id && component.id in errors) keys.push(component.key ?? component.id); });
  form.destroy();
  return keys.sort();
}

describe('server and browser agree', () => {
  const all = vectors as unknown as Vector[];
  const same = all.filter((vector) => !vector.differs && (vector.errors || vector.expected));
  it.each(same.map((vector) => [vector.name, vector] as const))('%s', async (_, vector) => {
    const wanted = Object.keys(vector.errors ?? {}).map((path) => path.split('/').at(-1)!);
    expect(await faultyKeys(vector)).toEqual([...new Set(wanted)].sort());
  });
});
