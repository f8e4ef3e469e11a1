/** The words of the report for people: sides, groups, transports, proofs, grades. One table each, used by every face of the report. */
import type { Group, Protocol, Side, Status } from '../core/words.ts';
import type { NotTestedReason } from '../core/measured.ts';
import type { Report } from './report.ts';

export const PROTOCOL_NAME: Readonly<Record<Protocol, string>> = { pcoip: 'PCoIP', dcv: 'DCV' };

export const SIDE_NAME: Readonly<Record<Side, string>> = {
  'this-machine': 'this computer',
  'local-network': 'the local network',
  path: 'the way there',
  service: "Amazon's side",
  us: "Preflight's own limit",
};

export const GROUP_NAME: Readonly<Record<Group, string>> = {
  dns: 'Names (DNS)',
  https: 'Sign-in (443)',
  streaming: 'Streaming ports',
  latency: 'Round trip',
  mtu: 'Packet size',
  local: 'Local network',
  client: 'This computer',
};

export const STATUS_NAME: Readonly<Record<Status, string>> = {
  pass: 'pass',
  warn: 'warning',
  fail: 'fail',
  unproven: 'unproven',
  'not-tested': 'not tested',
};

type Forecast = NonNullable<Report['protocols']['pcoip']>;

export const TRANSPORT_NAME: Readonly<Record<NonNullable<Forecast['transport']>, string>> = {
  udp: 'streams over UDP',
  quic: 'streams over QUIC (UDP 4195)',
  'quic-443': 'streams over QUIC (UDP 443)',
  'tcp-4195': 'streams over TCP 4195',
  'tcp-443': 'streams over TCP 443',
  none: 'no way to stream',
};

export const UDP_PROOF_NAME: Readonly<Record<Forecast['udpProof'], string>> = {
  proved: 'UDP proved',
  unproven: 'UDP could not be proved',
  rejected: 'UDP refused',
  'not-tested': 'UDP not tested',
};

export const REASON_NAME: Readonly<Record<NotTestedReason, string>> = {
  'dependency-failed': 'something before it failed',
  'proxy-instead': 'the proxy was used instead',
  deadline: 'the deadline had passed',
  cancelled: 'the run was cancelled',
  'not-supported-here': 'this computer cannot do it',
  'placeholder-host': 'no literal name: verify it in the firewall',
  'not-in-tables': 'the tables have nothing to test',
  profile: 'not for this kind of client',
  'no-ipv6': 'no IPv6 here',
  'no-ipv4': 'no IPv4 here',
  'unconfirmed-fact': 'the fact is marked doubtful',
  'opt-in': 'only on request',
  'tool-missing': 'a program of the system is missing',
  'not-permitted': 'needs more rights than an ordinary user has',
  'agent-failure': 'Preflight itself failed there',
  'sampled-out': 'a sample is enough',
};

/** Limits of the bands, as the report contract has them; the document is named beside them. */
export const BAND_LIMIT: Readonly<Record<Protocol, Readonly<Record<string, string>>>> = {
  pcoip: {
    best: 'below 100 ms',
    affected: '100 to 200 ms',
    degraded: 'above 200 to 375 ms',
    terminated: 'above 375 ms',
  },
  dcv: { best: 'below 250 ms', degraded: '250 to 400 ms', beyond: 'above 400 ms' },
};

/** Methods of the path MTU, as the figures name them. */
const METHOD_NAME: Readonly<Record<string, string>> = {
  'icmp-df': 'ping',
  'quic-ladder': 'QUIC',
  'https-large': 'a large HTTPS request',
  kernel: 'the operating system',
  interface: 'the interface',
};

/** The plain name of a method; a word that this version does not know stays as it is. */
export function methodName(method: string): string {
  return METHOD_NAME[method] ?? method;
}

/** Said once wherever somebody could think that the check saw more than it does. */
export const LIMIT_OF_SIGHT =
  'This judges this computer and this network. It cannot see a stopped WorkSpace, an IP access control group, a VPC or a password.';

/** `40.3 ms`, `3 ms`, or what stands for a figure that was not measured. */
export function milliseconds(value: number | null): string {
  if (value === null) return 'not measured';
  const digits = value < 100 ? 1 : 0;
  return `${value.toFixed(digits).replace(/\.0$/, '')} ms`;
}

/** `14.2 s`. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** `1 check`, `3 checks`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
