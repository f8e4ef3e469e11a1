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
  const own = seen.replies.filter(({ seq }) => seq < count);
  const first = [...new Map([...own].reverse().map((reply) => [reply.seq, reply] as const)).values()];
  const received = first.length;
  return {
    ...{ hellos, packetBytes, sent, received, failure },
    state: stateOf(seen),
    duplicates: own.length - received,
    ...closed(seen, received, { count, udp: told?.udp ?? null }),
    ...saidBy(told),
    rttMs: roundTrip(first),
    ...variations(first, loopP99Ms, told?.loopP99Ms ?? null),
  };
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
  readonly udp: PeerTold['udp'];
}

/** The peer's own count; else the reflector's number in the answer to the first packet behind the series, where it numbers by itself. */
function closed(
  seen: StampSeen,
  received: number,
  { count, udp }: Known,
): Pick<Counted, 'atPeer' | 'answered' | 'closedBy'> {
  // A session that began anew in between (another outside port) has only a part of them.
  const isWhole = udp !== null && udp.sent >= received && udp.received <= seen.sent;
  if (isWhole) return { atPeer: udp.received, answered: udp.sent, closedBy: 'tcp' };
  const { sent } = seen;
  if (sent > 0 && received === sent) return { atPeer: sent, answered: sent, closedBy: 'whole' };
  const number = closingNumber(seen, count);
  if (number !== null && number >= received) return { atPeer: number, answered: number, closedBy: 'repeat' };
  return { atPeer: null, answered: null, closedBy: 'none' };
}

/** Null where the first closing packet was lost (then nobody knows how many of them came), or the reflector copies the sender's numbers. */
function closingNumber({ replies }: StampSeen, count: number): number | null {
  const numbersItself = replies.some(({ seq, number }) => number !== seq);
  return numbersItself ? (replies.find(({ seq }) => seq === count)?.number ?? null) : null;
}

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
  if (isLate || replies.length < FEWEST) return { up: null, down: null, loopP99Ms, peerLoopP99Ms };
  const inOrder = replies.toSorted((a, b) => a.seq - b.seq);
  return {
    up: variationOf(inOrder.map(({ sentAtMs, atPeerMs }) => atPeerMs - sentAtMs)),
    down: variationOf(inOrder.map(({ leftPeerMs, heardAtMs }) => heardAtMs - leftPeerMs)),
    ...{ loopP99Ms, peerLoopP99Ms },
  };
}

/** Of delays of one way on two clocks: what is the same in all of them falls out (RFC 5481, 4.1 and 4.2). */
function variationOf(delaysMs: readonly number[]): Counted['up'] {
  const least = Math.min(...delaysMs);
  const pdvMs = shareOf(delaysMs.map((ms) => ms - least));
  const ipdv = shareOf(delaysMs.slice(1).map((ms, index) => Math.abs(ms - (delaysMs[index] ?? ms))));
  return pdvMs === null || ipdv === null ? null : { pdvMs, ipdvMs: ipdv.p50 };
}
