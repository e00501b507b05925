// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { configureClient } from './client';
import { findFault } from './file_kind';
import { resumeKey, uploadFile } from './upload';

/** A server that keeps bytes, and can be told to lose the line. */
class FileServer {
  stored = new Uint8Array();
  size = 0;
  begun = 0;
  failures: ('before' | 'after')[] = [];

  fetch = async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
    const state = () => (this.stored.length >= this.size ? 'stored' : 'uploading');
    if (init.method === 'POST') {
      this.begun += 1;
      this.size = JSON.parse(String(init.body)).size;
      return json(201, { id: 'f1', offset: 0, chunk_bytes: 4 });
    }
    if (init.method === 'GET') return String(url).endsWith('/gone') ? json(404, {}) : json(200, { id: 'f1', offset: this.stored.length, state: state() });
    const failure = this.failures.shift();
    if (failure === 'before') throw new TypeError('line lost');
    const headers = init.headers as Record<string, string>;
    if (Number(headers['Upload-Offset']) !== this.stored.length) return json(409, { code: 'file.offset' });
    const bytes = new Uint8Array(await (init.body as Blob).arrayBuffer());
    this.stored = new Uint8Array([...this.stored, ...bytes]);
    if (failure === 'after') throw new TypeError('answer lost');
    return json(200, { id: 'f1', offset: this.stored.length, state: state() });
  };
}

const file = new File(['0123456789'], 'plan.pdf', { type: 'application/pdf', lastModified: 5 });
const target = { draft: 'd1', material: 'floor_plan' };
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
let server: FileServer;
let memory: Map<string, string>;
const options = (more = {}) => ({
  pause: () => Promise.resolve(),
  memory: { getItem: (key: string) => memory.get(key) ?? null, setItem: (key: string, value: string) => { memory.set(key, value); }, removeItem: (key: string) => { memory.delete(key); } },
  ...more,
});

beforeEach(() => {
  server = new FileServer();
  memory = new Map();
  vi.stubGlobal('fetch', server.fetch);
  configureClient({ pause: () => Promise.resolve() });
});
afterEach(() => vi.unstubAllGlobals());

describe('an upload', () => {
  it('goes in pieces and reports progress', async () => {
    const progress: number[] = [];
    const stored = await uploadFile(target, file, options({ onProgress: (sent: number) => progress.push(sent) }));
    expect(text(server.stored)).toBe('0123456789');
    expect(stored).toMatchObject({ id: 'f1', name: 'plan.pdf', state: 'stored', material: 'floor_plan' });
    expect(progress).toEqual([0, 4, 8, 10]);
    expect(memory.size).toBe(0);
  });

  it('loses nothing and repeats nothing when the line drops before or after a piece', async () => {
    server.failures = ['before', 'after', 'before', 'before', 'after'];
    await uploadFile(target, file, options());
    expect(text(server.stored)).toBe('0123456789');
    expect(server.begun).toBe(1);
  });

  it('goes on where an earlier visit stopped', async () => {
    memory.set(resumeKey(target, file), 'f1');
    server.size = 10;
    server.stored = new TextEncoder().encode('012345');
    await uploadFile(target, file, options());
    expect(text(server.stored)).toBe('0123456789');
    expect(server.begun).toBe(0);
  });

  it('begins anew when the server has forgotten it', async () => {
    memory.set(resumeKey(target, file), 'gone');
    await uploadFile(target, file, options());
    expect(server.begun).toBe(1);
  });

  it('gives up when the line stays down, and remembers where it was', async () => {
    server.failures = Array.from({ length: 40 }, () => 'before' as const);
    await expect(uploadFile(target, file, options())).rejects.toMatchObject({ kind: 'offline' });
    expect(memory.get(resumeKey(target, file))).toBe('f1');
  });

  it('stops when told to', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(uploadFile(target, file, options({ signal: stop.signal }))).rejects.toThrow();
    expect(server.stored.length).toBe(0);
  });
});

describe('the first look at a file', () => {
  const pdf = new File(['%PDF-1.7 …'], 'a.pdf');
  it('goes by content, not by name', async () => {
    expect(await findFault(pdf)).toBeUndefined();
    expect(await findFault(new File(['MZ…'], 'a.pdf', { type: 'application/pdf' }))).toBe('wrong_type');
    expect(await findFault(pdf, ['png'])).toBe('wrong_type');
  });
  it('refuses empty and too large files', async () => {
    expect(await findFault(new File([], 'a.pdf'))).toBe('empty');
    expect(await findFault(new File(['%PDF-', 'x'.repeat(1024 * 1024)], 'a.pdf'), undefined, 1)).toBe('too_large');
  });
});
