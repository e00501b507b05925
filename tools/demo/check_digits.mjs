// SPDX-License-Identifier: Apache-2.0
// Check characters of GB 11643, GB 32100 and GB 11714; the arguments lack only the last character.
const base31 = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const base36 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const sum = (text, alphabet, weights) => [...text].reduce((total, c, i) => total + alphabet.indexOf(c) * weights[i], 0);

export function identityNumber(body) {
  return body + '10X98765432'[sum(body, base36, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11];
}

export function creditCode(body) {
  const total = sum(body, base31, [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]);
  return body + base31[(31 - (total % 31)) % 31];
}

export function organisationCode(body) {
  return body + '0X987654321'[sum(body, base36, [3, 7, 9, 10, 5, 8, 4, 2]) % 11];
}
