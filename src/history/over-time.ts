/** The history of this computer: lines by day, hours by month, in one folder. Retention by unlink; see docs/adr/0031-history-that-lasts.md. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { heldInto, inOrder, type Span } from './bands.ts';
import { DEFAULT_RETENTION, periodOf, tooOld, type KeptFile, type Retention } from './keep.ts';
import { historyLine, type HistoryLine } from './line.ts';
import { appendLine, readLines, removeFile, writeLines } from './line-files.ts';
import { HOUR_MS, hourLine, hoursOf, type HourLine } from './rollup.ts';

const DAY_MS = 86_400_000;

export interface OverTime {
  /** Rejects when the line cannot be written; what was there stays. The first of a day tidies. */
  add(line: HistoryLine): Promise<void>;
  /** Oldest first. The span is cut to the days that are kept. */
  lines(span: Span): Promise<readonly HistoryLine[]>;
  /** Oldest first; also of days whose lines are gone. */
  hours(span: Span): Promise<readonly HourLine[]>;
  /** UTC days that have lines, oldest first. */
  days(): Promise<readonly string[]>;
  /** Closes the days before today and deletes what is too old. Doing it twice changes nothing. */
  tidy(nowMs: number): Promise<void>;
  /** Everything is deleted. */
  clear(): Promise<void>;
}

export function overTime(dataFolder: string, retention: Retention = DEFAULT_RETENTION): OverTime {
  const folder = join(dataFolder, 'watch');
  let tidied = '';
  return {
    async add(line) {
      const atMs = Date.parse(line.at);
      await appendLine(join(folder, `${dayOf(atMs)}.jsonl`), line);
      // Once a day, and once a start.
      if (tidied === dayOf(atMs - HOUR_MS)) return;
      await tidy(folder, { nowMs: atMs, retention });
      tidied = dayOf(atMs - HOUR_MS);
    },
    lines: (span) => linesOf(folder, span),
    hours: (span) => hoursIn(folder, span),
    days: () => daysOf(folder),
    tidy: (nowMs) => tidy(folder, { nowMs, retention }),
    clear: async () => {
      for (const { name } of await filesOf(folder)) await removeFile(join(folder, name));
    },
  };
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

async function filesOf(folder: string): Promise<readonly KeptFile[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => periodOf(name) !== null).sort();
  return Promise.all(
    names.map(async (name) => ({
      name,
      bytes: (await stat(join(folder, name)).catch(() => null))?.size ?? 0,
    })),
  );
}

/** Days that have lines, oldest first. */
async function daysOf(folder: string): Promise<readonly string[]> {
  const days = (await filesOf(folder)).flatMap(({ name }) => {
    const of = periodOf(name);
    return of?.kind === 'day' ? [of.period] : [];
  });
  return [...new Set(days)];
}

/**
 * A day may be closed and have got a late line (a clock that was set back): both files count, equal lines once. The plain one first: who
 * finds it gone finds the packed one complete.
 */
async function readDay(folder: string, day: string): Promise<readonly HistoryLine[]> {
  const plain = await readLines(join(folder, `${day}.jsonl`), historyLine);
  return inOrder([...(await readLines(join(folder, `${day}.jsonl.gz`), historyLine)), ...plain]);
}

async function linesOf(folder: string, { fromMs, toMs }: Span): Promise<readonly HistoryLine[]> {
  const days = (await daysOf(folder)).filter((day) => day >= dayOf(fromMs) && day <= dayOf(toMs));
  const lines: HistoryLine[] = [];
  for (const day of days) lines.push(...(await readDay(folder, day)));
  return lines.filter(({ at }) => Date.parse(at) >= fromMs && Date.parse(at) < toMs);
}

async function hoursIn(folder: string, { fromMs, toMs }: Span): Promise<readonly HourLine[]> {
  const [first, last] = [fromMs - HOUR_MS, toMs].map((ms) => dayOf(ms).slice(0, 7));
  const months = (await monthsOf(folder)).filter((month) => month >= String(first) && month <= String(last));
  const rolled = await Promise.all(months.map((month) => readMonth(folder, month)));
  const kept = new Map(rolled.flat().map((hour) => [keyOf(hour), hour]));
  // Only a day that is not closed yet has a plain file; its hours are worked out now.
  for (const { name } of await filesOf(folder)) {
    const of = periodOf(name);
    if (of?.kind !== 'day' || name.endsWith('.gz')) continue;
    merge(kept, await hoursOfDay(folder, of.period));
  }
  return sorted(kept).filter(({ hour }) => {
    const hourMs = Date.parse(hour);
    return hourMs + HOUR_MS > fromMs && hourMs < toMs;
  });
}

/** A late line to a day whose other lines are gone must not replace what they came to. */
function merge(hours: Map<string, HourLine>, fresh: readonly HourLine[]): void {
  for (const hour of fresh)
    if ((hours.get(keyOf(hour))?.runs ?? 0) <= hour.runs) hours.set(keyOf(hour), hour);
}

function keyOf({ hour, region }: HourLine): string {
  return `${hour} ${region ?? ''}`;
}

function sorted(hours: ReadonlyMap<string, HourLine>): readonly HourLine[] {
  return [...hours].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, hour]) => hour);
}

async function monthsOf(folder: string): Promise<readonly string[]> {
  return (await filesOf(folder)).flatMap(({ name }) => {
    const of = periodOf(name);
    return of?.kind === 'month' ? [of.period] : [];
  });
}

function readMonth(folder: string, month: string): Promise<readonly HourLine[]> {
  return readLines(join(folder, `rollup-${month}.jsonl`), hourLine);
}

/** With the end of the day before: what its last run saw holds on past midnight. */
async function hoursOfDay(folder: string, day: string): Promise<readonly HourLine[]> {
  const fromMs = Date.parse(`${day}T00:00:00Z`);
  const before = heldInto(await readDay(folder, dayOf(fromMs - DAY_MS)), fromMs);
  return hoursOf([...before, ...(await readDay(folder, day))], { fromMs, toMs: fromMs + DAY_MS });
}

async function tidy(
  folder: string,
  { nowMs, retention }: { readonly nowMs: number; readonly retention: Retention },
): Promise<void> {
  // A run that began before midnight writes its line after it.
  const today = dayOf(nowMs - HOUR_MS);
  const open = (await filesOf(folder)).flatMap(({ name }) => {
    const of = periodOf(name);
    return of?.kind === 'day' && !name.endsWith('.gz') && of.period < today ? [of.period] : [];
  });
  for (const day of open) await close(folder, day);
  for (const name of tooOld(await filesOf(folder), nowMs, retention)) await removeFile(join(folder, name));
}

/** Hours first, then the packed day, then the plain file goes: a kill between any two is made good by the next time. */
async function close(folder: string, day: string): Promise<void> {
  const month = day.slice(0, 7);
  const hours = new Map((await readMonth(folder, month)).map((hour) => [keyOf(hour), hour]));
  merge(hours, await hoursOfDay(folder, day));
  await writeLines(join(folder, `rollup-${month}.jsonl`), sorted(hours));
  await writeLines(join(folder, `${day}.jsonl.gz`), await readDay(folder, day));
  await removeFile(join(folder, `${day}.jsonl`));
}
