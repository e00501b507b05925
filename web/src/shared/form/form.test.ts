// SPDX-License-Identifier: Apache-2.0
import { createApp, h, nextTick, reactive } from 'vue';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldProblem } from '../api/problem';
import type { FormData, FormSchema } from '../api/types';
import { i18n, setLanguage } from '../i18n';
import { answersOf } from './answers';
import FormView from './FormView.vue';
import { labels, localise, onlyFields, placeProblems } from './schema';

const schema: FormSchema = {
  type: 'default', id: 'kite', components: [
    { type: 'text', id: 'h', text: '### 风筝', properties: { 'hz:text_en': '### The kite' } },
    { type: 'textfield', id: 'field_name', key: 'name', label: '名称', validate: { required: true }, properties: { 'hz:label_en': 'Name' } },
    { type: 'radio', id: 'field_kind', key: 'kind', label: '种类', values: [{ value: 'box', label: '盒形' }, { value: 'dragon', label: '龙形' }], properties: { 'hz:label_en': 'Kind', 'hz:options_en': 'box=Box;dragon=Dragon' } },
    { type: 'number', id: 'field_tail', key: 'tail', label: '尾长', validate: { max: 30 }, conditional: { hide: '=kind != "dragon"' } },
  ],
};

describe('a schema', () => {
  it('is shown in the language of the reader', () => {
    expect(labels(schema, true)).toMatchObject({ name: 'Name', tail: '尾长' });
    const english = localise(schema, true).components!;
    expect(english[2]!.values).toMatchObject([{ label: 'Box' }, { label: 'Dragon' }]);
    expect(schema.components![1]!.label).toBe('名称');
  });

  it('places what the server found', () => {
    const problems: FieldProblem[] = [{ path: '/name', message: 'A' }, { path: '/data/tail', message: 'B' }, { path: 'field_kind', message: 'C' }, { path: '/materials/plan', message: 'D' }];
    const { byId, rest } = placeProblems(schema, problems);
    expect(byId).toEqual({ field_name: ['A'], field_tail: ['B'], field_kind: ['C'] });
    expect(rest.map((problem) => problem.message)).toEqual(['D']);
  });

  it('can be cut down to what is asked for, unless that decides about other fields', () => {
    expect(onlyFields(schema, ['name']).components).toHaveLength(1);
    expect(onlyFields(schema, ['tail']).components![0]!.conditional).toBeUndefined();
    expect(onlyFields(schema, ['kind'])).toBe(schema);
  });
});

describe('answers', () => {
  it('leave out what is hidden or empty and name the choices', () => {
    expect(answersOf(schema, { name: '蝴蝶', kind: 'box', tail: 4 }, true)).toEqual([
      { title: 'The kite', answers: [{ key: 'name', label: 'Name', value: '蝴蝶' }, { key: 'kind', label: 'Kind', value: 'Box' }] },
    ]);
    expect(answersOf(schema, { name: '', kind: 'dragon', tail: 4 }, false)[0]!.answers.map((answer) => answer.value)).toEqual(['龙形', '4']);
  });
});

describe('the form', () => {
  let place: HTMLElement;
  let app: ReturnType<typeof createApp>;
  const state = reactive({ problems: [] as FieldProblem[], seen: [] as FormData[] });
  let view: { check(): boolean };

  beforeEach(async () => {
    await setLanguage('zh-Hans', false);
    Object.assign(state, { problems: [], seen: [] });
    place = document.body.appendChild(document.createElement('div'));
    await new Promise<void>((ready) => {
      app = createApp({
        render: () => h(FormView, {
          ref: (found: unknown) => { view = found as typeof view; },
          schema, data: { name: '', kind: 'box' }, problems: state.problems,
          sources: { name: { registry: 'person', registry_title: { zh: '人口库', en: 'Population register' }, record_id: '', as_of: '2026-01-01' } },
          onChange: (data: FormData) => state.seen.push(data),
          onReady: ready,
        }),
      });
      app.use(i18n).mount(place);
    });
    await settle();
  });
  afterEach(() => {
    app.unmount();
    place.remove();
  });

  async function settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve));
    await nextTick();
  }

  it('says where a value comes from', () => {
    expect(place.textContent).toContain('来自：人口库 2026年1月1日');
    expect(place.textContent).not.toContain('尾长');
  });

  it('finds faults in our words', async () => {
    expect(view.check()).toBe(false);
    await settle();
    expect(place.textContent).toContain('此项必填。');
  });

  it('shows what the server found beside its field', async () => {
    state.problems = [{ path: '/name', message: '这个名称已经有人用了。' }];
    await settle();
    expect(place.querySelector('.fjs-has-errors')?.textContent).toContain('这个名称已经有人用了。');
  });

  it('tells what was typed', async () => {
    const input = place.querySelector<HTMLInputElement>('input[type=text]')!;
    input.value = '蝴蝶';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await settle();
    expect(state.seen.at(-1)).toMatchObject({ name: '蝴蝶', kind: 'box' });
    expect(view.check()).toBe(true);
  });
});
