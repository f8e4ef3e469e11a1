/** What one engine has: tables, stores, live runs. The handlers of the contract work on it. */
import { randomUUID } from 'node:crypto';
import { BundleError } from '../bundle/bundle-error.ts';
import { rejudge } from '../bundle/rejudge.ts';
import { ContractError, type Comparand } from '../contract/index.ts';
import { NO_BOOK, type SummaryQuestion } from '../fleet/summarise.ts';
import { retentionOf } from '../history/keep.ts';
import { overTime, type OverTime } from '../history/over-time.ts';
import type { Shaper } from '../plan/request.ts';
import type { Policy } from '../policy/policy.ts';
import { tablesIdentity } from '../regions/model.ts';
import type { Report } from '../report/report.ts';
import type { Tables } from '../regions/model.ts';
import type { Download } from './agent.ts';
import { historyStore, type HistoryStore, type StoredRun } from './history-store.ts';
import { LiveRuns } from './live-runs.ts';
import { entryOf, openedStore, type OpenedEntry, type OpenedStore } from './opened-store.ts';
import { settingsStore, type SettingsStore } from './settings-store.ts';

export interface EngineOptions {
  readonly face: 'desktop' | 'browser';
  readonly version: string;
  readonly tables: Tables;
  /** PEM texts that count as public roots; null: the bundled ones. */
  readonly publicRoots: readonly string[] | null;
  /** Files that shape every check, beside the tables; none by default. */
  readonly shapedBy?: readonly Shaper[];
  /** Where history and settings are kept. */
  readonly dataFolder: string;
  /** Of this computer; none by default. */
  readonly policy?: Policy;
  /** Ends the program once the page was told; absent where somebody else does. */
  readonly quit?: () => void;
  /** Hears of faults of ours. */
  readonly onFault: (error: unknown) => void;
}

export interface Engine extends Omit<EngineOptions, 'tables'> {
  /** What is measured and judged with: those that it was started with, or with the corrections that the person chose. */
  tables: Tables;
  /** Those that it was started with. */
  readonly ownTables: Tables;
  /** Text of a key file for peers that the person handed over; a secret, which no request or report has. */
  peerKeys: string | null;
  /** Keys and sites of a helpdesk, for bundles of others: they hold until the engine ends. */
  tagBook: Omit<SummaryQuestion, 'window'>;
  readonly history: HistoryStore;
  readonly overTime: OverTime;
  readonly settings: SettingsStore;
  readonly runs: LiveRuns;
  /** Bundles that the person opened, by id; they live as long as the engine. */
  readonly opened: OpenedStore;
  /** Files that were made and wait to be fetched, once each. */
  readonly downloads: Map<string, Download>;
}

export function makeEngine(options: EngineOptions): Engine {
  return {
    ...options,
    ownTables: options.tables,
    peerKeys: null,
    tagBook: { book: NO_BOOK, keyIds: [] },
    history: historyStore(options.dataFolder),
    overTime: overTime(options.dataFolder, retentionOf(options.policy ?? {})),
    settings: settingsStore(options.dataFolder),
    runs: new LiveRuns(options.onFault),
    opened: openedStore(),
    downloads: new Map(),
  };
}

/** A run by id, of this engine or of the history. Rejects with `unknown-entry`. */
export async function storedRun(engine: Engine, id: string): Promise<StoredRun> {
  const found = engine.runs.finished(id) ?? (await engine.history.open(id));
  if (found === null) throw new ContractError('unknown-entry');
  return found;
}

/** The same for its report, which may also stand in an opened bundle. */
export async function reportOf(engine: Engine, what: Comparand): Promise<Report> {
  if (what.kind === 'history') return (await storedRun(engine, what.id)).report;
  const entry = await entryOf(engine.opened, what.id);
  return what.kind === 'bundle' ? entry.report : judgedAgain(engine, entry);
}

/** Throws `not-judgeable` for a bundle without evidence, or with evidence that contradicts itself. */
export function judgedAgain({ tables }: Engine, entry: OpenedEntry): Report {
  try {
    return rejudge(entry, tables, tablesIdentity(tables));
  } catch (error) {
    if (error instanceof BundleError) throw new ContractError('not-judgeable');
    throw error;
  }
}

/** Keeps a file to be fetched once; a new one drops the last, so that memory stays small. */
export function offerDownload(engine: Engine, file: Download): string {
  const id = randomUUID();
  engine.downloads.clear();
  engine.downloads.set(id, file);
  return id;
}
