/** When which run is due. Pure: moments come in, a decision goes out. All moments are monotonic milliseconds unless named otherwise. */
import type { Verdict } from '../core/words.ts';
import { VERDICT_HOLDS_MS } from '../history/bands.ts';

export interface Interval {
  /** From one full run to the next. */
  readonly fullMs: number;
  /** From one quick run to the next, while something changes. */
  readonly quickMs: number;
}

/** A fleet that wakes at nine must not start at nine: each installation has its own moment in the interval, and a tenth of it is left to chance. */
const JITTER = 0.1;
/** As long as nothing changes: after so many even runs so much slower. */
const SLOWER = [
  { evenRuns: 60, factor: 5 },
  { evenRuns: 30, factor: 2 },
] as const;
/** When not ready, what failed is tried again so soon; then the schedule goes on. Never a full run in a loop. */
export const RETRY_MS = [5_000, 15_000, 45_000] as const;
/** One change of the network is several address events. */
export const SETTLE_MS = 3_000;

/** A number below `intervalMs` that belongs to this installation (FNV-1a over its id). */
export function slotOf(id: string, intervalMs: number): number {
  let hash = 0x811c9dc5;
  for (const sign of id) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash % intervalMs;
}

/** Milliseconds from `wallMs` to the next slot, plus chance (`random` from 0 to 1). More than half an interval away from a run just made. */
export function untilSlotMs(
  wallMs: number,
  { id, intervalMs, random }: { readonly id: string; readonly intervalMs: number; readonly random: number },
): number {
  const slot = slotOf(id, intervalMs);
  const phase = (((wallMs - slot) % intervalMs) + intervalMs) % intervalMs;
  const untilNext = intervalMs - phase;
  const far = untilNext < intervalMs / 2 ? untilNext + intervalMs : untilNext;
  return Math.round(far + random * JITTER * intervalMs);
}

export function quickEveryMs({ quickMs }: Pick<Interval, 'quickMs'>, evenRuns: number): number {
  return quickMs * (SLOWER.find((step) => evenRuns >= step.evenRuns)?.factor ?? 1);
}

/** How old the last full run may be before its verdict is nobody's any more (fleet design, trap T1). */
export function fullHoldsMs({ fullMs }: Pick<Interval, 'fullMs'>): number {
  return Math.max(VERDICT_HOLDS_MS, 1.25 * fullMs);
}

export interface Quiet {
  /** Null: the system does not tell; it counts as no. */
  readonly battery: boolean | null;
  readonly metered: boolean | null;
}

export interface Due {
  readonly fullAtMs: number;
  readonly quickAtMs: number;
  /** Moment at which the network had changed and settled; null: it did not since the last full run. */
  readonly changedAtMs: number | null;
  /** Retries of what failed that are still to come, the next one first. */
  readonly retryAtMs: readonly number[];
  readonly quiet: Quiet;
}

export type Decision =
  | { readonly kind: 'full' | 'quick' | 'retry' }
  | { readonly kind: 'wait'; readonly untilMs: number; readonly paused: PauseReason };
export const PAUSE_REASONS = ['battery', 'metered', 'none'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

export function decide(due: Due, nowMs: number): Decision {
  const { quiet, changedAtMs } = due;
  if (quiet.metered === true) return { kind: 'wait', untilMs: Infinity, paused: 'metered' };
  const onBattery = quiet.battery === true;
  const fullAtMs = Math.min(onBattery ? Infinity : due.fullAtMs, changedAtMs ?? Infinity);
  if (fullAtMs <= nowMs) return { kind: 'full' };
  const [retryAtMs = Infinity] = due.retryAtMs;
  if (retryAtMs <= nowMs) return { kind: 'retry' };
  if (due.quickAtMs <= nowMs) return { kind: 'quick' };
  const untilMs = Math.min(fullAtMs, retryAtMs, due.quickAtMs);
  return { kind: 'wait', untilMs, paused: onBattery ? 'battery' : 'none' };
}

const RANK: Readonly<Record<Verdict, number>> = { ready: 0, degraded: 1, unknown: 2, 'not-ready': 3 };

/**
 * What a quick run may say: never better than the last full run, and nothing once that is older than it holds. `fresh` is the verdict of
 * the last full record with the quick observations laid over it.
 */
export function heldVerdict(full: Verdict, fresh: Verdict, isStale: boolean): Verdict {
  if (fresh === 'not-ready') return fresh;
  if (isStale) return 'unknown';
  return RANK[fresh] > RANK[full] ? fresh : full;
}
