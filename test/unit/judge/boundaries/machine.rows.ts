/** findings.md, "IPv6, tables, client". */
import { targetOf } from '../../../../src/plan/step.ts';
import { failure } from '../../../../src/core/failure.ts';
import type { HttpsAttempt } from '../../../../src/evidence/index.ts';
import { client, failedAttempt, goodAttempt } from '../evidence-builder.ts';
import { dnsFails, dnsSays, essential, healthCheckAt, host, tcp } from '../faults.ts';
import { alter, hasRole, pipe, type Mutator, type Wanted } from '../record-builder.ts';
import { fine, rowsOf } from './boundary.ts';

const SIX = '2600:1f14::1';
const BOTH_FAMILIES = { run: { host: { hasIpv6: true } } };
const CONNECTIVITY = 'connectivity.amazonworkspaces.com';

/** Every essential name is tried at an IPv6 address too. */
const over6 = (attempt: HttpsAttempt, wanted: Wanted = essential): Mutator =>
  alter(
    'https',
    (step) => step.role === 'endpoint' && wanted(step),
    (evidence) => ({
      ...evidence,
      attempts: [...evidence.attempts.filter(({ address }) => address !== attempt.address), attempt],
    }),
  );
const dead = (address: string): HttpsAttempt => failedAttempt('connection-timeout', { address });
const mute = goodAttempt(SIX, { tls: null, http: null, failure: failure('tls-timeout', 'tls-handshake') });
const only6: Mutator = alter(
  'https',
  (step) => step.role === 'endpoint' && essential(step),
  (evidence) => ({
    ...evidence,
    attempts: [dead(SIX)],
  }),
);

const ipv6 = rowsOf({
  code: 'ipv6/broken',
  side: 'local-network',
  rows: [
    ['every IPv6 target fails, and the same over IPv4 work', over6(dead(SIX)), 'warning', BOTH_FAMILIES],
    [
      'IPv6 opens, every handshake over it stays silent, and IPv4 finishes',
      over6(mute),
      'warning',
      { ...BOTH_FAMILIES, params: { opens: true } },
    ],
    [
      'one IPv6 target of many works: the others are broken over IPv6 only',
      pipe(over6(dead(SIX)), over6(goodAttempt(SIX), host(CONNECTIVITY))),
      'warning',
      { ...BOTH_FAMILIES, params: { scope: 'hosts' } },
    ],
    ['IPv6 works', over6(goodAttempt(SIX)), null, BOTH_FAMILIES],
    ['no global IPv6 address or route', over6(dead(SIX)), null],
    ['IPv4 fails as well', only6, null, { ...BOTH_FAMILIES, beside: ['https/blocked:error'] }],
    [
      'what fails is NAT64, the translation of this network',
      over6(dead('64:ff9b::345e:101')),
      null,
      BOTH_FAMILIES,
    ],
  ],
});

const LISTED = ['52.59.191.224', '52.59.191.225', '52.59.191.226', '52.59.191.227'];
const [FIRST = ''] = LISTED;
const healthCheck = hasRole('health-check-name');

const drift = rowsOf({
  code: 'tables/drift',
  side: 'us',
  rows: [
    ['the name resolves to exactly what is listed', fine, null],
    [
      'to one address more',
      dnsSays([...LISTED, '52.94.7.7'], healthCheck),
      'notice',
      { params: { added: ['52.94.7.7'], missing: [] } },
    ],
    [
      'no longer to one of them',
      dnsSays(LISTED.slice(1), healthCheck),
      'notice',
      { params: { added: [], missing: [FIRST] } },
    ],
    [
      'no longer to one of them, which is silent now',
      pipe(
        dnsSays(LISTED.slice(1), healthCheck),
        tcp('filtered', (step) => step.role === 'health-check' && targetOf(step).address === FIRST),
      ),
      'notice',
      { params: { missing: [FIRST], silent: [FIRST] } },
    ],
    ['to a private address: that is another matter', healthCheckAt('10.1.2.3', 'open'), null],
    ['to an IPv6 address as well: the list is of IPv4', dnsSays([...LISTED, SIX], healthCheck), null],
    [
      'where the listed addresses are not trusted',
      dnsSays(['52.94.7.7'], healthCheck),
      null,
      { run: { request: { regions: ['eu-west-3'] } } },
    ],
  ],
});

const unconfirmed = rowsOf({
  code: 'tables/unconfirmed',
  side: 'us',
  rows: [
    [
      'a doubtful smart-card name fails',
      dnsFails('NXDOMAIN', host('smartcard.eu-central-1.signin.aws')),
      'notice',
      { params: { conflicts: ['C24'] } },
    ],
    ['a doubtful smart-card name passes', fine, null],
    [
      'the health-check addresses were printed for another Region',
      fine,
      'notice',
      { run: { request: { regions: ['eu-west-3'] } }, params: { conflicts: ['C03'] } },
    ],
  ],
});

const seen = (changes: Parameters<typeof client>[0]): Mutator =>
  alter(
    'client',
    () => true,
    () => client(changes),
  );
const on = (platform: string) => ({
  run: { host: { os: { platform, release: '1', name: null, arch: 'x64' } } },
});
const version = (text: string): Mutator => seen({ installed: true, version: text });
const DCV = { protocols: ['dcv'] } as const;

const missing = rowsOf({
  code: 'client/missing',
  side: 'this-machine',
  rows: [
    ['it is not installed', seen({ installed: false }), 'notice'],
    ['it cannot be read whether it is', seen({ installed: null }), null],
    ['it is installed', seen({ installed: true }), null],
    [
      'it is not installed, and Web Access was asked for',
      seen({ installed: false }),
      null,
      { run: { request: { profile: 'web-access' } } },
    ],
  ],
});

const outdated = rowsOf({
  code: 'client/outdated',
  side: 'this-machine',
  protocols: ['dcv'],
  rows: [
    [
      'Windows 5.1.0.328',
      version('5.1.0.328'),
      'warning',
      { ...on('win32'), params: { needed: '5.1.0.329' } },
    ],
    ['Windows 5.1.0.329', version('5.1.0.329'), null, on('win32')],
    ['Windows 5.10.0: ten is more than one', version('5.10.0'), null, on('win32')],
    ['macOS 5.4.9', version('5.4.9'), 'warning', { ...on('darwin'), params: { needed: '5.5.0' } }],
    ['macOS 5.5', version('5.5'), null, on('darwin')],
    ['Linux 2023.99', version('2023.99'), 'warning', { params: { needed: '2024.0' } }],
    ['Linux 2024.0', version('2024.0'), null],
    ['Linux 24.7, the year with two digits', version('24.7.5234'), null],
    ['Linux 23.99, the year with two digits', version('23.99'), 'warning', { params: { needed: '2024.0' } }],
    [
      'Linux 2023.99, for a browser',
      version('2023.99'),
      null,
      { run: { request: { profile: 'web-access' } } },
    ],
    [
      'Linux 2023.99, beside a zero client',
      version('2023.99'),
      null,
      { run: { request: { profile: 'zero-client' } } },
    ],
    [
      'Linux 2023.99, PCoIP alone asked for',
      version('2023.99'),
      null,
      { run: { request: { protocols: ['pcoip'] } } },
    ],
    [
      'Linux 2023.99, DCV alone asked for',
      version('2023.99'),
      'warning',
      { ...DCV, run: { request: { protocols: ['dcv'] } } },
    ],
    ['a version that nobody can read', version('beta'), null],
    ['no version', seen({ installed: true }), null],
  ],
});

const unsupported = rowsOf({
  code: 'client/unsupported-os',
  side: 'this-machine',
  rows: [
    ['the system is not among the supported ones', seen({ installed: true, osSupported: false }), 'warning'],
    ['it cannot be told', seen({ installed: true, osSupported: null }), null],
    [
      'it is not, and the session runs in a browser',
      seen({ installed: false, osSupported: false }),
      null,
      { run: { request: { profile: 'web-access' } } },
    ],
    ['it is supported', seen({ installed: true, osSupported: true }), null],
  ],
});

export const machine = [...ipv6, ...drift, ...unconfirmed, ...missing, ...outdated, ...unsupported];
