/** IPv6 beside IPv4: each way in which one family alone is broken. The client prefers IPv6, so the better family must not hide the other. */
import type { Change, HttpsManner, NameAnswer } from '../change.ts';
import { NETWORK } from '../places.ts';
import { both, clean, faulty, only, type Expectation, type Scenario } from '../scenario.ts';
import { publishedNames } from '../published-names.ts';
import { healthCheckIpv6 } from '../target.ts';
import { regionFacts } from '../table-facts.ts';
import { NAMES } from './names.ts';

const layer = 'path';
const world = (fields: Extract<Change, { kind: 'world' }>['fields']): Change => ({ kind: 'world', fields });
const dual = world({ families: 'dual' });
/** Everything but what the machine and its router say to each other. */
const SIX = '2000::/3';
const HEALTH_SIX = healthCheckIpv6(regionFacts('eu-central-1'));
const STREAM_SIX = [...HEALTH_SIX, ...regionFacts('eu-central-1').ipv6Ranges];
const rule = (text: string): Change => world({ rules: [{ at: 'router', text }] });
const answer = (host: string, change: NameAnswer): Change => ({
  kind: 'names',
  names: [host],
  answer: { ...publishedNames()[host], ...change },
});
/** What must not be said where IPv4 works. */
const NEVER = [
  'local/offline',
  'https/blocked',
  'https/refused',
  'https/handshake-cut',
  'pcoip/tcp-blocked',
  'dcv/tcp-blocked',
  'pcoip/tcp-refused',
  'dcv/tcp-refused',
  'streaming/partial',
  'dns/name-not-found',
];
const BROKEN: Expectation = { ...both('degraded'), first: 'ipv6/broken', never: NEVER };

function six(
  name: string,
  broken: string,
  faults: readonly Change[],
  expected: Expectation = BROKEN,
): Scenario {
  return faulty({ name: `ipv6-dual-${name}`, layer, broken, manners: [dual], faults, expected });
}

const filter = (
  to: readonly string[],
  action: Extract<Change, { kind: 'filter' }>['action'],
  ports: readonly number[] = [],
): Change => ({
  kind: 'filter',
  to: { prefixes: to },
  transport: action === 'reset' ? 'tcp' : 'any',
  action,
  ports,
});
const web = (manner: Partial<HttpsManner>): Change => world({ httpsOverIpv6: manner });

export const IPV6_DUAL: readonly Scenario[] = [
  six('no-route', 'A router says that there is no route for IPv6.', [
    rule(`ip6 daddr ${SIX} reject with icmpv6 type no-route`),
  ]),
  six('refused', 'Every IPv6 connection is reset.', [filter([SIX], 'reset')]),
  six('prohibited', 'A router forbids IPv6 (ICMPv6 administratively prohibited).', [
    filter([SIX], 'admin-prohibited'),
  ]),
  six('443-dropped', 'Port 443 is silent over IPv6 alone.', [filter([SIX], 'drop', [443])]),
  six('443-reset', 'Port 443 is reset over IPv6 alone.', [filter([SIX], 'reset', [443])]),
  six('4195-dropped', 'Port 4195 is silent over IPv6 alone.', [filter([SIX], 'drop', [4195])], {
    ...only('dcv', 'degraded'),
    first: 'ipv6/broken',
    never: NEVER,
  }),
  six('4172-reset', 'Port 4172 is reset over IPv6 alone.', [filter([SIX], 'reset', [4172])], {
    ...only('pcoip', 'degraded'),
    first: 'ipv6/broken',
    never: NEVER,
  }),
  six('streaming-prohibited', 'Both streaming ports are forbidden over IPv6 alone.', [
    filter(STREAM_SIX, 'admin-prohibited', [4172, 4195]),
  ]),
  six('one-essential-host', 'One essential name does not answer over IPv6; it does over IPv4.', [
    filter(publishedNames()[NAMES.connectivity]?.aaaa ?? [], 'drop', [443]),
  ]),
  six(
    'one-lesser-host',
    'A name for pictures does not answer over IPv6; it does over IPv4.',
    [filter(publishedNames()[NAMES.graphics]?.aaaa ?? [], 'drop', [443])],
    { ...both('ready'), first: null, then: ['ipv6/broken'], never: NEVER },
  ),
  six('handshake-reset', 'Over IPv6 the handshake is reset.', [web({ behaviour: 'reset' })]),
  six('handshake-alert', 'Over IPv6 the handshake ends with an alert on the name.', [
    web({ behaviour: 'alert' }),
  ]),
  six('handshake-silent', 'Over IPv6 the handshake stays silent.', [web({ behaviour: 'silent' })]),
  six(
    'certificate-of-another-name',
    'Over IPv6 somebody else answers with his own certificate.',
    [web({ certificate: 'wrong-name' })],
    {
      ...both('degraded'),
      first: 'https/certificate-invalid',
      never: NEVER,
    },
  ),
  six('certificate-expired', 'Over IPv6 the certificate is out of date.', [web({ certificate: 'expired' })], {
    ...both('degraded'),
    first: 'https/certificate-invalid',
    never: NEVER,
  }),
  six('intercepted', 'Over IPv6 alone somebody decrypts.', [web({ certificate: 'intercepted' })], {
    ...both('degraded'),
    first: 'https/tls-intercepted',
    never: NEVER,
  }),
  six('server-error-over-ipv6-alone', 'Over IPv6 every page is a 503.', [web({ status: 503 })], {
    ...both('degraded'),
    first: null,
    may: ['https/server-error', 'ipv6/broken'],
    never: NEVER,
  }),
  six(
    'slow',
    'Over IPv6 the Region is 300 ms away, over IPv4 40 ms.',
    [{ kind: 'path', to: { prefixes: HEALTH_SIX }, upMs: 150, downMs: 150 }],
    { ...both('degraded'), first: 'latency/degraded', never: NEVER },
  ),
  six(
    'aaaa-unspecified',
    'An essential name has the IPv6 address `::` beside its true IPv4 address.',
    [answer(NAMES.connectivity, { aaaa: ['::'] })],
    { ...both('degraded'), first: 'dns/redirected', never: NEVER },
  ),
  six(
    'aaaa-loopback',
    'An essential name has the IPv6 address `::1` beside its true IPv4 address.',
    [answer(NAMES.broker, { aaaa: ['::1'] })],
    { ...both('degraded'), first: 'dns/redirected', never: NEVER },
  ),
  six(
    'aaaa-mapped',
    'An essential name has a mapped IPv6 address beside its true IPv4 address.',
    [answer(NAMES.broker, { aaaa: ['::ffff:203.0.113.9'] })],
    { ...both('degraded'), first: 'dns/redirected', never: NEVER },
  ),
  six(
    'aaaa-unique-local',
    'An essential name has a unique local IPv6 address where nobody is.',
    [answer(NAMES.broker, { aaaa: ['fd77:9::40'] })],
    { ...both('degraded'), first: 'dns/redirected', never: NEVER },
  ),
  six('aaaa-of-a-stranger', 'Over IPv6 an essential name leads to somebody else.', [
    answer(NAMES.broker, { aaaa: ['2600:9000:5301::ffff'] }),
    { kind: 'filter', to: { prefixes: ['2600:9000:5301::ffff'] }, transport: 'tcp', action: 'reset' },
  ]),
  six(
    'a-unspecified',
    'An essential name has the IPv4 address 0.0.0.0 beside its true IPv6 address.',
    [answer(NAMES.connectivity, { a: ['0.0.0.0'] })],
    { ...both('degraded'), first: 'dns/redirected', never: ['local/offline', 'https/blocked'] },
  ),
  six(
    'ipv4-dropped',
    'IPv4 carries no connection, and IPv6 works; some names have IPv4 alone.',
    [
      {
        kind: 'filter',
        to: { prefixes: ['99.0.0.0/8', '18.0.0.0/8', '52.0.0.0/8', '3.0.0.0/8', '35.0.0.0/8'] },
        transport: 'any',
        action: 'drop',
      },
    ],
    {
      ...both('not-ready'),
      first: 'https/blocked',
      never: ['local/offline', 'ipv6/broken', 'pcoip/tcp-blocked', 'dcv/tcp-blocked'],
    },
  ),
  six(
    'health-check-name-without-ipv6',
    'The IPv6 name of the health check does not exist; nothing is wrong.',
    [{ kind: 'names', names: ['drp-workspaces.eu-central-1.api.aws'], answer: { rcode: 'nxdomain' } }],
    { ...both('ready'), first: null, then: ['dns/name-not-found'] },
  ),
  clean({
    name: 'ipv6-dual-healthy-through-nat64',
    layer,
    broken: 'Nothing: both families, and a DNS server that translates as well.',
    manners: [dual, { kind: 'dns', dns64: true }],
    never: ['ipv6/broken', 'dns/redirected'],
  }),
  clean({
    name: 'ipv6-dual-aaaa-servfail',
    layer: 'odd-but-healthy',
    broken:
      'Questions for IPv6 addresses end in SERVFAIL; IPv4 addresses are answered and the resolver takes them.',
    manners: [dual, { kind: 'dns', manner: 'aaaa-servfail' }],
    // Names with IPv6 addresses alone have none here: a notice says whose answer that is, and none that they do not exist.
    never: ['dns/name-not-found', 'ipv6/broken'],
  }),
  clean({
    name: 'ipv6-464xlat',
    layer,
    broken: 'Nothing: a phone network with IPv6, DNS64, NAT64 and a translator on this machine (464XLAT).',
    manners: [
      { kind: 'dns', dns64: true },
      world({
        families: 'ipv6',
        resolvers: ['2a02:8000:53::53'],
        tunnel: { name: 'clat', mtu: 1480, prefixes: ['0.0.0.0/1', '128.0.0.0/1'], address: '192.0.0.4' },
      }),
    ],
    never: ['ipv6/broken', 'dns/redirected', 'vpn/all-traffic'],
  }),
  clean({
    name: 'ipv6-dual-unique-local-beside-ipv4',
    layer,
    broken: 'Nothing: IPv4, and a unique local IPv6 address without a way out, as home routers hand out.',
    manners: [
      world({
        families: 'dual',
        clientIp: [
          `address del ${NETWORK.client.ipv6}/64 dev eth0`,
          'address add fd77:1::10/64 dev eth0 nodad',
          'route replace default via fd77:1::1 dev eth0 onlink',
        ],
      }),
    ],
    never: ['ipv6/broken', 'dns/redirected'],
  }),
];
