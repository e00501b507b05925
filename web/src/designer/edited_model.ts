// SPDX-License-Identifier: Apache-2.0
// A model as opened and as edited, and what the server reads in it. What is typed outlives errors and a reload: it is
// kept in this window until it is saved or thrown away.
import { computed, onScopeDispose, ref, shallowRef, type Ref } from 'vue';
import { asProblem, type ApiProblem } from '@/shared/api/problem';
import type { RuleModel, RuleSummary } from '@/shared/api/schema';

/** What every kind of model says of itself. */
export type ModelText = Pick<RuleModel, 'kind' | 'code' | 'title' | 'pack' | 'file' | 'version' | 'newest' | 'xml' | 'can_edit' | 'versions'>;
export type ModelSummary = Omit<RuleSummary, 'name' | 'decisions'>;

interface Kept { version: number; xml: string }

export interface ModelSource<Model extends ModelText & Reading, Reading> {
  key: string;
  read(version?: number): Promise<Model>;
  check(xml: string): Promise<Reading>;
  save(opened: number, xml: string, note: string): Promise<Model>;
  /** Another text is shown: what was tried is of the one before. */
  taken?(): void;
  /** The server has read what was typed. */
  checked?(): void;
}

/** Long enough that a pause between two words is none. */
const pauseMs = 500;

export function useEditedModel<Model extends ModelText & Reading, Reading>(source: ModelSource<Model, Reading>) {
  const model = shallowRef<Model>();
  const loading = ref(true);
  const loadProblem = shallowRef<ApiProblem>();
  const xml = ref('');
  const reading = shallowRef<Reading>();
  const unreadable = shallowRef<ApiProblem>();
  const saving = ref(false);
  const saveProblem = shallowRef<ApiProblem>();
  const restored = ref(false);
  /** Moves when the editor has to take the text anew: another version, or changes thrown away. */
  const generation = ref(0);
  const dirty = computed(() => model.value !== undefined && xml.value !== model.value.xml);
  let timer = 0;
  let latest = 0;
  onScopeDispose(() => { window.clearTimeout(timer); latest = -1; });

  function keep(): void {
    try {
      if (dirty.value) sessionStorage.setItem(source.key, JSON.stringify({ version: model.value!.version, xml: xml.value } satisfies Kept));
      else sessionStorage.removeItem(source.key);
    } catch { /* A full or forbidden store only means that a reload loses the changes, which the browser warns of. */ }
  }

  function kept(version: number): string | undefined {
    try {
      const found = JSON.parse(sessionStorage.getItem(source.key) ?? 'null') as Kept | null;
      return found?.version === version ? found.xml : undefined;
    } catch { return undefined; }
  }

  function take(next: Model, text = next.xml): void {
    model.value = next;
    xml.value = text;
    reading.value = next;
    unreadable.value = undefined;
    generation.value += 1;
    source.taken?.();
  }

  async function load(version?: number): Promise<void> {
    loading.value = true;
    try {
      const next = await source.read(version);
      const mine = version === undefined ? kept(next.version) : undefined;
      restored.value = mine !== undefined && mine !== next.xml;
      take(next, mine);
      loadProblem.value = undefined;
      if (restored.value) void check();
    } catch (error) {
      loadProblem.value = asProblem(error);
    } finally {
      loading.value = false;
    }
  }

  function discard(): void {
    if (!model.value) return;
    restored.value = false;
    saveProblem.value = undefined;
    take(model.value);
    keep();
  }

  function edited(text: string): void {
    if (text === xml.value) return;
    xml.value = text;
    saveProblem.value = undefined;
    keep();
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void check(), pauseMs);
  }

  async function check(): Promise<void> {
    const mine = ++latest;
    try {
      const answer = await source.check(xml.value);
      if (mine !== latest) return;
      reading.value = answer;
      unreadable.value = undefined;
      source.checked?.();
    } catch (error) {
      if (mine === latest) unreadable.value = asProblem(error);
    }
  }

  /** Whether it was saved. */
  async function save(note: string): Promise<boolean> {
    if (!model.value || saving.value) return false;
    saving.value = true;
    saveProblem.value = undefined;
    const text = xml.value;
    try {
      const next = await source.save(model.value.version, text, note);
      model.value = next;
      reading.value = next;
      restored.value = false;
      keep();
      return true;
    } catch (error) {
      saveProblem.value = asProblem(error);
      return false;
    } finally {
      saving.value = false;
    }
  }

  return { model, loading, loadProblem, xml, reading, unreadable, saving, saveProblem, restored, generation, dirty, load, discard, edited, save };
}

/** What the frame around an editor needs of it. */
export type EditedModel = Pick<ReturnType<typeof useEditedModel<ModelText, unknown>>, 'loading' | 'loadProblem' | 'xml' | 'saving' | 'saveProblem' | 'restored' | 'dirty' | 'load' | 'discard' | 'save'> & { model: Readonly<Ref<ModelText | undefined>> };
