/** Faults of ports and paths, and pairs of faults, as networks out there have them. */
import type { Change } from '../change.ts';
import { both, faulty, only, type Scenario } from '../scenario.ts';

const NO_STREAMING = ['pcoip/tcp-blocked', 'dcv/tcp-blocked', 'pcoip/tcp-refused', 'dcv/tcp-refused'];
const held443: Change = { kind: 'filter', to: 'names', transport: 'tcp', ports: [443], action: 'drop' };
const world = (fields: Extract<Change, { kind: 'world' }>['fields']): Change => ({ kind: 'world', fields });
const port = (
  number: number,
  transport: 'tcp' | 'udp',
  action: 'drop' | 'admin-prohibited' | 'port-unreachable',
): Change => ({ kind: 'filter', to: 'streaming', transport, ports: [number], action });
const noFallback: Change = {
  kind: 'filter',
  to: 'gateways',
  at: 'service',
  transport: 'tcp',
  ports: [443],
  action: 'drop',
};

/** The lines of a public sample (test/fixtures/client-log). */
const CANNOT_START = [
  '{now}.51Z [ Native ]: [INFO] Received stream request. Action = "STREAM"',
  '{now}.52Z [ Native ]: [INFO] Launching dcvclient...',
  '{now}.53Z [ Web    ]: [ERROR] Failed to get Streaming details from native client {"ExceptionType":"ProcessLaunchFailure","ErrorCode":"1","ErrorMessage":"Unable to launch dcvclient"}',
  '',
].join('\n');

export const FIELD_WAYS: readonly Scenario[] = [
  faulty({
    name: 'proxy-required-and-dcv-dropped',
    layer: 'two-faults',
    broken: 'Direct 443 is dropped and the proxy works, but 4195 is opened nowhere.',
    manners: [noFallback],
    faults: [held443, { kind: 'proxy' }, port(4195, 'tcp', 'drop')],
    expected: {
      ...only('dcv', 'not-ready'),
      first: 'dcv/tcp-blocked',
      then: ['proxy/required'],
      never: ['https/blocked'],
    },
    onWindows: { verdict: 'ready', dcv: 'degraded' },
  }),
  faulty({
    name: 'pcoip-tcp-prohibited',
    layer: 'streaming',
    broken: 'The router prohibits TCP 4172 by ICMP.',
    faults: [port(4172, 'tcp', 'admin-prohibited')],
    expected: { ...only('pcoip', 'not-ready'), first: 'pcoip/tcp-blocked', never: ['dcv/tcp-blocked'] },
  }),
  faulty({
    name: 'own-firewall-drops-streaming',
    layer: 'streaming',
    broken: 'The firewall of this machine drops everything on 4172 and 4195.',
    manners: [noFallback],
    faults: [{ kind: 'filter', to: 'streaming', at: 'client', ports: [4172, 4195], action: 'drop' }],
    expected: {
      ...both('not-ready'),
      first: 'pcoip/tcp-blocked',
      then: ['dcv/tcp-blocked'],
      may: ['pcoip/udp-rejected', 'dcv/udp-rejected'],
      never: ['https/blocked'],
    },
  }),
  faulty({
    name: 'own-firewall-prohibits-gateways',
    layer: 'streaming',
    broken: 'The firewall of this machine drops everything to the gateways; the health-check servers work.',
    faults: [{ kind: 'filter', to: 'gateways', at: 'client', action: 'drop' }],
    // Only UDP tells who drops: a TCP packet that is dropped here is silence.
    expected: { ...only('dcv', 'degraded'), first: 'dcv/udp-rejected', never: ['gateway/rejected'] },
  }),
  faulty({
    name: 'client-cannot-start-dcv',
    layer: 'streaming',
    broken: "The client's log: its last start, today, could not start the program that shows a DCV session.",
    faults: [{ kind: 'world', fields: { clientLog: CANNOT_START } }],
    expected: { ...only('dcv', 'not-ready'), first: 'client/log' },
  }),
  faulty({
    name: 'dcv-quic-dropped',
    layer: 'streaming',
    broken: 'UDP 4195 is dropped while 4172 answers: DCV goes over TCP.',
    faults: [port(4195, 'udp', 'drop')],
    expected: {
      ...both('ready'),
      first: null,
      then: ['dcv/udp-unproven'],
      never: ['streaming/udp-silent', 'dcv/udp-rejected'],
      transports: { dcv: 'tcp-4195' },
    },
  }),
  faulty({
    name: 'streaming-udp-dropped-control-answers',
    layer: 'streaming',
    broken: 'UDP to the service is dropped while the STUN server of the person’s choice answers.',
    args: ['--assume-udp-answers', '--stun', 'stun.lab.test:3478'],
    faults: [{ kind: 'filter', to: 'streaming', transport: 'udp', action: 'drop' }],
    expected: {
      ...both('ready'),
      first: null,
      then: ['pcoip/udp-unproven', 'dcv/udp-unproven'],
      never: ['streaming/udp-silent'],
    },
  }),
  faulty({
    name: 'loss-on-the-way-back',
    layer: 'latency',
    broken: 'Every 15th packet that comes back from the health-check servers is lost.',
    faults: [
      world({
        rules: [
          { at: 'router', text: 'iifname "wan0" tcp sport { 4172, 4195 } numgen inc mod 15 == 0 drop' },
        ],
      }),
    ],
    expected: { ...both('degraded'), first: 'latency/loss', never: ['streaming/partial'] },
  }),
  faulty({
    name: 'loss-20-percent-everywhere',
    layer: 'latency',
    broken: 'A fifth of all packets is lost, whatever they carry.',
    faults: [{ kind: 'path', to: 'everything', lossRatio: 0.2 }],
    expected: {
      ...both('not-ready'),
      first: 'latency/loss',
      never: ['https/blocked', 'dns/no-answer', 'streaming/partial', 'mtu/black-hole', ...NO_STREAMING],
    },
  }),
  faulty({
    name: 'rtt-700-ms-everywhere',
    layer: 'latency',
    broken: 'A satellite link: 700 ms to everything, and nothing is lost.',
    faults: [{ kind: 'path', to: 'everything', upMs: 350, downMs: 350 }],
    expected: {
      verdict: 'degraded',
      pcoip: 'not-ready',
      dcv: 'degraded',
      first: 'latency/terminated',
      then: ['latency/beyond'],
      never: ['latency/loss', 'https/blocked', 'https/handshake-cut', 'mtu/black-hole', ...NO_STREAMING],
    },
  }),
  faulty({
    name: 'mtu-black-hole-1400-both-ways',
    layer: 'path',
    broken: 'Packets above 1400 bytes vanish in both directions, so that no certificate arrives.',
    faults: [{ kind: 'path', to: 'everything', mtu: 1400, mtuMode: 'silent' }],
    expected: {
      ...both('not-ready'),
      first: 'mtu/black-hole',
      never: ['https/handshake-cut', 'https/blocked', ...NO_STREAMING],
    },
  }),
  faulty({
    name: 'mtu-black-hole-1400-on-the-way-back',
    layer: 'path',
    // Echo replies may be cut in pieces and QUIC's answers are small: no second method sees it (docs/known-limits.md).
    broken: 'Packets above 1400 bytes vanish on the way back alone, so that no certificate arrives.',
    faults: [{ kind: 'path', to: 'everything', mtu: 1400, mtuMode: 'silent', mtuWay: 'down' }],
    expected: {
      ...both('not-ready'),
      first: 'https/handshake-cut',
      never: ['https/blocked', 'mtu/black-hole', ...NO_STREAMING],
    },
  }),
  faulty({
    name: 'vpn-mtu-1100',
    layer: 'path',
    broken: 'All traffic leaves through a tunnel that carries 1100 bytes.',
    faults: [world({ tunnel: { name: 'tun0', mtu: 1100, prefixes: ['0.0.0.0/1', '128.0.0.0/1'] } })],
    expected: {
      ...both('not-ready'),
      first: 'mtu/too-small',
      then: ['vpn/all-traffic'],
      never: ['mtu/black-hole'],
    },
  }),
  faulty({
    name: 'ipv6-black-hole',
    layer: 'path',
    broken: 'Large IPv6 packets vanish without a word in both directions; IPv4 is whole.',
    manners: [world({ families: 'dual' })],
    // Not `::/0`: the relay writes IPv4 as mapped addresses, which that prefix holds too.
    faults: [{ kind: 'path', to: { prefixes: ['2000::/3'] }, mtu: 1300, mtuMode: 'silent' }],
    expected: {
      ...both('degraded'),
      first: 'ipv6/broken',
      never: ['https/handshake-cut', 'mtu/black-hole', ...NO_STREAMING],
    },
  }),
  faulty({
    name: 'two-clock-and-intercepted',
    layer: 'two-faults',
    broken: 'The clock is an hour behind, and somebody decrypts with a root that nobody trusts.',
    faults: [{ kind: 'https', hosts: 'all', certificate: 'intercepted', dateOffsetSeconds: 3600 }],
    expected: { ...both('not-ready'), first: 'https/clock-skew', then: ['https/tls-intercepted'] },
  }),
  faulty({
    name: 'two-clock-and-pcoip-dropped',
    layer: 'two-faults',
    broken: 'A clock that breaks every certificate, and TCP 4172 is dropped.',
    faults: [
      { kind: 'https', hosts: 'all', dateOffsetSeconds: 30 * 86_400, certificate: 'not-yet-valid' },
      port(4172, 'tcp', 'drop'),
    ],
    expected: {
      ...both('not-ready'),
      first: 'https/clock-skew',
      then: ['pcoip/tcp-blocked'],
      never: ['https/certificate-invalid', 'dcv/tcp-blocked'],
    },
  }),
  faulty({
    name: 'two-vpn-mtu-and-pcoip-dropped',
    layer: 'two-faults',
    broken: 'The VPN carries 1150 bytes and drops TCP 4172.',
    faults: [
      world({ tunnel: { name: 'tun0', mtu: 1150, prefixes: ['0.0.0.0/1', '128.0.0.0/1'] } }),
      { kind: 'filter', to: 'streaming', at: 'service', transport: 'tcp', ports: [4172], action: 'drop' },
    ],
    expected: {
      ...both('not-ready'),
      first: 'pcoip/tcp-blocked',
      then: ['mtu/too-small', 'vpn/all-traffic'],
      never: ['dcv/tcp-blocked'],
    },
  }),
  faulty({
    name: 'two-ipv6-broken-and-dcv-dropped',
    layer: 'two-faults',
    broken: 'IPv6 goes nowhere, and TCP 4195 is dropped.',
    manners: [noFallback],
    faults: [
      world({ families: 'dual' }),
      { kind: 'filter', to: { prefixes: ['::/0'] }, transport: 'any', action: 'drop' },
      port(4195, 'tcp', 'drop'),
    ],
    expected: {
      verdict: 'degraded',
      pcoip: 'degraded',
      dcv: 'not-ready',
      first: 'dcv/tcp-blocked',
      then: ['ipv6/broken'],
      never: ['https/blocked', 'pcoip/tcp-blocked'],
    },
  }),
];
