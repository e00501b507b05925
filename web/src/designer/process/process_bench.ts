// SPDX-License-Identifier: Apache-2.0
// The state of the process designer: the edited process, and a case played through it by hand.
import { ref, shallowRef } from 'vue';
import { asProblem, type ApiProblem } from '@/shared/api/problem';
import { useEditedModel } from '../edited_model';
import { checkProcess, readProcess, saveProcess, tryProcess, type Act, type ProcessModel, type Reading, type Trial } from './api';

export function useProcessBench(kind: string, code: string) {
  const trial = shallowRef<Trial>();
  const trialProblem = shallowRef<ApiProblem>();
  const trying = ref(false);
  const acts = ref<Act[]>([]);
  const form = ref<Record<string, unknown>>({});

  function reset(): void {
    trial.value = undefined;
    trialProblem.value = undefined;
    acts.value = [];
  }

  const edited = useEditedModel<ProcessModel, Reading>({
    key: `hz.process.${kind}/${code}`,
    read: (version) => readProcess(kind, code, version),
    check: (xml) => checkProcess(kind, code, xml),
    save: (opened, xml, note) => saveProcess(kind, code, opened, xml, note),
    taken: reset,
    // The same case goes through the changed process as far as it comes.
    checked: () => { if (trial.value) void play(acts.value); },
  });

  let latest = 0;
  async function play(next: Act[]): Promise<void> {
    const mine = ++latest;
    trying.value = true;
    try {
      const answer = await tryProcess(edited.xml.value, form.value, next);
      if (mine !== latest) return;
      trial.value = answer;
      acts.value = next.slice(0, answer.done);
      trialProblem.value = undefined;
    } catch (error) {
      if (mine === latest) trialProblem.value = asProblem(error);
    } finally {
      if (mine === latest) trying.value = false;
    }
  }

  const start = (with_form: Record<string, unknown>) => { form.value = with_form; return play([]); };
  const act = (one: Act) => play([...acts.value, one]);
  const back = () => play(acts.value.slice(0, -1));
  return { ...edited, trial, trialProblem, trying, acts, start, act, back, reset };
}
