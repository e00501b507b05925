// SPDX-License-Identifier: Apache-2.0
// Sends one file in pieces. A dropped line costs at most one piece: the server is asked how far it got, and we go on
// from there, also after the page was closed and the same file is chosen again.
import { call } from './client';
import { ApiProblem } from './problem';
import type { StoredFile } from './types';

export interface UploadTarget { draft?: string; case?: string; material: string }
export interface UploadOptions {
  onProgress?: (sent: number, total: number) => void;
  signal?: AbortSignal;
  pause?: (milliseconds: number) => Promise<void>;
  memory?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}
interface Begun { id: string; offset: number; chunk_bytes?: number; state?: string }

/** What a server takes that has not said so: an upload gone on with after the page was closed. */
const defaultChunk = 256 * 1024;
const patience = 8;

export const deleteFile = (id: string) => call('delete_file', { path: { id } });

export function resumeKey(target: UploadTarget, file: File): string {
  return ['hz.upload', target.draft ?? target.case, target.material, file.name, file.size, file.lastModified].join('|');
}

async function begin(target: UploadTarget, file: File): Promise<Begun> {
  const body = { ...target, name: file.name, size: file.size, media_type: file.type || 'application/octet-stream' };
  return call('start_file', { body });
}

async function resume(id: string | null | undefined): Promise<Begun | undefined> {
  if (!id) return undefined;
  try {
    const known = await call('get_file', { path: { id } });
    return { id, offset: known.offset, state: known.state };
  } catch (error) {
    if (error instanceof ApiProblem && error.kind !== 'offline') return undefined;
    throw error;
  }
}

/** Forgets an upload that is not wanted any more, here and on the server, where it would stand in the way of submitting. */
export async function abandonUpload(target: UploadTarget, file: File, memory: NonNullable<UploadOptions['memory']> = window.localStorage): Promise<void> {
  const key = resumeKey(target, file);
  const id = memory.getItem(key);
  memory.removeItem(key);
  if (id) await deleteFile(id).catch(() => {});
}

const passing = (error: unknown) => error instanceof ApiProblem && ['offline', 'busy', 'conflict'].includes(error.kind);

export async function uploadFile(target: UploadTarget, file: File, options: UploadOptions = {}): Promise<StoredFile> {
  const memory = options.memory ?? window.localStorage;
  const pause = options.pause ?? ((milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)));
  const key = resumeKey(target, file);
  const begun = (await resume(memory.getItem(key))) ?? (await begin(target, file));
  memory.setItem(key, begun.id);
  const chunk = begun.chunk_bytes ?? defaultChunk;
  let { offset, state } = begun;
  let failures = 0;
  try {
    while (state !== 'stored') {
      options.signal?.throwIfAborted();
      options.onProgress?.(offset, file.size);
      try {
        ({ offset, state } = await call('append_file', { path: { id: begun.id }, body: file.slice(offset, offset + chunk) }, {
          headers: { 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' },
          signal: options.signal,
        }));
        failures = 0;
      } catch (error) {
        failures += 1;
        if (!passing(error) || failures > patience) throw error;
        await pause(Math.min(8000, 300 * 2 ** failures));
        const known = await resume(begun.id);
        if (!known) throw error;
        ({ offset, state } = known);
      }
    }
  } catch (error) {
    if (error instanceof ApiProblem && error.kind === 'invalid') await abandonUpload(target, file, memory);
    else if (error instanceof ApiProblem && error.kind !== 'offline' && error.kind !== 'busy') memory.removeItem(key);
    throw error;
  }
  memory.removeItem(key);
  options.onProgress?.(file.size, file.size);
  return { id: begun.id, name: file.name, size: file.size, media_type: file.type, state: 'stored', material: target.material };
}
