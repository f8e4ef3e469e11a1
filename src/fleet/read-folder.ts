/** A folder of bundles to rows, one file in memory at a time; a file that was read before and has not changed is not opened again. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BundleError } from '../bundle/bundle-error.ts';
import { readBundleBytes } from '../bundle/open-bundle.ts';
import { readRow } from './read-row.ts';
import type { BundleRow } from './row.ts';
import type { Unreadable } from './summarise.ts';

export interface FolderQuestion {
  /** Ends of names that are read: `zip`, and `json` for reports. */
  readonly forms: readonly ('zip' | 'json')[];
  /** Rows of an earlier reading, by file. */
  readonly known?: ReadonlyMap<string, KnownFile>;
  readonly signal?: AbortSignal | undefined;
}

/** What an earlier reading made of a file: its row, or why it is none. */
export type KnownFile = { readonly size: number; readonly mtimeMs: number } & (
  { readonly row: BundleRow } | { readonly why: string }
);

export interface FolderRows {
  readonly rows: readonly BundleRow[];
  readonly unreadable: readonly Unreadable[];
  /** Everything that was found, for the next reading. */
  readonly files: ReadonlyMap<string, KnownFile>;
  /** Files that had to be opened. */
  readonly opened: number;
}

/** Subfolders (`site/date/x.zip`) this deep; links are not followed. */
const DEEPEST = 5;
const MOST_FILES = 200_000;

/** Of what the system did not let us read, so that it is tried again: a change of its rights changes neither size nor time. */
const NOT_READ = -1;

/** Rejects with a `BundleError` when the folder cannot be read, holds nothing of that form, or holds too much. */
export async function readFolder(folder: string, question: FolderQuestion): Promise<FolderRows> {
  const { names, closed } = await listFiles(folder, question.forms);
  if (names.length + closed.length === 0)
    throw new BundleError(`holds no bundle (${question.forms.map((form) => `*.${form}`).join(', ')})`);
  const files = new Map<string, KnownFile>();
  let opened = 0;
  for (const name of names) {
    question.signal?.throwIfAborted();
    const path = join(folder, name);
    const seen = await sizeAndTime(path);
    const known = question.known?.get(name);
    const isKnown = known?.size === seen.size && known.mtimeMs === seen.mtimeMs;
    if (!isKnown) opened += 1;
    files.set(name, isKnown ? known : await readOne(name, path, seen));
  }
  const all = [...files];
  return {
    rows: all.flatMap(([, file]) => ('row' in file ? [file.row] : [])),
    unreadable: [
      ...closed,
      ...all.flatMap(([file, known]) => ('why' in known ? [{ file, why: known.why }] : [])),
    ],
    ...{ files, opened },
  };
}

async function sizeAndTime(path: string): Promise<{ readonly size: number; readonly mtimeMs: number }> {
  const found = await stat(path).catch(() => null);
  return { size: found?.size ?? 0, mtimeMs: found?.mtimeMs ?? 0 };
}

async function readOne(
  file: string,
  path: string,
  seen: { readonly size: number; readonly mtimeMs: number },
): Promise<KnownFile> {
  let size = NOT_READ;
  try {
    const bytes = await readBundleBytes(path);
    ({ size } = seen);
    return { ...seen, row: await readRow({ file, bytes, mtimeMs: seen.mtimeMs }) };
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    return { ...seen, size, why: error.message };
  }
}

interface Listed {
  readonly names: readonly string[];
  /** Subfolders that were not looked into: what they hold is counted nowhere, so they are named. */
  readonly closed: readonly Unreadable[];
}

async function listFiles(folder: string, forms: FolderQuestion['forms']): Promise<Listed> {
  const wanted = new RegExp(`\\.(?:${forms.join('|')})$`, 'i');
  const found: string[] = [];
  const closed: Unreadable[] = [];
  const walk = async (under: string, depth: number): Promise<void> => {
    if (depth > DEEPEST)
      return void closed.push({ file: `${under}/`, why: `deeper than ${DEEPEST} folders` });
    const entries = await readdir(join(folder, under), { withFileTypes: true }).catch((error: unknown) => {
      const why = `cannot be read as a folder (${(error as { code?: string }).code ?? 'unknown'})`;
      if (under === '') throw new BundleError(why);
      closed.push({ file: `${under}/`, why });
      return [];
    });
    for (const entry of entries.filter(({ name }) => !name.startsWith('.'))) {
      const name = under === '' ? entry.name : `${under}/${entry.name}`;
      if (entry.isDirectory()) await walk(name, depth + 1);
      else if (entry.isFile() && wanted.test(entry.name)) found.push(name);
      if (found.length + closed.length > MOST_FILES)
        throw new BundleError(`holds more than ${MOST_FILES} files`);
    }
  };
  await walk('', 1);
  return { names: found.sort(), closed };
}
