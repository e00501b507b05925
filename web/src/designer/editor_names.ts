// SPDX-License-Identifier: Apache-2.0
// What dmn-js leaves out: a heading of the right level, no header where there is no text, and that what scrolls can be
// reached with the keyboard.
export function describeEditor(place: HTMLElement): void {
  for (const empty of place.querySelectorAll('th.index-column')) empty.setAttribute('role', 'cell');
  for (const heading of place.querySelectorAll('h3.decision-name')) heading.setAttribute('aria-level', '2');
  for (const scrolling of place.querySelectorAll<HTMLElement>('.tjs-table-container, .textarea')) {
    if (!scrolling.querySelector('.textarea [contenteditable], .cm-editor') || scrolling.matches('.tjs-table-container')) scrolling.tabIndex = 0;
  }
}
