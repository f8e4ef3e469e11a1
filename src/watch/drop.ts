/**
 * Leaves a bundle in the organisation's drop when the cause changes. One bundle waits at most; caps a day, back-off and age bound what leaves.
 * Everything outside is handed in.
 */
import { z } from 'zod';
import type { Leaving, Left } from '../engine/drop-places.ts';
import type { Drop } from '../policy/drop.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** A fleet in one outage is spread over this. */
const SPREAD_MS = 10 * MINUTE_MS;
const FIRST_RETRY_MS = MINUTE_MS;
const LONGEST_RETRY_MS = 4 * 60 * MINUTE_MS;
/** After that it tells nobody anything new. */
const OLDEST_MS = 3 * DAY_MS;

const waiting = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int(),
  madeMs: z.number(),
  nextMs: z.number(),
  tries: z.number().int(),
});

export const dropState = z.object({
  /** UTC; the two figures below are of this day. */
  day: z.string(),
  sent: z.number().int(),
  sentBytes: z.number().int(),
  /** Code of the cause that was told last; null: there is none now. */
  cause: z.string().nullable(),
  waiting: waiting.nullable(),
  /** Since the first start: what was left, tries that failed, bundles that went nowhere (cap, age, too large, replaced). */
  total: z.object({ sent: z.number().int(), failed: z.number().int(), dropped: z.number().int() }),
});
export type DropState = z.infer<typeof dropState>;

export const NO_DROPS: DropState = {
  ...{ day: '', sent: 0, sentBytes: 0, cause: null, waiting: null },
  total: { sent: 0, failed: 0, dropped: 0 },
};

export interface MadeBundle {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

export interface DropPorts {
  readonly drop: Drop;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  readonly random: () => number;
  /** Zero for a scheduler's start, which is spread already. */
  readonly spread: boolean;
  readonly leave: (what: Leaving) => Promise<Left>;
  /** The bundle that waits, as bytes; null: none, or it was lost. */
  readonly held: () => Promise<Uint8Array | null>;
  readonly hold: (bytes: Uint8Array | null) => Promise<void>;
  readonly keep: (state: DropState) => Promise<void>;
  /** A bundle left this computer; a try failed. */
  readonly onLeft: (told: {
    readonly atMs: number;
    readonly bytes: number;
    readonly sha256: string;
  }) => Promise<void>;
  readonly onFailed: (reason: string) => void;
}

export class Dropper {
  private readonly ports: DropPorts;
  private state: DropState;

  constructor(ports: DropPorts, state: DropState) {
    this.ports = ports;
    this.state = state;
  }

  /** `cause`: code of the root cause that has lasted; null: none. Rejects when the disk does. */
  async see(cause: string | null, make: () => Promise<MadeBundle>): Promise<void> {
    this.turnDay();
    if (cause === this.state.cause) return;
    this.state = { ...this.state, cause };
    if (cause !== null) await this.offer(await make());
    await this.ports.keep(this.state);
  }

  /** What waits and is due goes out. Rejects when the disk does. */
  async attempt(): Promise<void> {
    this.turnDay();
    const { waiting: one } = this.state;
    const nowMs = this.ports.nowMs();
    if (one === null || nowMs < one.nextMs || !this.hasRoom(one.bytes)) return;
    const bytes = nowMs - one.madeMs > OLDEST_MS ? null : await this.ports.held();
    if (bytes === null) await this.letGo('dropped');
    else
      await this.tried(
        await this.ports.leave({ bytes, name: { sha256: one.sha256, day: dayOf(one.madeMs) } }),
        one,
      );
    await this.ports.keep(this.state);
  }

  private async tried(left: Left, one: NonNullable<DropState['waiting']>): Promise<void> {
    if (left.kind === 'left') {
      const { sent, sentBytes } = this.state;
      this.state = { ...this.state, sent: sent + 1, sentBytes: sentBytes + one.bytes };
      await this.letGo('sent');
      await this.ports.onLeft({ atMs: this.ports.nowMs(), bytes: one.bytes, sha256: one.sha256 });
      return;
    }
    this.count('failed');
    this.ports.onFailed(left.reason);
    if (left.kind === 'refused') return this.letGo('dropped');
    const backOffMs =
      Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** one.tries) * (0.5 + this.ports.random() / 2);
    const waitMs = Math.min(LONGEST_RETRY_MS, Math.max(backOffMs, left.retryAfterMs ?? 0));
    this.state = {
      ...this.state,
      waiting: { ...one, tries: one.tries + 1, nextMs: this.ports.nowMs() + waitMs },
    };
  }

  private async offer({ bytes, sha256 }: MadeBundle): Promise<void> {
    const { nowMs, random, spread, hold } = this.ports;
    if (!this.hasRoom(bytes.byteLength)) return this.count('dropped');
    // The newer one tells more.
    if (this.state.waiting !== null) this.count('dropped');
    await hold(bytes);
    const madeMs = nowMs();
    const nextMs = madeMs + (spread ? random() * SPREAD_MS : 0);
    this.state = { ...this.state, waiting: { sha256, bytes: bytes.byteLength, madeMs, nextMs, tries: 0 } };
  }

  private hasRoom(bytes: number): boolean {
    const { perDay, kilobytesPerDay } = this.ports.drop;
    return this.state.sent < perDay && this.state.sentBytes + bytes <= kilobytesPerDay * 1000;
  }

  private turnDay(): void {
    const day = dayOf(this.ports.nowMs());
    if (day !== this.state.day) this.state = { ...this.state, day, sent: 0, sentBytes: 0 };
  }

  private async letGo(as: 'sent' | 'dropped'): Promise<void> {
    this.count(as);
    this.state = { ...this.state, waiting: null };
    await this.ports.hold(null);
  }

  private count(what: keyof DropState['total']): void {
    const { total } = this.state;
    this.state = { ...this.state, total: { ...total, [what]: total[what] + 1 } };
  }
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
