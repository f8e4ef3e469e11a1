/** findings.md, "HTTPS (port 443)": certificates, and the clock that they are judged by. */
import { targetOf } from '../../../../src/plan/step.ts';
import { failure, type FailureCode } from '../../../../src/core/failure.ts';
import { goodAttempt, httpFacts, httpsEvidence, systemTls, tlsFacts } from '../evidence-builder.ts';
import { essential, host } from '../faults.ts';
import { alter, hasRole, pipe, REGION, type Mutator, type Wanted } from '../record-builder.ts';
import { fine, rowsOf } from './boundary.ts';

const BROKER = `ws-broker-service.${REGION}.amazonaws.com`;
const PCM = `skylight-cm.${REGION}.amazonaws.com`;
const SUPPORTING = 'fls-na.amazon.com';
const SITUATIONAL = `workspaces.${REGION}.amazonaws.com`;
const PCOIP = { protocols: ['pcoip'] } as const;

interface Shown {
  readonly wanted?: Wanted;
  readonly trustedHere?: boolean | null;
  readonly issuer?: string;
  readonly nameMatches?: boolean;
}

/** The certificate that is seen on 443 of these names. */
export function shows(
  code: FailureCode,
  { wanted = host(BROKER), trustedHere = null, issuer, nameMatches = true }: Shown = {},
): Mutator {
  const chain = tlsFacts().chain.map((one) => ({ ...one, issuer: issuer ?? one.issuer }));
  const tls = tlsFacts({
    nameMatches,
    chain,
    publicTrust: { ok: false, error: null },
    machineTrust: { ok: trustedHere, error: null },
  });
  return alter(
    'https',
    (step) => step.role === 'endpoint' && wanted(step),
    (_evidence, step) =>
      httpsEvidence(step, [
        goodAttempt('52.94.1.1', { tls, http: null, failure: failure(code, 'tls-handshake') }),
      ]),
  );
}

const ISSUER = 'CN=Corp Inspection CA, O=Corp';
const intercepted = rowsOf({
  code: 'https/tls-intercepted',
  side: 'path',
  rows: [
    [
      'a root outside the public set that this machine trusts',
      shows('tls-unknown-authority', { trustedHere: true, issuer: ISSUER }),
      'warning',
      { params: { issuers: [ISSUER], trustedHere: true } },
    ],
    [
      'a root outside the public set that this machine does not trust either',
      shows('tls-unknown-authority', { trustedHere: false, issuer: ISSUER }),
      'error',
      { params: { issuers: [ISSUER], trustedHere: false } },
    ],
    [
      'a root outside the public set, and nobody asked this machine',
      shows('tls-unknown-authority'),
      'warning',
      { params: { trustedHere: null } },
    ],
    [
      "PCoIP's session broker alone, not trusted here",
      shows('tls-unknown-authority', { wanted: host(PCM), trustedHere: false }),
      'error',
      PCOIP,
    ],
    [
      'a supporting name, not trusted here',
      shows('tls-unknown-authority', { wanted: host(SUPPORTING), trustedHere: false }),
      'warning',
    ],
    [
      'a situational name, not trusted here',
      shows('tls-unknown-authority', { wanted: host(SITUATIONAL), trustedHere: false }),
      'notice',
    ],
    [
      'trusted for one name and not for another: both are told',
      pipe(
        shows('tls-unknown-authority', { trustedHere: false }),
        shows('tls-unknown-authority', { wanted: host(PCM), trustedHere: true }),
      ),
      [
        ['error', ['pcoip', 'dcv']],
        ['warning', ['pcoip']],
      ],
    ],
    [
      'one unknown issuer without its root on unrelated sites',
      shows('tls-incomplete-chain', { wanted: essential, trustedHere: false, issuer: 'CN=Gateway 7' }),
      'error',
    ],
    [
      'the same on one site',
      shows('tls-incomplete-chain', { trustedHere: false, issuer: 'CN=Gateway 7' }),
      null,
      { beside: ['https/certificate-invalid:error'] },
    ],
    [
      'a private root with another name on the certificate',
      shows('tls-certificate-wrong-name', { nameMatches: false }),
      null,
      { beside: ['https/certificate-invalid:error'] },
    ],
    ['a public root', fine, null],
  ],
});

const DATES = [
  'tls-certificate-expired',
  'tls-certificate-not-yet-valid',
  'tls-certificate-wrong-name',
  'tls-incomplete-chain',
] as const;
const REASON = {
  'tls-certificate-expired': 'expired',
  'tls-certificate-not-yet-valid': 'not-yet-valid',
  'tls-certificate-wrong-name': 'wrong-name',
  'tls-incomplete-chain': 'incomplete-chain',
};

const invalid = rowsOf({
  code: 'https/certificate-invalid',
  side: 'path',
  rows: [
    ...DATES.map(
      (code) => [REASON[code], shows(code), 'error', { params: { reasons: [REASON[code]] } }] as const,
    ),
    ["PCoIP's session broker alone", shows('tls-certificate-expired', { wanted: host(PCM) }), 'error', PCOIP],
    ['a supporting name', shows('tls-certificate-expired', { wanted: host(SUPPORTING) }), 'warning'],
    ['a situational name', shows('tls-certificate-expired', { wanted: host(SITUATIONAL) }), 'notice'],
    [
      'a private root with the right name is an interception',
      shows('tls-unknown-authority', { trustedHere: false }),
      null,
      { beside: ['https/tls-intercepted:error'] },
    ],
    ['a valid certificate', fine, null],
  ],
});

const RECEIVED = '2026-11-20T10:00:00.000Z';

/** So many hosts say that this machine is so many seconds ahead; the others send no `Date`, or the right one. */
function clock(
  aheadSeconds: number,
  { hosts = 100, others = null as string | null, ageSeconds = null as number | null } = {},
): Mutator {
  const seen = new Set<string>();
  return alter('https', hasRole('endpoint'), (evidence, step) => {
    const counts = seen.size < hosts;
    seen.add(step.id);
    const date = new Date(Date.parse(RECEIVED) - aheadSeconds * 1000).toUTCString();
    const http = httpFacts({
      receivedAt: RECEIVED,
      dateHeader: counts ? date : others,
      ageSeconds: counts ? ageSeconds : null,
    });
    return { ...evidence, attempts: evidence.attempts.map((one) => ({ ...one, http })) };
  });
}
const RIGHT = 'Fri, 20 Nov 2026 10:00:00 GMT';

const clockSkew = rowsOf({
  code: 'https/clock-skew',
  side: 'this-machine',
  rows: [
    ['5 minutes ahead', clock(300), null],
    ['5 minutes and 1 second ahead', clock(301), 'error', { params: { ahead: true, skew: 5 } }],
    ['5 minutes behind', clock(-300), null],
    ['5 minutes and 1 second behind', clock(-301), 'error', { params: { ahead: false } }],
    [
      '3 hosts agree, and no other says anything',
      clock(3600, { hosts: 3 }),
      'error',
      { params: { servers: 3 } },
    ],
    ['2 hosts agree, and no other says anything', clock(3600, { hosts: 2 }), null],
    ['3 hosts agree, and all the others have the right time', clock(3600, { hosts: 3, others: RIGHT }), null],
    ['answers with an Age header do not count', clock(3600, { ageSeconds: 3600 }), null],
    ['an Age of 0 is an Age header too', clock(3600, { ageSeconds: 0 }), null],
    [
      'certificates that look expired to a wrong clock follow from it',
      pipe(
        shows('tls-certificate-expired', { wanted: essential }),
        alter('https', hasRole('endpoint'), (evidence) => ({
          ...evidence,
          attempts: evidence.attempts.map((one) => ({
            ...one,
            http: httpFacts({ dateHeader: 'Fri, 20 Nov 2020 10:00:00 GMT' }),
          })),
        })),
      ),
      'error',
      { explains: ['https/certificate-invalid@here'] },
    ],
  ],
});

const system = (accepted: boolean | null): Mutator =>
  alter(
    'system-tls',
    () => true,
    (_evidence, step) => systemTls({ host: targetOf(step).host ?? '', accepted, verifyCode: 20 }),
  );

const rootsMissing = rowsOf({
  code: 'client/roots-missing',
  side: 'this-machine',
  rows: [
    ["the operating system's own handshake lacks the root of a public chain", system(false), 'error'],
    ['it accepts the chain', system(true), null],
    ['the handshake told nothing', system(null), null],
    [
      'the chain is not public: no root is missing',
      pipe(system(false), shows('tls-unknown-authority', { wanted: essential, trustedHere: false })),
      null,
      { beside: ['https/tls-intercepted:error'] },
    ],
  ],
});

export const certificates = [...intercepted, ...invalid, ...clockSkew, ...rootsMissing];
