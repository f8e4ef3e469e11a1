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

/** Rejects with a `BundleError` when the folder cannot be read, holds nothing of that form, or holds too much. */
export async function readFolder(folder: string, question: FolderQuestion): Promise<FolderRows> {
  const names = await listFiles(folder, question.forms);
  if (names.length === 0)
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
    unreadable: all.flatMap(([file, known]) => ('why' in known ? [{ file, why: known.why }] : [])),
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
  try {
    const bytes = await readBundleBytes(path);
    return { ...seen, row: await readRow({ file, bytes, mtimeMs: seen.mtimeMs }) };
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    return { ...seen, why: error.message };
  }
}

async function listFiles(folder: string, forms: FolderQuestion['forms']): Promise<readonly string[]> {
  const wanted = new RegExp(`^[^.].*\\.(?:${forms.join('|')})$`, 'i');
  const found: string[] = [];
  const walk = async (under: string, depth: number): Promise<void> => {
    const entries = await readdir(join(folder, under), { withFileTypes: true }).catch((error: unknown) => {
      // A subfolder that is closed to us hides its files, not the others.
      if (under !== '') return [];
      throw new BundleError(`cannot be read as a folder (${(error as { code?: string }).code ?? 'unknown'})`);
    });
    for (const entry of entries) {
      const name = under === '' ? entry.name : `${under}/${entry.name}`;
      if (entry.isDirectory() && depth < DEEPEST && !entry.name.startsWith('.')) await walk(name, depth + 1);
      else if (entry.isFile() && wanted.test(entry.name)) found.push(name);
      if (found.length > MOST_FILES) throw new BundleError(`holds more than ${MOST_FILES} files`);
    }
  };
  await walk('', 1);
  return found.sort();
}
