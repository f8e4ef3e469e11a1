/** The files of a bundle by what they are for, in the order in which a helpdesk asks for them. */
import type { BundleOpened } from '../../../src/contract/index.ts';

type ListedFile = BundleOpened['files'][number];

export interface FileGroup {
  readonly group: 'report' | 'evidence' | 'certificates' | 'tools' | 'system' | 'logs' | 'extra';
  /** Folder of all of them. */
  readonly prefix: string;
  readonly files: readonly ListedFile[];
}

/** As src/bundle/bundle-format.ts names them; the longer before the shorter. */
const FOLDERS = [
  ['certificates', 'evidence/certificates/'],
  ['tools', 'evidence/tool-output/'],
  ['evidence', 'evidence/'],
  ['system', 'system/'],
  ['logs', 'client-logs/'],
  ['report', ''],
] as const;
const ORDER = ['report', 'evidence', 'tools', 'certificates', 'system', 'logs', 'extra'] as const;

/** Groups without a file are left out; inside one the order stays. */
export function groupFiles(files: readonly ListedFile[]): readonly FileGroup[] {
  const groups = new Map<string, ListedFile[]>();
  for (const file of files) {
    const group = groupOf(file);
    groups.set(group, [...(groups.get(group) ?? []), file]);
  }
  return ORDER.flatMap((group) => {
    const own = groups.get(group);
    return own === undefined ? [] : [{ group, prefix: prefixOf(group), files: own }];
  });
}

/** What the manifest does not list is told apart, whatever folder it claims. */
function groupOf({ name, state }: ListedFile): FileGroup['group'] {
  if (state === 'extra') return 'extra';
  return FOLDERS.find(([, prefix]) => name.startsWith(prefix))?.[0] ?? 'report';
}

function prefixOf(group: FileGroup['group']): string {
  return FOLDERS.find(([one]) => one === group)?.[1] ?? '';
}
