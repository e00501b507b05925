// SPDX-License-Identifier: Apache-2.0
// Something a page reads: loading, there, or failed. Pages show it with <ResourceView>.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { asProblem, type ApiProblem } from './api/problem';
import { language } from './i18n';

export interface Resource<T> {
  data: ShallowRef<T | undefined>;
  problem: ShallowRef<ApiProblem | undefined>;
  loading: Ref<boolean>;
  /** Reads (again). What is shown stays until the new answer is there; an older answer never overwrites a newer one. */
  load(): Promise<void>;
}

export function useResource<T>(read: () => Promise<T>, { immediate = true } = {}): Resource<T> {
  const data = shallowRef<T>();
  const problem = shallowRef<ApiProblem>();
  const loading = ref(immediate);
  let latest = 0;
  onScopeDispose(() => { latest = -1; });

  async function load(): Promise<void> {
    const mine = ++latest;
    loading.value = true;
    try {
      const answer = await read();
      if (mine !== latest) return;
      data.value = answer;
      problem.value = undefined;
    } catch (error) {
      if (mine === latest) problem.value = asProblem(error);
    } finally {
      if (mine === latest) loading.value = false;
    }
  }

  // The server answers in the reader's language.
  watch(language, () => { if (latest > 0) void load(); });
  if (immediate) void load();
  return { data, problem, loading, load };
}
