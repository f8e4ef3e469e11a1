/** A series of round-trip samples as a value: which count as lost, where the floor is, when to go on. Pure. */
import type { RttSample } from '../evidence/index.ts';

/** One connect of the series as it came back. */
export interface TimedConnect {
  readonly atMs: number;
  /** Null: no answer in time. */
  readonly rttMs: number | null;
  /** The same connection as this process timed it; null as above. */
  readonly processMs: number | null;
  /** The kernel's figure; null where it could not be had. */
  readonly kernelMs: number | null;
  /** Null: the kernel was not asked. */
  readonly synRetransmits: number | null;
}

/**
 * Systems repeat a SYN after 1 s (RFC 6298; Linux, macOS, Windows). A connect that took about that much longer than the fastest
 * one had its first SYN (or the answer) lost. 900 ms leaves room for coarse timers.
 */
export const SYN_REPEAT_MS = 900;

/** The fastest sample; null without any. */
export function floorMs(connects: readonly TimedConnect[]): number | null {
  const answered = connects.flatMap(({ rttMs }) => (rttMs === null ? [] : [rttMs]));
  return answered.length === 0 ? null : Math.min(...answered);
}

/** The samples of a series; what counts as a repeated SYN depends on the fastest one, so the whole series is needed. */
export function toSamples(connects: readonly TimedConnect[]): RttSample[] {
  const floor = floorMs(connects);
  return connects.map((connect) => ({
    atMs: connect.atMs,
    rttMs: connect.rttMs,
    retransmitted: isRetransmitted(connect, floor),
  }));
}

export function isRetransmitted(connect: TimedConnect, floor: number | null): boolean {
  if (connect.rttMs === null) return false;
  return (connect.synRetransmits ?? 0) > 0 || (floor !== null && connect.rttMs - floor >= SYN_REPEAT_MS);
}

/**
 * Those that say something. Where the kernel tells nothing, a connect that came late or not at all while this process stood still may have been
 * answered in time: it is neither lost nor timed. `lateMs`: how late this process was during the series (99th percentile).
 */
export function toldOnes(connects: readonly TimedConnect[], lateMs: number): readonly TimedConnect[] {
  const floor = floorMs(connects);
  if (floor === null) return connects;
  return byOneClock(connects, floor).filter(({ rttMs, synRetransmits, ...rest }) => {
    if (synRetransmits !== null) return true;
    if (rttMs === null) return lateMs < SYN_REPEAT_MS / 2;
    const late = (ms: number) => isRetransmitted({ ...rest, synRetransmits, rttMs: ms }, floor);
    return !late(rttMs) || late(rttMs - lateMs);
  });
}

/**
 * One series, one clock: the kernel's where it timed half of what was answered, else this process's. Beside the kernel's figures a connect that
 * it did not time and that is slower than all of them may have waited here: it is not timed.
 */
function byOneClock(connects: readonly TimedConnect[], floor: number): readonly TimedConnect[] {
  const answered = connects.filter((connect) => connect.rttMs !== null && !isRetransmitted(connect, floor));
  const byKernel = answered.flatMap(({ kernelMs }) => kernelMs ?? []);
  if (byKernel.length * 2 < answered.length)
    return connects.map((connect) => ({ ...connect, rttMs: connect.processMs, kernelMs: null }));
  const slowestMs = Math.max(...byKernel);
  const untimed = new Set(
    answered.filter(({ kernelMs, rttMs }) => kernelMs === null && (rttMs ?? 0) > slowestMs),
  );
  return connects.filter((connect) => !untimed.has(connect));
}

/** Middle of the kernel's (or this process's) figures of the samples that count; null without any. */
export function medianOf(connects: readonly TimedConnect[], figure: 'kernelMs' | 'processMs'): number | null {
  const floor = floorMs(connects);
  const values = connects
    .filter((connect) => !isRetransmitted(connect, floor))
    .flatMap((connect) => connect[figure] ?? [])
    .sort((left, right) => left - right);
  const [low, high] = [values[Math.floor((values.length - 1) / 2)], values[Math.floor(values.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
