/** findings.md, "HTTPS (port 443)" without the proxy. */
import { targetOf } from '../../../../src/plan/step.ts';
import { failure, type FailureCode } from '../../../../src/core/failure.ts';
import { failedAttempt, goodAttempt, httpFacts, httpsEvidence, tcpEvidence } from '../evidence-builder.ts';
import { essential, host, httpsFails, onPort, tcp } from '../faults.ts';
import { alter, hasRole, pipe, REGION, type Mutator, type Wanted } from '../record-builder.ts';
import { fine, rowsOf } from './boundary.ts';
import { shows } from './certificates.rows.ts';

const BROKER = `ws-broker-service.${REGION}.amazonaws.com`;
const PCM = `skylight-cm.${REGION}.amazonaws.com`;
const SUPPORTING = 'fls-na.amazon.com';
const SITUATIONAL = `workspaces.${REGION}.amazonaws.com`;
const PCOIP = { protocols: ['pcoip'] } as const;
const OWN = { run: { request: { also: [{ host: 'idp.corp.example', port: 8443 }] } } };
const SOME = { params: { scope: 'some' } };
const not =
  (name: string): Wanted =>
  (step) =>
    essential(step) && targetOf(step).host !== name;
const direct =
  (wanted: Wanted): Wanted =>
  (step) =>
    step.role === 'endpoint' && wanted(step);
const own = (state: 'closed' | 'filtered'): Mutator =>
  alter('tcp', hasRole('also'), (_evidence, step) => tcpEvidence(step, state));

/** The three needs of a failing name: error, warning, notice. */
const byNeed = (code: FailureCode) =>
  [
    ['an essential name', httpsFails(code, host(BROKER)), 'error', SOME],
    ["PCoIP's session broker alone", httpsFails(code, host(PCM)), 'error', { ...SOME, ...PCOIP }],
    ['a supporting name', httpsFails(code, host(SUPPORTING)), 'warning', SOME],
    ['a situational name', httpsFails(code, host(SITUATIONAL)), 'notice', SOME],
  ] as const;

/** A machine with IPv6 alone: every page answers at an IPv6 address of its own. */
const native: Mutator = alter('https', hasRole('endpoint'), (_evidence, step) =>
  httpsEvidence(step, [goodAttempt('2600:1f14::1')]),
);
const silentAt = (address: string, wanted: Wanted): Mutator =>
  alter('https', direct(wanted), (_evidence, step) =>
    httpsEvidence(step, [failedAttempt('connection-timeout', { address })]),
  );
const forbidden: Mutator = alter('udp', hasRole('health-check'), (evidence) => ({
  ...evidence,
  state: 'filtered',
  failure: failure('administratively-prohibited', 'receive'),
}));

const blocked = rowsOf({
  code: 'https/blocked',
  side: 'path',
  rows: [
    [
      'every essential name is silent: all',
      httpsFails('connection-timeout', essential),
      'error',
      { params: { scope: 'all' } },
    ],
    [
      'every essential name but one is silent: some',
      httpsFails('connection-timeout', not(BROKER)),
      'error',
      SOME,
    ],
    ...byNeed('connection-timeout'),
    ['a host of the person (--also) on its own port is silent', own('filtered'), 'error', OWN],
    [
      'this machine forbids it',
      httpsFails('permission-denied', host(BROKER)),
      'error',
      { side: 'this-machine' },
    ],
    [
      'all of 443 is silent, and the streaming ports behind the same wall',
      pipe(httpsFails('connection-timeout'), tcp('filtered', hasRole('health-check'))),
      'error',
      { params: { scope: 'all' } },
    ],
    [
      'what NAT64 translates is silent, and what has an IPv6 address of its own answers',
      pipe(native, silentAt('64:ff9b::345e:101', host(BROKER))),
      'error',
      { params: { scope: 'some', over: 'NAT64' } },
    ],
    [
      'a router forbids 443 and datagrams with the same word',
      pipe(httpsFails('administratively-prohibited'), tcp('filtered', hasRole('health-check')), forbidden),
      'error',
      {
        params: { scope: 'all' },
        explains: [`dcv/udp-rejected@${REGION}`, `pcoip/udp-rejected@${REGION}`],
      },
    ],
    [
      'one address is silent and another one answers',
      alter('https', direct(host(BROKER)), (_evidence, step) =>
        httpsEvidence(step, [failedAttempt('connection-timeout'), goodAttempt('52.94.1.2')]),
      ),
      null,
    ],
    ['403 everywhere', fine, null],
  ],
});

const refused = rowsOf({
  code: 'https/refused',
  side: 'path',
  rows: [
    [
      'every essential name is refused: all',
      httpsFails('connection-refused', essential),
      'error',
      { params: { scope: 'all' } },
    ],
    [
      'every essential name but one is refused: some',
      httpsFails('connection-refused', not(BROKER)),
      'error',
      SOME,
    ],
    ...byNeed('connection-refused'),
    [
      'reset instead of opened',
      alter('https', direct(host(BROKER)), (_evidence, step) =>
        httpsEvidence(step, [failedAttempt('connection-reset', { tcpState: 'closed' })]),
      ),
      'error',
    ],
    ['a host of the person (--also) on its own port refuses', own('closed'), 'error', OWN],
    [
      'silence is another thing',
      httpsFails('connection-timeout', host(BROKER)),
      null,
      { beside: ['https/blocked:error'] },
    ],
  ],
});

const handshakeCut = rowsOf({
  code: 'https/handshake-cut',
  side: 'path',
  rows: [
    ...(['tls-reset', 'tls-alert', 'tls-timeout', 'tls-protocol-error'] as const).map(
      (code) =>
        [
          `an essential name ends in ${code}`,
          httpsFails(code, host(BROKER)),
          'error',
          { params: { how: [code] } },
        ] as const,
    ),
    ...byNeed('tls-reset'),
    [
      'TCP is reset before it opens',
      httpsFails('connection-refused', host(BROKER)),
      null,
      { beside: ['https/refused:error'] },
    ],
    [
      'a certificate came, and it is wrong',
      shows('tls-certificate-expired'),
      null,
      { beside: ['https/certificate-invalid:error'] },
    ],
  ],
});

const status = (code: number, times: number, name = BROKER): Mutator =>
  alter('https', direct(host(name)), (_evidence, step) =>
    httpsEvidence(
      step,
      Array.from({ length: times }, () => goodAttempt('52.94.1.1', { http: httpFacts({ status: code }) })),
    ),
  );

const serverError = rowsOf({
  code: 'https/server-error',
  side: 'service',
  rows: [
    ['500 twice from an essential name', status(500, 2), 'warning', { params: { statuses: ['500'] } }],
    ['503 twice from a supporting name', status(503, 2, SUPPORTING), 'notice'],
    ['503 twice from a situational name', status(503, 2, SITUATIONAL), 'notice'],
    ['503 once', status(503, 1), null],
    [
      '503 once and then an answer',
      alter('https', direct(host(BROKER)), (_evidence, step) =>
        httpsEvidence(step, [
          goodAttempt('52.94.1.1', { http: httpFacts({ status: 503 }) }),
          goodAttempt('52.94.1.1'),
        ]),
      ),
      null,
    ],
    ['499 twice', status(499, 2), null],
    ['404 twice', status(404, 2), null],
  ],
});

const noHttp = (code: FailureCode, name = BROKER): Mutator =>
  alter('https', direct(host(name)), (_evidence, step) =>
    httpsEvidence(step, [
      goodAttempt('52.94.1.1', { http: null, failure: failure(code, 'http-round-trip') }),
    ]),
  );

const protocolError = rowsOf({
  code: 'https/protocol-error',
  side: 'path',
  rows: [
    ['the answer of an essential name is no HTTP', noHttp('http-protocol-error'), 'warning'],
    ['the answer is cut', noHttp('http-connection-cut'), 'warning'],
    ['TLS is up and no answer comes', noHttp('http-timeout'), 'warning'],
    ['a supporting name', noHttp('http-protocol-error', SUPPORTING), 'warning'],
    ['a situational name', noHttp('http-protocol-error', SITUATIONAL), 'notice'],
    [
      'the handshake did not end',
      httpsFails('tls-timeout', host(BROKER)),
      null,
      { beside: ['https/handshake-cut:error'] },
    ],
  ],
});

/** Whatever else happens on the streaming ports says nothing of 443. */
const apart = rowsOf({
  code: 'https/blocked',
  side: 'path',
  rows: [
    ['4172 alone is silent', tcp('filtered', onPort(4172)), null, { beside: ['pcoip/tcp-blocked:error'] }],
  ],
});

export const https = [...blocked, ...apart, ...refused, ...handshakeCut, ...serverError, ...protocolError];
