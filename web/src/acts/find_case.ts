// SPDX-License-Identifier: Apache-2.0
import { searchCases } from '@/shared/api/desk';

/** The id of the case with this number, among those the reader may see. */
export async function findCase(number: string): Promise<string | undefined> {
  const wanted = number.trim().toUpperCase();
  const { items } = await searchCases(wanted);
  return items.find((one) => one.number.toUpperCase() === wanted)?.id;
}
