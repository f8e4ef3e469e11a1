/**
 * The largest packet that passes to a peer, and the largest that comes back, each to the byte: a large question with a small answer for the way
 * there, small questions that together pay for a large answer for the way back. Sizes are whole IP packets.
 */
import { randomBytes } from 'node:crypto';
import { familyOf } from '../core/address.ts';
import type { EvidenceOf } from '../evidence/index.ts';
import { GREETING, HEADER_BYTES, SMALL_BYTES, SMALL_REPLY_BYTES } from './peer-packets.ts';
import type { Clock, Fragments, PeerSession } from './ports.ts';
import type { Probe } from './probe.ts';
import { MARK_BYTES } from './stamp.ts';
import { targetAddress } from './target-address.ts';

/** What the internet carries at most; the least that a signed packet with room for padding has. */
const LARGEST_BYTES = 1500;
const SMALLEST_BYTES = 240;
/** A large answer is paid for in parts that pass wherever anything does (RFC 791: 576 with the header). */
const PART_BYTES = 500;
/** So many tries before a size counts as lost (RFC 8899, 4.5.3). */
const TRIES = 3;
const SPACING_MS = 40;
const LEAST_WAIT_MS = 300;
/** Of one way; a search takes about eleven sizes. */
const SEARCH_MS = 9_000;

type Way = EvidenceOf<'peer-size'>['up'];
type Try = Way['tries'][number];

export const peerSizeProbe: Probe<'peer-size'> = {
  id: 'peer-size',
  version: 1,
  summary:
    'The largest packet to a peer (--peer) and back, each to the byte: about eleven sizes a way, three tries before one counts as lost.',
  async run(step, context) {
    const address = targetAddress(step, context);
    const { ports, signal } = context;
    const door = {
      ...{ address, port: step.target.port, localPort: null, ...GREETING },
      mark: randomBytes(MARK_BYTES).toString('hex'),
    };
    const [there, back] = [await ports.peer.open(door, signal), await ports.peer.open(door, signal)];
    try {
      const failure = there.failure ?? back.failure;
      const header = HEADER_BYTES[familyOf(address)];
      const means = { clock: ports.clock, header };
      const [up, down] =
        failure === null
          ? await Promise.all([
              searched(new Sizes(there, 'up', means)),
              searched(new Sizes(back, 'down', means)),
            ])
          : [UNTRIED, UNTRIED];
      const dfKnown = failure === null && (await there.fragments()) !== null;
      return {
        ...{ kind: 'peer-size', address, port: step.target.port, family: familyOf(address), dfKnown },
        ...{ up, down, failure },
      };
    } finally {
      there.close();
      back.close();
    }
  },
};

const UNTRIED: Way = { tries: [], largestBytes: null, smallestLostBytes: null };

interface SizeMeans {
  readonly clock: Clock;
  readonly header: number;
}

/** Halves the gap between what passed and what did not, until they are neighbours. */
async function searched(sizes: Sizes): Promise<Way> {
  const fromMs = sizes.clock.nowMs();
  const tries: Try[] = [await sizes.tried(SMALLEST_BYTES)];
  if (tries[0]?.passed !== true) return { ...UNTRIED, tries };
  let [low, high] = [SMALLEST_BYTES, LARGEST_BYTES + 1];
  let next = LARGEST_BYTES;
  while (high - low > 1 && sizes.clock.nowMs() - fromMs < SEARCH_MS) {
    const one = await sizes.tried(next);
    tries.push(one);
    if (one.passed) low = next;
    else high = next;
    next = Math.floor((low + high) / 2);
  }
  return { tries, largestBytes: low, smallestLostBytes: high > LARGEST_BYTES ? null : high };
}

/** One way of one session: a size at a time, so that pieces are counted to the size that made them. */
class Sizes {
  readonly clock: Clock;
  private readonly session: PeerSession;
  private readonly way: 'up' | 'down';
  private readonly header: number;
  private seq = 0;
  private waitMs = 3 * LEAST_WAIT_MS;

  constructor(session: PeerSession, way: 'up' | 'down', { clock, header }: SizeMeans) {
    this.session = session;
    this.way = way;
    this.clock = clock;
    this.header = header;
  }

  /** A size that came in pieces is too big, although it came: this kernel, or the peer's, had heard of a smaller link. */
  async tried(packetBytes: number): Promise<Try> {
    const { session, clock } = this;
    const before = await session.fragments();
    const first = this.seq;
    const isAnswered = (): boolean => this.answerSince(first) !== undefined;
    for (let turn = 0; turn < TRIES && !isAnswered(); turn += 1) {
      this.ask(packetBytes - this.header);
      await session.until(clock.nowMs() + (turn < TRIES - 1 ? SPACING_MS : this.waitMs), isAnswered);
    }
    const inPieces = cut(before, await session.fragments(), this.way);
    const answer = this.answerSince(first);
    // Pieces of the other tries are still on their way: they must not count for the next size.
    if (inPieces === true) await session.until(clock.nowMs() + this.waitMs, () => false);
    if (answer !== undefined) this.waitMs = Math.max(LEAST_WAIT_MS, 3 * (answer.heardAtMs - answer.sentAtMs));
    return { packetBytes, passed: answer !== undefined && inPieces !== true, inPieces };
  }

  private ask(payloadBytes: number): void {
    if (this.way === 'up') return this.send(payloadBytes, SMALL_REPLY_BYTES);
    const parts = Math.ceil(payloadBytes / PART_BYTES);
    const part = Math.max(Math.ceil(payloadBytes / parts), SMALL_BYTES);
    for (let turn = 1; turn < parts; turn += 1) this.send(part, 0);
    this.send(part, payloadBytes);
  }

  private send(bytes: number, replyBytes: number): void {
    this.session.send(this.seq, { bytes, replyBytes, holdMs: 0 });
    this.seq += 1;
  }

  private answerSince(first: number) {
    return this.session.replies.find(({ seq }) => seq >= first);
  }
}

/** Null: this system does not tell. */
function cut(before: Fragments | null, after: Fragments | null, way: 'up' | 'down'): boolean | null {
  if (before === null || after === null) return null;
  return way === 'up' ? after.made > before.made : after.joined > before.joined;
}
