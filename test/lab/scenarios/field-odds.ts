/** What hostile readers thought of last: proxies that stall, portals that answer oddly, names with many or made-up addresses, very long ways. */
import type { Change } from '../change.ts';
import { DNS_SERVERS } from '../places.ts';
import { httpsHosts } from '../published-names.ts';
import { both, clean, faulty, only, type Scenario } from '../scenario.ts';
import { NAMES } from './names.ts';

const NO_STREAMING = ['pcoip/tcp-blocked', 'dcv/tcp-blocked', 'pcoip/tcp-refused', 'dcv/tcp-refused'];
const world = (fields: Extract<Change, { kind: 'world' }>['fields']): Change => ({ kind: 'world', fields });
const held443: Change = { kind: 'filter', to: 'names', transport: 'tcp', ports: [443], action: 'drop' };
const heldStreaming: Change = { kind: 'filter', to: 'streaming', action: 'drop' };
const addresses = (network: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${network}.${index + 1}`);

/** An agent or VPN that gives every name an address of its own making and carries the traffic under it. */
const madeUp = (network: string): Change[] => [
  ...[...httpsHosts(), NAMES.healthCheck].map((name, index): Change => ({
    kind: 'names',
    names: [name],
    answer: { a: [`${network}.${Math.floor(index / 200)}.${(index % 200) + 1}`] },
  })),
  world({ alsoServed: [`${network}.0.0/16`] }),
];

const ODD: readonly Scenario[] = [
  clean({
    name: 'odd-100-addresses-of-one-name',
    layer: 'odd-but-healthy',
    broken: 'The broker has 100 addresses, so that the answer comes over TCP alone.',
    manners: [{ kind: 'names', names: [NAMES.broker], answer: { a: addresses('99.86.200', 100) } }],
  }),
  clean({
    name: 'odd-made-up-addresses',
    layer: 'odd-but-healthy',
    broken: 'An agent gives every name an address out of 198.18.0.0/15 and carries all of it well.',
    manners: madeUp('198.18'),
    never: ['local/accepts-all'],
  }),
  clean({
    name: 'odd-dns-rate-limit',
    layer: 'odd-but-healthy',
    broken: 'The router passes a hundred DNS questions a second and drops the rest.',
    manners: [
      world({
        rules: [{ at: 'router', text: 'udp dport 53 limit rate over 100/second burst 20 packets drop' }],
      }),
    ],
  }),
  clean({
    name: 'odd-proxy-silent-unneeded',
    layer: 'odd-but-healthy',
    broken: 'The proxy takes connections and never answers; the direct path works.',
    manners: [{ kind: 'proxy', manner: 'hang' }],
  }),
  clean({
    name: 'odd-proxy-password-unneeded',
    layer: 'odd-but-healthy',
    broken: 'The proxy wants Negotiate from everybody; the direct path works.',
    manners: [{ kind: 'proxy', schemes: ['Negotiate'] }],
  }),
];

const PROXIES: readonly Scenario[] = [
  faulty({
    name: 'proxy-silent-after-connect',
    layer: 'proxy',
    broken: 'Direct 443 is dropped; the proxy takes connections and never answers.',
    manners: [{ kind: 'proxy' }],
    faults: [held443, { kind: 'proxy', manner: 'hang' }],
    expected: {
      ...both('not-ready'),
      first: 'proxy/denied',
      never: ['https/handshake-cut', 'https/blocked', ...NO_STREAMING],
    },
  }),
  faulty({
    name: 'proxy-bad-gateway',
    layer: 'proxy',
    broken: 'Direct 443 is dropped; the proxy answers 502 to every CONNECT.',
    faults: [held443, { kind: 'proxy', manner: '502 Bad Gateway' }],
    expected: { ...both('not-ready'), first: 'proxy/denied', never: ['https/blocked', ...NO_STREAMING] },
  }),
];

const PORTALS: readonly Scenario[] = [
  faulty({
    name: 'captive-portal-json',
    layer: 'getting-out',
    broken: 'A portal answers plain HTTP with JSON and holds 443 and streaming back.',
    faults: [world({ http80: 'portal-json' }), held443, heldStreaming],
    expected: {
      ...both('not-ready'),
      first: 'network/captive-portal',
      never: ['https/blocked', ...NO_STREAMING],
    },
  }),
  faulty({
    name: 'captive-portal-walled-garden',
    layer: 'getting-out',
    broken:
      'A portal lets the names of a content network through and holds every other name and streaming back.',
    faults: [
      world({ http80: 'portal-redirect' }),
      {
        kind: 'filter',
        to: { hosts: httpsHosts().filter((host) => !host.endsWith('.cloudfront.net')) },
        transport: 'tcp',
        ports: [443],
        action: 'drop',
      },
      heldStreaming,
    ],
    expected: {
      ...both('not-ready'),
      first: 'network/captive-portal',
      never: ['https/blocked', ...NO_STREAMING],
    },
  }),
  faulty({
    name: 'captive-portal-self-signed',
    layer: 'getting-out',
    broken: 'A portal redirects to https of its own and shows self-signed certificates on 443.',
    faults: [
      world({ http80: 'portal-https' }),
      { kind: 'https', hosts: 'all', certificate: 'self-signed' },
      heldStreaming,
    ],
    expected: {
      ...both('not-ready'),
      first: 'network/captive-portal',
      never: ['https/certificate-invalid', 'https/tls-intercepted', ...NO_STREAMING],
    },
  }),
];

const WAYS: readonly Scenario[] = [
  faulty({
    name: 'dns-ipv6-alone-without-dns64',
    layer: 'dns',
    broken: 'An IPv6-only network whose DNS server translates nothing: names have IPv4 addresses alone.',
    manners: [world({ families: 'ipv6', resolvers: [DNS_SERVERS.ipv6[0]] }), { kind: 'dns', dns64: true }],
    faults: [{ kind: 'dns', dns64: false }],
    expected: {
      ...both('not-ready'),
      first: 'dns/name-not-found',
      never: ['local/offline', 'ipv6/broken', 'https/blocked', ...NO_STREAMING],
    },
  }),
  faulty({
    name: 'rtt-1200-ms-everywhere',
    layer: 'latency',
    broken: 'Two satellite hops: 1200 ms to everything, so that every SYN is sent twice and nothing is lost.',
    faults: [{ kind: 'path', to: 'everything', upMs: 600, downMs: 600 }],
    expected: {
      verdict: 'degraded',
      pcoip: 'not-ready',
      dcv: 'degraded',
      first: 'latency/terminated',
      then: ['latency/beyond'],
      never: ['latency/loss', 'latency/jitter', 'streaming/udp-silent', ...NO_STREAMING],
    },
  }),
  faulty({
    name: 'vpn-mtu-1227',
    layer: 'path',
    broken: 'All traffic leaves through a tunnel that carries 1227 bytes: one byte less than a QUIC packet.',
    faults: [world({ tunnel: { name: 'tun0', mtu: 1227, prefixes: ['0.0.0.0/1', '128.0.0.0/1'] } })],
    expected: {
      ...only('dcv', 'degraded'),
      first: 'mtu/quic-too-small',
      then: ['vpn/all-traffic'],
      never: ['mtu/too-small', 'mtu/black-hole'],
    },
  }),
];

export const FIELD_ODDS: readonly Scenario[] = [...ODD, ...PROXIES, ...PORTALS, ...WAYS];
