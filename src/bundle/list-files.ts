/** What an opened bundle holds, file by file, and whether each is as it was written. Pure. */
import { terminalSafe } from '../report/safe-text.ts';
import { FILES, isBundleFileName } from './bundle-format.ts';
import type { BundleProblem, OpenedBundle } from './open-bundle.ts';

export interface ListedFile {
  /** Harmless and cut; the real name where it can be read. */
  readonly name: string;
  /** Null: not known, because the manifest does not list it. */
  readonly bytes: number | null;
  /** Lines of a list; null for what is no list. */
  readonly records: number | null;
  /** `manifest`: the list itself, which nothing vouches for. */
  readonly state: 'intact' | 'manifest' | BundleProblem['problem'];
  /** Whether `readBundleText` can give it. */
  readonly readable: boolean;
}

const NAME_SIGNS = 200;

/** The report and its evidence in the order of the manifest, then the manifest, then what belongs to no bundle. */
export function listFiles({
  manifest,
  problems,
}: Pick<OpenedBundle, 'manifest' | 'problems'>): readonly ListedFile[] {
  const stateOf = new Map<string, BundleProblem['problem']>();
  for (const { file, problem } of problems) if (!stateOf.has(file)) stateOf.set(file, problem);
  const listed = manifest.files.map(({ name, bytes, records }): ListedFile => {
    const state = stateOf.get(name) ?? 'intact';
    return { name, bytes, records, state, readable: state !== 'missing' };
  });
  const own: ListedFile = {
    name: FILES.manifest,
    bytes: null,
    records: null,
    state: 'manifest',
    readable: true,
  };
  const extra = problems.filter(({ problem }) => problem === 'extra').map(({ file }) => extraFile(file));
  return [...listed.filter(({ name }) => name !== FILES.manifest), own, ...extra];
}

/** A stranger's name of a file, fit to be shown. */
export function harmlessName(file: string): string {
  return terminalSafe(file).slice(0, NAME_SIGNS);
}

function extraFile(file: string): ListedFile {
  return {
    name: harmlessName(file),
    bytes: null,
    records: null,
    state: 'extra',
    readable: isBundleFileName(file),
  };
}
