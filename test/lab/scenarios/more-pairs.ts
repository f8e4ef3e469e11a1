/** More pairs of independent faults, of kinds that the other pairs do not join. */
import type { Change } from '../change.ts';
import { DNS_SERVERS } from '../places.ts';
import { both, faulty, type Scenario } from '../scenario.ts';
import type { World } from '../world.ts';
import { NAMES } from './names.ts';

const layer = 'two-faults';
const world = (fields: Partial<World>): Change => ({ kind: 'world', fields });
const port = (
  number: number,
  transport: 'tcp' | 'udp',
  action: 'drop' | 'reset' | 'port-unreachable',
): Change => ({ kind: 'filter', to: 'streaming', transport, ports: [number], action });
const held443: Change = { kind: 'filter', to: 'names', transport: 'tcp', ports: [443], action: 'drop' };
const portal: readonly Change[] = [
  world({ http80: 'portal-redirect' }),
  held443,
  { kind: 'filter', to: 'streaming', transport: 'any', action: 'drop' },
];
const oneDnsDead: readonly Change[] = [
  { kind: 'dns', resolvers: [...DNS_SERVERS.ipv4] },
  { kind: 'dns', server: 2, manner: 'silent' },
];
const ipv6Dead: readonly Change[] = [
  world({ families: 'dual' }),
  { kind: 'filter', to: { prefixes: ['::/0'] }, transport: 'any', action: 'drop' },
];
const noFallback: Change = {
  kind: 'filter',
  to: 'gateways',
  at: 'service',
  transport: 'tcp',
  ports: [443],
  action: 'drop',
};

export const MORE_PAIRS: readonly Scenario[] = [
  faulty({
    name: 'two-clock-and-pcoip-udp-refused',
    layer,
    broken: 'The clock is an hour behind, and UDP 4172 is refused.',
    faults: [{ kind: 'https', hosts: 'all', dateOffsetSeconds: 3600 }, port(4172, 'udp', 'port-unreachable')],
    expected: {
      ...both('not-ready'),
      first: 'https/clock-skew',
      then: ['pcoip/udp-rejected'],
      never: ['https/certificate-invalid', 'dcv/udp-rejected', 'streaming/udp-silent'],
    },
  }),
  faulty({
    name: 'two-portal-and-mtu',
    layer,
    broken: 'A captive portal on a line that carries 1000 bytes: the portal first.',
    faults: [...portal, { kind: 'path', to: 'everything', mtu: 1000 }],
    expected: {
      ...both('not-ready'),
      first: 'network/captive-portal',
      then: ['mtu/too-small'],
      never: ['https/blocked', 'https/handshake-cut', 'pcoip/tcp-blocked', 'dcv/tcp-blocked'],
    },
  }),
  faulty({
    name: 'two-portal-and-company-proxy',
    layer,
    broken:
      'A captive portal, and the machine still names the proxy of the office: the portal alone is said.',
    faults: [...portal, { kind: 'proxy', url: 'http://proxy.office.example:3128', absent: true }],
    expected: {
      ...both('not-ready'),
      first: 'network/captive-portal',
      never: ['proxy/unreachable', 'https/blocked', 'pcoip/tcp-blocked', 'dcv/tcp-blocked'],
    },
  }),
  faulty({
    name: 'two-proxy-password-and-dns-partial',
    layer,
    broken: 'The needed proxy wants a password, and the second DNS server is dead.',
    faults: [held443, { kind: 'proxy', schemes: ['Negotiate'] }, ...oneDnsDead],
    expected: {
      ...both('not-ready'),
      first: 'proxy/authentication',
      then: ['dns/partial-servers'],
      never: ['https/blocked', 'dns/no-answer'],
    },
  }),
  faulty({
    name: 'two-slow-and-ipv6-broken',
    layer,
    broken: 'The round trip is 260 ms, and IPv6 goes nowhere.',
    faults: [{ kind: 'path', to: 'health-check', upMs: 130, downMs: 130 }, ...ipv6Dead],
    expected: {
      ...both('degraded'),
      first: 'ipv6/broken',
      then: ['latency/degraded'],
      never: ['https/blocked', 'latency/loss'],
    },
  }),
  faulty({
    name: 'two-intercepted-and-dcv-reset',
    layer,
    broken: 'A trusted company root decrypts TLS, and TCP 4195 is reset.',
    manners: [noFallback],
    faults: [
      { kind: 'https', hosts: 'all', certificate: 'intercepted' },
      world({ machineTrusts: ['public', 'inspection'] }),
      port(4195, 'tcp', 'reset'),
    ],
    expected: {
      verdict: 'degraded',
      pcoip: 'degraded',
      dcv: 'not-ready',
      first: 'dcv/tcp-refused',
      then: ['https/tls-intercepted'],
      never: ['pcoip/tcp-refused', 'https/certificate-invalid'],
    },
  }),
  faulty({
    name: 'two-redirected-and-dns-partial',
    layer,
    broken: 'A blocker sends the broker to 0.0.0.0, and the second DNS server is dead.',
    faults: [{ kind: 'names', names: [NAMES.broker], answer: { a: ['0.0.0.0'] } }, ...oneDnsDead],
    expected: {
      ...both('not-ready'),
      first: 'dns/redirected',
      then: ['dns/partial-servers'],
      never: ['https/blocked', 'dns/no-answer', 'dns/name-not-found'],
    },
  }),
  faulty({
    name: 'two-jitter-and-pcoip-dropped',
    layer,
    broken: 'Round trips differ by 40 ms, and TCP 4172 is dropped.',
    faults: [{ kind: 'path', to: 'health-check', swingMs: 40 }, port(4172, 'tcp', 'drop')],
    expected: {
      verdict: 'degraded',
      pcoip: 'not-ready',
      dcv: 'degraded',
      first: 'pcoip/tcp-blocked',
      then: ['latency/jitter'],
      never: ['dcv/tcp-blocked', 'streaming/partial'],
    },
  }),
  faulty({
    name: 'two-expired-certificate-and-gateways-prohibited',
    layer,
    broken: 'The certificate of the broker is out of date, and every PCoIP gateway range is prohibited.',
    faults: [
      { kind: 'https', hosts: [NAMES.broker], certificate: 'expired' },
      { kind: 'filter', to: 'gateways', transport: 'tcp', ports: [4172], action: 'admin-prohibited' },
    ],
    expected: {
      ...both('not-ready'),
      first: 'https/certificate-invalid',
      then: ['gateway/rejected'],
      never: ['https/clock-skew', 'https/tls-intercepted', 'pcoip/tcp-blocked'],
    },
  }),
  faulty({
    name: 'two-black-hole-and-supporting-name-missing',
    layer,
    broken: 'Packets above 1300 bytes vanish, and a supporting name is answered with SERVFAIL.',
    faults: [
      { kind: 'path', to: 'everything', mtu: 1300, mtuMode: 'silent', mtuWay: 'up' },
      { kind: 'names', names: [NAMES.metrics], answer: { rcode: 'servfail' } },
    ],
    expected: {
      ...both('degraded'),
      first: 'mtu/black-hole',
      then: ['dns/server-failure'],
      never: ['https/handshake-cut', 'https/blocked'],
    },
  }),
  faulty({
    name: 'two-one-server-down-and-slow-names',
    layer,
    broken: 'One of four health-check servers is silent, and every DNS answer takes 400 ms.',
    faults: [
      { kind: 'filter', to: { prefixes: ['52.59.191.226'] }, action: 'drop' },
      { kind: 'dns', delayMs: 400 },
    ],
    expected: {
      ...both('degraded'),
      first: 'streaming/partial',
      then: ['dns/slow'],
      never: ['pcoip/tcp-blocked', 'dcv/tcp-blocked', 'dns/partial-servers'],
    },
  }),
  faulty({
    name: 'two-pac-missing-and-dcv-udp-refused',
    layer,
    broken: 'Direct 443 is dropped and the PAC file is gone; UDP 4195 is refused.',
    faults: [held443, { kind: 'pac', script: null }, port(4195, 'udp', 'port-unreachable')],
    expected: {
      ...both('not-ready'),
      first: 'proxy/unreachable',
      then: ['dcv/udp-rejected'],
      never: ['https/blocked', 'pcoip/udp-rejected'],
    },
  }),
];
