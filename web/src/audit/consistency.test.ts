// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isConsistent } from './consistency';

const hash = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
const leaf = (n: number) => hash(Uint8Array.of(0), Buffer.from(`entry ${n}`));
const split = (size: number) => 2 ** Math.ceil(Math.log2(size) - 1);

/** RFC 9162, 2.1.1 and 2.1.4.1, as they are written. */
function root(leaves: Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0]!;
  const k = split(leaves.length);
  return hash(Uint8Array.of(1), root(leaves.slice(0, k)), root(leaves.slice(k)));
}
function proof(m: number, leaves: Buffer[], whole: boolean): Buffer[] {
  if (m === leaves.length) return whole ? [] : [root(leaves)];
  const k = split(leaves.length);
  if (m <= k) return [...proof(m, leaves.slice(0, k), whole), root(leaves.slice(k))];
  return [...proof(m - k, leaves.slice(k), false), root(leaves.slice(0, k))];
}

describe('isConsistent', () => {
  const leaves = Array.from({ length: 20 }, (_, n) => leaf(n));
  const head = (size: number) => ({ size, root: root(leaves.slice(0, size)).toString('hex') });

  it('accepts the proof of every pair of sizes and refuses it for another root', async () => {
    for (let to = 1; to <= leaves.length; to += 1) {
      for (let from = 1; from <= to; from += 1) {
        const path = proof(from, leaves.slice(0, to), true).map((part) => part.toString('hex'));
        expect(await isConsistent(head(from), head(to), path), `${from} in ${to}`).toBe(true);
        expect(await isConsistent({ size: from, root: 'ab'.repeat(32) }, head(to), path)).toBe(false);
        if (path.length) expect(await isConsistent(head(from), head(to), path.slice(1))).toBe(false);
      }
    }
  });
});
