// SPDX-License-Identifier: Apache-2.0
// The state of the workbench: the model as opened and as edited, what the server reads in it, and the last trial.
// What is typed outlives errors and a reload: it is kept in this window until it is saved or thrown away.
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { asProblem, type ApiProblem } from '@/shared/api/problem';
import { checkRules, readRules, saveRules, tryRules, type Reading, type RuleModel, type Trial } from './api';

interface Kept { version: number; xml: string }
export interface Attempt { decision: string; inputs: Record<string, unknown> }

/** Long enough that a pause between two words is none. */
const pauseMs = 500;

export function useWorkbench(kind: string, code: string) {
  const key = `hz.rules.${kind}/${code}`;
  const model = shallowRef<RuleModel>();
  const loading = ref(true);
  const loadProblem = shallowRef<ApiProblem>();
  const xml = ref('');
  const reading = shallowRef<Reading>();
  const unreadable = shallowRef<ApiProblem>();
  const trial = shallowRef<Trial>();
  const trialProblem = shallowRef<ApiProblem>();
  const trying = ref(false);
  const saving = ref(false);
  const saveProblem = shallowRef<ApiProblem>();
  const restored = ref(false);
  /** Moves when the editor has to take the text anew: another version, or changes thrown away. */
  const generation = ref(0);
  const dirty = computed(() => model.value !== undefined && xml.value !== model.value.xml);
  let attempt: Attempt | undefined;
  let timer = 0;
  let latest = 0;
  onScopeDispose(() => { window.clearTimeout(timer); latest = -1; });

  function keep(): void {
    try {
      if (dirty.value) sessionStorage.setItem(key, JSON.stringify({ version: model.value!.version, xml: xml.value } satisfies Kept));
      else sessionStorage.removeItem(key);
    } catch { /* A full or forbidden store only means that a reload loses the changes, which the browser warns of. */ }
  }

  function kept(version: number): string | undefined {
    try {
      const found = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Kept | null;
      return found?.version === version ? found.xml : undefined;
    } catch { return undefined; }
  }

  function take(next: RuleModel, text = next.xml): void {
    model.value = next;
    xml.value = text;
    reading.value = next;
    unreadable.value = undefined;
    trial.value = undefined;
    trialProblem.value = undefined;
    generation.value += 1;
  }

  async function load(version?: number): Promise<void> {
    loading.value = true;
    try {
      const next = await readRules(kind, code, version);
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
      const answer = await checkRules(xml.value);
      if (mine !== latest) return;
      reading.value = answer;
      unreadable.value = undefined;
      if (attempt) void run(attempt);
    } catch (error) {
      if (mine === latest) unreadable.value = asProblem(error);
    }
  }

  async function run(next: Attempt): Promise<void> {
    attempt = next;
    trying.value = true;
    try {
      const answer = await tryRules(xml.value, next.decision, next.inputs);
      if (attempt !== next) return;
      trial.value = answer;
      trialProblem.value = undefined;
    } catch (error) {
      if (attempt === next) trialProblem.value = asProblem(error);
    } finally {
      if (attempt === next) trying.value = false;
    }
  }

  /** Whether it was saved. */
  async function save(note: string): Promise<boolean> {
    if (!model.value || saving.value) return false;
    saving.value = true;
    saveProblem.value = undefined;
    const text = xml.value;
    try {
      const next = await saveRules(kind, code, model.value.version, text, note);
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

  return { model, loading, loadProblem, xml, reading, unreadable, trial, trialProblem, trying, saving, saveProblem, restored, generation, dirty, load, discard, edited, run, save };
}
