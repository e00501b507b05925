// SPDX-License-Identifier: Apache-2.0
// The legal clocks of a case: what was promised comes first, the law's own limit after it.
import type { Deadline } from './api/types';

const order = ['acceptance', 'supplement', 'promised', 'statutory'];
const rank = (clock: Deadline) => (order.indexOf(clock.code) + order.length + 1) % (order.length + 1);

export const inOrder = <T extends Deadline>(clocks: T[]): T[] => [...clocks].sort((a, b) => rank(a) - rank(b));
