/**
 * When a run really was. The sender's clock is believed only as far as servers vouch for it: their `Date`s in this run, else in another run
 * of the same machine; else the time of the file counts, and is marked as such. Pure.
 */
import type { BundleRow } from './row.ts';

export const TIME_SOURCES = ['servers', 'same-machine', 'file'] as const;
export type TimeSource = (typeof TIME_SOURCES)[number];

export interface TimedRow {
  readonly row: BundleRow;
  /** Who it is: a tag or a real name; null: not known, so it may be any machine. */
  readonly machine: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly from: TimeSource;
  /** Why the time is not to be trusted in a "since"; null: it is. */
  readonly odd: 'no-time' | 'far-from-file' | null;
}

const DAY_MS = 24 * 3_600_000;

/** Who the machine of a row is: its tag under that key, or its name where nothing hides it. */
export function machineOf({ tags, hostName }: BundleRow): string | null {
  const tag = tags?.machine ?? null;
  if (tags !== null && tag !== null) return `${tags.key}/${tag}`;
  return hostName === null ? null : `name/${hostName.toLowerCase()}`;
}

/** Every row with its time, in the order of `rows`. */
export function timed(rows: readonly BundleRow[]): readonly TimedRow[] {
  const known = new Map<string, { readonly at: number; readonly aheadMs: number }[]>();
  for (const row of rows) {
    const [machine, at] = [machineOf(row), Date.parse(row.createdAt)];
    if (machine === null || row.aheadMs === null || Number.isNaN(at)) continue;
    known.set(machine, [...(known.get(machine) ?? []), { at, aheadMs: row.aheadMs }]);
  }
  return rows.map((row) => timeOf(row, known.get(machineOf(row) ?? '') ?? []));
}

type Measured = readonly { readonly at: number; readonly aheadMs: number }[];

function timeOf(row: BundleRow, ofMachine: Measured): TimedRow {
  const [claimed, file, machine] = [Date.parse(row.createdAt), Date.parse(row.fileTime), machineOf(row)];
  if (Number.isNaN(claimed)) return { row, machine, at: file, from: 'file', odd: 'no-time' };
  if (row.aheadMs !== null)
    return checked({ row, machine, at: claimed - row.aheadMs, from: 'servers' }, file);
  const nearest = [...ofMachine].sort((a, b) => Math.abs(a.at - claimed) - Math.abs(b.at - claimed))[0];
  // A clock that was set in between is another clock: a day is as far as one reading reaches.
  if (nearest !== undefined && Math.abs(nearest.at - claimed) <= DAY_MS)
    return checked({ row, machine, at: claimed - nearest.aheadMs, from: 'same-machine' }, file);
  const isFar = Math.abs(claimed - file) > DAY_MS;
  return { row, machine, at: file, from: 'file', odd: isFar ? 'far-from-file' : null };
}

/** A file may be copied long after the run, but none is written before it. */
function checked(timedRow: Omit<TimedRow, 'odd'>, file: number): TimedRow {
  return { ...timedRow, odd: timedRow.at - file > DAY_MS ? 'far-from-file' : null };
}

const SPAN = /^(\d{1,4})\s*(m|min|h|d)$/;
const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, min: 60_000, h: 3_600_000, d: DAY_MS };

/**
 * A time as a person types it: `3h` (before `newest`), `13:58` (on the day of `newest`, by this computer's zone), `2026-11-29`, or a whole
 * ISO time. Null: none of these.
 */
export function parseMoment(typed: string, newest: number): number | null {
  const text = typed.trim();
  return beforeNewest(text, newest) ?? onTheDay(text, newest) ?? wholeTime(text);
}

function beforeNewest(text: string, newest: number): number | null {
  const [, amount = '', unit = ''] = SPAN.exec(text) ?? [];
  return unit === '' ? null : newest - Number(amount) * (UNIT_MS[unit] ?? 0);
}

function onTheDay(text: string, newest: number): number | null {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hour === undefined) return null;
  return new Date(newest).setHours(Number(hour), Number(minute), 0, 0);
}

const WHOLE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

function wholeTime(text: string): number | null {
  if (!WHOLE.test(text)) return null;
  // A date alone would be UTC; people mean the day on their wall.
  const at = Date.parse(/[T ]/.test(text) ? text : `${text}T00:00`);
  return Number.isNaN(at) ? null : at;
}
