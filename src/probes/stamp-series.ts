/** A series of measuring packets as figures: what came back, and what came there as far as somebody counted it. Pure. */
import type { FailureCode } from '../core/failure.ts';
import type { PortState } from '../core/words.ts';
import type { EvidenceOf } from '../evidence/index.ts';
import type { PeerTold, StampReply, StampSeen } from './ports.ts';

type Counted = Omit<EvidenceOf<'stamp'>, 'kind' | 'address' | 'port' | 'localPort' | 'signed'>;

interface Asked {
  /** Packets of the series; numbers from there on are closing ones. */
  readonly count: number;
  /** How late this process was; null: not measured. */
  readonly loopP99Ms: number | null;
}

export function countSeries(seen: StampSeen, told: PeerTold | null, { count, loopP99Ms }: Asked): Counted {
  const { hellos, packetBytes, sent, failure } = seen;
  const isOwn = ({ seq }: StampReply): boolean => seq < count;
  const [first, again] = [seen.replies.filter(isOwn), seen.again.filter(isOwn)];
  const received = first.length;
  return {
    ...{ hellos, packetBytes, sent, received, failure },
    state: stateOf(seen),
    duplicates: again.length,
    ...closed(seen, received, { count, doubled: doubledThere(first, again), udp: told?.udp ?? UNTOLD }),
    ...saidBy(told),
    rttMs: roundTrip(first),
    ...variations(first, loopP99Ms, told?.loopP99Ms ?? null),
  };
}

/** A packet that was doubled on the way there has two answers of two numbers: the reflector counts it twice. One that was doubled on the way back does not. */
function doubledThere(first: readonly StampReply[], again: readonly StampReply[]): number {
  const known = new Set(first.map(({ number }) => number));
  return new Set(again.map(({ number }) => number).filter((number) => !known.has(number))).size;
}

/** Refused on the way or by this machine; every other failure is silence. */
const STATE_OF: Partial<Readonly<Record<FailureCode, PortState>>> = {
  'port-unreachable': 'closed',
  'administratively-prohibited': 'filtered',
  'permission-denied': 'filtered',
};

function stateOf({ isAnswered, failure }: StampSeen): PortState {
  return isAnswered ? 'open' : (STATE_OF[failure?.code ?? 'no-reply'] ?? 'open|filtered');
}

function saidBy(told: PeerTold | null): Pick<Counted, 'told' | 'offered' | 'outsideAddress' | 'outsidePort'> {
  if (told === null || told.udp === null)
    return { told: null, offered: told === null ? null : false, outsideAddress: null, outsidePort: null };
  const { hellos, answered, provenElsewhereAgo, from } = told.udp;
  const outside = { outsideAddress: from?.address ?? null, outsidePort: from?.port ?? null };
  return { told: { hellos, answered, provenElsewhereAgo }, offered: true, ...outside };
}

interface Known {
  readonly count: number;
  /** Packets that the reflector counts twice. */
  readonly doubled: number;
  /** What the peer counted, on TCP. */
  readonly udp: { readonly received: number; readonly sent: number };
}

const UNTOLD = { received: NaN, sent: NaN };

/** The peer's own count; else the reflector's number in the answer to the first packet behind the series, where it numbers by itself. */
function closed(
  seen: StampSeen,
  received: number,
  { count, doubled, udp }: Known,
): Pick<Counted, 'atPeer' | 'answered' | 'closedBy'> {
  const { sent } = seen;
  const tcp = possible(udp.received - doubled, udp.sent - doubled, { received, sent });
  if (tcp !== null) return { ...tcp, closedBy: 'tcp' };
  if (sent > 0 && received === sent) return { atPeer: sent, answered: sent, closedBy: 'whole' };
  const number = (closingNumber(seen, count) ?? NaN) - doubled;
  const repeat = possible(number, number, { received, sent });
  return repeat === null
    ? { atPeer: null, answered: null, closedBy: 'none' }
    : { ...repeat, closedBy: 'repeat' };
}

/** Null of what cannot be: a session that began anew in between (another outside port) has only a part of them. */
function possible(
  atPeer: number,
  answered: number,
  { received, sent }: Pick<Counted, 'received' | 'sent'>,
): Pick<Counted, 'atPeer' | 'answered'> | null {
  return answered >= received && atPeer <= sent ? { atPeer, answered } : null;
}

/**
 * Null where the first closing packet was lost (then nobody knows how many of them came), where the reflector copies the sender's numbers, or where it
 * did not begin at 0: it counts others, too.
 */
function closingNumber({ replies }: StampSeen, count: number): number | null {
  const numbersItself = replies.some(({ seq, number }) => number !== seq);
  const beganAt0 = least(replies.map(({ number }) => number)) <= least(replies.map(({ seq }) => seq));
  return numbersItself && beganAt0 ? (replies.find(({ seq }) => seq === count)?.number ?? null) : null;
}

const least = (values: readonly number[]): number => Math.min(...values);

function roundTrip(replies: readonly StampReply[]): Counted['rttMs'] {
  return shareOf(replies.map(({ sentAtMs, heardAtMs }) => heardAtMs - sentAtMs));
}

/** Median and 90th percentile; null of nothing. */
export function shareOf(values: readonly number[]): Counted['rttMs'] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  const [p50, p90] = [at(0.5), at(0.9)];
  return p50 === undefined || p90 === undefined ? null : { p50, p90 };
}

/** Of fewer answers a median says nothing. */
const FEWEST = 20;
/** What is later than this measures itself; below that a finding takes off what an end was late by. */
const LATE_MS = 25;

function variations(
  replies: readonly StampReply[],
  loopP99Ms: number | null,
  peerLoopP99Ms: number | null,
): Pick<Counted, 'up' | 'down' | 'loopP99Ms' | 'peerLoopP99Ms'> {
  const isLate = Math.max(loopP99Ms ?? 0, peerLoopP99Ms ?? 0) > LATE_MS;
  const untold = { up: null, down: null, loopP99Ms, peerLoopP99Ms };
  if (isLate || replies.length < FEWEST) return untold;
  const inOrder = replies.toSorted((a, b) => a.seq - b.seq);
  const up = inOrder.map(({ sentAtMs, atPeerMs }) => atPeerMs - sentAtMs);
  const down = inOrder.map(({ leftPeerMs, heardAtMs }) => heardAtMs - leftPeerMs);
  if (wasMoved(up, down)) return untold;
  return { up: variationOf(up), down: variationOf(down), loopP99Ms, peerLoopP99Ms };
}

/**
 * Whether the reflector's clock was set anew in between: what one way seems to gain the other loses, and both ways together, which need no second
 * clock, never were as short as the shortest of each.
 */
function wasMoved(up: readonly number[], down: readonly number[]): boolean {
  const both = up.map((ms, index) => ms + (down[index] ?? 0));
  return least(both) - least(up) - least(down) > LATE_MS;
}

/** Of delays of one way on two clocks: what is the same in all of them falls out (RFC 5481, 4.1 and 4.2). */
function variationOf(delaysMs: readonly number[]): Counted['up'] {
  const quickest = least(delaysMs);
  const pdvMs = shareOf(delaysMs.map((ms) => ms - quickest));
  const ipdv = shareOf(delaysMs.slice(1).map((ms, index) => Math.abs(ms - (delaysMs[index] ?? ms))));
  return pdvMs === null || ipdv === null ? null : { pdvMs, ipdvMs: ipdv.p50 };
}
