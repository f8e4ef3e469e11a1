/**
 * Bounds of time on a machine that others use too: what is slow in itself is slow every time, what was disturbed is not. The best of
 * three counts, and a first good one ends it. Each attempt says its figures, so that nothing is hidden.
 */
import assert from 'node:assert/strict';

const MOST_ATTEMPTS = 3;

/** Name of a bound, and by how much it was kept: milliseconds measured and allowed. */
export interface Timed {
  readonly what: string;
  readonly tookMs: number;
  readonly mostMs: number;
}

/** Runs until each bound was kept in at least one attempt; fails with those that never were. */
export async function bestOf(attempt: () => Promise<readonly Timed[]>): Promise<void> {
  const best = new Map<string, Timed>();
  for (let tries = 1; tries <= MOST_ATTEMPTS; tries += 1) {
    for (const timed of await attempt()) {
      console.log(`      ${timed.what}: ${Math.round(timed.tookMs)} ms (at most ${timed.mostMs})`);
      if (!(timed.tookMs >= (best.get(timed.what)?.tookMs ?? Infinity))) best.set(timed.what, timed);
    }
    if ([...best.values()].every(isKept)) return;
  }
  const missed = [...best.values()].filter((timed) => !isKept(timed));
  assert.fail(missed.map(({ what, tookMs }) => `${what}: ${Math.round(tookMs)} ms at best`).join('; '));
}

/** Not a number is not kept. */
function isKept({ tookMs, mostMs }: Timed): boolean {
  return tookMs <= mostMs;
}
