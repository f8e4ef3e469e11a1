/**
 * One network as a value: everything that the lab sets up for a scenario. `healthyWorld` is a good network with a service that
 * answers all that it is asked; `applyChange` bends one thing of it. Scenarios are lists of changes.
 */
import type { Change, HttpsManner, NameAnswer, PathChange } from './change.ts';
import type { PeerName } from './peers.ts';
import type { Filter, RawRule } from './firewall.ts';
import { DNS_SERVERS, NAT64_PREFIX, PAC, PEER_ADDRESS, PROXY, STUN, TEST_NETS, TIME } from './places.ts';
import { allRegionFacts } from './table-facts.ts';
import { resolveTarget } from './target.ts';
import { publishedNames } from './published-names.ts';

export interface PathRule extends Omit<PathChange, 'kind' | 'to'> {
  readonly prefixes: readonly string[];
}

export type DnsManner =
  | 'normal'
  | 'silent'
  | 'servfail'
  | 'refused'
  | 'nxdomain'
  | 'garbage'
  | 'other-question'
  /** UDP answers are all truncated, so that every question goes over TCP. */
  | 'truncate'
  /** The first answer alone takes `delayMs`. */
  | 'slow-first'
  /** Questions for IPv6 addresses alone go wrong; those for IPv4 are answered at once. */
  | 'aaaa-silent'
  | 'aaaa-servfail'
  | 'aaaa-refused'
  | 'aaaa-nxdomain'
  /** One address of the name with each answer, in turn, with a TTL of 0. */
  | 'rotating'
  /** The address stands at the end of a chain of eight names. */
  | 'cname-chain'
  /** Answers spell the name in letters of random case. */
  | 'case-mangled';

export type StreamManner = 'close' | 'reset' | 'garbage' | 'page' | 'tls';

/** What every CONNECT meets, before any rule of the proxy: silence, an end of the connection, or a status line; `early`: yes before it asks anybody. */
export type ProxyManner =
  'hang' | 'close' | 'early' | '502 Bad Gateway' | '503 Service Unavailable' | '200 OK';

export interface BackboneRouter {
  /** Never says that a packet died there. */
  readonly mute?: true;
  /** One ICMP error a second and receiver, as Linux has it by default. */
  readonly rationed?: true;
  /** Its link to the next router carries no more. */
  readonly mtu?: number;
  /** And it says nothing of it. */
  readonly mtuSilent?: true;
}

export interface World {
  readonly region: string;
  readonly families: 'ipv4' | 'dual' | 'ipv6';
  /** Searched in order; the Regions' own delays and the default stand behind. */
  readonly wanRules: readonly PathRule[];
  /** First hop between client and router; null: a plain cable. */
  readonly lanRule: PathRule | null;
  readonly filters: readonly Filter[];
  readonly rules: readonly RawRule[];
  /** `random`: behind another outside port for each flow. */
  readonly masquerade: boolean | 'random';
  /** Rules of the router's address translation, as nftables writes them; `OUTSIDE` (places.ts) is what it may take. */
  readonly nat: readonly string[];
  /** More routers behind the first one, at most two; a change to each. */
  readonly backbone: readonly BackboneRouter[];
  /**
   * `parallel`: two links of equal cost to the second router, chosen by ports and addresses (ECMP); `short-back`: the third router answers past the second one. Both
   * want a backbone of two.
   */
  readonly ways: 'one' | 'parallel' | 'short-back';
  readonly dnsServers: readonly { address: string; manner: DnsManner; delayMs: number }[];
  /** What the client's resolv.conf names. */
  readonly resolvers: readonly string[];
  readonly names: Readonly<Record<string, NameAnswer>>;
  /** Lines of the client's /etc/hosts, which goes before DNS. */
  readonly hostsFile: readonly string[];
  readonly dns64: boolean;
  /** The first 96 bits of translated addresses: what DNS64 writes and NAT64 takes. */
  readonly nat64Prefix: string;
  /** NXDOMAIN is answered with this address. */
  readonly rewrite: string | null;
  readonly https: HttpsManner;
  readonly httpsOf: Readonly<Record<string, Partial<HttpsManner>>>;
  /** What differs for whoever comes over IPv6. */
  readonly httpsOverIpv6: Partial<HttpsManner>;
  readonly http80:
    | 'redirect'
    | 'closed'
    | 'portal-page'
    | 'portal-redirect'
    | 'portal-511'
    | 'portal-json'
    | 'portal-https'
    | 'amazon-redirect';
  readonly tcpPorts: readonly number[];
  /** What a streaming port does once a connection is open; without an entry it says nothing. */
  readonly tcpManners: Readonly<Record<number, StreamManner>>;
  readonly udpPorts: readonly {
    port: number;
    manner: 'silent' | 'answers' | 'wrong-bytes' | 'stun' | 'time' | 'time-late';
    /** Only these destinations are answered; empty: all. */
    prefixes: readonly string[];
    /** Binds this address alone. */
    address?: string;
  }[];
  readonly answersPing: boolean;
  /** Something on the way takes every TCP connection, also those to documentation addresses. */
  readonly acceptsAll: boolean;
  /** Prefixes that are local to the service beside those of the tables. */
  readonly alsoServed: readonly string[];
  readonly clientMtu: number | null;
  readonly defaultRoute: boolean;
  readonly extraInterfaces: readonly { name: string; address: string }[];
  /** More lines of `ip -batch` for the client. */
  readonly clientIp: readonly string[];
  /** A second way to the service through an interface of that name, as a VPN has. */
  readonly tunnel: { name: string; mtu: number; prefixes: readonly string[]; address?: string } | null;
  readonly proxy: { deny: readonly string[]; schemes: readonly string[]; manner?: ProxyManner } | null;
  /** The machine takes its proxy from a PAC file (GNOME's settings): its address, and what stands there (null: 404). */
  readonly pac: { readonly url: string; readonly script: string | null } | null;
  /** The WorkSpaces client as the tools of this machine tell of it; `handler`: it opens `workspaces://`. Null: none is installed. */
  readonly installed: { readonly version: string; readonly handler: boolean } | null;
  /** `/etc/os-release` of the client; null: that of the machine. */
  readonly osRelease: string | null;
  /** The WorkSpaces client's own log; `{now}` is the minute two before the lab opens. Null: it has none. */
  readonly clientLog: string | null;
  /** Authorities in the client's own store. */
  readonly machineTrusts: readonly ('public' | 'inspection')[];
  readonly environment: Readonly<Record<string, string>>;
  /** Real programs on the service side. */
  readonly peers: readonly PeerName[];
  /** Seconds after which the router forgets an idle flow of UDP; null: as the kernel has it. */
  readonly udpTimeoutS: number | null;
  /** A machine of its own behind the service for those that are asked as peers (`--peer`). */
  readonly peerMachine: boolean;
}

/** One way, by Region: about what a client in Frankfurt sees. */
const ONE_WAY_MS: Readonly<Record<string, number>> = {
  'eu-central-1': 20,
  'eu-west-1': 26,
  'eu-west-2': 24,
  'eu-west-3': 23,
  'us-east-1': 60,
  'us-east-2': 64,
  'us-west-2': 85,
  'ca-central-1': 62,
  'sa-east-1': 110,
  'il-central-1': 38,
  'ap-south-1': 72,
  'af-south-1': 82,
  'ap-southeast-1': 88,
  'ap-northeast-1': 115,
  'ap-northeast-2': 120,
  'ap-southeast-2': 130,
  'us-gov-west-1': 86,
  'us-gov-east-1': 66,
};
const DEFAULT_ONE_WAY_MS = 20;

export function healthyWorld(region: string): World {
  return {
    region,
    families: 'ipv4',
    wanRules: [],
    lanRule: null,
    filters: [],
    rules: [],
    masquerade: false,
    nat: [],
    backbone: [],
    ways: 'one',
    dnsServers: [...DNS_SERVERS.ipv4, ...DNS_SERVERS.ipv6].map((address) => ({
      address,
      manner: 'normal',
      delayMs: 0,
    })),
    resolvers: [DNS_SERVERS.ipv4[0]],
    names: publishedNames(),
    hostsFile: [],
    dns64: false,
    nat64Prefix: NAT64_PREFIX,
    rewrite: null,
    https: { certificate: 'good', behaviour: 'http', status: 200, dateOffsetSeconds: 0, ageSeconds: null },
    httpsOf: {},
    httpsOverIpv6: {},
    http80: 'redirect',
    tcpPorts: [4172, 4195],
    tcpManners: {},
    udpPorts: [
      { port: 4172, manner: 'answers', prefixes: [] },
      { port: 4195, manner: 'answers', prefixes: [] },
      { port: 443, manner: 'silent', prefixes: [] },
      { port: STUN.port, manner: 'stun', prefixes: [], address: STUN.address },
      { port: TIME.port, manner: 'time', prefixes: [], address: TIME.address },
    ],
    answersPing: true,
    acceptsAll: false,
    alsoServed: [],
    clientMtu: null,
    defaultRoute: true,
    extraInterfaces: [],
    clientIp: [],
    tunnel: null,
    proxy: null,
    pac: null,
    installed: null,
    osRelease: null,
    clientLog: null,
    machineTrusts: ['public'],
    environment: {},
    peers: [],
    udpTimeoutS: null,
    peerMachine: false,
  };
}

/** The scenario's rules, then a rule per Region, the near servers (DNS, proxy), the rest. */
export function pathRules(world: World): readonly PathRule[] {
  const both = (ms: number): { upMs: number; downMs: number } => ({ upMs: ms, downMs: ms });
  const regions = allRegionFacts().map((facts) => ({
    prefixes: resolveTarget({ region: facts.code }, facts.code),
    ...both(ONE_WAY_MS[facts.code] ?? DEFAULT_ONE_WAY_MS),
  }));
  const near = ['10.0.0.0/8', '2a02:8000:53::/64'];
  const written = world.wanRules.map((rule) => ({ ...both(DEFAULT_ONE_WAY_MS), ...rule }));
  return [
    ...written,
    ...regions,
    { prefixes: near, ...both(2) },
    { prefixes: ['0.0.0.0/0', '::/0'], ...both(DEFAULT_ONE_WAY_MS) },
  ];
}

/** Everything that is local to the service side. */
export function servedPrefixes(world: World): readonly string[] {
  const streaming = allRegionFacts().flatMap((facts) => resolveTarget({ region: facts.code }, facts.code));
  const own = [
    ...DNS_SERVERS.ipv4,
    ...DNS_SERVERS.ipv6,
    PROXY.address,
    STUN.address,
    TIME.address,
    ...Object.values(PEER_ADDRESS),
  ];
  const accepted = world.acceptsAll ? TEST_NETS : [];
  return [
    ...new Set([
      ...streaming,
      ...resolveTarget('names', ''),
      `${world.nat64Prefix}/96`,
      ...own,
      ...world.alsoServed,
      ...accepted,
    ]),
  ];
}

/** The world with one thing changed. */
export function applyChange(world: World, change: Change): World {
  switch (change.kind) {
    case 'path':
      return { ...world, wanRules: [...world.wanRules, toPathRule(world, change)] };
    case 'first-hop':
      return { ...world, lanRule: { prefixes: ['0.0.0.0/0', '::/0'], ...fieldsOf(change) } };
    case 'filter':
      return { ...world, filters: [...world.filters, toFilter(world, change)] };
    case 'names':
      return { ...world, names: withNames(world.names, change.names, change.answer) };
    case 'dns':
      return withDns(world, change);
    case 'https':
      return withHttps(world, change);
    case 'udp':
      return { ...world, udpPorts: withUdp(world, change) };
    case 'proxy':
      return withProxy(world, change);
    case 'pac':
      return { ...world, pac: { url: change.url ?? PAC.url, script: change.script ?? null } };
    case 'world':
      return { ...world, ...change.fields };
    default:
      return change satisfies never;
  }
}

type Of<K extends Change['kind']> = Extract<Change, { kind: K }>;

function fieldsOf<C extends Change>(change: C): Omit<C, 'kind'> {
  const { kind, ...fields } = change;
  void kind;
  return fields;
}

function toPathRule(world: World, change: Of<'path'>): PathRule {
  const { to, ...rest } = fieldsOf(change);
  return { prefixes: resolveTarget(to, world.region), ...rest };
}

function toFilter(world: World, change: Of<'filter'>): Filter {
  return {
    at: change.at ?? 'router',
    to: change.to === 'everything' ? null : resolveTarget(change.to, world.region, world.names),
    transport: change.transport ?? 'any',
    ports: change.ports ?? [],
    action: change.action,
  };
}

function withNames(
  names: World['names'],
  changed: readonly string[],
  answer: NameAnswer,
): Record<string, NameAnswer> {
  return { ...names, ...Object.fromEntries(changed.map((name) => [name, answer])) };
}

function withDns(world: World, change: Of<'dns'>): World {
  const { server, manner, delayMs, ...rest } = fieldsOf(change);
  const dnsServers = world.dnsServers.map((entry, index) =>
    server === undefined || server === index + 1
      ? { ...entry, manner: manner ?? entry.manner, delayMs: delayMs ?? entry.delayMs }
      : entry,
  );
  return { ...world, dnsServers, ...rest };
}

function withHttps(world: World, change: Of<'https'>): World {
  const { hosts, ...manner } = fieldsOf(change);
  if (hosts === 'all') return { ...world, https: { ...world.https, ...manner } };
  const changed = hosts.map((host) => [host, { ...world.httpsOf[host], ...manner }] as const);
  return { ...world, httpsOf: { ...world.httpsOf, ...Object.fromEntries(changed) } };
}

function withUdp(world: World, change: Of<'udp'>): World['udpPorts'] {
  const prefixes = change.only === undefined ? [] : resolveTarget(change.only, world.region);
  return world.udpPorts.map((entry) =>
    change.ports.includes(entry.port) ? { ...entry, manner: change.manner, prefixes } : entry,
  );
}

function withProxy(world: World, change: Of<'proxy'>): World {
  const url = change.url ?? `http://${PROXY.host}:${PROXY.port}`;
  return {
    ...world,
    proxy:
      change.absent === true
        ? null
        : {
            deny: change.deny ?? [],
            schemes: change.schemes ?? [],
            ...(change.manner === undefined ? {} : { manner: change.manner }),
          },
    environment: { ...world.environment, HTTPS_PROXY: url, https_proxy: url },
  };
}
