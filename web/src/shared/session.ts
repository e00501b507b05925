// SPDX-License-Identifier: Apache-2.0
// Who is signed in, and the dialog that asks again when a session ends in the middle of something.
import { computed, reactive, readonly } from 'vue';
import { call, configureClient } from './api/client';
import { ApiProblem } from './api/problem';
import type { Session } from './api/types';

const state = reactive({
  session: undefined as Session | undefined,
  loaded: false,
  askingAgain: false,
});
let waiting: ((signedIn: boolean) => void)[] = [];

export const sessionState = readonly(state);
export const signedIn = computed(() => state.session !== undefined);
export const isStaff = computed(() => (state.session?.posts.length ?? 0) > 0);
/** In any reach: the server lists `case.handle@agency`. */
export const may = (permission: string) => state.session?.permissions.some((held) => held.split('@')[0] === permission) ?? false;

export async function loadSession(): Promise<void> {
  try {
    state.session = await call('get_session', {}, { allowUnauthenticated: true });
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.kind === 'unauthenticated') state.session = undefined;
  } finally {
    state.loaded = true;
  }
}

export async function signIn(login: string, password: string): Promise<Session> {
  const data = await call('sign_in', { body: { login, password } }, { allowUnauthenticated: true });
  const somebodyElse = state.askingAgain && state.session && state.session.account.id !== data.account.id;
  state.session = data;
  if (somebodyElse) window.location.assign('/');
  else settle(true);
  return data;
}

export async function signOut(): Promise<void> {
  try {
    await call('sign_out', {}, { allowUnauthenticated: true });
  } finally {
    state.session = undefined;
  }
}

export function giveUpSignIn(): void {
  state.session = undefined;
  settle(false);
}

function settle(result: boolean): void {
  state.askingAgain = false;
  waiting.forEach((resolve) => resolve(result));
  waiting = [];
}

/** Without a session before, a 401 is for the router to handle; with one, the person is asked where they are. */
function signInAgain(): Promise<boolean> {
  if (!state.session) return Promise.resolve(false);
  state.askingAgain = true;
  return new Promise((resolve) => waiting.push(resolve));
}

configureClient({ csrfToken: () => state.session?.csrf_token, signInAgain, refreshSession: loadSession });
