/** findings.md, "Getting out at all": the network, portals, the registration name, the deadline. Names have their own file. */
import { targetOf } from '../../../../src/plan/step.ts';
import { failure } from '../../../../src/core/failure.ts';
import {
  captive,
  dnsEvidence,
  goodAttempt,
  httpsEvidence,
  tcpEvidence,
  tlsFacts,
  txtEvidence,
  dnsAnswer,
} from '../evidence-builder.ts';
import { cut, essential, host, httpsFails, noRoute, onPort, tcp } from '../faults.ts';
import { alter, ethernet, hasRole, pipe, REGION, type Mutator, type Wanted } from '../record-builder.ts';
import { fine, rowsOf } from './boundary.ts';

const BROKER = `ws-broker-service.${REGION}.amazonaws.com`;
const NO_ADDRESS = { host: { interfaces: [{ ...ethernet('eth0'), addresses: [] }], hasIpv4: false } };
const LINK_LOCAL = {
  host: {
    interfaces: [
      { ...ethernet('eth0'), addresses: [{ address: '169.254.3.4', family: 4 as const, prefixLength: 16 }] },
    ],
    hasIpv4: false,
  },
};
const oneStep =
  (wanted: Wanted): Wanted =>
  (step) =>
    wanted(step) && targetOf(step).address === '52.59.191.224';

/** Names stay silent, and every connect is tried all the same and finds no route. */
const unreachable: Mutator = pipe(
  alter(
    'dns',
    () => true,
    (_evidence, step) => dnsEvidence(step, [], null),
  ),
  alter(
    'tcp',
    () => true,
    (_evidence, step) => tcpEvidence(step, 'filtered', 'network-unreachable'),
  ),
  httpsFails('network-unreachable'),
);
const oneTcp = (state: 'open' | 'filtered'): Mutator =>
  alter('tcp', oneStep(onPort(4172)), (_evidence, step) => tcpEvidence(step, state));
const WITHOUT_NETWORK = ['dns/no-answer', 'tables/unconfirmed@here'];

const offline = rowsOf({
  code: 'local/offline',
  side: 'this-machine',
  rows: [
    [
      'no interface has a usable address',
      noRoute,
      'error',
      { run: NO_ADDRESS, params: { reason: 'no-address' }, explains: WITHOUT_NETWORK },
    ],
    [
      'an interface that is down, with the address it had',
      noRoute,
      'error',
      {
        run: { host: { interfaces: [{ ...ethernet('eth0'), up: false }], hasIpv4: false } },
        params: { reason: 'no-address', interfaces: ['eth0'], down: ['eth0'] },
        explains: WITHOUT_NETWORK,
      },
    ],
    [
      'an address of the link alone (169.254)',
      noRoute,
      'error',
      { run: LINK_LOCAL, params: { reason: 'no-address' }, explains: WITHOUT_NETWORK },
    ],
    [
      'an address, and no route in either family',
      noRoute,
      'error',
      { run: { host: { hasIpv4: false } }, params: { reason: 'no-route' }, explains: WITHOUT_NETWORK },
    ],
    [
      'routes are read, and every try ends in "network unreachable"',
      unreachable,
      'error',
      {
        params: { reason: 'no-route' },
        explains: [...WITHOUT_NETWORK, 'https/blocked', 'pcoip/udp-unproven@here', 'dcv/udp-unproven@here'],
      },
    ],
    [
      'every try but one ends so, and that one is silent: there is a route',
      pipe(unreachable, oneTcp('filtered')),
      null,
      { beside: ['dns/no-answer:error', 'https/blocked:error'] },
    ],
    [
      'no usable address is read, and one port opened',
      pipe(unreachable, oneTcp('open')),
      null,
      {
        run: NO_ADDRESS,
        beside: [
          'dns/no-answer:error',
          'https/blocked:error',
          'dcv/tcp-blocked:error',
          'gateway/rejected:error',
          'streaming/partial:warning',
        ],
      },
    ],
    [
      'no route is read and everything answers',
      fine,
      null,
      { run: { host: { hasIpv4: false, defaultGateways: [] } } },
    ],
  ],
});

const control = (port: number, state: 'open' | 'closed' = 'open'): Mutator =>
  alter('tcp', onPort(port, 'accepts-all-control'), (_evidence, step) => tcpEvidence(step, state));
const within = (rttMs: Readonly<Record<string, number>>, explains: readonly string[] = []) => ({
  run: { request: { regions: Object.keys(rttMs) }, rttMs },
  explains,
});
const silentIn = (...regions: readonly string[]) => regions.map((code) => `streaming/udp-silent@${code}`);

const slowHop: Mutator = alter('icmp', hasRole('first-hop'), (evidence) => ({
  ...evidence,
  rttsMs: evidence.rttsMs.map(() => 105),
}));

const acceptsAll = rowsOf({
  code: 'local/accepts-all',
  side: 'this-machine',
  rows: [
    [
      'a connect to TEST-NET opens on 4172',
      control(4172),
      'error',
      { explains: ['streaming/udp-silent@here'] },
    ],
    [
      'a connect to TEST-NET opens on 4195',
      control(4195),
      'error',
      { explains: ['streaming/udp-silent@here'] },
    ],
    [
      'it explains what is said of the round trip, and whose share of it that is',
      pipe(control(4172), slowHop),
      'error',
      {
        run: { rttMs: { [REGION]: 210 } },
        explains: ['latency/degraded@here', 'latency/first-hop@here', 'streaming/udp-silent@here'],
      },
    ],
    ['TEST-NET refuses', pipe(control(4172, 'closed'), control(4195, 'closed')), null],
    [
      'TEST-NET opens on 443 alone: a transparent web proxy, and streaming does not go through it',
      control(443),
      null,
    ],
    [
      'every Region within 5 ms',
      fine,
      'error',
      within({ 'eu-central-1': 5, 'ap-northeast-1': 5 }, silentIn('eu-central-1', 'ap-northeast-1')),
    ],
    ['one Region at 5.1 ms', fine, null, within({ 'eu-central-1': 5, 'ap-northeast-1': 5.1 })],
    [
      'three Regions of one continent within 5 ms',
      fine,
      'error',
      within(
        { 'eu-central-1': 5, 'eu-west-1': 5, 'eu-west-2': 5 },
        silentIn('eu-central-1', 'eu-west-1', 'eu-west-2'),
      ),
    ],
    [
      'two corners of Asia within 5 ms',
      fine,
      'error',
      within({ 'ap-northeast-1': 5, 'ap-southeast-1': 5 }, silentIn('ap-northeast-1', 'ap-southeast-1')),
    ],
    [
      'two coasts of the United States within 5 ms',
      fine,
      'error',
      within({ 'us-east-1': 5, 'us-west-2': 5 }, silentIn('us-east-1', 'us-west-2')),
    ],
    ['two neighbours within 5 ms may be so', fine, null, within({ 'eu-west-1': 5, 'eu-west-2': 5 })],
    ['one Region, 3 ms away, is a short way', fine, null, within({ 'eu-central-1': 3 })],
  ],
});

/** What a portal makes superfluous beside port 443: nothing is said of UDP through it. */
const SILENT_UDP = ['pcoip/udp-unproven@here', 'dcv/udp-unproven@here', 'streaming/udp-silent@here'];
const BLOCKED = ['pcoip/tcp-blocked@here', 'dcv/tcp-blocked@here'];
const page = (changes: Parameters<typeof captive>[0]): Mutator =>
  alter(
    'captive',
    () => true,
    () => captive(changes),
  );
const PORTAL = page({ status: 302, location: 'http://login.hotspot.example/' });
const allBut =
  (name: string): Wanted =>
  (step) =>
    essential(step) && targetOf(step).host !== name;

/** Port 443 of essential names shows a certificate of the right name out of a private root. */
const foreign = (trustedHere: boolean | null): Mutator =>
  alter(
    'https',
    (step) => hasRole('endpoint')(step) && essential(step),
    (_evidence, step) =>
      httpsEvidence(step, [
        goodAttempt('52.94.1.1', {
          http: null,
          tls: tlsFacts({
            publicTrust: { ok: false, error: 'SELF_SIGNED_CERT_IN_CHAIN' },
            machineTrust: { ok: trustedHere, error: null },
          }),
          failure: failure('tls-unknown-authority', 'tls-handshake'),
        }),
      ]),
  );

const portal = rowsOf({
  code: 'network/captive-portal',
  side: 'local-network',
  rows: [
    [
      'a foreign redirect, and 443 fails',
      pipe(PORTAL, httpsFails('connection-timeout', essential)),
      'error',
      { explains: ['https/blocked', ...SILENT_UDP] },
    ],
    [
      'a page, and 443 fails',
      pipe(page({ status: 200, bodyBytes: 1 }), httpsFails('connection-refused', essential)),
      'error',
      { explains: ['https/refused', ...SILENT_UDP] },
    ],
    [
      '511, and 443 fails',
      pipe(page({ status: 511 }), httpsFails('tls-reset', essential)),
      'error',
      { explains: ['https/handshake-cut', ...SILENT_UDP] },
    ],
    [
      'a foreign redirect, and 443 shows a foreign certificate',
      pipe(PORTAL, foreign(false)),
      'error',
      { explains: ['https/tls-intercepted@here', ...SILENT_UDP] },
    ],
    [
      'the same where nobody asked this machine about the root',
      pipe(PORTAL, foreign(null)),
      'error',
      { explains: ['https/tls-intercepted@here', ...SILENT_UDP] },
    ],
    [
      'the same with a root that this machine trusts: 443 does not fail',
      pipe(PORTAL, foreign(true)),
      'notice',
      { beside: ['https/tls-intercepted:warning'] },
    ],
    [
      '443 fails for every essential name but one',
      pipe(PORTAL, httpsFails('connection-timeout', allBut(BROKER))),
      'notice',
      { beside: ['https/blocked:error'] },
    ],
    [
      'the same while no streaming port opens: a portal that lets some names through',
      pipe(
        PORTAL,
        httpsFails('connection-timeout', allBut(BROKER)),
        tcp('filtered', hasRole('health-check')),
      ),
      'error',
      { explains: ['https/blocked@here', ...BLOCKED, 'pcoip/udp-unproven@here', 'dcv/udp-unproven@here'] },
    ],
    [
      'the same with a page, which a filter shows too',
      pipe(
        page({ status: 200, bodyBytes: 1 }),
        httpsFails('connection-timeout', allBut(BROKER)),
        tcp('filtered', hasRole('health-check')),
      ),
      'notice',
      { beside: ['https/blocked:error', 'pcoip/tcp-blocked:error', 'dcv/tcp-blocked:error'] },
    ],
    [
      'no streaming port opens, and every name passes',
      pipe(PORTAL, tcp('filtered', hasRole('health-check'))),
      'notice',
      { beside: ['pcoip/tcp-blocked:error', 'dcv/tcp-blocked:error'] },
    ],
    ['a foreign redirect alone', PORTAL, 'notice'],
    [
      'a foreign redirect to https of a stranger alone',
      page({ status: 302, location: 'https://login.hotspot.example/' }),
      'notice',
    ],
    ['a page alone', page({ status: 200, bodyBytes: 1 }), 'notice'],
    ['511 alone', page({ status: 511 }), 'notice'],
    ['200 without a page', page({ status: 200, bodyBytes: 0 }), null],
    ['a redirect to https', page({ status: 301, location: 'https://clients.amazonworkspaces.com/' }), null],
    [
      'a redirect to an Amazon domain',
      page({ status: 302, location: 'http://aws.amazon.com/workspaces/' }),
      null,
    ],
    [
      'a redirect to a domain that only ends like one of Amazon',
      page({ status: 302, location: 'http://notamazon.com/' }),
      'notice',
    ],
    ['403, the manner of the service', page({ status: 403, bodyBytes: 300 }), null],
    ['404, the manner of the service', page({ status: 404, bodyBytes: 300 }), null],
    ['silence on port 80', page({ status: null, failure: failure('connection-timeout', 'connect') }), null],
    [
      'silence on port 80, and 443 fails',
      pipe(
        page({ status: null, failure: failure('connection-timeout', 'connect') }),
        httpsFails('connection-timeout', essential),
      ),
      null,
      { beside: ['https/blocked:error'] },
    ],
  ],
});

const txt = (texts: readonly string[], rcode?: string): Mutator =>
  alter('dns', hasRole('registration-name'), (_evidence, step) => txtEvidence(step, texts, rcode));
const NAMED = { run: { request: { registrationName: 'desk.corp.example' } } };

const registration = rowsOf({
  code: 'registration/name-invalid',
  side: 'service',
  rows: [
    ['the name does not exist', txt([], 'NXDOMAIN'), 'error', { ...NAMED, params: { fault: 'missing' } }],
    ['the name has no TXT record', txt([], 'NOERROR'), 'error', { ...NAMED, params: { fault: 'missing' } }],
    ['two values', txt(['abc123', 'def456']), 'error', { ...NAMED, params: { fault: 'several' } }],
    ['one value twice is one value', txt(['abc123', 'abc123']), null, NAMED],
    [
      'an alias id (wsca-…) instead of the identifier',
      txt(['wsca-1234']),
      'error',
      { ...NAMED, params: { fault: 'malformed' } },
    ],
    ['an empty value', txt(['']), 'error', { ...NAMED, params: { fault: 'malformed' } }],
    ['a value of 1 character', txt(['a']), null, NAMED],
    ['a value of 20 characters', txt(['a1'.repeat(10)]), null, NAMED],
    [
      'a value of 21 characters',
      txt(['a'.repeat(21)]),
      'error',
      { ...NAMED, params: { fault: 'malformed' } },
    ],
    ['a server that fails says nothing of the record', txt([], 'SERVFAIL'), null, NAMED],
    [
      'one of two servers holds the private zone',
      alter('dns', hasRole('registration-name'), (_evidence, step) => {
        const inside = dnsAnswer({ server: '10.0.0.2', question: 'TXT', texts: ['abc123'] });
        const { servers, ...rest } = txtEvidence(step, [], 'NXDOMAIN');
        return { ...rest, servers: [...servers, inside] };
      }),
      null,
      NAMED,
    ],
  ],
});

const deadline = rowsOf({
  code: 'agent/deadline',
  side: 'us',
  rows: [
    [
      'the deadline cut the run',
      cut('deadline', hasRole('gateway')),
      'notice',
      { params: { seconds: 60, groups: ['streaming'] } },
    ],
    [
      'the deadline cut three steps',
      cut('deadline', oneStep(onPort(4172))),
      'notice',
      { params: { untested: 3 } },
    ],
    ['the person cut the run', cut('cancelled', hasRole('gateway')), null],
    ['the run came to its end', fine, null],
    [
      'one name was skipped for another reason',
      httpsFails('connection-timeout', host(BROKER)),
      null,
      { beside: ['https/blocked:error'] },
    ],
  ],
});

export const gettingOut = [...offline, ...acceptsAll, ...portal, ...registration, ...deadline];
