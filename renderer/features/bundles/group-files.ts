/** The files of a bundle by what they are for, in the order in which a helpdesk asks for them. */
/** Of an opened bundle with what became of it, of one that is not written yet without. */
interface ListedFile {
  readonly name: string;
  readonly state?: string;
}

type Group = (typeof ORDER)[number];

export interface FileGroup<F extends ListedFile> {
  readonly group: Group;
  /** Folder of all of them. */
  readonly prefix: string;
  readonly files: readonly F[];
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
export function groupFiles<F extends ListedFile>(files: readonly F[]): readonly FileGroup<F>[] {
  const groups = new Map<string, F[]>();
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
function groupOf({ name, state }: ListedFile): Group {
  if (state === 'extra') return 'extra';
  return FOLDERS.find(([, prefix]) => name.startsWith(prefix))?.[0] ?? 'report';
}

function prefixOf(group: Group): string {
  return FOLDERS.find(([one]) => one === group)?.[1] ?? '';
}
