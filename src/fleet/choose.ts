/** Which of all files count: one file once, no demonstration, in a window of time, the last whole run of each machine. Pure. */
import type { BundleRow } from './row.ts';
import type { TimedRow } from './times.ts';

export interface Window {
  /** Milliseconds since 1970, both inclusive. */
  readonly since: number;
  readonly until: number;
}

export interface Chosen {
  /** Everything that is a real run, once each, any time, the earliest first: what came before is read from it. */
  readonly all: readonly TimedRow[];
  readonly window: Window;
  /** The last run of each machine in the window; a row without a machine stands for itself. */
  readonly now: readonly TimedRow[];
  readonly duplicates: readonly { readonly file: string; readonly of: string }[];
  readonly demonstrations: readonly string[];
  /** Real runs outside the window. */
  readonly outside: number;
}

const WINDOW_MS = 3 * 3_600_000;

/** The newest time that a real run has, or null where there is none: what `--since 3h` counts from. */
export function newestOf(rows: readonly TimedRow[]): number | null {
  const times = rows.filter(({ row, odd }) => !row.simulated && odd === null).map(({ at }) => at);
  const all = times.length > 0 ? times : rows.filter(({ row }) => !row.simulated).map(({ at }) => at);
  return all.length === 0 ? null : all.reduce((a, b) => Math.max(a, b));
}

/** `asked`: by default the last three hours before the newest run. */
export function choose(rows: readonly TimedRow[], asked: Partial<Window> = {}): Chosen {
  const { kept, duplicates } = onceEach(rows);
  const demonstrations = kept.filter(({ row }) => row.simulated).map(({ row }) => row.file);
  const all = kept.filter(({ row }) => !row.simulated).sort((a, b) => a.at - b.at);
  const until = asked.until ?? newestOf(all) ?? 0;
  const window = { since: asked.since ?? until - WINDOW_MS, until };
  // A run with an impossible time is still a run of this outage: nobody knows when, so it is not left out.
  const inside = all.filter(({ at, odd }) => odd !== null || (at >= window.since && at <= window.until));
  return {
    ...{ all, window, duplicates, demonstrations },
    now: lastOfEach(inside),
    outside: all.length - inside.length,
  };
}

/** The same bytes, or the same report in another zip: the one that came first stays. */
function onceEach(rows: readonly TimedRow[]): {
  kept: readonly TimedRow[];
  duplicates: { file: string; of: string }[];
} {
  const first = new Map<string, string>();
  const kept: TimedRow[] = [];
  const duplicates: { file: string; of: string }[] = [];
  const byArrival = [...rows].sort((a, b) =>
    a.row.fileTime < b.row.fileTime ? -1 : a.row.fileTime > b.row.fileTime ? 1 : 0,
  );
  for (const timedRow of byArrival) {
    const { sha256, file } = timedRow.row;
    const names = [sha256, idOf(timedRow.row)];
    const of = names.map((one) => first.get(one)).find((one) => one !== undefined);
    if (of !== undefined) duplicates.push({ file, of });
    else {
      kept.push(timedRow);
      for (const one of names) first.set(one, file);
    }
  }
  return { kept, duplicates };
}

/** A report's id is random; with its time it is the same run. */
function idOf({ report, createdAt }: BundleRow): string {
  return `${report} ${createdAt}`;
}

/** A run that was cut short counts only where its machine has no whole one. */
function lastOfEach(rows: readonly TimedRow[]): readonly TimedRow[] {
  const last = new Map<string, TimedRow>();
  for (const timedRow of rows) {
    const key = timedRow.machine ?? `file/${timedRow.row.file}`;
    const before = last.get(key);
    const isCut = !timedRow.row.completed;
    if (before !== undefined && isCut && before.row.completed) continue;
    last.set(key, timedRow);
  }
  return [...last.values()];
}
