// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addressOf, apiUrl, call, configureClient, newIdempotencyKey, request } from './client';
import { ApiProblem } from './problem';

const answer = (status: number, body?: unknown, headers: Record<string, string> = {}) =>
  new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });

const fetching = vi.fn<typeof fetch>();
const signInAgain = vi.fn(() => Promise.resolve(true));
const refreshSession = vi.fn(() => Promise.resolve());
const headersOf = (call: number) => fetching.mock.calls[call]?.[1]?.headers as Record<string, string>;

beforeEach(() => {
  fetching.mockReset();
  signInAgain.mockClear();
  refreshSession.mockClear();
  vi.stubGlobal('fetch', fetching);
  configureClient({ language: () => 'en', csrfToken: () => 'token', signInAgain, refreshSession, pause: () => Promise.resolve() });
});
afterEach(() => vi.unstubAllGlobals());

describe('a request', () => {
  it('says the language, and the CSRF token only where something changes', async () => {
    fetching.mockImplementation(() => Promise.resolve(answer(200, {})));
    await request('GET', '/items');
    await request('POST', '/drafts', { body: { item: 'a' } });
    expect(headersOf(0)['Accept-Language']).toBe('en');
    expect(headersOf(0)['X-CSRF-Token']).toBeUndefined();
    expect(headersOf(1)['X-CSRF-Token']).toBe('token');
    expect(fetching.mock.calls[1]?.[1]?.body).toBe('{"item":"a"}');
  });

  it('leaves empty parameters out of the address', () => {
    expect(apiUrl('/items', { q: '食品', theme: '', cursor: undefined })).toBe('/api/v1/items?q=%E9%A3%9F%E5%93%81');
  });

  it('gives the ETag and nothing for 204', async () => {
    fetching.mockResolvedValueOnce(answer(200, { id: 1 }, { ETag: '"3"' })).mockResolvedValueOnce(new Response(null, { status: 204 }));
    expect((await request('GET', '/drafts/1')).etag).toBe('"3"');
    expect((await request('DELETE', '/drafts/1')).data).toBeUndefined();
  });
});

describe('an operation', () => {
  it('is called by its name, with what it takes in its place', async () => {
    fetching.mockImplementation(() => Promise.resolve(answer(200, { id: 'a/b' })));
    await call('complete_task', { path: { id: 'a/b' }, body: { outcome: 'accept' } }, { idempotencyKey: 'k' });
    await call('search_cases', { query: { q: '食品' } });
    expect(fetching.mock.calls[0]?.[0]).toBe('/api/v1/tasks/a%2Fb/complete');
    expect(fetching.mock.calls[0]?.[1]).toMatchObject({ method: 'POST', body: '{"outcome":"accept"}' });
    expect(headersOf(0)['Idempotency-Key']).toBe('k');
    expect(fetching.mock.calls[1]?.[0]).toBe('/api/v1/cases/search?q=%E9%A3%9F%E5%93%81');
    expect(addressOf('get_licence_pdf', { path: { id: 'x' } })).toBe('/licences/x/pdf');
  });
});

describe('a refusal', () => {
  it('keeps code, words and fields', async () => {
    const fields = [{ path: '/phone', code: 'form.pattern', message: 'Not a number.' }];
    fetching.mockResolvedValueOnce(answer(422, { code: 'form.invalid', title: 'T', detail: 'D', fields }));
    const problem = await request('POST', '/cases', { body: {} }).catch((error: unknown) => error);
    expect(problem).toMatchObject({ status: 422, code: 'form.invalid', message: 'D', fields, kind: 'invalid' });
  });

  it('without a readable body is still a problem', async () => {
    fetching.mockImplementation(() => Promise.resolve(new Response('<html>', { status: 500 })));
    await expect(request('GET', '/items')).rejects.toMatchObject({ status: 500, kind: 'server' });
  });
});

describe('retries', () => {
  it('a GET is tried three times when no answer comes', async () => {
    fetching.mockRejectedValueOnce(new TypeError('down')).mockResolvedValueOnce(answer(503)).mockResolvedValueOnce(answer(200, 7));
    expect((await request('GET', '/site')).data).toBe(7);
    fetching.mockRejectedValue(new TypeError('down'));
    await expect(request('GET', '/site')).rejects.toMatchObject({ kind: 'offline' });
    expect(fetching).toHaveBeenCalledTimes(6);
  });

  it('a POST only with an idempotency key, and then with the same one', async () => {
    fetching.mockRejectedValue(new TypeError('down'));
    await expect(request('POST', '/cases', { body: {} })).rejects.toBeInstanceOf(ApiProblem);
    expect(fetching).toHaveBeenCalledTimes(1);
    await expect(request('POST', '/cases', { body: {}, idempotencyKey: 'k' })).rejects.toBeInstanceOf(ApiProblem);
    expect(fetching).toHaveBeenCalledTimes(4);
    expect([1, 2, 3].map((call) => headersOf(call)['Idempotency-Key'])).toEqual(['k', 'k', 'k']);
  });

  it('keys differ', () => {
    expect(newIdempotencyKey()).toMatch(/^[0-9a-f]{32}$/);
    expect(newIdempotencyKey()).not.toBe(newIdempotencyKey());
  });
});

describe('an ended session', () => {
  it('asks to sign in and sends the request again', async () => {
    fetching.mockResolvedValueOnce(answer(401, {})).mockResolvedValueOnce(answer(200, 'saved'));
    expect((await request('PUT', '/drafts/1', { body: {} })).data).toBe('saved');
    expect(signInAgain).toHaveBeenCalledOnce();
  });

  it('stays a problem when the person does not sign in, or when 401 is an answer', async () => {
    fetching.mockImplementation(() => Promise.resolve(answer(401, {})));
    signInAgain.mockResolvedValueOnce(false);
    await expect(request('GET', '/cases')).rejects.toMatchObject({ kind: 'unauthenticated' });
    await expect(request('GET', '/session', { allowUnauthenticated: true })).rejects.toMatchObject({ kind: 'unauthenticated' });
    expect(signInAgain).toHaveBeenCalledOnce();
  });

  it('reads the session anew when the CSRF token was refused', async () => {
    fetching.mockResolvedValueOnce(answer(403, { code: 'session.csrf' })).mockResolvedValueOnce(answer(201, 1));
    expect((await request('POST', '/drafts', { body: {} })).data).toBe(1);
    expect(refreshSession).toHaveBeenCalledOnce();
    fetching.mockResolvedValueOnce(answer(403, { code: 'policy.denied' }));
    await expect(request('POST', '/drafts', { body: {} })).rejects.toMatchObject({ kind: 'forbidden' });
    expect(refreshSession).toHaveBeenCalledOnce();
  });
});
