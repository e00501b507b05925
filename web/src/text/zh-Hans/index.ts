// SPDX-License-Identifier: Apache-2.0
const files = import.meta.glob<Record<string, unknown>>(['./*.json', '!./audit.json', '!./designer.json', '!./process.json', '!./operations.json', '!./act.json', '!./supervision.json'], { eager: true, import: 'default' });

export default Object.fromEntries(
  Object.entries(files).map(([path, content]) => [path.slice('./'.length, -'.json'.length), content]),
);
