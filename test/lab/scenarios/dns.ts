/** Faults of name resolution. */
import type { Change, NameAnswer } from '../change.ts';
import { DNS_SERVERS } from '../places.ts';
import { both, clean, faulty, only, type Scenario } from '../scenario.ts';
import { ANSWERS, NAMES } from './names.ts';

const layer = 'dns';
const name = (host: string, answer: NameAnswer): Change => ({ kind: 'names', names: [host], answer });
const twoServers: Change = { kind: 'dns', resolvers: [...DNS_SERVERS.ipv4] };
/** What must not be said when names are the whole trouble. */
const ALONE = ['https/blocked', 'pcoip/tcp-blocked', 'dcv/tcp-blocked', 'streaming/udp-silent'];

export const DNS: readonly Scenario[] = [
  faulty({
    name: 'dns-silent',
    layer,
    broken: 'The DNS server stays silent.',
    faults: [{ kind: 'dns', manner: 'silent' }],
    expected: { ...both('not-ready'), first: 'dns/no-answer', never: [...ALONE, 'dns/name-not-found'] },
    fast: true,
  }),
  faulty({
    name: 'dns-none-configured',
    layer,
    broken: 'No DNS server is configured.',
    faults: [{ kind: 'dns', resolvers: [] }],
    expected: { ...both('not-ready'), first: 'dns/no-answer', never: ALONE },
  }),
  faulty({
    name: 'dns-servfail',
    layer,
    broken: 'The DNS server answers SERVFAIL to everything.',
    faults: [{ kind: 'dns', manner: 'servfail' }],
    expected: { ...both('not-ready'), first: 'dns/server-failure', never: [...ALONE, 'dns/no-answer'] },
    fast: true,
  }),
  faulty({
    name: 'dns-refused',
    layer,
    broken: 'The DNS server refuses everything.',
    faults: [{ kind: 'dns', manner: 'refused' }],
    expected: { ...both('not-ready'), first: 'dns/server-failure', never: [...ALONE, 'dns/no-answer'] },
  }),
  faulty({
    name: 'dns-essential-name-missing',
    layer,
    broken: 'The broker is NXDOMAIN, every other name resolves.',
    faults: [name(NAMES.broker, { rcode: 'nxdomain' })],
    expected: { ...both('not-ready'), first: 'dns/name-not-found', never: ALONE },
    fast: true,
  }),
  faulty({
    name: 'dns-essential-name-without-address',
    layer,
    broken: 'The broker exists and has no address.',
    faults: [name(NAMES.broker, {})],
    expected: { ...both('not-ready'), first: 'dns/name-not-found', never: ALONE },
  }),
  faulty({
    name: 'dns-session-broker-missing',
    layer,
    broken: 'The session broker, which PCoIP alone needs, is NXDOMAIN.',
    faults: [name(NAMES.sessionBroker, { rcode: 'nxdomain' })],
    expected: { ...only('pcoip', 'not-ready'), first: 'dns/name-not-found', never: ALONE },
  }),
  faulty({
    name: 'dns-health-check-name-missing',
    layer,
    broken: 'The health-check name is NXDOMAIN; its servers work.',
    faults: [name(NAMES.healthCheck, { rcode: 'nxdomain' })],
    expected: { ...both('not-ready'), first: 'dns/name-not-found', never: ALONE },
  }),
  faulty({
    name: 'dns-health-check-name-silent',
    layer,
    broken: 'No question for the health-check name is answered; its servers work.',
    faults: [name(NAMES.healthCheck, { silent: true })],
    expected: { ...both('not-ready'), first: 'dns/name-not-found', never: ALONE },
  }),
  faulty({
    name: 'dns-health-check-name-without-a',
    layer,
    broken:
      'Of the health-check name only AAAA is answered (there is none); the question for A is lost every time.',
    faults: [name(NAMES.healthCheck, { silentFor: ['a'] })],
    expected: { ...both('not-ready'), first: 'dns/name-not-found', never: ALONE },
  }),
  faulty({
    name: 'dns-essential-name-servfail',
    layer,
    broken: 'SERVFAIL for the broker alone.',
    faults: [name(NAMES.broker, { rcode: 'servfail' })],
    expected: { ...both('not-ready'), first: 'dns/server-failure', never: ALONE },
  }),
  faulty({
    name: 'dns-supporting-name-servfail',
    layer,
    broken: 'SERVFAIL for a supporting name.',
    faults: [name(NAMES.metrics, { rcode: 'servfail' })],
    expected: { ...both('degraded'), first: 'dns/server-failure', never: ALONE },
  }),
  faulty({
    name: 'dns-name-to-unspecified',
    layer,
    broken: 'A blocker sends the broker to 0.0.0.0.',
    faults: [name(NAMES.broker, { a: ['0.0.0.0'] })],
    expected: { ...both('not-ready'), first: 'dns/redirected', never: ALONE },
    fast: true,
  }),
  faulty({
    name: 'dns-name-to-loopback',
    layer,
    broken: 'The connectivity check is sent to 127.0.0.1.',
    faults: [name(NAMES.connectivity, { a: ['127.0.0.1'] })],
    expected: { ...both('not-ready'), first: 'dns/redirected', never: ALONE },
  }),
  faulty({
    name: 'dns-name-to-private-impostor',
    layer,
    broken: 'The broker resolves to a private address that shows somebody else’s certificate.',
    manners: [{ kind: 'world', fields: { alsoServed: ['10.66.1.0/24'] } }],
    faults: [
      name(NAMES.broker, { a: ['10.66.1.40'] }),
      { kind: 'https', hosts: [NAMES.broker], certificate: 'wrong-name' },
    ],
    expected: { ...both('not-ready'), first: 'dns/redirected', may: ['https/certificate-invalid'] },
  }),
  faulty({
    name: 'dns-health-check-to-private-closed',
    layer,
    broken: 'The health-check name resolves to a private address where the streaming ports are closed.',
    manners: [{ kind: 'world', fields: { alsoServed: ['10.66.1.0/24'] } }],
    faults: [
      name(NAMES.healthCheck, { a: ['10.66.1.50'] }),
      { kind: 'filter', to: { prefixes: ['10.66.1.50'] }, at: 'service', transport: 'tcp', action: 'reset' },
      { kind: 'filter', to: { prefixes: ['10.66.1.50'] }, at: 'service', transport: 'udp', action: 'drop' },
    ],
    expected: { ...both('not-ready'), first: 'dns/redirected' },
  }),
  faulty({
    name: 'dns-supporting-name-blocked',
    layer,
    broken: 'An advertisement blocker sends a logging name to 0.0.0.0.',
    faults: [name(NAMES.forresterLog, { a: ['0.0.0.0'] })],
    expected: { ...both('degraded'), first: 'dns/redirected', never: ALONE },
  }),
  faulty({
    name: 'dns-one-of-two-servers-dead',
    layer,
    broken: 'The second of two DNS servers does not answer.',
    manners: [twoServers],
    faults: [{ kind: 'dns', server: 2, manner: 'silent' }],
    expected: { ...both('degraded'), first: 'dns/partial-servers', never: ['dns/no-answer', ...ALONE] },
  }),
  faulty({
    name: 'dns-first-of-two-servers-dead',
    layer,
    broken: 'The first of two DNS servers does not answer: every name waits for the second.',
    manners: [twoServers],
    faults: [{ kind: 'dns', server: 1, manner: 'silent' }],
    expected: { ...both('degraded'), first: 'dns/partial-servers', never: ['dns/no-answer', ...ALONE] },
  }),
  faulty({
    name: 'dns-slow',
    layer,
    broken: 'Every DNS answer takes 400 ms.',
    faults: [{ kind: 'dns', delayMs: 400 }],
    expected: { ...both('ready'), first: null, then: ['dns/slow'] },
  }),
  clean({
    name: 'dns-two-good-servers',
    layer,
    broken: 'Nothing: two DNS servers, both answer.',
    args: [ANSWERS],
    manners: [twoServers],
    never: ['dns/partial-servers'],
  }),
];
