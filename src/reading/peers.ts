/**
 * What was seen of the person's own servers (`--peer`). An answer proves that UDP to that port passes from here to there and back; it says
 * nothing of Amazon's gateways, nor of a rule that is bound to their addresses.
 */
import { z } from 'zod';
import { addressKind, parseIpAddress } from '../core/address.ts';
import { PEER_KINDS, PEER_SCOPES, PORT_STATES, STREAMING_PORT, type Protocol } from '../core/words.ts';
import type { EvidenceOf } from '../evidence/index.ts';
import { peerNameStep, peerNumberOf } from '../plan/plan-peers.ts';
import type { Peer } from '../plan/request.ts';
import { eachWay, idleOf, loadOf, peerFigures, sizesOf, translationOf } from './peer-figures.ts';
import { perView } from './per-view.ts';
import type { Entry, View } from './view.ts';

const counted = z.number().int().nullable();

/** One UDP port of a peer: what was sent, came there, was answered and came back. Null: nobody counted it. */
const peerPort = z.object({
  port: z.number().int(),
  sent: z.number().int(),
  atPeer: counted,
  answered: counted,
  received: z.number().int(),
  rttMs: z.object({ p50: z.number(), p90: z.number() }).nullable(),
  /** How the delay of each way varies: 90th percentile above the least, and median from one packet to the next. Null: not told. */
  pdvMs: eachWay(z.number().nullable()),
  ipdvMs: eachWay(z.number().nullable()),
  /** Seconds since somebody of another network proved that this port of the peer is open; null: never, or nobody told. */
  provenElsewhereAgo: z.number().nullable(),
});
export type PeerPortSeen = z.infer<typeof peerPort>;

export const peerSeen = z.object({
  /** `HOST` or `HOST:PORT`, as it was asked for. */
  name: z.string(),
  kind: z.enum(PEER_KINDS),
  scope: z.enum(PEER_SCOPES),
  /** `answers`: it speaks as a peer there, and takes the key. */
  tcp: z.array(z.object({ port: z.number().int(), state: z.enum(PORT_STATES), answers: z.boolean() })),
  udp: z.array(peerPort),
  /** Under which address the peer sees this machine; null where it did not tell. */
  ...peerFigures,
});
export type PeerSeen = z.infer<typeof peerSeen>;

type StampEntry = Entry & { readonly evidence: EvidenceOf<'stamp'> };
type LoadEntry = Entry & { readonly evidence: EvidenceOf<'peer-load'> };
type IdleEntry = Entry & { readonly evidence: EvidenceOf<'peer-idle'> };
type SizeEntry = Entry & { readonly evidence: EvidenceOf<'peer-size'> };

export interface PeerFacts {
  readonly seen: PeerSeen;
  /** Steps of this peer that were measured, with its name's. */
  readonly checks: readonly string[];
  /** It was asked, and nothing of it answered. */
  readonly isUnreachable: boolean;
  /** It greets on TCP and takes the key nowhere. */
  readonly refusesKey: boolean;
  /** Series of measuring packets, those from a fixed source port among them. */
  readonly series: readonly StampEntry[];
  readonly size: SizeEntry | null;
  readonly load: LoadEntry | null;
  readonly idle: IdleEntry | null;
}

/** Every peer that was asked for, in the order of the request. */
export const peersOf = perView((view): readonly PeerFacts[] =>
  (view.record.request.peers ?? []).map((peer, index) => peerFacts(view, peer, index + 1)),
);

function peerFacts(view: View, peer: Peer, number: number): PeerFacts {
  const own = (view.byRole.get('peer') ?? []).filter(({ step }) => peerNumberOf(step) === number);
  const seen = seenOf(peer, own, view);
  const asked = own.filter(({ evidence }) => evidence !== null);
  const unnamed = own.filter(({ check }) => check.notTestedBecause?.reason === 'dependency-failed');
  const name = unnamed.flatMap(() => view.byId.get(peerNameStep(peer) ?? '') ?? []).slice(0, 1);
  const answers = seen.udp.some(({ received }) => received > 0) || seen.tcp.some((one) => one.answers);
  const greets = own.some(({ evidence }) => evidence?.kind === 'peer-tcp' && evidence.said === 'greeting');
  return {
    seen,
    checks: [...name, ...asked].map(({ step }) => step.id),
    isUnreachable: asked.length + unnamed.length > 0 && !answers && !greets,
    refusesKey: greets && !answers,
    series: own.filter(isSeries),
    size: own.find(isSize) ?? null,
    load: own.find(isLoad) ?? null,
    idle: own.find(isIdle) ?? null,
  };
}

function isSeries(entry: Entry): entry is StampEntry {
  return entry.evidence?.kind === 'stamp';
}

function isLoad(entry: Entry): entry is LoadEntry {
  return entry.evidence?.kind === 'peer-load';
}

function isIdle(entry: Entry): entry is IdleEntry {
  return entry.evidence?.kind === 'peer-idle';
}

function isSize(entry: Entry): entry is SizeEntry {
  return entry.evidence?.kind === 'peer-size';
}

function seenOf(peer: Peer, own: readonly Entry[], view: View): PeerSeen {
  return {
    name: nameOf(peer),
    kind: peer.kind,
    scope: view.record.request.peerScope ?? 'other',
    tcp: own.flatMap(({ evidence }) =>
      evidence?.kind === 'peer-tcp'
        ? [{ port: evidence.port, state: evidence.state, answers: evidence.said === 'answer' }]
        : [],
    ),
    udp: own.flatMap(portOf),
    mtu: own.flatMap(sizesOf)[0] ?? null,
    load: own.flatMap(loadOf)[0] ?? null,
    idle: own.flatMap(idleOf)[0] ?? null,
    outside: {
      ...{ tcp: own.flatMap(outsideTcp)[0] ?? null, udp: own.flatMap(outsideUdp)[0] ?? null },
      ...translationOf(own, view),
    },
  };
}

function nameOf({ host, port }: Peer): string {
  const bare = host.includes(':') ? `[${host}]` : host;
  return port === null ? bare : `${bare}:${port}`;
}

function portOf({ evidence }: Entry): PeerPortSeen[] {
  if (evidence?.kind === 'stamp') return seriesOf(evidence);
  if (evidence?.kind !== 'stun' && evidence?.kind !== 'quic') return [];
  const { port, sentAtMs, reply } = evidence;
  return [{ port, sent: sentAtMs.length, ...UNCOUNTED, received: reply === null ? 0 : 1 }];
}

/** Of a series that nobody answered, the first packets are what was sent. A port that the peer does not have is none. */
function seriesOf({ told, localPort, offered, ...evidence }: EvidenceOf<'stamp'>): PeerPortSeen[] {
  if (localPort !== null || offered === false) return [];
  const { port, received, rttMs, sent, hellos } = evidence;
  const shared = {
    port,
    received,
    rttMs,
    ...variationOf(evidence),
    provenElsewhereAgo: told && told.provenElsewhereAgo,
  };
  const { atPeer, answered } =
    sent > 0 ? evidence : { atPeer: told && told.hellos, answered: told && told.answered };
  return [{ ...shared, sent: sent > 0 ? sent : hellos, atPeer, answered }];
}

function variationOf({
  up,
  down,
}: Pick<EvidenceOf<'stamp'>, 'up' | 'down'>): Pick<PeerPortSeen, 'pdvMs' | 'ipdvMs'> {
  return {
    pdvMs: { up: up && up.pdvMs.p90, down: down && down.pdvMs.p90 },
    ipdvMs: { up: up && up.ipdvMs, down: down && down.ipdvMs },
  };
}

const NEITHER = { up: null, down: null } as const;
const UNCOUNTED = {
  ...{ atPeer: null, answered: null, rttMs: null, provenElsewhereAgo: null },
  ...{ pdvMs: NEITHER, ipdvMs: NEITHER },
} as const;

function outsideTcp({ evidence }: Entry): string[] {
  return evidence?.kind === 'peer-tcp' && evidence.outsideAddress !== null ? [evidence.outsideAddress] : [];
}

function outsideUdp({ evidence }: Entry): string[] {
  const told =
    evidence?.kind === 'stun'
      ? evidence.reply?.mappedAddress
      : evidence?.kind === 'stamp'
        ? evidence.outsideAddress
        : null;
  return told ? [told] : [];
}

function outsideNat({ evidence }: Entry): string[] {
  return evidence?.kind === 'peer-nat'
    ? evidence.seen.flatMap(({ outsideAddress }) => outsideAddress ?? [])
    : [];
}

/** Public addresses of this machine as peers saw it, with the check that told. One inside the network sees a private one: that says nothing. */
export function publicAtPeers(view: View): readonly { readonly address: string; readonly check: string }[] {
  return (view.byRole.get('peer') ?? []).flatMap((entry) =>
    [...outsideTcp(entry), ...outsideUdp(entry), ...outsideNat(entry)]
      .filter(isPublic)
      .map((address) => ({ address, check: entry.step.id })),
  );
}

function isPublic(text: string): boolean {
  const address = parseIpAddress(text);
  return address !== null && addressKind(address) === 'public';
}

/** The best answer that any peer gave on the protocol's own UDP port; null: none. */
export function provedToPeer(peers: readonly PeerSeen[], protocol: Protocol): PeerPortSeen | null {
  const answered = peers
    .flatMap(({ udp }) => udp)
    .filter(({ port, received }) => port === STREAMING_PORT[protocol] && received > 0);
  return answered.toSorted((a, b) => b.received - a.received)[0] ?? null;
}

/** Whether any peer answered on any UDP port. */
export function anyPeerAnswer(view: View): boolean {
  return peersOf(view).some(({ seen }) => seen.udp.some(({ received }) => received > 0));
}

/** Ports of a peer as a fact: words, as a report holds lists of texts alone. */
export const PEER_PORT_WORDS = ['4172', '4195', '443'] as const;

export function portWordsOf(ports: readonly number[]): (typeof PEER_PORT_WORDS)[number][] {
  return PEER_PORT_WORDS.filter((one) => ports.includes(Number(one)));
}

/** A peer is known to be open where somebody of another network had answers within a day. */
const PROVEN_S = 86_400;
/** So many first packets, and so many answers that the peer sent, before silence is called loss. */
const HELLOS = 25;
const ANSWERS = 5;

/** Where datagrams to a port of a peer end. `unproven`: it is silent, and nobody knows whether it is open at all; `unclear`: the counts say too little. */
export type PortLoss = 'there' | 'back' | 'refused' | 'unproven' | 'unclear';

/** Null where it answered, or where it has no such port. */
export function lossOf({ evidence }: StampEntry): PortLoss | null {
  const { state, told, offered, hellos } = evidence;
  if (state === 'open' || offered === false) return null;
  if (told === null) return 'unclear';
  if (!isProven(told.provenElsewhereAgo)) return 'unproven';
  if (state !== 'open|filtered') return 'refused';
  if (hellos < HELLOS) return 'unclear';
  if (told.hellos === 0) return 'there';
  return told.answered >= ANSWERS ? 'back' : 'unclear';
}

function isProven(ago: number | null): boolean {
  return ago !== null && ago <= PROVEN_S;
}
