// SPDX-License-Identifier: Apache-2.0
// Running cases to a newer version: the mapping as chosen, what a check found, and moving them, page by page.
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { asProblem, type ApiProblem } from '@/shared/api/problem';
import type { MigrationLine, MigrationPage, MigrationPlace, MigrationPlan, ModelVersion } from '@/shared/api/schema';

export interface Order { from: number; to: number; mapping: { from: string; to: string }[] }
export interface Asks {
  plan(order: Order): Promise<MigrationPlan>;
  check(order: Order, limit: number, cursor?: string): Promise<MigrationPage>;
  run(order: Order, reason: string, limit: number, cursor?: string): Promise<MigrationPage>;
}
export type Phase = 'choosing' | 'checking' | 'checked' | 'moving' | 'moved';

const perPage = { checking: 25, moving: 10 };
/** So many lines are shown; all are counted. */
export const mostShown = 200;

/** Versions to which cases of `from` can move, newest first. */
export const targetsOf = (versions: ModelVersion[], from: number): number[] =>
  versions.map((one) => one.version).filter((version) => version > from).sort((a, b) => b - a);

/** Places for which somebody has to say what takes their place. */
export const openPlaces = (places: MigrationPlace[]): MigrationPlace[] => places.filter((place) => !place.to && !place.leaves);

export function useMigration(asks: Asks) {
  const from = ref(0);
  const to = ref(0);
  const chosen = ref(new Map<string, string>());
  const plan = shallowRef<MigrationPlan>();
  const phase = ref<Phase>('choosing');
  const lines = shallowRef<MigrationLine[]>([]);
  const tally = ref({ looked_at: 0, moves: 0, due: 0 });
  const stopped = ref(false);
  const problem = shallowRef<ApiProblem>();
  let latest = 0;
  onScopeDispose(() => { latest += 1; });

  const order = computed<Order>(() => ({ from: from.value, to: to.value, mapping: [...chosen.value].map(([old, other]) => ({ from: old, to: other })) }));
  const busy = computed(() => phase.value === 'checking' || phase.value === 'moving');
  const share = computed(() => (plan.value?.cases ? Math.min(100, Math.round((100 * tally.value.looked_at) / plan.value.cases)) : 0));

  function clear(): void {
    latest += 1;
    phase.value = 'choosing';
    lines.value = [];
    tally.value = { looked_at: 0, moves: 0, due: 0 };
    stopped.value = false;
    problem.value = undefined;
  }

  async function readPlan(): Promise<void> {
    clear();
    const mine = latest;
    try {
      const answer = await asks.plan(order.value);
      if (mine === latest) plan.value = answer;
    } catch (error) {
      if (mine === latest) problem.value = asProblem(error);
    }
  }

  function choose(version: number, target: number): Promise<void> {
    from.value = version;
    to.value = target;
    chosen.value = new Map();
    plan.value = undefined;
    return readPlan();
  }

  /** `target` empty: as its id says. What stands inside an element depends on it, so the plan is read anew. */
  function map(element: string, target: string): Promise<void> {
    const next = new Map(chosen.value);
    if (target) next.set(element, target);
    else next.delete(element);
    chosen.value = next;
    return readPlan();
  }

  async function pages(doing: 'checking' | 'moving', ask: (limit: number, cursor?: string) => Promise<MigrationPage>): Promise<void> {
    clear();
    const mine = latest;
    phase.value = doing;
    try {
      let cursor: string | undefined;
      do {
        const page = await ask(perPage[doing], cursor);
        if (mine !== latest) return;
        tally.value = { looked_at: tally.value.looked_at + page.looked_at, moves: tally.value.moves + page.moves, due: tally.value.due + page.items.filter((line) => line.limits.length).length };
        const telling = doing === 'moving' ? page.items : page.items.filter((line) => !line.moves || line.limits.length);
        lines.value = [...lines.value, ...telling].slice(0, mostShown);
        cursor = page.next_cursor;
      } while (cursor);
    } catch (error) {
      if (mine === latest) problem.value = asProblem(error);
    }
    if (mine === latest) phase.value = doing === 'moving' ? 'moved' : 'checked';
  }

  const check = () => pages('checking', (limit, cursor) => asks.check(order.value, limit, cursor));
  const run = (reason: string) => pages('moving', (limit, cursor) => asks.run(order.value, reason, limit, cursor));
  /** What has been moved stays moved. */
  function cancel(): void {
    if (!busy.value) return;
    latest += 1;
    stopped.value = true;
    phase.value = phase.value === 'moving' ? 'moved' : 'checked';
  }
  function leave(): void {
    clear();
    from.value = 0;
    plan.value = undefined;
  }

  return { from, to, chosen, plan, phase, lines, tally, stopped, problem, busy, share, order, choose, map, check, run, cancel, leave };
}
