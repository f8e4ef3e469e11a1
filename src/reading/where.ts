/**
 * Where on the way something begins, out of the hops that answered. No hop is blamed for its own silence: a place is named by a refusal, or
 * lies between two hops because packets to another port of the same address went farther. Else nothing is said.
 */
import { z } from 'zod';
import { addressKind, parseIpAddress } from '../core/address.ts';
import { HOP_METHODS, type Hop, type HopsEvidence, type HostFacts } from '../evidence/index.ts';

/** `refused`: a hop said so. `answered-early`: a hop answered in the server's place. `large`: packets of full size end there. */
export const WHERE_REASONS = ['dropped', 'refused', 'answered-early', 'large', 'delay'] as const;

const hopPlace = z.object({
  /** Routers from here; 0 is this computer. */
  n: z.number().int(),
  /** Null where nobody told. */
  address: z.string().nullable(),
  /** In the person's own network; null where nobody can tell. */
  inside: z.boolean().nullable(),
});
export type HopPlace = z.infer<typeof hopPlace>;

export const where = z.object({
  method: z.enum(HOP_METHODS),
  port: z.number().int().nullable(),
  /** The port of the same address that was compared with. */
  controlPort: z.number().int().nullable(),
  /** The last hop that it came to, or the one that refused it. */
  lastHop: hopPlace,
  /** The next hop that the comparison saw; null where there is none. */
  nextHop: hopPlace.nullable(),
  /** `named`: a router said it. `between`: two looks, and another port, or a smaller packet, got farther. */
  confidence: z.enum(['named', 'between']),
  why: z.enum(WHERE_REASONS),
  /** Milliseconds that begin there, and the largest packet that passes on. */
  addedMs: z.number().nullable(),
  mtuBytes: z.number().int().nullable(),
  packets: z.number().int(),
  seconds: z.number(),
});
export type Where = z.infer<typeof where>;

/** What was sent to one address: what failed, and what it is held against. */
export interface Series {
  readonly failing: HopsEvidence;
  readonly control: HopsEvidence | null;
  readonly host: Pick<HostFacts, 'defaultGateways'>;
}

/** Whether the tools ask no farther: a way as long as that has no end that was seen. */
const FARTHEST = 20;

const answering = ({ ttl }: HopsEvidence): readonly Hop[] => ttl.filter(({ answered }) => answered);

/** Routers alone: a server that stays silent on one port and not on another is no place on the way. */
function routersOf(trace: HopsEvidence): readonly Hop[] {
  return answering(trace).filter(({ addresses }) => !addresses.includes(trace.address));
}

function toPlace({ host }: Series, hop: Hop | undefined, n = hop?.n ?? 0): HopPlace {
  const [address = null] = hop?.addresses ?? [];
  if (n === 0) return { n, address: null, inside: true };
  return { n, address, inside: address === null ? null : isInside(address, host) };
}

/** Private addresses, and the router that this computer sends to; of a masked address nobody can tell. */
function isInside(address: string, { defaultGateways }: Series['host']): boolean | null {
  if (defaultGateways.some((gateway) => gateway.address === address)) return true;
  if (parseIpAddress(address) === null) return null;
  const kind = addressKind(address);
  return kind === 'private' || kind === 'link-local';
}

type Told = Pick<Where, 'lastHop' | 'nextHop' | 'confidence' | 'why'> & Partial<Where>;

function toWhere({ failing, control }: Series, told: Told): Where {
  const both = control === null ? [failing] : [failing, control];
  const seconds = both.reduce((sum, one) => sum + one.seconds, 0);
  return {
    method: failing.method,
    port: failing.port,
    controlPort: control?.port ?? null,
    addedMs: null,
    mtuBytes: null,
    packets: both.reduce((sum, { packets }) => sum + packets, 0),
    seconds: Math.round(seconds * 10) / 10,
    ...told,
  };
}

/** Where packets to a port end. Null: nobody can tell, or they end at the server alone. */
export function wherePortEnds(series: Series): Where | null {
  const { failing, control } = series;
  if (failing.failure !== null || failing.method === 'icmp') return null;
  const refuser = refuserIn(failing);
  if (refuser !== null)
    return toWhere(series, {
      lastHop: toPlace(series, refuser),
      nextHop: null,
      confidence: 'named',
      why: 'refused',
    });
  if (control === null || control.failure !== null || control.method !== failing.method) return null;
  return failing.reached ? answeredEarly(series, control) : endsBefore(series, control, 'dropped');
}

/**
 * The hop that said "forbidden", or that ended the trace by an answer of its own: a router that refuses answers for the next hop, so it is
 * told by the first row of its address.
 */
function refuserIn(trace: HopsEvidence): Hop | null {
  const routers = routersOf(trace);
  const last = trace.ttl.at(-1);
  const ended = !trace.reached && last !== undefined && last.n < FARTHEST && routers.includes(last);
  const refusing =
    routers.find(({ mark }) => mark !== null) ?? (ended && isSeenTwice(last, routers) ? last : undefined);
  return refusing === undefined ? null : ownHopOf(refusing, routers);
}

/** Where the hop of this answer really stands. */
function ownHopOf(answer: Hop, routers: readonly Hop[]): Hop {
  const [address] = answer.addresses;
  return routers.find(({ addresses }) => address !== undefined && addresses.includes(address)) ?? answer;
}

/** It answered for its own hop and for the one behind it. */
function isSeenTwice(last: Hop, routers: readonly Hop[]): boolean {
  return routers.some(
    ({ n, addresses }) => n < last.n && addresses.some((one) => last.addresses.includes(one)),
  );
}

/** Packets to the port end at hop L, those of the comparison go on. */
function endsBefore(series: Series, control: HopsEvidence, why: 'dropped' | 'large'): Where | null {
  const last = routersOf(series.failing).at(-1);
  const next = routersOf(control).find(({ n }) => n > (last?.n ?? 0));
  // A hop that was never asked stayed silent for no reason.
  const wasAsked = next !== undefined && series.failing.ttl.some(({ n }) => n === next.n);
  if (!wasAsked) return null;
  const places = { lastHop: toPlace(series, last), nextHop: toPlace(series, next) };
  return toWhere(series, { ...places, confidence: 'between', why });
}

/** The "server" answered from a place where the comparison saw a router. */
function answeredEarly(series: Series, control: HopsEvidence): Where | null {
  const at = answering(series.failing).find(({ addresses }) => addresses.includes(series.failing.address))?.n;
  const there = routersOf(control).find(({ n }) => n === at);
  if (at === undefined || there === undefined) return null;
  const before = routersOf(series.failing).findLast(({ n }) => n < at);
  const places = { lastHop: toPlace(series, before), nextHop: toPlace(series, there) };
  return toWhere(series, { ...places, confidence: 'between', why: 'answered-early' });
}

/** Where packets of full size end: a router said so, or they end before those of 100 bytes. */
export function whereSizeEnds(series: Series): Where | null {
  const { failing, control } = series;
  if (failing.failure !== null || failing.method !== 'mtu') return null;
  const [named] = failing.ttl.filter(({ mtu }) => mtu !== null).sort((a, b) => (a.mtu ?? 0) - (b.mtu ?? 0));
  if (named !== undefined) {
    // The own interface refuses without an address.
    const lastHop =
      named.addresses.length === 0
        ? toPlace(series, undefined)
        : toPlace(series, ownHopOf(named, routersOf(failing)));
    const place = { lastHop, nextHop: null, mtuBytes: named.mtu };
    return toWhere(series, { ...place, confidence: 'named', why: 'large' });
  }
  if (control === null || control.failure !== null || failing.reached) return null;
  return endsBefore(series, control, 'large');
}

/** A step must be the larger part of the whole way, and more than a router's own slowness. */
const STEP = { leastMs: 20, ofWhole: 0.5, slackMs: 5, slackRatio: 0.1 } as const;

interface Point {
  readonly hop: Hop | undefined;
  readonly n: number;
  readonly ms: number;
}

/**
 * Where the round trip becomes long: a step counts only if every hop behind it, and the end, is as far. `endMs`: the median of the round
 * trips to the Region, for where the last hop does not answer.
 */
export function whereDelayBegins(series: Series, endMs: number | null): Where | null {
  const points = pointsOf(series.failing, endMs);
  const whole = points.at(-1)?.ms ?? 0;
  // A way of one hop has no place to tell from another.
  if (series.failing.failure !== null || points.length < 3) return null;
  const steps = points.slice(1).flatMap((to, index) => {
    const from = points[index];
    return from === undefined || !isLasting(to, points) ? [] : [{ from, to, ms: to.ms - from.ms }];
  });
  const largest = steps.sort((a, b) => b.ms - a.ms)[0];
  if (largest === undefined || largest.ms < Math.max(STEP.leastMs, STEP.ofWhole * whole)) return null;
  const { from, to, ms } = largest;
  const nextHop = to.hop === undefined ? null : toPlace(series, to.hop);
  const told = { lastHop: toPlace(series, from.hop, from.n), nextHop, addedMs: Math.round(ms * 10) / 10 };
  return toWhere(series, { ...told, confidence: 'between', why: 'delay' });
}

/** This computer, each router by its best answer, the end. */
function pointsOf(trace: HopsEvidence, endMs: number | null): readonly Point[] {
  const routers = routersOf(trace).flatMap((hop) => pointOf(hop) ?? []);
  const own = answering(trace).find(({ addresses }) => addresses.includes(trace.address));
  const end = own === undefined ? null : pointOf(own);
  const last = routers.at(-1)?.n ?? 0;
  const told = end ?? (endMs === null ? null : { hop: undefined, n: last + 1, ms: endMs });
  return [
    { hop: undefined, n: 0, ms: 0 },
    ...routers,
    ...(told === null ? [] : [{ ...told, hop: undefined }]),
  ];
}

function pointOf(hop: Hop): Point | null {
  return hop.rttsMs.length === 0 ? null : { hop, n: hop.n, ms: Math.min(...hop.rttsMs) };
}

function isLasting(to: Point, points: readonly Point[]): boolean {
  const least = to.ms - Math.max(STEP.slackMs, STEP.slackRatio * to.ms);
  return points.filter(({ n }) => n > to.n).every(({ ms }) => ms >= least);
}
