/** Networks with limits and habits that a careless tester trips over: ready, with no warning and no error. */
import type { Change } from '../change.ts';
import { DNS_SERVERS, TEST_NETS } from '../places.ts';
import { clean, type Scenario } from '../scenario.ts';
import { ANSWERS, NAMES } from './names.ts';

const layer = 'odd-but-healthy';
const args = [ANSWERS];
const world = (fields: Extract<Change, { kind: 'world' }>['fields']): Change => ({ kind: 'world', fields });
const rule = (text: string): Change => world({ rules: [{ at: 'router', text }] });

export const FIELD_MANNERS: readonly Scenario[] = [
  clean({
    name: 'odd-connection-limit-40',
    layer,
    broken: 'The router lets one machine hold 40 TCP connections and drops the rest.',
    args,
    manners: [rule('tcp flags & (syn | ack) == syn ct count over 40 drop')],
    never: ['https/blocked', 'streaming/partial'],
  }),
  clean({
    name: 'odd-syn-rate-limit',
    layer,
    broken: 'The router passes 300 new connections a second and drops the rest.',
    args,
    manners: [rule('tcp flags & (syn | ack) == syn limit rate over 300/second burst 200 packets drop')],
    never: ['https/blocked', 'streaming/partial', 'latency/loss'],
  }),
  clean({
    name: 'odd-udp-rate-limit',
    layer,
    broken: 'The router passes the first datagrams to the streaming ports and then two a second.',
    args,
    manners: [rule('udp dport { 4172, 4195 } limit rate over 2/second burst 8 packets drop')],
    never: ['mtu/black-hole', 'streaming/udp-silent'],
  }),
  clean({
    name: 'odd-ping-rate-limit',
    layer,
    broken: 'Routers answer one ping a second and drop the rest.',
    args,
    manners: [
      world({
        rules: [
          { at: 'router', text: 'icmp type echo-request limit rate over 1/second burst 2 packets drop' },
        ],
      }),
    ],
    never: ['mtu/black-hole', 'mtu/too-small', 'latency/loss', 'latency/first-hop'],
  }),
  clean({
    name: 'odd-transparent-web-proxy',
    layer,
    broken: 'A transparent proxy takes port 443 of every address, also of documentation space.',
    args,
    manners: [
      world({ alsoServed: [...TEST_NETS] }),
      {
        kind: 'filter',
        to: { prefixes: [...TEST_NETS] },
        transport: 'tcp',
        ports: [4172, 4195],
        action: 'drop',
      },
    ],
    never: ['local/accepts-all'],
  }),
  clean({
    name: 'odd-health-check-of-another-region',
    layer,
    broken: 'The health-check name resolves to the servers of Ireland: the tables may be old.',
    args,
    manners: [
      {
        kind: 'names',
        names: [NAMES.healthCheck],
        answer: { a: ['176.34.83.211', '176.34.98.172'] },
      },
      world({ alsoServed: ['176.34.83.211/32', '176.34.98.172/32'] }),
    ],
    never: ['dns/redirected', 'streaming/partial'],
  }),
  clean({
    name: 'odd-first-resolver-refuses',
    layer,
    broken: 'The first of two DNS servers refuses every question, the second answers.',
    args,
    manners: [
      { kind: 'dns', resolvers: [...DNS_SERVERS.ipv4] },
      { kind: 'dns', server: 1, manner: 'refused' },
    ],
    never: ['dns/server-failure', 'dns/no-answer'],
  }),
  clean({
    name: 'odd-resolver-over-ipv6-alone',
    layer,
    broken: 'A machine with both families has a DNS server over IPv6 alone.',
    args,
    manners: [world({ families: 'dual', resolvers: [DNS_SERVERS.ipv6[0]] })],
    never: ['dns/no-answer', 'ipv6/broken'],
  }),
  clean({
    name: 'odd-ipv6-resolver-without-ipv6',
    layer,
    broken: 'A DNS server over IPv6 is left over on a machine that has no IPv6 any more.',
    args,
    manners: [world({ resolvers: [DNS_SERVERS.ipv4[0], DNS_SERVERS.ipv6[0]] })],
    never: ['dns/partial-servers'],
  }),
  clean({
    name: 'odd-aaaa-never-answered-for-one-name',
    layer,
    broken: 'The DNS server never answers the AAAA question for the broker.',
    args,
    manners: [
      {
        kind: 'names',
        names: [NAMES.broker],
        answer: { a: ['99.86.200.1'], silentFor: ['aaaa'] },
      },
    ],
    never: ['dns/no-answer', 'dns/name-not-found'],
  }),
  clean({
    name: 'odd-one-of-two-broker-addresses-dead',
    layer,
    broken: 'One of the broker’s two addresses is down; the client takes the other.',
    args,
    manners: [
      { kind: 'names', names: [NAMES.broker], answer: { a: ['99.86.200.1', '99.86.200.2'] } },
      { kind: 'filter', to: { prefixes: ['99.86.200.1'] }, at: 'service', action: 'drop' },
    ],
    never: ['https/blocked'],
  }),
  clean({
    name: 'odd-root-is-here',
    layer,
    broken: 'Nothing: the operating system itself verifies one connection, and holds the root.',
    args: [ANSWERS, '--system-trust', 'yes'],
    never: ['client/roots-missing'],
  }),
  clean({
    name: 'odd-some-gateways-prohibited',
    layer,
    broken: 'One gateway range of PCoIP is prohibited, the others are open.',
    args,
    manners: [{ kind: 'filter', to: { prefixes: ['18.156.52.0/24'] }, action: 'admin-prohibited' }],
    never: ['gateway/rejected'],
  }),
  clean({
    name: 'odd-slow-but-whole',
    layer,
    broken: 'A slow mobile line: 90 ms to everything, jitter 12 ms, one SYN lost.',
    args,
    manners: [{ kind: 'path', to: 'everything', upMs: 42, downMs: 42, swingMs: 12, dropSyn: 5 }],
    never: ['latency/jitter', 'latency/loss'],
  }),
];
