/** What one engine has: tables, stores, live runs. The handlers of the contract work on it. */
import { randomUUID } from 'node:crypto';
import { ContractError, type Comparand } from '../contract/index.ts';
import type { Tables } from '../regions/model.ts';
import type { Download } from './agent.ts';
import { historyStore, type HistoryStore, type StoredRun } from './history-store.ts';
import { LiveRuns } from './live-runs.ts';
import { settingsStore, type SettingsStore } from './settings-store.ts';

export interface EngineOptions {
  readonly face: 'desktop' | 'browser';
  readonly version: string;
  readonly tables: Tables;
  /** Where history and settings are kept. */
  readonly dataFolder: string;
  /** Hears of faults of ours. */
  readonly onFault: (error: unknown) => void;
}

export interface Engine extends EngineOptions {
  readonly history: HistoryStore;
  readonly settings: SettingsStore;
  readonly runs: LiveRuns;
  /** Bundles that the person opened, by id; they live as long as the engine. */
  readonly opened: Map<string, StoredRun & { readonly fileName: string }>;
  /** Files that were made and wait to be fetched, once each. */
  readonly downloads: Map<string, Download>;
}

export function makeEngine(options: EngineOptions): Engine {
  return {
    ...options,
    history: historyStore(options.dataFolder),
    settings: settingsStore(options.dataFolder),
    runs: new LiveRuns(options.onFault),
    opened: new Map(),
    downloads: new Map(),
  };
}

/** A run by id: one of this engine, of the history, or out of an opened bundle. Rejects with `unknown-entry`. */
export async function storedRun(engine: Engine, what: Comparand): Promise<StoredRun> {
  const found =
    what.kind === 'bundle'
      ? engine.opened.get(what.id)
      : (engine.runs.finished(what.id) ?? (await engine.history.open(what.id)));
  if (!found) throw new ContractError('unknown-entry');
  return found;
}

/** Keeps a file to be fetched once; a new one drops the last, so that memory stays small. */
export function offerDownload(engine: Engine, file: Download): string {
  const id = randomUUID();
  engine.downloads.clear();
  engine.downloads.set(id, file);
  return id;
}
