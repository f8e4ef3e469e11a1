/** Two causes at once: a root hides what follows from it, never what is independent of it. */
import type { Change } from '../change.ts';
import { both, faulty, only, type Scenario } from '../scenario.ts';
import { NAMES } from './names.ts';

const layer = 'two-faults';
const port = (
  number: number,
  transport: 'tcp' | 'udp',
  action: 'drop' | 'reset' | 'port-unreachable',
): Change => ({
  kind: 'filter',
  to: 'streaming',
  transport,
  ports: [number],
  action,
});
const noFallback: Change = {
  kind: 'filter',
  to: 'gateways',
  at: 'service',
  transport: 'tcp',
  ports: [443],
  action: 'drop',
};
const missing = (name: string): Change => ({ kind: 'names', names: [name], answer: { rcode: 'nxdomain' } });
const held443: Change = { kind: 'filter', to: 'names', transport: 'tcp', ports: [443], action: 'drop' };
const mtu1199: Change = { kind: 'path', to: 'everything', mtu: 1199 };

export const TWO_FAULTS: readonly Scenario[] = [
  faulty({
    name: 'two-dns-dead-and-udp-dropped',
    layer,
    broken: 'DNS is dead and all UDP to the service is dropped: DNS alone is said.',
    faults: [
      { kind: 'dns', manner: 'silent' },
      { kind: 'filter', to: 'streaming', transport: 'udp', action: 'drop' },
    ],
    expected: {
      ...both('not-ready'),
      first: 'dns/no-answer',
      never: ['streaming/udp-silent', 'pcoip/udp-rejected', 'https/blocked'],
    },
    fast: true,
  }),
  faulty({
    name: 'two-name-missing-and-dcv-tcp-dropped',
    layer,
    broken: 'The broker is NXDOMAIN and TCP 4195 is dropped: both are said.',
    manners: [noFallback],
    faults: [missing(NAMES.broker), port(4195, 'tcp', 'drop')],
    expected: { ...both('not-ready'), first: 'dns/name-not-found', then: ['dcv/tcp-blocked'] },
    fast: true,
  }),
  faulty({
    name: 'two-https-blocked-and-pcoip-reset',
    layer,
    broken: '443 to the broker is dropped and TCP 4172 is reset.',
    faults: [
      { kind: 'filter', to: { hosts: [NAMES.broker] }, transport: 'tcp', ports: [443], action: 'drop' },
      port(4172, 'tcp', 'reset'),
    ],
    expected: { ...both('not-ready'), first: 'https/blocked', then: ['pcoip/tcp-refused'] },
  }),
  faulty({
    name: 'two-intercepted-and-dcv-udp-refused',
    layer,
    broken: 'TLS is decrypted by a trusted company root and UDP 4195 is refused.',
    faults: [
      { kind: 'https', hosts: 'all', certificate: 'intercepted' },
      { kind: 'world', fields: { machineTrusts: ['public', 'inspection'] } },
      port(4195, 'udp', 'port-unreachable'),
    ],
    expected: { ...both('degraded'), first: 'https/tls-intercepted', then: ['dcv/udp-rejected'] },
  }),
  faulty({
    name: 'two-proxy-password-and-pcoip-udp-refused',
    layer,
    broken: 'The needed proxy wants a password and UDP 4172 is refused.',
    faults: [held443, { kind: 'proxy', schemes: ['NTLM'] }, port(4172, 'udp', 'port-unreachable')],
    expected: { ...both('not-ready'), first: 'proxy/authentication', then: ['pcoip/udp-rejected'] },
  }),
  faulty({
    name: 'two-mtu-and-name-missing',
    layer,
    broken: 'The path carries 1199 bytes and the broker is NXDOMAIN.',
    faults: [mtu1199, missing(NAMES.broker)],
    expected: { ...both('not-ready'), first: 'dns/name-not-found', then: ['mtu/too-small'] },
  }),
  faulty({
    name: 'two-pcoip-tcp-and-udp',
    layer,
    broken: 'TCP 4172 is dropped and UDP 4172 is refused.',
    faults: [port(4172, 'tcp', 'drop'), port(4172, 'udp', 'port-unreachable')],
    expected: { ...only('pcoip', 'not-ready'), first: 'pcoip/tcp-blocked', then: ['pcoip/udp-rejected'] },
  }),
  faulty({
    name: 'two-slow-and-lossy',
    layer,
    broken: 'The round trip is 260 ms and every 20th packet is lost.',
    faults: [{ kind: 'path', to: 'health-check', upMs: 130, downMs: 130, lossRatio: 0.05 }],
    expected: { ...both('degraded'), first: 'latency/degraded', then: ['latency/loss'] },
  }),
  faulty({
    name: 'two-portal-and-udp-dropped',
    layer,
    broken: 'A captive portal, and all UDP is dropped: the portal alone is said.',
    faults: [
      { kind: 'world', fields: { http80: 'portal-redirect' } },
      held443,
      { kind: 'filter', to: 'streaming', transport: 'any', action: 'drop' },
    ],
    expected: {
      ...both('not-ready'),
      first: 'network/captive-portal',
      never: ['streaming/udp-silent', 'pcoip/tcp-blocked', 'dcv/tcp-blocked', 'https/blocked'],
    },
  }),
  faulty({
    name: 'two-accepts-all-and-name-missing',
    layer,
    broken: 'An agent accepts every TCP connection and the broker is NXDOMAIN.',
    faults: [{ kind: 'world', fields: { acceptsAll: true } }, missing(NAMES.broker)],
    expected: { ...both('unknown'), first: 'local/accepts-all', then: ['dns/name-not-found'] },
  }),
  faulty({
    name: 'two-supporting-name-missing-and-dcv-udp-refused',
    layer,
    broken: 'SERVFAIL for a supporting name, and UDP 4195 is refused.',
    faults: [
      { kind: 'names', names: [NAMES.metrics], answer: { rcode: 'servfail' } },
      port(4195, 'udp', 'port-unreachable'),
    ],
    expected: { ...both('degraded'), first: 'dns/server-failure', then: ['dcv/udp-rejected'] },
  }),
];
