/** Networks that do not stand our own pace, and networks whose loss begins before or behind the first router. */
import { DNS_SERVERS, NETWORK } from '../places.ts';
import { both, clean, faulty, type Scenario } from '../scenario.ts';

const layer = 'latency';

/** At the router: what comes quicker than `rate` is dropped, as flood protection and small NAT boxes do it. */
const limit = (what: string, rate: string, burst: number) => ({
  kind: 'world' as const,
  fields: {
    rules: [{ at: 'router' as const, text: `${what} limit rate over ${rate} burst ${burst} packets drop` }],
  },
});

/**
 * A home router or a provider's NAT whose table holds few sessions, each for two minutes after its last packet: what finds no room is
 * dropped. A set of nftables holds no more than its size, and a rule that cannot add to it does not match.
 */
const smallTable = (sessions: number) => ({
  kind: 'world' as const,
  fields: {
    families: 'ipv4' as const,
    masquerade: true,
    rules: [
      {
        at: 'router' as const,
        text: `iifname "lan0" meta l4proto { tcp, udp } meter sessions size ${sessions} { ip saddr . ip daddr . meta l4proto . th sport . th dport timeout 120s counter } accept`,
      },
      { at: 'router' as const, text: 'iifname "lan0" meta l4proto { tcp, udp } drop' },
    ],
  },
});
const MANY_REGIONS = [
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'us-east-1',
  'us-west-2',
  'ca-central-1',
  'il-central-1',
  'ap-south-1',
  'ap-southeast-1',
].flatMap((code) => ['--region', code]);

const OURS = ['latency/loss', 'latency/jitter', 'https/blocked', 'streaming/partial', 'dns/name-not-found'];

export const PACE: readonly Scenario[] = [
  clean({
    name: 'limits-25-new-connections-a-second',
    layer,
    broken: 'The router drops new TCP connections above 25 a second.',
    manners: [limit('tcp flags & (syn | ack) == syn', '25/second', 5)],
    never: OURS,
  }),
  clean({
    name: 'limits-10-new-connections-a-second',
    layer,
    broken: 'The router drops new TCP connections above 10 a second.',
    manners: [limit('tcp flags & (syn | ack) == syn', '10/second', 10)],
    then: ['network/limits-new-connections'],
    never: OURS,
  }),
  clean({
    name: 'limits-20-names-a-second',
    layer,
    broken: 'The router drops DNS questions above 20 a second.',
    manners: [limit('udp dport 53', '20/second', 10)],
    never: [...OURS, 'dns/no-answer', 'dns/partial-servers'],
  }),
  clean({
    name: 'limits-5-pings-a-second',
    layer,
    broken: 'The router drops pings above 5 a second.',
    manners: [limit('icmp type echo-request', '5/second', 5)],
    never: [...OURS, 'latency/first-hop', 'mtu/black-hole'],
  }),
  clean({
    name: 'nat-of-700-sessions-gently',
    layer,
    broken:
      "The provider's NAT has room for 700 sessions; a gentle check of nine Regions opens 600 in two minutes.",
    manners: [smallTable(700), { kind: 'dns', resolvers: [DNS_SERVERS.ipv4[0]] }],
    args: [...MANY_REGIONS, '--gentle'],
    never: OURS,
  }),
  faulty({
    name: 'lossy-wifi-10-percent',
    layer,
    broken: 'Every tenth packet is lost between this machine and its router.',
    faults: [{ kind: 'first-hop', lossRatio: 0.1 }],
    expected: { ...both('degraded'), first: 'latency/loss', never: ['streaming/partial', 'https/blocked'] },
  }),
  faulty({
    name: 'lossy-behind-a-silent-router',
    layer,
    broken: 'Every 20th packet to the health-check servers is lost, and the router ignores ping.',
    manners: [
      {
        kind: 'filter',
        to: { prefixes: [NETWORK.router.ipv4, NETWORK.router.ipv6] },
        transport: 'icmp',
        action: 'drop',
        at: 'client',
      },
    ],
    faults: [{ kind: 'path', to: 'health-check', lossRatio: 0.05 }],
    expected: { ...both('degraded'), first: 'latency/loss', never: ['latency/first-hop'] },
  }),
];
