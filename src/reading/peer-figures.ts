/** Figures of the way to a peer: how it is seen from outside, sizes, load, and how long a binding lasts. */
import { z } from 'zod';
import type { EvidenceOf } from '../evidence/index.ts';
import { peerLoadEvidence } from '../evidence/peer.ts';
import type { Entry, View } from './view.ts';

export const eachWay = <T extends z.ZodType>(of: T) => z.object({ up: of, down: of });

/** `port-independent` is of the port alone: one peer has one address, so whether it holds for another one is not known (RFC 4787, 4.1). */
export const MAPPINGS = ['none', 'port-independent', 'per-destination'] as const;

/** What a report says of one peer beside its ports. */
export const peerFigures = {
  outside: z.object({
    tcp: z.string().nullable(),
    udp: z.string().nullable(),
    /** One source port to several ports of the peer: not translated, seen as one, or as another by each. Null: not told. */
    mapping: z.enum(MAPPINGS).nullable(),
    /** It is seen under its own number; null: not told. */
    keepsPort: z.boolean().nullable(),
  }),
  /** The largest whole packet that passed each way; `dfKnown` false: perhaps in pieces. Null: not measured. */
  mtu: eachWay(z.number().int().nullable()).extend({ dfKnown: z.boolean() }).nullable(),
  /** Load at the documented needs (`--peer-load`); `lateMs`: how late this computer or the peer was itself (99th percentile). Null: not measured. */
  load: z
    .object({
      allowedKbps: z.number().nullable(),
      lateMs: z.number(),
      runs: peerLoadEvidence.shape.runs,
    })
    .nullable(),
  /** The longest silence after which a held answer came, and the shortest after which none did (`--peer-idle`). Null: none. */
  idle: z.object({ answeredS: z.number().nullable(), lostS: z.number().nullable() }).nullable(),
};
export type PeerFigures = z.infer<z.ZodObject<typeof peerFigures>>;

export type LoadRun = EvidenceOf<'peer-load'>['runs'][number];

/** An end that is later than this measures itself. */
const LATE_MS = 100;

/** How late either end was; null: too late for anything to be said. */
export function lateMsOf({
  loopP99Ms,
  peerLoopP99Ms,
}: {
  readonly loopP99Ms: number | null;
  readonly peerLoopP99Ms: number | null;
}): number | null {
  const lateMs = Math.max(loopP99Ms ?? 0, peerLoopP99Ms ?? 0);
  return lateMs > LATE_MS ? null : lateMs;
}

export function loadOf({ evidence }: Entry): NonNullable<PeerFigures['load']>[] {
  if (evidence?.kind !== 'peer-load') return [];
  const { allowedKbps, runs, loopP99Ms, peerLoopP99Ms } = evidence;
  return [{ allowedKbps, lateMs: Math.max(loopP99Ms ?? 0, peerLoopP99Ms ?? 0), runs }];
}

const SHARE_THAT_COMES = 0.97;
const LOST_RATIO = 0.01;
const ADDED_MS = 25;

/** Two of three: one alone may be noise, and a deep queue loses nothing while a short one adds nothing. What an end was late by is taken off. */
export function isShort(
  { seconds, sent, arrived, sentKbps, arrivedKbps, idleRttMs, loadRttMs }: LoadRun,
  lateMs: number,
): boolean {
  const share = SHARE_THAT_COMES - lateMs / (seconds * 1000);
  const signs = [
    sentKbps !== null && arrivedKbps !== null && arrivedKbps < share * sentKbps,
    sent !== null && arrived !== null && (sent - arrived) / sent >= LOST_RATIO,
    idleRttMs !== null && loadRttMs !== null && loadRttMs.p50 - idleRttMs.p50 >= ADDED_MS + lateMs,
  ];
  return signs.filter(Boolean).length >= 2;
}

/** What came after a longer silence counts for every shorter one. */
export function idleOf({ evidence }: Entry): NonNullable<PeerFigures['idle']>[] {
  if (evidence?.kind !== 'peer-idle' || evidence.failure !== null) return [];
  const answeredS = Math.max(
    ...evidence.held.filter(({ answered }) => answered).map(({ delayS }) => delayS),
    0,
  );
  const lost = evidence.held.map(({ delayS }) => delayS).filter((delayS) => delayS > answeredS);
  return [{ answeredS: answeredS || null, lostS: lost.length === 0 ? null : Math.min(...lost) }];
}

/** Null sizes where not even the smallest passed. */
export function sizesOf({ evidence }: Entry): NonNullable<PeerFigures['mtu']>[] {
  if (evidence?.kind !== 'peer-size' || evidence.failure !== null) return [];
  const { up, down, dfKnown } = evidence;
  return [{ up: up.largestBytes, down: down.largestBytes, dfKnown }];
}

/** Two ports that told are the least that shows a difference. */
const FEWEST_PORTS = 2;

export function translationOf(
  own: readonly Entry[],
  view: View,
): Pick<PeerFigures['outside'], 'mapping' | 'keepsPort'> {
  const [seen] = own.flatMap(({ evidence }) => (evidence?.kind === 'peer-nat' ? [evidence] : []));
  const told = (seen?.seen ?? []).filter(({ outsidePort }) => outsidePort !== null);
  if (seen === undefined || told.length < FEWEST_PORTS) return { mapping: null, keepsPort: null };
  const keepsPort = told.every(({ outsidePort }) => outsidePort === seen.localPort);
  const here = view.record.host.interfaces.flatMap(({ addresses }) =>
    addresses.map(({ address }) => address),
  );
  if (keepsPort && told.every(({ outsideAddress }) => here.includes(outsideAddress ?? '')))
    return { mapping: 'none', keepsPort };
  const ends = new Set(told.map(({ outsideAddress, outsidePort }) => `${outsideAddress} ${outsidePort}`));
  return { mapping: ends.size === 1 ? 'port-independent' : 'per-destination', keepsPort };
}
