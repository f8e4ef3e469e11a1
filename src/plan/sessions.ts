/**
 * How many entries of a NAT's table a step makes: one for each TCP connection, for each socket of UDP and for each ping. Pure.
 */
import { z } from 'zod';
import type { ProbeId, Step, StepOf } from './step.ts';

const count = z.number().int().min(0);
const sessions = z.object({ tcp: count, udp: count, ping: count });
export type Sessions = Readonly<z.infer<typeof sessions>>;

export interface SessionRange {
  /** Where nothing is lost, and each name whose addresses are not known yet has one. */
  readonly least: Sessions;
  /** Never more than this, whatever the network does. */
  readonly most: Sessions;
}

/** Of a whole plan. What a run adds to its plan (addresses that only DNS gives, loss that is confirmed) is not in it. */
export const planSessions = z.object({
  least: sessions.extend({ total: count }),
  most: sessions.extend({ total: count }),
  /** With `--gentle`: sessions of steps that run, and new ones in any so many seconds, at most. Null: no bound but the plan. */
  bound: z.object({ atOnce: count, new: count, inSeconds: count }).nullable(),
});
export type PlanSessions = z.infer<typeof planSessions>;

/** What is known of the run when it is asked: before it, no name has given an address. */
export interface SessionsKnown {
  /** DNS servers beyond the NAT: the router itself is asked without an entry in its table. */
  readonly dnsServers: number;
  /** Addresses that the step's name gave by family; null: not known yet. */
  readonly resolved: { readonly ipv4: number; readonly ipv6: number } | null;
}

export const NO_SESSIONS: Sessions = { tcp: 0, udp: 0, ping: 0 };

export function addSessions(one: Sessions, other: Sessions): Sessions {
  return { tcp: one.tcp + other.tcp, udp: one.udp + other.udp, ping: one.ping + other.ping };
}

export function totalOf({ tcp, udp, ping }: Sessions): number {
  return tcp + udp + ping;
}

const only = (sessions: Partial<Sessions>): Sessions => ({ ...NO_SESSIONS, ...sessions });
const exactly = (sessions: Partial<Sessions>): SessionRange => ({
  least: only(sessions),
  most: only(sessions),
});

/** Addresses of one name on a streaming port (src/probes/tcp.ts). */
const MOST_ADDRESSES = 8;
/** Addresses that are connected to beside those that are asked for the page (src/probes/https.ts). */
export const MOST_OTHER_ADDRESSES = 3;
/** A series goes on to so many after a loss (src/probes/rtt.ts). */
const MOST_SAMPLES = 100;
/** The resolver's own library asks each server twice, for either type (resolv.conf(5): attempts). */
const RESOLVER_TRIES = 4;
/** The small ping, the first ladder of sizes, and later rounds until the time is over (src/probes/mtu-search.ts). */
const MOST_SIZES = 79;
/** Two rounds of a tool (src/probes/hops.ts). */
const HOP_PACKETS = 40;

/** Connections of a page: what is asked, and what is only opened beside it. */
export function pageConnections({ ipv4, ipv6 }: { readonly ipv4: number; readonly ipv6: number }): {
  readonly asked: number;
  readonly others: number;
} {
  const asked = Math.max(1, Math.min(ipv4, 1) + Math.min(ipv6, 1));
  return { asked, others: Math.min(Math.max(ipv4 + ipv6 - asked, 0), MOST_OTHER_ADDRESSES) };
}

type RangeOf = { readonly [Id in ProbeId]: (step: StepOf<Id>, known: SessionsKnown) => SessionRange };

const oneUdp = (): SessionRange => exactly({ udp: 1 });
const oneTcp = (): SessionRange => exactly({ tcp: 1 });
/** Read from this computer, or asked for by multicast on its own network. */
const none = (): SessionRange => exactly({});

const RANGE_OF: RangeOf = {
  dns: ({ role }, { dnsServers }) => dnsSessions(role, dnsServers),
  tcp: tcpSessions,
  https: pageSessions,
  'proxy-connect': (_step, { dnsServers }) => ({
    least: only({ tcp: 1 }),
    most: only({ tcp: 2, udp: 2 * RESOLVER_TRIES * dnsServers }),
  }),
  rtt: seriesSessions,
  udp: oneUdp,
  quic: oneUdp,
  stun: oneUdp,
  ntp: oneUdp,
  'mtu-quic': () => exactly({ udp: 7 }),
  'mtu-ping': () => ({ least: only({ ping: 2 }), most: only({ ping: MOST_SIZES }) }),
  'mtu-https': oneTcp,
  'peer-tcp': oneTcp,
  stamp: ({ countedOn }) => exactly({ udp: 1, tcp: countedOn.length }),
  'peer-size': () => exactly({ udp: 2 }),
  'peer-nat': ({ countedOn: { length } }) => exactly({ udp: length, tcp: length * length }),
  'peer-load': ({ countedOn, loads }) => exactly({ udp: 1, tcp: countedOn.length * (2 + 2 * loads.length) }),
  'peer-idle': ({ delaysS }) => exactly({ udp: delaysS.length }),
  captive: oneTcp,
  'system-tls': oneTcp,
  // The router's own answer crosses no NAT.
  icmp: ({ role }) => exactly({ ping: role === 'first-hop' ? 0 : 1 }),
  hops: ({ method }) => exactly({ [method === 'mtu' ? 'ping' : method]: HOP_PACKETS }),
  route: none,
  client: none,
  'local-services': none,
};

/** Rows that are not probed open nothing. */
export function sessionsOf(step: Step, known: SessionsKnown): SessionRange {
  if (step.skipped !== null) return none();
  // Looked up by the step's own probe, which the compiler cannot follow.
  const rangeOf = RANGE_OF[step.probe] as (step: Step, known: SessionsKnown) => SessionRange;
  return rangeOf(step, known);
}

/** A socket for each server and type; TCP beside it where UDP stays silent or is cut; the system's resolver. */
function dnsSessions(role: Step['role'], servers: number): SessionRange {
  const asksSystem = role !== 'control-name' && role !== 'registration-name';
  const questions = servers * (asksSystem ? 2 : 1);
  const resolver = asksSystem ? RESOLVER_TRIES * servers : 0;
  return {
    least: only({ udp: questions + (asksSystem ? Math.min(servers, 1) : 0) }),
    // An essential name is asked for once more after the resolver gave up.
    most: only({ udp: questions + 2 * resolver, tcp: questions }),
  };
}

function tcpSessions({ target }: StepOf<'tcp'>, { resolved }: SessionsKnown): SessionRange {
  if (target.address !== null) return exactly({ tcp: 1 });
  if (resolved === null) return { least: only({ tcp: 1 }), most: only({ tcp: MOST_ADDRESSES }) };
  return exactly({ tcp: Math.min(Math.max(resolved.ipv4 + resolved.ipv6, 1), MOST_ADDRESSES) });
}

/** A 5xx is asked for once more; where the first address of a family is dead, another one is asked. By proxy its own name is looked up. */
function pageSessions({ proxy }: StepOf<'https'>, { resolved, dnsServers }: SessionsKnown): SessionRange {
  if (proxy !== null) {
    const lookups = 2 * RESOLVER_TRIES * dnsServers;
    return { least: only({ tcp: 1 }), most: only({ tcp: 2, udp: lookups }) };
  }
  const least = pageConnections(resolved ?? { ipv4: 1, ipv6: 0 });
  const all = pageConnections(resolved ?? { ipv4: MOST_ADDRESSES, ipv6: MOST_ADDRESSES });
  return {
    least: only({ tcp: least.asked + least.others }),
    most: only({ tcp: all.others + all.asked * (all.others > 0 ? 4 : 2) }),
  };
}

function seriesSessions({ samples, extend, untilLost }: StepOf<'rtt'>): SessionRange {
  const mayExtend = extend !== false && untilLost === null;
  return {
    least: only({ tcp: samples }),
    most: only({ tcp: mayExtend ? Math.max(samples, MOST_SAMPLES) : samples }),
  };
}
