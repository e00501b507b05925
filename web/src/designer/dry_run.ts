// SPDX-License-Identifier: Apache-2.0
// A changed model over past cases, page by page: what came so far, and stopping when told to.
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { asProblem, type ApiProblem } from '@/shared/api/problem';
import type { DryRunLine, DryRunPage, DryRunTally } from '@/shared/api/schema';

export interface Choice { from: string; to: string; most: number }
export type Ask = (xml: string, choice: Choice, limit: number, cursor?: string) => Promise<DryRunPage>;

export const kinds = ['otherwise', 'later', 'earlier', 'people', 'decisions', 'steps', 'stands', 'failed'] as const;
export type Kind = (typeof kinds)[number];

const perPage = 25;
const nothing = (): DryRunTally => ({ looked_at: 0, same: 0, otherwise: 0, later: 0, earlier: 0, people: 0, decisions: 0, steps: 0, stands: 0, failed: 0 });

export function sum(a: DryRunTally, b: DryRunTally): DryRunTally {
  return Object.fromEntries(Object.entries(a).map(([key, n]) => [key, n + b[key as keyof DryRunTally]])) as unknown as DryRunTally;
}

export function kindsOf(line: DryRunLine): Kind[] {
  const is: Record<Kind, boolean> = {
    otherwise: line.end === 'ended' && line.state_before.code !== line.state_after.code,
    later: line.days > 0,
    earlier: line.days < 0,
    people: line.people.length > 0 || line.same_person.length > 0,
    decisions: line.decisions.length > 0,
    steps: line.not_asked.length > 0,
    stands: line.end === 'stands',
    failed: line.end === 'failed',
  };
  return kinds.filter((kind) => is[kind]);
}

export function useDryRun(ask: Ask) {
  const tally = ref<DryRunTally>();
  const lines = shallowRef<DryRunLine[]>([]);
  const total = ref(0);
  const running = ref(false);
  const stopped = ref(false);
  const problem = shallowRef<ApiProblem>();
  /** What was run: another model makes the answer an old one. */
  const ran = ref('');
  let latest = 0;
  const cancel = () => { if (running.value) stopped.value = true; latest += 1; running.value = false; };
  onScopeDispose(cancel);

  async function run(xml: string, choice: Choice): Promise<void> {
    const mine = ++latest;
    tally.value = nothing();
    lines.value = [];
    total.value = 0;
    problem.value = undefined;
    stopped.value = false;
    running.value = true;
    ran.value = xml;
    try {
      let cursor: string | undefined;
      do {
        const page: DryRunPage = await ask(xml, choice, Math.min(perPage, choice.most - tally.value.looked_at), cursor);
        if (mine !== latest) return;
        if (page.total !== undefined) total.value = Math.min(page.total, choice.most);
        tally.value = sum(tally.value, page.tally);
        lines.value = [...lines.value, ...page.items];
        cursor = page.next_cursor;
      } while (cursor && tally.value.looked_at < choice.most);
    } catch (error) {
      if (mine === latest) problem.value = asProblem(error);
    } finally {
      if (mine === latest) running.value = false;
    }
  }

  const share = computed(() => (total.value ? Math.round((100 * (tally.value?.looked_at ?? 0)) / total.value) : 0));
  return { tally, lines, total, running, stopped, problem, ran, share, run, cancel };
}
