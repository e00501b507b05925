// SPDX-License-Identifier: Apache-2.0
// The state of the rule workbench: the edited model and the last trial, which follows the edits.
import { ref, shallowRef } from 'vue';
import { asProblem, type ApiProblem } from '@/shared/api/problem';
import { checkRules, readRules, saveRules, tryRules, type Reading, type RuleModel, type Trial } from './api';
import { useEditedModel } from './edited_model';

export interface Attempt { decision: string; inputs: Record<string, unknown> }

export function useWorkbench(kind: string, code: string) {
  const trial = shallowRef<Trial>();
  const trialProblem = shallowRef<ApiProblem>();
  const trying = ref(false);
  let attempt: Attempt | undefined;

  const edited = useEditedModel<RuleModel, Reading>({
    key: `hz.rules.${kind}/${code}`,
    read: (version) => readRules(kind, code, version),
    check: (xml) => checkRules(kind, code, xml),
    save: (opened, xml, note) => saveRules(kind, code, opened, xml, note),
    taken: () => { trial.value = undefined; trialProblem.value = undefined; },
    checked: () => { if (attempt) void run(attempt); },
  });

  async function run(next: Attempt): Promise<void> {
    attempt = next;
    trying.value = true;
    try {
      const answer = await tryRules(kind, code, edited.xml.value, next.decision, next.inputs);
      if (attempt !== next) return;
      trial.value = answer;
      trialProblem.value = undefined;
    } catch (error) {
      if (attempt === next) trialProblem.value = asProblem(error);
    } finally {
      if (attempt === next) trying.value = false;
    }
  }

  return { ...edited, trial, trialProblem, trying, run };
}
