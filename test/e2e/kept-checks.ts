/** Checks of demonstrations, put into the history before the program starts: the records of the golden chains, judged anew. */
import { DEFAULT_SETTINGS } from '../../src/contract/index.ts';
import { historyStore } from '../../src/engine/history-store.ts';
import { judge } from '../../src/judge/judge.ts';
import { loadTables } from '../../src/regions/tables.ts';
import { assembleReport } from '../../src/report/assemble-report.ts';
import { keptRecord } from '../golden/chains.ts';

/** For `servePage({ fill })`. Each has its network's name as its id, and was made a minute after the one before it. */
export function keptChecks(networks: readonly string[]): (dataFolder: string) => Promise<void> {
  return async (dataFolder) => {
    const tables = loadTables();
    const identity = { edition: 'kept', sha256: '', overlay: null };
    for (const [minute, id] of networks.entries()) {
      const createdAt = new Date(Date.UTC(2026, 0, 6, 12, minute)).toISOString();
      const record = { ...keptRecord(id), id, createdAt };
      const report = assembleReport(record, judge(record, tables), { tables: identity, language: 'en' });
      const run = { report, record, forecastMs: null, by: 'person' as const };
      await historyStore(dataFolder).add(run, DEFAULT_SETTINGS.historyKeep);
    }
  };
}
