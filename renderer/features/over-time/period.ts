/** Days and what is made of them, in the zone of this computer or in UTC. Pure but for that zone. */
import type { Span } from '../../../src/history/bands.ts';

export const PERIODS = ['day', 'week', 'month', 'year'] as const;
/** `year`: all that is kept, thirteen months. */
export type Period = (typeof PERIODS)[number];
export type Zone = 'local' | 'utc';

/** Months that the hours are kept. */
const MONTHS = 13;

/** `2026-11-27` of a moment. */
export function dayOf(ms: number, zone: Zone): string {
  const date = new Date(ms);
  const [year, month, day] =
    zone === 'utc'
      ? [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
      : [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return `${year}-${two(month)}-${two(day)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

interface Moved {
  readonly days?: number;
  readonly months?: number;
  readonly firstOfMonth?: boolean;
}

/** Midnight of a day, or of one so many days or months later. */
export function startOf(day: string, zone: Zone, { days = 0, months = 0, firstOfMonth }: Moved = {}): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const at = [year, month - 1 + months, firstOfMonth ? 1 : date + days] as const;
  return zone === 'utc' ? Date.UTC(...at) : new Date(...at).getTime();
}

export function spanOf(period: Period, day: string, zone: Zone): Span {
  const from = (moved: Moved) => startOf(day, zone, moved);
  switch (period) {
    case 'day':
      return { fromMs: from({}), toMs: from({ days: 1 }) };
    case 'week': {
      const monday = -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7);
      return { fromMs: from({ days: monday }), toMs: from({ days: monday + 7 }) };
    }
    case 'month':
      return { fromMs: from({ firstOfMonth: true }), toMs: from({ firstOfMonth: true, months: 1 }) };
    case 'year':
      return {
        fromMs: from({ firstOfMonth: true, months: 1 - MONTHS }),
        toMs: from({ firstOfMonth: true, months: 1 }),
      };
  }
}

/** A day in the period before or after; null where there is none. */
export function neighbour(
  day: string,
  period: Period,
  { zone, step }: { zone: Zone; step: -1 | 1 },
): string | null {
  if (period === 'year') return null;
  const { fromMs, toMs } = spanOf(period, day, zone);
  return dayOf(step === 1 ? toMs : fromMs - 1, zone);
}

/** The rows of a period: a day each, or a month each for all that is kept. */
export function rowsOf(period: Exclude<Period, 'day'>, day: string, zone: Zone): readonly Span[] {
  const { fromMs, toMs } = spanOf(period, day, zone);
  const step = period === 'year' ? { months: 1 } : { days: 1 };
  const rows: Span[] = [];
  for (let at = fromMs; at < toMs;) {
    const next = startOf(dayOf(at, zone), zone, step);
    rows.push({ fromMs: at, toMs: next });
    at = next;
  }
  return rows;
}
