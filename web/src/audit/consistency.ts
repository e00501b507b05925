// SPDX-License-Identifier: Apache-2.0
// RFC 9162, 2.1.4.2: is the tree of `to` entries the tree of `from` entries with more added? Computed here, so that the
// answer does not rest on the server's word. And the newest head this auditor has seen, to compare with next time.
export interface SeenHead { size: number; root: string; signed_at?: string; key_id: string }

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The browser computes SHA-256 itself; the national suite's SM3 it does not know. Sizes below 2^31. */
export const canCompute = (suite: string) => suite === 'intl' && Boolean(globalThis.crypto?.subtle);

type Bytes = Uint8Array<ArrayBuffer>;

async function node(left: Bytes, right: Bytes): Promise<Bytes> {
  const input = new Uint8Array(1 + left.length + right.length);
  input[0] = 1;
  input.set(left, 1);
  input.set(right, 1 + left.length);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', input));
}

export async function isConsistent(from: { size: number; root: string }, to: { size: number; root: string }, path: string[]): Promise<boolean> {
  if (from.size > to.size) return false;
  if (from.size === to.size) return path.length === 0 && from.root === to.root;
  if (from.size === 0) return path.length === 0;
  const hashes = path.map(bytesOf);
  if ((from.size & (from.size - 1)) === 0) hashes.unshift(bytesOf(from.root));
  let [first, second] = [from.size - 1, to.size - 1];
  while (first & 1) [first, second] = [first >> 1, second >> 1];
  const start = hashes.shift();
  if (!start) return false;
  let [older, newer]: [Bytes, Bytes] = [start, start];
  for (const hash of hashes) {
    if (second === 0) return false;
    if (first & 1 || first === second) {
      older = await node(hash, older);
      newer = await node(hash, newer);
      while (!(first & 1) && first !== 0) [first, second] = [first >> 1, second >> 1];
    } else {
      newer = await node(newer, hash);
    }
    [first, second] = [first >> 1, second >> 1];
  }
  return second === 0 && hexOf(older) === from.root && hexOf(newer) === to.root;
}

const storageKey = 'hz.audit.head';

export function seenHead(): SeenHead | undefined {
  try {
    return JSON.parse(window.localStorage.getItem(storageKey) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

export const rememberHead = (head: SeenHead) => window.localStorage.setItem(storageKey, JSON.stringify(head));
