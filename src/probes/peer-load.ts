/**
 * Does the line to a peer carry what the documents ask for, and how late is it meanwhile? Paced datagrams at exactly the documented need, never more; what
 * comes back down is paid for by what went up. Only where the peer's operator allows it (`preflight peer --load-kbps`).
 */
import { randomBytes } from 'node:crypto';
import { familyOf } from '../core/address.ts';
import { failure } from '../core/failure.ts';
import { Pace } from '../core/pace.ts';
import type { EvidenceOf } from '../evidence/index.ts';
import type { StepOf } from '../plan/step.ts';
import { GREETING, HEADER_BYTES, SMALL_BYTES, SMALL_REPLY_BYTES } from './peer-packets.ts';
import type { PeerSession, PeerTold, StampReply } from './ports.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { MARK_BYTES, toldBy } from './stamp.ts';
import { shareOf } from './stamp-series.ts';
import { targetAddress } from './target-address.ts';

/** Whole packets of a load. */
const PACKET_BYTES = 1200;
const IDLE_SAMPLES = 20;
const IDLE_EVERY_MS = 25;
/** Of packets up so many have an answer: they tell the round trip and when the load came there. */
const EVERY_ANSWERED = 5;
/** A full queue empties so long after the last packet. */
const TAIL_MS = 4_000;

type Run = EvidenceOf<'peer-load'>['runs'][number];
type Asked = StepOf<'peer-load'>['loads'][number];

export const peerLoadProbe: Probe<'peer-load'> = {
  id: 'peer-load',
  version: 1,
  summary:
    'Load to a peer (--peer-load) and back at the documented needs, three seconds each, at most 1.3 MB in all; only where the peer allows it.',
  async run(step, context) {
    const address = targetAddress(step, context);
    const { ports, signal } = context;
    const { port } = step.target;
    const mark = randomBytes(MARK_BYTES).toString('hex');
    const tell = () => toldBy(step, context, { address, about: { port, mark } });
    const allowed = (await tell())?.loadKbps ?? null;
    const head = { kind: 'peer-load', address, port, allowedKbps: allowed } as const;
    const most = Math.max(...step.loads.map(({ kbps }) => kbps));
    if (allowed === null || allowed < most)
      return { ...head, ...UNMEASURED, failure: failure('not-permitted', 'none', 'the peer allows no load') };
    const door = { address, port, localPort: null, mark, ...GREETING };
    const session = await ports.peer.open(door, signal);
    try {
      if (session.failure !== null) return { ...head, ...UNMEASURED, failure: session.failure };
      const loads = new Loads(session, { context, header: HEADER_BYTES[familyOf(address)], tell });
      return { ...head, ...(await watched(loads, step, { context, tell })), failure: null };
    } finally {
      session.close();
    }
  },
};

/** The loads, and how late both ends were meanwhile. */
async function watched(
  loads: Loads,
  step: StepOf<'peer-load'>,
  { context, tell }: Pick<LoadMeans, 'context' | 'tell'>,
): Promise<Pick<EvidenceOf<'peer-load'>, 'runs' | 'loopP99Ms' | 'peerLoopP99Ms'>> {
  const endWatch = context.ports.clock.watchLoopDelay?.();
  const runs = await loads.all(step.loads);
  const told = await tell();
  return { runs, loopP99Ms: endWatch?.() ?? null, peerLoopP99Ms: told?.loopP99Ms ?? null };
}

const UNMEASURED = { runs: [], loopP99Ms: null, peerLoopP99Ms: null };

interface LoadMeans {
  readonly context: ProbeContext;
  readonly header: number;
  readonly tell: () => Promise<PeerTold | null>;
}

/** One session, one load after the other: what goes up first pays for what comes down. */
class Loads {
  private readonly session: PeerSession;
  private readonly means: LoadMeans;
  private seq = 0;

  constructor(session: PeerSession, means: LoadMeans) {
    this.session = session;
    this.means = means;
  }

  async all(asked: readonly Asked[]): Promise<Run[]> {
    const idleRttMs = shareOf((await this.idle()).map(roundTrip));
    const runs: Run[] = [];
    for (const one of asked) {
      const before = await this.means.tell();
      const sent = one.direction === 'up' ? await this.up(one) : await this.down(one);
      const after = await this.means.tell();
      runs.push({
        ...one,
        ...this.figures(one, sent, { before, after }),
        idleRttMs: idleRttMs && { p50: idleRttMs.p50 },
      });
    }
    return runs;
  }

  private async idle(): Promise<readonly StampReply[]> {
    const { first } = await this.paced(IDLE_SAMPLES, IDLE_EVERY_MS, () => ({
      ...{ bytes: SMALL_BYTES, replyBytes: SMALL_REPLY_BYTES },
    }));
    await this.drained(first, IDLE_SAMPLES);
    return this.since(first);
  }

  private async up({ kbps, seconds }: Asked): Promise<Sent> {
    const count = packetsOf(kbps, seconds);
    const sent = await this.paced(count, (seconds * 1000) / count, (index) => ({
      bytes: PACKET_BYTES - this.means.header,
      replyBytes: index % EVERY_ANSWERED === 0 || index === count - 1 ? SMALL_REPLY_BYTES : 0,
    }));
    await this.drained(sent.first, Math.ceil(count / EVERY_ANSWERED) + 1);
    return sent;
  }

  private async down({ kbps, seconds }: Asked): Promise<Sent> {
    const count = packetsOf(kbps, seconds);
    const sent = await this.paced(count, (seconds * 1000) / count, () => ({
      bytes: SMALL_BYTES,
      replyBytes: PACKET_BYTES - this.means.header,
    }));
    await this.drained(sent.first, count);
    return sent;
  }

  private async paced(
    count: number,
    everyMs: number,
    packet: (index: number) => { readonly bytes: number; readonly replyBytes: number },
  ): Promise<Sent> {
    const { clock } = this.means.context.ports;
    const first = this.seq;
    const fromMs = clock.nowMs();
    const pace = new Pace(fromMs, everyMs);
    for (let index = 0; index < count; index += 1) {
      const leftMs = pace.next(clock.nowMs()) - clock.nowMs();
      if (leftMs > 0) await clock.sleep(leftMs, this.means.context.signal);
      this.session.send(this.seq, { ...packet(index), holdMs: 0 });
      this.seq += 1;
    }
    return { first, count, tookMs: (clock.nowMs() - fromMs) * (count / Math.max(1, count - 1)) };
  }

  private drained(first: number, answers: number): Promise<void> {
    const endMs = this.means.context.ports.clock.nowMs() + TAIL_MS;
    return this.session.until(endMs, () => this.since(first).length >= answers);
  }

  private since(first: number): readonly StampReply[] {
    return this.session.replies.filter(({ seq }) => seq >= first);
  }

  private figures({ direction }: Asked, { first, count, tookMs }: Sent, told: Told): Figures {
    const replies = this.since(first);
    const [came, answered] = [
      between(told, 'received', replies.length),
      between(told, 'sent', replies.length),
    ];
    const isUp = direction === 'up';
    // Up: what the peer counted. Down: what it sent for it, of which we count what came.
    const [sent, arrived] = isUp ? [count, came] : [answered, replies.length];
    const spanMs = spanOf(replies.map((one) => (isUp ? one.atPeerMs : one.heardAtMs)));
    // Down, bytes that went up pay: where they did not last for the load, what came is no figure of the line.
    const isPaid = isUp || (sent !== null && sent >= PAID_SHARE * count);
    const rate = (packets: number, ms: number): number => Math.round((packets * PACKET_BYTES * 8) / ms);
    return {
      ...{ sent, arrived, bytes: count * PACKET_BYTES },
      sentKbps: sent === null ? null : rate(sent, tookMs),
      // Between the first and the last there is one gap less than there are packets.
      arrivedKbps: arrived === null || spanMs === null || !isPaid ? null : rate(arrived - 1, spanMs),
      loadRttMs: shareOf(replies.map(roundTrip)),
    };
  }
}

interface Sent {
  readonly first: number;
  readonly count: number;
  readonly tookMs: number;
}

interface Told {
  readonly before: PeerTold | null;
  readonly after: PeerTold | null;
}

type Figures = Pick<Run, 'sent' | 'arrived' | 'bytes' | 'sentKbps' | 'arrivedKbps' | 'loadRttMs'>;

function packetsOf(kbps: number, seconds: number): number {
  return Math.round((kbps * 1000 * seconds) / 8 / PACKET_BYTES);
}

const roundTrip = ({ sentAtMs, heardAtMs }: StampReply): number => heardAtMs - sentAtMs;

/** What the peer counted between two questions; null where it did not tell, or began anew: then it knows of fewer than it answered. */
function between({ before, after }: Told, field: 'received' | 'sent', answers: number): number | null {
  const count = (after?.udp?.[field] ?? NaN) - (before?.udp?.[field] ?? NaN);
  return count >= answers ? count : null;
}

/** A peer that sent less than that of a load had no more to pay with. */
const PAID_SHARE = 0.9;

/** Of fewer answers a span says nothing. */
const FEWEST = 10;

function spanOf(momentsMs: readonly number[]): number | null {
  if (momentsMs.length < FEWEST) return null;
  return Math.max(...momentsMs) - Math.min(...momentsMs);
}
