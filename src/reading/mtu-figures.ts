/**
 * What the path carries towards one Region, out of three independent methods and the kernel's view. A limit counts when a router or an
 * interface announced it, or when two methods agree (findings.md, MTU): a ping that vanishes alone proves nothing.
 */
import type { EvidenceOf } from '../evidence/index.ts';
import type { RegionFigures } from './region-figures.ts';
import { familyOf } from '../core/address.ts';
import type { Family } from '../core/words.ts';
import { THRESHOLDS } from './thresholds.ts';
import { perView } from './per-view.ts';
import { measuredOf, type Entry, type View } from './view.ts';

export type Mtu = NonNullable<RegionFigures['mtu']>;

type EntryOf<K extends 'mtu-ping' | 'mtu-quic' | 'mtu-https' | 'route'> = Entry & {
  readonly evidence: EvidenceOf<K>;
};

export interface MtuFacts {
  readonly entries: readonly Entry[];
  readonly ping: EntryOf<'mtu-ping'> | null;
  readonly quic: EntryOf<'mtu-quic'> | null;
  readonly https: EntryOf<'mtu-https'> | null;
  readonly route: EntryOf<'route'> | null;
  /** Smallest limit that a router, the kernel's cache or the interface announced. */
  readonly announcedBytes: number | null;
  /** Methods in which large packets vanish while small ones pass, unannounced. */
  readonly vanishing: readonly string[];
  /** Largest packet that any method saw through. */
  readonly largestPassedBytes: number | null;
  /** Smallest packet that vanished. */
  readonly smallestLostBytes: number | null;
}

export const mtuFacts = perView((view: View, region: string): MtuFacts => {
  const of = <K extends 'mtu-ping' | 'mtu-quic' | 'mtu-https' | 'route'>(kind: K) =>
    measuredOf(view, kind, 'path', 'health-check', 'endpoint').find((entry) => serves(entry, region)) ?? null;
  const parts = { ping: of('mtu-ping'), quic: of('mtu-quic'), https: of('mtu-https'), route: of('route') };
  const entries = Object.values(parts).filter((entry) => entry !== null);
  const interfaceMtu = parts.route?.evidence.interfaceMtuBytes ?? null;
  // The kernel's figures start at the interface's MTU; only a smaller one was learnt from a router.
  const told = [
    parts.ping?.evidence.announcedMtuBytes,
    parts.route?.evidence.routeMtuBytes,
    parts.https?.evidence.kernel?.pathMtuBytes,
  ].map((bytes) => ((bytes ?? Number.MAX_VALUE) < (interfaceMtu ?? ETHERNET_BYTES) ? (bytes ?? null) : null));
  const announcedBytes = smallest([...told, interfaceMtu]);
  const stalled = stalledHandshakes(view, familyOfFacts(parts)).length > 0;
  const vanish = [...vanishing(parts, announcedBytes), ...(stalled ? ['tls-stall'] : [])];
  return { ...parts, entries, announcedBytes, vanishing: vanish, ...edges(parts) };
});

/** What an interface of unknown MTU most likely has. */
const ETHERNET_BYTES = 1500;

function serves(entry: Entry, region: string): boolean {
  return entry.step.region === region || entry.step.regions.includes(region);
}

function smallest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}

type Parts = Pick<MtuFacts, 'ping' | 'quic' | 'https'>;

/** What is larger than an announced limit is lost by right: only a loss at or below it is unexplained. */
function vanishing({ ping, quic, https }: Parts, announced: number | null): readonly string[] {
  const unexplained = (lost: number | null) => lost !== null && (announced === null || lost <= announced);
  const kernel = https?.evidence.kernel ?? null;
  const stalled = https?.evidence.outcome === 'stalled';
  const methods: readonly (readonly [string, boolean])[] = [
    ['icmp-df', ping?.evidence.answersPing === true && unexplained(ping.evidence.smallestLostBytes)],
    ['quic-ladder', quic !== null && unexplained(lostRung(quic.evidence))],
    ['https-large', stalled],
    ['tcp-backoff', stalled && kernel !== null && kernel.backoff > 0],
  ];
  return methods.filter(([, holds]) => holds).map(([name]) => name);
}

/** The smallest silent rung above one that replied; null when no rung replied (a silent server says nothing). */
function lostRung({ ladder }: EvidenceOf<'mtu-quic'>): number | null {
  const replied = largest(ladder.filter((rung) => rung.replied).map((rung) => rung.packetBytes));
  if (replied === null) return null;
  return smallest(
    ladder.filter((rung) => !rung.replied && rung.packetBytes > replied).map((rung) => rung.packetBytes),
  );
}

function largest(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.max(...values);
}

function edges({ ping, quic }: Parts): Pick<MtuFacts, 'largestPassedBytes' | 'smallestLostBytes'> {
  const passed = [
    ping?.evidence.answersPing === true ? ping.evidence.largestPassedBytes : null,
    largest((quic?.evidence.ladder ?? []).filter((rung) => rung.replied).map((rung) => rung.packetBytes)),
  ].filter((value) => value !== null);
  const lost = [
    ping?.evidence.answersPing === true ? ping.evidence.smallestLostBytes : null,
    quic === null ? null : lostRung(quic.evidence),
  ];
  return { largestPassedBytes: largest(passed), smallestLostBytes: smallest(lost) };
}

/** Two methods at least agree that large packets vanish. */
export function isBlackHole(facts: MtuFacts): boolean {
  return facts.vanishing.length >= 2;
}

/** Fewer hosts than this may all stand behind one filter. */
const STALLS = 3;

/**
 * Hosts whose handshake opened over the family and got no further: a greeting is small, and the certificates that come back are not.
 * Empty where any handshake went on (a filter by name lets others pass), or where too few were tried.
 */
export function stalledHandshakes(view: View, family: Family): readonly Entry[] {
  // The black hole covers them, and its figures rest on them.
  const opened = measuredOf(view.unmasked ?? view, 'https', 'endpoint', 'also').filter(({ evidence }) =>
    attemptsOver(evidence, family).some(({ tcpState }) => tcpState === 'open'),
  );
  const stalled = opened.filter(({ evidence }) =>
    attemptsOver(evidence, family).every(
      ({ tcpState, failure }) => tcpState !== 'open' || failure?.code === 'tls-timeout',
    ),
  );
  return stalled.length === opened.length && stalled.length >= STALLS ? stalled : [];
}

function attemptsOver({ attempts }: EvidenceOf<'https'>, family: Family) {
  return attempts.filter(
    ({ address, depth }) => depth === 'http' && address !== null && familyOf(address) === family,
  );
}

/** The path's MTU where it is known: announced and not contradicted, or found by ping to the byte, or by two methods that agree. */
export function pathMtu(facts: MtuFacts): number | null {
  if (isBlackHole(facts)) return facts.largestPassedBytes;
  const interfaceMtu = facts.route?.evidence.interfaceMtuBytes ?? null;
  const { announcedBytes, largestPassedBytes } = facts;
  if (announcedBytes === null) return largestPassedBytes;
  // An interface's own limit says nothing of the rest of the path; anything smaller was told by a router.
  const told = announcedBytes !== interfaceMtu || announcedBytes < quicPacketBytes(facts);
  return told ? announcedBytes : largestPassedBytes;
}

/** Whether a full-size TCP segment of at least 1200 bytes went through: then 1200 is not contradicted. */
export function fullSegmentPassed({ https }: MtuFacts): boolean {
  if (https?.evidence.outcome !== 'passed') return false;
  const mss = https.evidence.kernel?.mssBytes ?? null;
  return mss === null ? https.evidence.requestBytes > 1500 : mss + 40 >= 1200;
}

/** Smallest packet that carries a QUIC datagram, by family. */
export function quicPacketBytes(facts: MtuFacts): number {
  return THRESHOLDS.quicPacketBytes[familyOfFacts(facts)];
}

export function familyOfFacts({ ping, quic, route }: Pick<MtuFacts, 'ping' | 'quic' | 'route'>): Family {
  const told = ping?.evidence.family ?? quic?.evidence.family;
  return told ?? (route?.evidence.address.includes(':') === true ? 6 : 4);
}

/** The MTU part of a Region's figures; null when no MTU step of the Region was measured. */
export function mtuFigures(view: View, region: string): Mtu | null {
  const facts = mtuFacts(view, region);
  if (facts.entries.length === 0) return null;
  const required = view.tables.mtu.minimumBytes;
  const path = pathMtu(facts);
  return {
    requiredBytes: required,
    pathMtuBytes: path,
    interfaceMtuBytes: facts.route?.evidence.interfaceMtuBytes ?? null,
    interface: facts.route?.evidence.interfaceName ?? null,
    target: targetOf(facts),
    family: familyOfFacts(facts),
    methods: methodsOf(facts),
    blackHole: blackHoleOf(facts),
    verdict: verdictOf(facts, { path, required }),
  };
}

function targetOf({ ping, quic, route, https }: MtuFacts): string | null {
  const first = ping ?? quic ?? route ?? https;
  return first?.evidence.address ?? null;
}

/** Methods that could tell something. */
function methodsOf(facts: MtuFacts): string[] {
  const { ping, quic, https, route } = facts;
  const methods: readonly (readonly [string, boolean])[] = [
    ['icmp-df', ping !== null && (ping.evidence.answersPing || ping.evidence.announcedMtuBytes !== null)],
    ['quic-ladder', quic?.evidence.ladder.some((rung) => rung.replied) === true],
    ['https-large', https !== null && https.evidence.outcome !== 'failed'],
    ['interface', route !== null && route.evidence.interfaceMtuBytes !== null],
  ];
  return methods.filter(([, holds]) => holds).map(([name]) => name);
}

function blackHoleOf(facts: MtuFacts): boolean | null {
  if (isBlackHole(facts)) return true;
  const { largestPassedBytes, announcedBytes } = facts;
  return largestPassedBytes !== null ||
    (announcedBytes !== null && facts.vanishing.length === 0 && fullSegmentPassed(facts))
    ? facts.vanishing.length === 0
      ? false
      : null
    : null;
}

function verdictOf(
  facts: MtuFacts,
  { path, required }: { path: number | null; required: number },
): Mtu['verdict'] {
  if (isBlackHole(facts)) return path === null || path < required ? 'fail' : 'warn';
  if (path === null) return 'unknown';
  const announced = facts.announcedBytes !== null && facts.announcedBytes < required;
  if (path < required) return announced ? 'fail' : 'unknown';
  return path < quicPacketBytes(facts) && path === facts.announcedBytes ? 'warn' : 'pass';
}
