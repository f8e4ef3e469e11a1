/**
 * One planned probe as a value. Steps are made by `makePlan` and `expandPlan` alone; they are printable and stable:
 * the id is the same between runs with the same tables and holds an address only if the tables list it.
 */
import { z } from 'zod';
import type { IpAddress } from '../core/address.ts';
import { GROUPS, NEEDS, PROTOCOLS, TRANSPORTS } from '../core/words.ts';
import { NOT_TESTED_REASONS } from '../core/measured.ts';

export const STEP_ROLES = [
  'name', // a table name by DNS
  'health-check-name', // the Region's health-check name by DNS
  'control-name', // random names that cannot exist, one per server
  'nat64-name', // ipv4only.arpa: which prefix translates IPv4 addresses here
  'registration-name', // TXT of a fully qualified registration code
  'endpoint', // a table name on 443, direct
  'endpoint-by-proxy', // the same through the machine's proxy
  'also', // a host of the person's choice
  'health-check', // a health-check address on a streaming port
  'gateway', // a sampled gateway address on a streaming port
  'gateway-443', // the same on TCP 443: DCV's fallback
  'streaming-by-proxy', // a health-check server on DCV's TCP port through the machine's proxy
  'accepts-all-control', // documentation address space, must not connect
  'udp-control', // STUN or QUIC to a server that is not the target
  'peer', // a server of the person's own (--peer)
  'captive-control', // plain HTTP to clients.amazonworkspaces.com
  'first-hop', // the default gateway
  'slow-series', // connects to the Region 250 ms apart, and a long ping to the router beside them, where quick ones were lost
  'path', // route, MTU and ping towards the Region
  'client', // what is installed here
  'local-services', // printers announced on the LAN
  'time-server', // the time, over UDP 123: a zero client sets its clock there
  'where', // who answers on the way to a port, after the verdict
  'system-trust', // a handshake that the operating system verifies
] as const;
export type StepRole = (typeof STEP_ROLES)[number];

export const PROBE_IDS = [
  'dns',
  'tcp',
  'https',
  'proxy-connect',
  'udp',
  'quic',
  'stun',
  'rtt',
  'icmp',
  'mtu-ping',
  'mtu-quic',
  'mtu-https',
  'route',
  'captive',
  'client',
  'local-services',
  'system-tls',
  'ntp',
  'hops',
  'peer-tcp',
  'stamp',
  'peer-size',
  'peer-nat',
  'peer-load',
  'peer-idle',
] as const;
export type ProbeId = (typeof PROBE_IDS)[number];

/** What a row aims at, as reports print it: one shape for every probe, null where the probe has no such thing. */
export const stepTarget = z.object({
  host: z.string().nullable(),
  address: z.string().nullable(),
  port: z.number().int().nullable(),
  transport: z.enum(TRANSPORTS).nullable(),
});
export type StepTarget = z.infer<typeof stepTarget>;

/** Parsed where the plan is made. A record that was read from a bundle may hold a stand-in here; such steps are never run. */
const address = z.string() as unknown as z.ZodType<IpAddress, string>;
const port = z.number().int();
/** A name that the step asks; of a row that is not probed it may hold a placeholder. */
const host = z.string();

const named = { host: host.nullable(), address: address.nullable() };

const common = {
  id: z.string(),
  role: z.enum(STEP_ROLES),
  group: z.enum(GROUPS),
  /** Category of the tables (`wsBrokerIpv4`, `healthCheck`, …); null for our own controls. */
  category: z.string().nullable(),
  need: z.enum(NEEDS).nullable(),
  /** Null for names that several Regions share, and for what belongs to no Region. */
  region: z.string().nullable(),
  /** Regions that this step serves (a shared name serves several). */
  regions: z.array(z.string()),
  /** The protocols that this step decides on; both for what both need. */
  protocols: z.array(z.enum(PROTOCOLS)),
  /** Steps that must have passed (for `dns`: given an address) first. */
  dependsOn: z.array(z.string()),
  /** Longest time for the step itself; the run cancels it then. */
  budgetMs: z.number(),
  /** Runs in a quiet moment: no burst beside it. */
  quiet: z.boolean(),
  /** Whether the tables list the target's address (an address that only DNS gave has false). */
  listed: z.boolean(),
  /** Why the step exists, in one line. */
  reason: z.string(),
  /** Why a row is not probed, in words; null when it is. */
  skipped: z.string().nullable(),
  skipReason: z.enum(NOT_TESTED_REASONS).nullable(),
};

/** `address` null: taken from the answer of the `dns` step that this one depends on. */
const toPort = z.object({ ...named, port });
const toAddress = z.object(named);
const samples = z.number().int();
const of = <const Id extends ProbeId, Own extends z.ZodRawShape>(probe: Id, own: Own) =>
  z.object({ ...common, probe: z.literal(probe), ...own });

/** Each probe has its own fields and no others. */
export const step = z.discriminatedUnion('probe', [
  of('dns', { target: z.object({ host }) }),
  of('tcp', { target: toPort }),
  of('https', {
    target: z.object({ host, port }),
    path: z.string(),
    /** `http://host:port` without credentials; null: direct. */
    proxy: z.string().nullable(),
  }),
  of('proxy-connect', {
    target: z.object({ host, port }),
    /** As for `https`; the proxy resolves the name. */
    proxy: z.string(),
    /** Where nobody is: a proxy that opens a way there too says nothing. */
    control: address,
  }),
  of('udp', { target: toPort }),
  of('quic', { target: toPort }),
  of('stun', { target: toPort }),
  of('ntp', { target: toPort }),
  of('rtt', {
    target: toPort,
    samples,
    /** False: the series stays as short as it was asked for, also after a loss. Absent: it goes on to a hundred. */
    extend: z.boolean().optional(),
    /** Of a slow series (250 ms apart), which ends when so many are lost; null: the usual pace. */
    untilLost: z.number().int().nullable().default(null),
  }),
  /** `zone`: the interface of a link-local router (`fe80::1%eth0`). */
  of('icmp', { target: z.object({ ...named, zone: z.string().nullable().default(null) }), samples }),
  of('mtu-ping', { target: toAddress }),
  of('mtu-quic', { target: toPort }),
  of('mtu-https', { target: z.object({ host, address: address.nullable(), port }), path: z.string() }),
  of('route', { target: toAddress }),
  of('hops', {
    target: toPort,
    method: z.enum(['udp', 'tcp', 'mtu']),
    /** A port to compare with: packets to it go their way. */
    control: z.boolean(),
  }),
  of('peer-tcp', { target: toPort }),
  of('stamp', {
    target: toPort,
    /** Packets of the series, one every so many milliseconds. */
    samples,
    everyMs: z.number(),
    /** The port to send from; null: any. */
    localPort: port.nullable(),
    /** With the person's key; such a peer also counts. */
    signed: z.boolean(),
    /** TCP ports of the peer that tell what came; none: a reflector without a TCP side. */
    countedOn: z.array(port),
  }),
  of('peer-size', { target: toPort }),
  of('peer-nat', {
    target: toAddress,
    /** Ports of the peer, on UDP and TCP alike. */
    countedOn: z.array(port),
  }),
  of('peer-load', {
    target: toPort,
    /** One after the other; what goes up pays for what comes down. */
    loads: z.array(z.object({ direction: z.enum(['up', 'down']), kbps: z.number(), seconds: z.number() })),
    countedOn: z.array(port),
  }),
  of('peer-idle', { target: toPort, delaysS: z.array(z.number()) }),
  of('captive', { target: z.object({ host, port }), path: z.string() }),
  of('client', {}),
  of('local-services', {}),
  of('system-tls', { target: z.object({ host, address: address.nullable(), port }) }),
]);
export type Step = z.infer<typeof step>;
export type StepOf<Id extends ProbeId> = Extract<Step, { probe: Id }>;

const TRANSPORT_OF: Readonly<Record<ProbeId, StepTarget['transport']>> = {
  dns: null,
  tcp: 'tcp',
  https: 'tcp',
  'proxy-connect': 'tcp',
  udp: 'udp',
  quic: 'udp',
  stun: 'udp',
  ntp: 'udp',
  hops: null,
  'peer-tcp': 'tcp',
  stamp: 'udp',
  'peer-size': 'udp',
  'peer-nat': 'udp',
  'peer-load': 'udp',
  'peer-idle': 'udp',
  rtt: 'tcp',
  icmp: 'icmp',
  'mtu-ping': 'icmp',
  'mtu-quic': 'udp',
  'mtu-https': 'tcp',
  route: null,
  captive: 'tcp',
  client: null,
  'local-services': null,
  'system-tls': 'tcp',
};

/** What the step aims at, whatever its probe. */
export function targetOf(aimed: Step): StepTarget {
  const own: Partial<StepTarget> & { readonly zone?: string | null } = 'target' in aimed ? aimed.target : {};
  const { zone = null, address = null, ...rest } = own;
  return {
    host: null,
    port: null,
    ...rest,
    address: address === null || zone === null ? address : `${address}%${zone}`,
    transport: TRANSPORT_OF[aimed.probe],
  };
}

/** A planned row as documents and faces print it: one flat shape, null where the probe has no such thing. */
export const plannedRow = z.object({
  id: common.id,
  probe: z.enum(PROBE_IDS),
  role: common.role,
  group: common.group,
  category: common.category,
  need: common.need,
  region: common.region,
  regions: common.regions,
  protocols: common.protocols,
  target: stepTarget,
  /** For `https`, `mtu-https` and `captive`. */
  path: z.string().nullable(),
  /** For `https` by proxy and `proxy-connect`: `http://host:port` without credentials. */
  proxy: z.string().nullable(),
  /** For `rtt`, `icmp`: how many. */
  samples: samples.nullable(),
  dependsOn: common.dependsOn,
  budgetMs: common.budgetMs,
  quiet: common.quiet,
  listed: common.listed,
  reason: common.reason,
  skipped: common.skipped,
  skipReason: common.skipReason,
});
export type PlannedRow = z.infer<typeof plannedRow>;

export function rowOf(planned: Step): PlannedRow {
  return { path: null, proxy: null, samples: null, ...planned, target: targetOf(planned) };
}
