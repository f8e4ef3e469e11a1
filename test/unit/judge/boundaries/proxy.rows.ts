/** findings.md, the proxy: "E where needed", and needed means that the direct way fails. */
import { failure, type FailureCode } from '../../../../src/core/failure.ts';
import { failedAttempt, goodAttempt, httpFacts, httpsEvidence, tlsFacts } from '../evidence-builder.ts';
import { dnsFails, dnsSays, host, httpsFails, onlyAtProxy, onPort, tcp } from '../faults.ts';
import { alter, hasRole, pipe, REGION, type Mutator, type Wanted } from '../record-builder.ts';
import { fine, rowsOf } from './boundary.ts';

const BROKER = `ws-broker-service.${REGION}.amazonaws.com`;
const PCM = `skylight-cm.${REGION}.amazonaws.com`;
const SUPPORTING = 'fls-na.amazon.com';
const SITUATIONAL = `workspaces.${REGION}.amazonaws.com`;
const RUN = { run: { proxy: 'http://proxy.corp.example:3128' } };
const NEEDED = { ...RUN, explains: ['https/blocked'] };
const NEEDED_ONCE = { ...RUN, explains: ['https/blocked@here'] };

const shut = (wanted: Wanted = () => true): Mutator => httpsFails('connection-timeout', wanted);
const byProxy = (
  code: FailureCode,
  { wanted = () => true, status = null }: { wanted?: Wanted; status?: number | null } = {},
): Mutator =>
  alter(
    'https',
    (step) => step.role === 'endpoint-by-proxy' && wanted(step),
    (_evidence, step) => ({
      ...httpsEvidence(step, [failedAttempt(code, { tcpState: 'filtered' })]),
      connect: status === null ? null : { status, schemes: status === 407 ? ['Basic', 'Negotiate'] : [] },
    }),
  );

const silentProxy: Mutator = alter(
  'https',
  (step) => step.role === 'endpoint-by-proxy',
  (_evidence, step) =>
    httpsEvidence(step, [
      failedAttempt('generic-timeout', {
        tcpState: 'open',
        failure: failure('generic-timeout', 'proxy-connect', 'no answer to CONNECT'),
      }),
    ]),
);

const required = rowsOf({
  code: 'proxy/required',
  side: 'local-network',
  rows: [
    [
      'direct is filtered for every name, and the proxy works',
      shut(),
      'notice',
      { ...RUN, explains: ['https/blocked', 'tables/unconfirmed@here'], params: { all: true } },
    ],
    [
      'direct is filtered for one name',
      shut(host(BROKER)),
      'notice',
      { ...NEEDED_ONCE, params: { all: false } },
    ],
    [
      'direct is refused for one name',
      httpsFails('connection-refused', host(BROKER)),
      'notice',
      { ...RUN, explains: ['https/refused@here'] },
    ],
    [
      'the direct handshake is cut for one name',
      httpsFails('tls-reset', host(BROKER)),
      'notice',
      { ...RUN, explains: ['https/handshake-cut@here'] },
    ],
    [
      'one name resolves at the proxy alone',
      dnsFails('NXDOMAIN', host(BROKER)),
      'notice',
      { ...RUN, explains: ['dns/name-not-found@here'] },
    ],
    [
      'no name resolves but at the proxy: streaming is judged from the listed addresses',
      onlyAtProxy,
      'notice',
      { ...RUN, explains: ['dns/name-not-found@here', 'tables/unconfirmed@here'] },
    ],
    [
      'the same, and 4172 is silent at the listed addresses',
      pipe(onlyAtProxy, tcp('filtered', onPort(4172))),
      'notice',
      {
        ...RUN,
        beside: ['pcoip/tcp-blocked:error'],
        explains: ['dns/name-not-found@here', 'tables/unconfirmed@here'],
      },
    ],
    [
      'the service answers 503 through it: it works',
      pipe(shut(host(BROKER)), answers(503)),
      'notice',
      { ...NEEDED_ONCE, beside: ['https/server-error:warning'] },
    ],
    [
      'one name leads to a private address, its handshake is cut there, and the proxy reaches it',
      pipe(dnsSays(['10.1.2.3'], host(BROKER)), httpsFails('tls-reset', host(BROKER))),
      'notice',
      { ...RUN, explains: ['dns/redirected@here', 'https/handshake-cut@here'] },
    ],
    ['the direct way works too', fine, null, RUN],
    ['there is no proxy', shut(host(BROKER)), null, { beside: ['https/blocked:error'] }],
    [
      'direct is filtered, and the proxy is dead',
      pipe(shut(), byProxy('proxy-unreachable')),
      null,
      { ...RUN, beside: ['proxy/unreachable:error'] },
    ],
    [
      'direct is filtered, and the proxy refuses',
      pipe(shut(), byProxy('proxy-denied')),
      null,
      { ...RUN, beside: ['proxy/denied:error'] },
    ],
  ],
});

function answers(status: number): Mutator {
  return alter(
    'https',
    (step) => step.role === 'endpoint-by-proxy' && host(BROKER)(step),
    (_evidence, step) => {
      const one = goodAttempt(null, { http: httpFacts({ status }) });
      return httpsEvidence(step, [one, one]);
    },
  );
}

/** What a failing proxy is to an essential, a supporting and a situational name that is shut without it; and where it is not needed. */
const byNeed = (code: FailureCode, status: number | null = null) =>
  [
    ['every name needs it', pipe(shut(), byProxy(code, { status })), 'error', NEEDED],
    [
      'one essential name needs it',
      pipe(shut(host(BROKER)), byProxy(code, { status })),
      'error',
      NEEDED_ONCE,
    ],
    [
      "PCoIP's session broker alone needs it",
      pipe(shut(host(PCM)), byProxy(code, { status })),
      'error',
      { ...NEEDED_ONCE, protocols: ['pcoip'] as const },
    ],
    [
      'an essential name needs it that only the proxy could resolve',
      pipe(dnsFails('NXDOMAIN', host(BROKER)), byProxy(code, { status })),
      'error',
      { ...RUN, ...NAME_OF_DNS },
    ],
    [
      'a supporting name alone needs it',
      pipe(shut(host(SUPPORTING)), byProxy(code, { status })),
      'warning',
      NEEDED,
    ],
    [
      'a situational name alone needs it',
      pipe(shut(host(SITUATIONAL)), byProxy(code, { status })),
      'notice',
      NEEDED_ONCE,
    ],
  ] as const;
const NAME_OF_DNS = { explains: ['dns/name-not-found@here'] };

const authentication = rowsOf({
  code: 'proxy/authentication',
  side: 'local-network',
  rows: [
    ...byNeed('proxy-authentication-required', 407),
    [
      'the schemes that it offers are told',
      pipe(shut(), byProxy('proxy-authentication-required', { status: 407 })),
      'error',
      { ...NEEDED, params: { schemes: ['Basic', 'Negotiate'] } },
    ],
    ['407 where the direct way works', byProxy('proxy-authentication-required', { status: 407 }), null, RUN],
    [
      '403 is another thing',
      pipe(shut(), byProxy('proxy-denied', { status: 403 })),
      null,
      { ...RUN, beside: ['proxy/denied:error'] },
    ],
  ],
});

const denied = rowsOf({
  code: 'proxy/denied',
  side: 'local-network',
  rows: [
    ...byNeed('proxy-denied', 403),
    ['the proxy speaks no HTTP', pipe(shut(), byProxy('proxy-protocol-error')), 'error', NEEDED],
    ['the proxy takes the connection and never answers CONNECT', pipe(shut(), silentProxy), 'error', NEEDED],
    ['the same where the direct way works', silentProxy, null, RUN],
    ['CONNECT is refused where the direct way works', byProxy('proxy-denied', { status: 403 }), null, RUN],
    [
      '407 is another thing',
      pipe(shut(), byProxy('proxy-authentication-required', { status: 407 })),
      null,
      { ...RUN, beside: ['proxy/authentication:error'] },
    ],
  ],
});

const unreachable = rowsOf({
  code: 'proxy/unreachable',
  side: 'local-network',
  rows: [
    ...byNeed('proxy-unreachable').filter(([name]) => !name.includes('could resolve')),
    [
      'a name that does not resolve directly may be missing indeed: both are told',
      pipe(dnsFails('NXDOMAIN', host(BROKER)), byProxy('proxy-unreachable')),
      'error',
      { ...RUN, beside: ['dns/name-not-found:error'] },
    ],
    [
      'its name does not resolve, and it is needed',
      pipe(shut(), byProxy('proxy-name-not-found')),
      'error',
      { ...NEEDED, params: { nameMissing: true } },
    ],
    [
      'it accepts no connection, and the direct way works',
      byProxy('proxy-unreachable'),
      'notice',
      { ...RUN, params: { needed: false } },
    ],
    [
      'its name does not resolve, and the direct way works',
      byProxy('proxy-name-not-found'),
      'notice',
      { ...RUN, params: { nameMissing: true } },
    ],
    [
      'no name resolves, and so its own neither: DNS is the cause',
      pipe(dnsFails(null), byProxy('proxy-name-not-found')),
      null,
      { ...RUN, beside: ['dns/no-answer:error'] },
    ],
    ['it works', fine, null, RUN],
  ],
});

/** The proxy decrypts, or cuts: what the client meets there counts as met. */
const decrypts = (trustedHere: boolean): Mutator =>
  alter('https', hasRole('endpoint-by-proxy'), (_evidence, step) =>
    httpsEvidence(step, [
      goodAttempt(null, {
        tls: tlsFacts({
          publicTrust: { ok: false, error: null },
          machineTrust: { ok: trustedHere, error: null },
        }),
        failure: failure('tls-unknown-authority', 'tls-handshake'),
      }),
    ]),
  );

const atTheProxy = [
  ...rowsOf({
    code: 'https/tls-intercepted',
    side: 'path',
    rows: [
      [
        'the needed proxy decrypts with a root that nobody trusts',
        pipe(shut(), decrypts(false)),
        'error',
        RUN,
      ],
      [
        'the needed proxy decrypts with a root that this machine trusts',
        pipe(shut(), decrypts(true)),
        'warning',
        RUN,
      ],
      ['a proxy decrypts, and the direct way works', decrypts(false), 'warning', RUN],
    ],
  }),
  ...rowsOf({
    code: 'https/handshake-cut',
    side: 'path',
    rows: [
      [
        'the needed proxy takes the name and the handshake is cut',
        pipe(shut(), byProxy('tls-reset')),
        'error',
        { ...NEEDED, params: { byProxy: true } },
      ],
    ],
  }),
];

export const proxy = [...required, ...authentication, ...denied, ...unreachable, ...atTheProxy];
