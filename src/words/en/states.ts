/** Names of states, parts and places. */
import { sayIn } from '../../core/say.ts';
import type { Group, Need, PortState, Severity, Side, Status, Verdict } from '../../core/words.ts';
import type { NotTestedReason } from '../../core/measured.ts';

const say = sayIn('en');

export const states = {
  status: {
    pass: 'pass',
    warn: 'warning',
    fail: 'fail',
    unproven: 'unproven',
    'not-tested': 'not tested',
    running: 'running',
  } satisfies Record<Status | 'running', string>,
  verdict: {
    ready: 'Ready',
    degraded: 'Ready with limits',
    'not-ready': 'Not ready',
    unknown: 'Could not tell',
  } satisfies Record<Verdict, string>,
  group: {
    dns: 'Names (DNS)',
    https: 'Sign-in (443)',
    streaming: 'Streaming ports',
    latency: 'Round trip',
    mtu: 'Packet size',
    local: 'Local network',
    client: 'This computer',
  } satisfies Record<Group, string>,
  need: { essential: 'essential', supporting: 'helpful', situational: 'if used' } satisfies Record<
    Need,
    string
  >,
  severity: { error: 'Error', warning: 'Warning', notice: 'Good to know' } satisfies Record<Severity, string>,
  side: {
    'this-machine': 'this computer',
    'local-network': 'the local network',
    path: 'the way there',
    service: 'Amazon',
    us: 'a limit of Preflight, not of your network',
  } satisfies Record<Side, string>,
  /** Where the fault lies, as far as it is proved. */
  where: {
    proven: (place: string) => place,
    path: (things: readonly string[]) =>
      `somewhere from here to Amazon (${things.join(', ')} or the provider)`,
    vpn: (name: string) => (name === '' ? 'the VPN' : `VPN ${name}`),
    firewall: 'a firewall',
    likely: (place: string) => `most likely ${place}`,
    /** Hops were asked (`--where`), and do not tell. */
    untold: (place: string) => `${place}; the hops that were asked do not tell where`,
    here: 'this computer',
    hop: (n: number, address: string | null, inside: boolean | null) => {
      const place = inside === null ? '' : inside ? ', in your network' : ', outside your network';
      return address === null ? `hop ${n}${place}` : `${address} (hop ${n}${place})`;
    },
    end: 'the end',
    dropped: (port: string, last: string, control: string, next: string) =>
      `packets to ${port} end at or right after ${last}; to ${control} they go on to ${next}`,
    refused: (port: string, hop: string) => `${port} is refused by ${hop}`,
    answeredEarly: (port: string, control: string, hop: string) =>
      `${port} is answered in the server's place where packets to ${control} meet ${hop}`,
    large: (last: string, next: string) =>
      `packets of full size end at or right after ${last}; small ones go on to ${next}`,
    largest: (hop: string, bytes: string) => `${hop} passes on packets of up to ${bytes}`,
    delay: (last: string, next: string, ms: string) => `the delay begins between ${last} and ${next}: +${ms}`,
  },
  /** A port as nmap says it, for the list of checks. */
  portState: {
    open: 'open',
    closed: 'refused',
    filtered: 'silent',
    'open|filtered': 'no reply',
  } satisfies Record<PortState, string>,
  /** The one table of words for the states of the truth table. */
  cell: {
    open: 'open',
    answers: 'answers',
    found: 'found',
    closed: 'refused',
    silent: 'silent',
    failed: 'fails',
    'no-reply': 'no reply',
    accepted: 'accepted, no proof',
    detour: 'way around',
    'not-tested': 'not tested',
    'not-needed': 'not used',
  },
  lane: {
    open: 'gets through',
    limited: 'with limits',
    detour: 'goes around, over 443',
    cut: 'stopped',
    unproven: 'not proved',
    'not-tested': 'not tested',
    ended: 'outside the limits',
  },
  laneName: { 'sign-in': 'Sign-in', pcoip: 'PCoIP', dcv: 'DCV' },
  of: (passed: number, planned: number) => `${say.number(passed)} of ${say.number(planned)}`,
  /** One ladder of words for a round trip, by protocol. */
  band: {
    best: 'best',
    affected: 'affected',
    degraded: 'degraded',
    beyond: 'beyond what is documented',
    unspecified: 'beyond what is documented',
    terminated: 'ends the session',
  } as Readonly<Record<string, string>>,
  bandLimits: (best: string, end: string | null) =>
    end === null ? `best below ${best}` : `best below ${best}, ends above ${end}`,
  grade: { optimal: 'optimal', usable: 'usable', poor: 'poor', unusable: 'unusable' },
  role: {
    names: 'Names',
    connectivity: 'Connectivity check',
    directory: 'Directory sign-in and settings',
    broker: 'WorkSpaces broker',
    'session-broker': 'Session broker',
    login: 'Login pages and their parts',
    updates: 'Client updates, metrics and messages',
    'smart-card': 'Smart card and single sign-on',
    api: 'WorkSpaces API',
    'web-access': 'Web Access and zero clients',
    own: 'Hosts of your own',
    other: 'Other names',
    'health-check': 'Health check servers',
    gateways: 'Streaming gateways',
  },
  reason: {
    'dependency-failed': 'something before it failed',
    'proxy-instead': 'the proxy is the way out here',
    deadline: 'the time was over',
    cancelled: 'the check was stopped',
    'not-supported-here': 'this system cannot do it',
    'placeholder-host': 'the published name is only a pattern: look in the firewall',
    'not-in-tables': 'nothing is published for it',
    profile: 'not used with this kind of client',
    'no-ipv6': 'no IPv6 here',
    'no-ipv4': 'no IPv4 here',
    'unconfirmed-fact': 'the published fact is in doubt',
    'opt-in': 'only on request',
    'tool-missing': 'a program that it needs is not installed',
    'not-permitted': 'an ordinary user may not do it',
    'agent-failure': 'Preflight itself failed there',
    'sampled-out': 'others stand for it',
  } satisfies Record<NotTestedReason, string>,
  because: (title: string) => `because of "${title}"`,
};
