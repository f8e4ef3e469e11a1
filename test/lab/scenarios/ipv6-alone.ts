/** A machine with IPv6 alone: with DNS64 and NAT64, without them, and each way in which that breaks. */
import type { Change, HttpsManner, NameAnswer } from '../change.ts';
import { DNS_SERVERS, NETWORK } from '../places.ts';
import { publishedNames } from '../published-names.ts';
import { both, clean, faulty, only, type Expectation, type Scenario } from '../scenario.ts';
import { ANSWERS, NAMES } from './names.ts';

const layer = 'path';
type Fields = Extract<Change, { kind: 'world' }>['fields'];
const world = (fields: Fields): Change => ({ kind: 'world', fields });
const alone = world({ families: 'ipv6', resolvers: [DNS_SERVERS.ipv6[0]] });
const dns64: Change = { kind: 'dns', dns64: true };
const uniqueLocal = world({
  clientIp: [
    `address del ${NETWORK.client.ipv6}/64 dev eth0`,
    `address add fd77:1::10/64 dev eth0 nodad`,
    `route replace default via ${NETWORK.router.uniqueLocal} dev eth0`,
  ],
});
const answer = (host: string, change: NameAnswer): Change => ({
  kind: 'names',
  names: [host],
  answer: { ...publishedNames()[host], ...change },
});
const web = (manner: Partial<HttpsManner>): Change => world({ httpsOverIpv6: manner });
const rule = (text: string): Change => world({ rules: [{ at: 'router', text }] });
const filter = (
  to: Extract<Change, { kind: 'filter' }>['to'],
  action: Extract<Change, { kind: 'filter' }>['action'],
  ports: readonly number[] = [],
): Change => ({ kind: 'filter', to, transport: action === 'reset' ? 'tcp' : 'any', action, ports });
/** The whole of IPv6 but the DNS server. */
const OUT = { prefixes: ['2600::/16', '2a05::/16', '64:ff9b::/96'] };
const STREAMS = ['pcoip/tcp-blocked', 'dcv/tcp-blocked', 'pcoip/tcp-refused', 'dcv/tcp-refused'];
const NEVER = ['ipv6/broken', 'gateway/rejected'];

function six(name: string, broken: string, faults: readonly Change[], expected: Expectation): Scenario {
  return faulty({ name: `ipv6-alone-${name}`, layer, broken, manners: [alone, dns64], faults, expected });
}
function fine(name: string, broken: string, manners: readonly Change[], args = [ANSWERS]): Scenario {
  return clean({
    name: `ipv6-alone-${name}`,
    layer,
    broken,
    args,
    manners: [alone, dns64, ...manners],
    never: [...NEVER, 'dns/redirected', 'local/offline', 'dns/partial-servers', 'mtu/black-hole'],
  });
}

export const IPV6_ALONE: readonly Scenario[] = [
  fine('unique-local', 'Nothing: a unique local address with a route, DNS64 and NAT64.', [uniqueLocal]),
  fine('own-prefix', 'Nothing: NAT64 under a prefix of the network’s own (RFC 6052).', [
    world({ nat64Prefix: '2a02:8000:96::' }),
  ]),
  fine(
    'private-prefix',
    'Nothing: NAT64 under a unique local prefix, which the network tells by ipv4only.arpa.',
    [world({ nat64Prefix: 'fd64:64::' })],
  ),
  six(
    'no-dns64',
    'DNS translates nothing: names have IPv4 addresses alone.',
    [{ kind: 'dns', dns64: false }],
    {
      ...both('not-ready'),
      first: 'dns/name-not-found',
      never: [...NEVER, 'local/offline', ...STREAMS],
    },
  ),
  six('dns-silent', 'The DNS server stays silent.', [{ kind: 'dns', manner: 'silent' }], {
    ...both('not-ready'),
    first: 'dns/no-answer',
    never: [...NEVER, 'local/offline', ...STREAMS],
  }),
  six(
    'dns-no-route',
    'A router says that there is no route to the DNS server.',
    [rule('ip6 daddr 2a02:8000:53::/64 reject with icmpv6 type no-route')],
    { ...both('not-ready'), first: 'dns/no-answer', never: [...NEVER, 'local/offline', ...STREAMS] },
  ),
  six(
    'aaaa-servfail',
    'Every question for IPv6 addresses ends in SERVFAIL.',
    [{ kind: 'dns', manner: 'aaaa-servfail' }],
    {
      ...both('not-ready'),
      first: 'dns/server-failure',
      never: [...NEVER, 'dns/name-not-found', 'local/offline', ...STREAMS],
    },
  ),
  six(
    'aaaa-refused',
    'Every question for IPv6 addresses is refused.',
    [{ kind: 'dns', manner: 'aaaa-refused' }],
    {
      ...both('not-ready'),
      first: 'dns/server-failure',
      never: [...NEVER, 'dns/name-not-found', 'local/offline', ...STREAMS],
    },
  ),
  six(
    'aaaa-silent',
    'No question for IPv6 addresses is answered.',
    [{ kind: 'dns', manner: 'aaaa-silent' }],
    {
      ...both('not-ready'),
      first: 'dns/server-failure',
      never: [...NEVER, 'dns/name-not-found', 'local/offline', ...STREAMS],
    },
  ),
  six(
    'aaaa-servfail-for-one',
    'The IPv6 address of the broker ends in SERVFAIL.',
    [answer(NAMES.broker, { aaaaRcode: 'servfail' })],
    {
      ...both('not-ready'),
      first: 'dns/server-failure',
      never: [...NEVER, 'dns/name-not-found', ...STREAMS],
    },
  ),
  six(
    'aaaa-unspecified',
    'An essential name has the IPv6 address `::` beside its true IPv4 address.',
    [answer(NAMES.connectivity, { aaaa: ['::'] })],
    { ...both('not-ready'), first: 'dns/redirected', never: [...NEVER, ...STREAMS] },
  ),
  six(
    'aaaa-mapped',
    'The broker has a mapped IPv6 address.',
    [answer(NAMES.broker, { aaaa: ['::ffff:99.86.0.9'] })],
    {
      ...both('not-ready'),
      first: 'dns/redirected',
      never: [...NEVER, ...STREAMS],
    },
  ),
  six(
    'aaaa-unique-local',
    'The broker has a unique local IPv6 address where nobody is.',
    [answer(NAMES.broker, { aaaa: ['fd77:9::40'] })],
    { ...both('not-ready'), first: 'dns/redirected', never: [...NEVER, ...STREAMS] },
  ),
  six(
    'no-route',
    'A router says that there is no route for anything but DNS.',
    [rule('ip6 daddr { 2600::/16, 2a05::/16, 64:ff9b::/96 } reject with icmpv6 type no-route')],
    { ...both('not-ready'), first: 'https/blocked', never: [...NEVER, 'local/offline', ...STREAMS] },
  ),
  six('dropped', 'Nothing but DNS gets out.', [filter(OUT, 'drop')], {
    ...both('not-ready'),
    first: 'https/blocked',
    never: [...NEVER, 'local/offline', ...STREAMS],
  }),
  six('refused', 'Everything but DNS is reset.', [filter(OUT, 'reset')], {
    ...both('not-ready'),
    first: 'https/refused',
    never: [...NEVER, 'local/offline', ...STREAMS],
  }),
  six('prohibited', 'A router forbids everything but DNS.', [filter(OUT, 'admin-prohibited')], {
    ...both('not-ready'),
    first: 'https/blocked',
    never: ['ipv6/broken', 'local/offline', ...STREAMS],
  }),
  six(
    'nat64-dead',
    'DNS translates, and nobody takes the translated addresses.',
    [filter({ prefixes: ['64:ff9b::/96'] }, 'drop')],
    { ...both('not-ready'), first: 'https/blocked', never: [...NEVER, 'local/offline', ...STREAMS] },
  ),
  six('4172-dropped', 'Port 4172 is silent.', [filter(OUT, 'drop', [4172])], {
    ...only('pcoip', 'not-ready'),
    first: 'pcoip/tcp-blocked',
    never: [...NEVER, 'dcv/tcp-blocked', 'https/blocked'],
  }),
  six(
    '4195-reset',
    'Port 4195 is reset, and no gateway takes 443.',
    [
      filter(OUT, 'reset', [4195]),
      { kind: 'filter', to: 'gateways', at: 'service', transport: 'tcp', ports: [443], action: 'drop' },
      filter(
        {
          prefixes: [
            '64:ff9b::3400:0/104',
            '64:ff9b::300:0/104',
            '64:ff9b::1200:0/104',
            '64:ff9b::2300:0/104',
          ],
        },
        'drop',
        [443],
      ),
    ],
    { ...only('dcv', 'not-ready'), first: 'dcv/tcp-refused', never: [...NEVER, 'pcoip/tcp-refused'] },
  ),
  six(
    'gateways-prohibited',
    'A firewall forbids the gateways, whose addresses NAT64 translates.',
    [
      filter(
        {
          prefixes: [
            '64:ff9b::300:0/104',
            '64:ff9b::1200:0/104',
            '64:ff9b::2300:0/104',
            '64:ff9b::343b:7f00/120',
            '2a05:d032::/32',
            '2a05:d038::/32',
          ],
        },
        'admin-prohibited',
      ),
    ],
    { ...both('not-ready'), first: 'gateway/rejected', never: [...STREAMS, 'https/blocked'] },
  ),
  six('handshake-silent', 'Every handshake stays silent.', [web({ behaviour: 'silent' })], {
    ...both('not-ready'),
    first: 'https/handshake-cut',
    never: [...NEVER, ...STREAMS],
  }),
  six(
    'certificate-of-another-name',
    'Somebody else answers for every name.',
    [web({ certificate: 'wrong-name' })],
    {
      ...both('not-ready'),
      first: 'https/certificate-invalid',
      never: [...NEVER, ...STREAMS],
    },
  ),
  six(
    'slow',
    'The Region is 300 ms away.',
    [{ kind: 'path', to: { prefixes: ['64:ff9b::/96', '2a05:d000::/32'] }, upMs: 150, downMs: 150 }],
    { ...both('degraded'), first: 'latency/degraded', never: [...NEVER, ...STREAMS] },
  ),
  six(
    'small-packets-alone',
    'Packets above 1250 bytes vanish without a word in both directions.',
    [{ kind: 'path', to: { prefixes: ['2000::/3', '64:ff9b::/96'] }, mtu: 1250, mtuMode: 'silent' }],
    {
      ...both('not-ready'),
      first: 'mtu/black-hole',
      never: [...NEVER, ...STREAMS, 'https/handshake-cut', 'local/offline'],
    },
  ),
  fine(
    'announced-mtu',
    'Nothing: the path carries 1300 bytes and says so.',
    [{ kind: 'path', to: { prefixes: ['2000::/3', '64:ff9b::/96'] }, mtu: 1300 }],
    [],
  ),
];
