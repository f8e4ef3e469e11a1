/** Longer than this a series does not catch up. */
const MOST_BEHIND_MS = 50;

/**
 * When the packets of a series are due, to an absolute schedule: what is a little late is caught up with, so that it adds up to nothing. What a busy
 * computer missed is not made up for: the burst would be lost by its own doing, and be taken for the way's.
 */
export class Pace {
  private readonly everyMs: number;
  private dueMs: number;

  constructor(fromMs: number, everyMs: number) {
    this.everyMs = everyMs;
    this.dueMs = fromMs;
  }

  /** The moment at which the next packet is due; in the past where it is late. */
  next(nowMs: number): number {
    const dueMs = Math.max(this.dueMs, nowMs - MOST_BEHIND_MS);
    this.dueMs = dueMs + this.everyMs;
    return dueMs;
  }
}
