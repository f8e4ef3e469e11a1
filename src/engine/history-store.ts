/**
 * Past runs on this machine. One folder a run: `entry.json` for the list and `run.json` with the report and its record; the folder
 * appears by one rename, so that a kill in the middle leaves no half run. Ids are ours and checked, so no path comes from outside.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { historyEntry, type HistoryEntry } from '../contract/history.ts';
import { DEFAULT_RETENTION, surplusRuns } from '../history/keep.ts';
import { runRecord } from '../reading/record.ts';
import { reportSchema } from '../report/report.ts';
import { entryOf } from './history-entry.ts';
import { FILE_JSON, parseBoundedJson } from '../core/bounded-json.ts';
import { isAbandoned, writeAtomically } from '../core/write-atomically.ts';

const storedRun = z.object({ report: reportSchema, record: runRecord });
export type StoredRun = z.infer<typeof storedRun>;

/** `forecastMs`: what its plan alone forecast; null when only a part was done. */
export interface KeptRun extends StoredRun, Pick<HistoryEntry, 'forecastMs' | 'by'> {}

export interface HistoryStore {
  /** Newest first; what cannot be read is left out. */
  list(): Promise<readonly HistoryEntry[]>;
  /** Null when there is no such run, or it cannot be read. */
  open(id: string): Promise<StoredRun | null>;
  /** Keeps the run and deletes what `surplusRuns` says; `keep` counts a person's runs, 0 keeps none of them. */
  add(run: KeptRun, keep: number): Promise<void>;
  /** Out of the list at once; what it kept goes after `UNDO_MS`, or with the next start. */
  delete(id: string): Promise<void>;
  /** Brings back what was deleted a moment ago; false when it is gone. */
  restore(id: string): Promise<boolean>;
  clear(): Promise<void>;
}

/** A page offers to take a deletion back for ten seconds; a slow answer has a few more. */
const UNDO_MS = 15_000;

const ID = /^[A-Za-z0-9-]{1,64}$/;

export function historyStore(dataFolder: string): HistoryStore {
  const folder = join(dataFolder, 'history');
  // What an earlier process left half done is cleared away before the first look.
  let swept: Promise<void> | undefined;
  const ready = (): Promise<void> => (swept ??= sweep(folder));
  /** Ids of what was deleted and can still be brought back, each with the place where it lies. */
  const deleted = new Map<string, string>();
  const forget = async (id: string): Promise<void> => {
    const gone = deleted.get(id);
    deleted.delete(id);
    if (gone !== undefined) await rm(gone, { recursive: true, force: true });
  };
  const list = async (): Promise<readonly HistoryEntry[]> => {
    await ready();
    const names = (await readdir(folder).catch(() => [])).filter((name) => ID.test(name));
    const entries = await Promise.all(names.map((name) => readEntry(join(folder, name))));
    return entries.filter((entry) => entry !== null).sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  };
  return {
    list,
    open: (id) => (ID.test(id) ? readRun(join(folder, id)) : Promise.resolve(null)),
    async add(run, keep) {
      await ready();
      if (keep > 0 || run.by === 'watch') await writeRun(folder, run);
      const { watchRuns } = DEFAULT_RETENTION;
      await Promise.all(surplusRuns(await list(), { keep, watchRuns }).map((id) => discard(folder, id)));
    },
    async delete(id) {
      const gone = await setAside(folder, checked(id));
      if (gone === null) return;
      deleted.set(id, gone);
      setTimeout(() => void forget(id).catch(() => undefined), UNDO_MS).unref();
    },
    async restore(id) {
      const gone = deleted.get(checked(id));
      deleted.delete(id);
      return gone !== undefined && rename(gone, join(folder, id)).then(always, never);
    },
    async clear() {
      await Promise.all([...deleted.keys()].map(forget));
      const names = await readdir(folder).catch(() => []);
      await Promise.all(names.map((name) => discard(folder, name)));
    },
  };
}

const always = (): boolean => true;
const never = (): boolean => false;

async function discard(folder: string, name: string): Promise<void> {
  const gone = await setAside(folder, name);
  if (gone !== null) await rm(gone, { recursive: true, force: true });
}

/** Out of the list by one rename; what a kill leaves there the next start sweeps. Null: there was none. */
async function setAside(folder: string, name: string): Promise<string | null> {
  const gone = join(folder, `.${randomUUID()}.${process.pid}.gone`);
  try {
    await rename(join(folder, name), gone);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return gone;
}

/** `.NAME.PID.part` is being written, `.NAME.PID.gone` removed; a run without its entry was torn by an older version. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const mtimeMs = (await stat(path).catch(() => null))?.mtimeMs ?? Date.now();
    const pid = /^\..*?(?:\.(\d{1,10}))?\.(?:part|gone)$/.exec(name);
    // Of a process that nobody knows only the age counts.
    if (pid !== null && isAbandoned(Number(pid[1] ?? process.pid), mtimeMs))
      await rm(path, { recursive: true, force: true });
    else if (ID.test(name) && (await readdir(path).catch(() => ['?'])).every((file) => file !== 'entry.json'))
      await discard(folder, name);
  }
}

function checked(id: string): string {
  if (!ID.test(id)) throw new Error('no id of a run');
  return id;
}

/** Whole runs of all Regions have 20 MB; what is larger is none of ours. */
const MOST_BYTES = 100_000_000;

async function readEntry(folder: string): Promise<HistoryEntry | null> {
  return historyEntry.safeParse(await readKept(join(folder, 'entry.json'))).data ?? null;
}

async function readRun(folder: string): Promise<StoredRun | null> {
  return storedRun.safeParse(await readKept(join(folder, 'run.json'))).data ?? null;
}

/** Undefined where there is no such file, or none of ours. */
async function readKept(path: string): Promise<unknown> {
  try {
    if ((await stat(path)).size > MOST_BYTES) return undefined;
    const parsed = parseBoundedJson(await readFile(path, 'utf8'), { ...FILE_JSON, values: 5_000_000 });
    return parsed.ok ? parsed.value : undefined;
  } catch {
    return undefined;
  }
}

/** Names that begin with a dot are no ids, so the half-written folder is never listed. */
async function writeRun(folder: string, { forecastMs, by, ...run }: KeptRun): Promise<void> {
  const id = checked(run.report.id);
  const beside = join(folder, `.${id}-${randomUUID()}.${process.pid}.part`);
  await mkdir(beside, { recursive: true, mode: 0o700 });
  await writeAtomically(join(beside, 'run.json'), JSON.stringify(run));
  await writeAtomically(join(beside, 'entry.json'), JSON.stringify(entryOf(run.report, { forecastMs, by })));
  await discard(folder, id);
  await rename(beside, join(folder, id));
}
