/**
 * Past runs on this machine. One folder a run: `entry.json` for the list and `run.json` with the report and its record; the folder
 * appears by one rename, so that a kill in the middle leaves no half run. Ids are ours and checked, so no path comes from outside.
 */
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { historyEntry, type HistoryEntry } from '../contract/history.ts';
import { runRecord } from '../reading/record.ts';
import { reportSchema } from '../report/report.ts';
import { entryOf } from './history-entry.ts';
import { writeAtomically } from '../core/write-atomically.ts';

const storedRun = z.object({ report: reportSchema, record: runRecord });
export type StoredRun = z.infer<typeof storedRun>;

/** `forecastMs`: what its plan alone forecast; null when only a part was done. */
export interface KeptRun extends StoredRun {
  readonly forecastMs: number | null;
}

export interface HistoryStore {
  /** Newest first; what cannot be read is left out. */
  list(): Promise<readonly HistoryEntry[]>;
  /** Null when there is no such run, or it cannot be read. */
  open(id: string): Promise<StoredRun | null>;
  /** Keeps the run and deletes the oldest ones above `keep`. */
  add(run: KeptRun, keep: number): Promise<void>;
  delete(id: string): Promise<void>;
  clear(): Promise<void>;
}

const ID = /^[A-Za-z0-9-]{1,64}$/;

export function historyStore(dataFolder: string): HistoryStore {
  const folder = join(dataFolder, 'history');
  const list = async (): Promise<readonly HistoryEntry[]> => {
    const names = (await readdir(folder).catch(() => [])).filter((name) => ID.test(name));
    const entries = await Promise.all(names.map((name) => readEntry(join(folder, name))));
    return entries.filter((entry) => entry !== null).sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  };
  const remove = (id: string): Promise<void> =>
    rm(join(folder, checked(id)), { recursive: true, force: true });
  return {
    list,
    open: (id) => (ID.test(id) ? readRun(join(folder, id)) : Promise.resolve(null)),
    async add(run, keep) {
      if (keep > 0) await writeRun(folder, run);
      const surplus = (await list()).slice(keep);
      await Promise.all(surplus.map((entry) => remove(entry.id)));
    },
    delete: remove,
    clear: () => rm(folder, { recursive: true, force: true }),
  };
}

function checked(id: string): string {
  if (!ID.test(id)) throw new Error('no id of a run');
  return id;
}

async function readEntry(folder: string): Promise<HistoryEntry | null> {
  try {
    return historyEntry.parse(JSON.parse(await readFile(join(folder, 'entry.json'), 'utf8')));
  } catch {
    return null;
  }
}

async function readRun(folder: string): Promise<StoredRun | null> {
  try {
    return storedRun.parse(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')));
  } catch {
    return null;
  }
}

/** Names that begin with a dot are no ids, so the half-written folder is never listed. */
async function writeRun(folder: string, { forecastMs, ...run }: KeptRun): Promise<void> {
  const id = checked(run.report.id);
  const beside = join(folder, `.${id}.part`);
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside, { recursive: true, mode: 0o700 });
  await writeAtomically(join(beside, 'run.json'), JSON.stringify(run));
  await writeAtomically(join(beside, 'entry.json'), JSON.stringify(entryOf(run.report, forecastMs)));
  await rm(join(folder, id), { recursive: true, force: true });
  await rename(beside, join(folder, id));
}
