// SPDX-License-Identifier: Apache-2.0
// The browser's first look at a file, to say at once what the server would refuse later. The server decides.
const kinds = {
  pdf: { media: 'application/pdf', heads: [[0x25, 0x50, 0x44, 0x46, 0x2d]] },
  jpeg: { media: 'image/jpeg', heads: [[0xff, 0xd8, 0xff]] },
  png: { media: 'image/png', heads: [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]] },
} as const;

export type FileKind = keyof typeof kinds;
export type FileFault = 'empty' | 'too_large' | 'wrong_type';

export const defaultTypes: FileKind[] = ['pdf', 'jpeg', 'png'];
export const defaultMegabytes = 10;

function known(types: string[] | undefined): FileKind[] {
  const asked = (types ?? defaultTypes).map((type) => (type === 'jpg' ? 'jpeg' : type));
  return asked.filter((type): type is FileKind => type in kinds);
}

export const acceptAttribute = (types?: string[]) => known(types).map((type) => kinds[type].media).join(',');

export async function findFault(file: File, types?: string[], megabytes = defaultMegabytes): Promise<FileFault | undefined> {
  if (file.size === 0) return 'empty';
  if (file.size > megabytes * 1024 * 1024) return 'too_large';
  const head = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  const fits = known(types).some((type) => kinds[type].heads.some((bytes) => bytes.every((byte, at) => head[at] === byte)));
  return fits ? undefined : 'wrong_type';
}
