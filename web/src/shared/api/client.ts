// SPDX-License-Identifier: Apache-2.0
// The one place that calls fetch. Adds the language, the CSRF token and the idempotency key, retries what is safe to
// retry, and asks the person to sign in again when a session has ended in the middle of something.
import { ApiProblem, offlineProblem, problemFrom } from './problem';
import { operations, type Operations } from './schema';

export interface RequestOptions {
  query?: Record<string, string | number | boolean | undefined | null>;
  /** An object is sent as JSON; a Blob or a string as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Makes repeating a POST harmless; such a POST is retried when no answer came. */
  idempotencyKey?: string;
  ifMatch?: string;
  signal?: AbortSignal;
  /** Goes on when the page is closed meanwhile. */
  keepalive?: boolean;
  /** A 401 is an answer here, not a reason to ask for the password. */
  allowUnauthenticated?: boolean;
}

export interface Answer<T> {
  data: T;
  etag?: string;
  status: number;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface ClientHooks {
  language(): string;
  csrfToken(): string | undefined;
  /** Resolves true when the person has signed in again. */
  signInAgain(): Promise<boolean>;
  /** Reads the session anew, because the CSRF token was refused. */
  refreshSession(): Promise<void>;
  pause(milliseconds: number): Promise<void>;
}

export const apiRoot = '/api/v1';
const tries = 3;

let hooks: ClientHooks = {
  language: () => 'zh-Hans',
  csrfToken: () => undefined,
  signInAgain: () => Promise.resolve(false),
  refreshSession: () => Promise.resolve(),
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

export function configureClient(changes: Partial<ClientHooks>): void {
  hooks = { ...hooks, ...changes };
}

/** A fresh key for one intention of the person (not for one attempt). */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function apiUrl(path: string, query: RequestOptions['query'] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return `${apiRoot}${path}${text ? `?${text}` : ''}`;
}

function build(method: Method, options: RequestOptions): RequestInit {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': hooks.language(), ...options.headers };
  const token = hooks.csrfToken();
  if (method !== 'GET' && token) headers['X-CSRF-Token'] = token;
  if (options.idempotencyKey) headers['Idempotency-Key'] = options.idempotencyKey;
  if (options.ifMatch) headers['If-Match'] = options.ifMatch;
  let body: BodyInit | undefined;
  if (options.body instanceof Blob || typeof options.body === 'string') {
    body = options.body;
  } else if (options.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(options.body);
  }
  // Browsers refuse more than 64 KB of what outlives a page.
  const keepalive = options.keepalive && typeof body === 'string' && body.length < 20_000;
  return { method, headers, body, credentials: 'same-origin', signal: options.signal, ...(keepalive ? { keepalive } : {}) };
}

async function once(method: Method, path: string, options: RequestOptions): Promise<Response> {
  try {
    return await fetch(apiUrl(path, options.query), build(method, options));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw offlineProblem();
  }
}

async function persistent(method: Method, path: string, options: RequestOptions): Promise<Response> {
  const repeatable = method === 'GET' || options.idempotencyKey !== undefined;
  for (let attempt = 1; ; attempt += 1) {
    let delay = 250 * 2 ** attempt;
    try {
      const response = await once(method, path, options);
      if (!repeatable || attempt === tries || ![502, 503, 504].includes(response.status)) return response;
      delay = Math.max(delay, Math.min(5, Number(response.headers.get('Retry-After')) || 0) * 1000);
    } catch (error) {
      if (!repeatable || attempt === tries || !(error instanceof ApiProblem)) throw error;
    }
    await hooks.pause(delay);
  }
}

async function read<T>(response: Response): Promise<Answer<T>> {
  const type = response.headers.get('Content-Type') ?? '';
  let data: unknown;
  if (response.status !== 204) data = type.includes('json') ? await response.json() : await response.blob();
  return { data: data as T, etag: response.headers.get('ETag') ?? undefined, status: response.status };
}

/** Throws ApiProblem; an aborted request throws the browser's AbortError. */
export async function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<Answer<T>> {
  let response = await persistent(method, path, options);
  if (response.status === 401 && !options.allowUnauthenticated && (await hooks.signInAgain())) {
    response = await persistent(method, path, options);
  } else if (response.status === 403 && method !== 'GET') {
    const problem = await problemFrom(response);
    if (!problem.code.includes('csrf')) throw problem;
    await hooks.refreshSession();
    response = await persistent(method, path, options);
  }
  if (!response.ok) throw await problemFrom(response);
  return read<T>(response);
}

export type Operation = keyof Operations;
type Input<O extends Operation> = Operations[O]['input'];
interface AnyInput { path?: Record<string, string | number>; query?: RequestOptions['query']; body?: unknown }

/** The address of an operation, for links and downloads. */
export function addressOf<O extends Operation>(operation: O, input: Input<O>): string {
  const { path = {} } = input as AnyInput;
  return operations[operation][1].replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name])));
}

/** Calls an operation of the API by its name; what it takes and answers is what the server says of itself. */
export async function ask<O extends Operation>(operation: O, input: Input<O>, options: Omit<RequestOptions, 'query' | 'body'> = {}): Promise<Answer<Operations[O]['answer']>> {
  const { query, body } = input as AnyInput;
  return request<Operations[O]['answer']>(operations[operation][0], addressOf(operation, input), { ...options, query, body });
}

/** The same, where only the answer matters. */
export const call = async <O extends Operation>(operation: O, input: Input<O>, options: Omit<RequestOptions, 'query' | 'body'> = {}): Promise<Operations[O]['answer']> =>
  (await ask(operation, input, options)).data;
