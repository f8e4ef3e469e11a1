/** The proxy and the second family: required, failing, broken. */
import { targetOf } from '../../../src/plan/step.ts';
import { describe, expect, test } from '@jest/globals';
import { failure, type FailureCode } from '../../../src/core/failure.ts';
import { hostFactsOf } from '../plan/plan-fixtures.ts';
import {
  captive,
  client,
  failedAttempt,
  goodAttempt,
  httpsEvidence,
  proxyConnectEvidence,
  tlsFacts,
} from './evidence-builder.ts';
import { dnsFails, essential, httpsFails, onlyAtProxy, onPort, tcp } from './faults.ts';
import { alter, hasRole, pipe, type Mutator, type Wanted } from './record-builder.ts';
import { gotOf, judgeScenario, wantedOf, type Scenario } from './scenario.ts';
const OUT = { pcoip: 'not-ready', dcv: 'not-ready', verdict: 'not-ready' } as const;
const FINE = { pcoip: 'ready', dcv: 'ready', verdict: 'ready' } as const;
const PROXIED = { proxy: 'http://proxy.corp.example:3128' } as const;
const NO_PROXY = hostFactsOf().proxy;
const UNREAD = {
  host: {
    proxy: {
      ...NO_PROXY,
      source: 'pac',
      pacUrl: 'http://wpad.corp.example/proxy.pac',
      problem: 'the PAC file cannot be had: HTTP 404',
    },
  },
} as const;
const BROKER = 'ws-broker-service.eu-central-1.amazonaws.com';
const direct = hasRole('endpoint');

const health =
  (port: number): Wanted =>
  (step) =>
    onPort(port)(step);

function byProxy(code: FailureCode, connect: { status: number; schemes: string[] } | null = null): Mutator {
  return alter('https', hasRole('endpoint-by-proxy'), (_evidence, step) => ({
    ...httpsEvidence(step, [failedAttempt(code, { tcpState: 'filtered' })]),
    connect,
  }));
}

const DEAD_FOR_ONE = {
  run: PROXIED,
  fault: pipe(
    httpsFails('connection-timeout', (step) => targetOf(step).host === BROKER),
    byProxy('proxy-unreachable'),
  ),
};

/** Direct 443 and 4195 are shut; the proxy works on 443 and answers like this for 4195. */
function dcvByProxy(
  told: Parameters<typeof proxyConnectEvidence>[1],
  version: string | null = null,
): Mutator {
  return pipe(
    httpsFails('connection-timeout'),
    tcp('filtered', onPort(4195)),
    alter('proxy-connect', hasRole('streaming-by-proxy'), (_evidence, step) =>
      proxyConnectEvidence(step, told),
    ),
    alter('client', hasRole('client'), () => client({ installed: true, version })),
  );
}
const on = (platform: string) => ({
  ...PROXIED,
  host: { os: { platform, release: '10.0', name: null, arch: 'x64' } },
});
const DCV_SHUT = { grave: ['dcv/tcp-blocked:error'], pcoip: 'ready', dcv: 'not-ready' } as const;
const DCV_AROUND = { grave: ['dcv/tcp-blocked:warning'], pcoip: 'ready', dcv: 'degraded' } as const;

const BY_PROXY: readonly Scenario[] = [
  {
    name: 'Windows goes through a proxy that opens 4195: a detour, and no more than that',
    run: on('win32'),
    fault: dcvByProxy('opened', '5.20.0.1'),
    ...DCV_AROUND,
    notices: ['proxy/required'],
  },
  {
    name: 'macOS does too; what is not known of the client counts as current',
    run: on('darwin'),
    fault: dcvByProxy('opened'),
    ...DCV_AROUND,
  },
  {
    name: 'a client before 5.4 on macOS cannot',
    run: on('darwin'),
    fault: dcvByProxy('opened', '5.3.9'),
    grave: ['dcv/tcp-blocked:error', 'client/outdated:warning'],
    dcv: 'not-ready',
  },
  {
    name: 'no document knows a Linux client that does',
    run: on('linux'),
    fault: dcvByProxy('opened', '2024.8.5130'),
    ...DCV_SHUT,
  },
  {
    name: 'nor a browser',
    run: { ...on('win32'), request: { profile: 'web-access', protocols: ['dcv'] } },
    fault: tcp('filtered', onPort(4195)),
    grave: ['dcv/tcp-blocked:error'],
    dcv: 'not-ready',
  },
  { name: 'a proxy that refuses 4195', run: on('win32'), fault: dcvByProxy('refused'), ...DCV_SHUT },
  {
    name: 'a proxy that says yes to an address where nobody is has said nothing',
    run: on('win32'),
    fault: dcvByProxy('early'),
    ...DCV_SHUT,
  },
];

const portal: Mutator = alter(
  'captive',
  () => true,
  () => captive({ status: 302, location: 'http://login.hotspot.example/', bodyBytes: 0 }),
);

const PROXY: readonly Scenario[] = [
  {
    name: '443 is filtered and the proxy works: required, and ready',
    run: PROXIED,
    fault: httpsFails('connection-timeout'),
    grave: [],
    notices: ['proxy/required'],
    absent: ['https/blocked'],
    ...FINE,
  },
  {
    name: 'names resolve at the proxy only: required, streaming is judged from the listed addresses',
    run: PROXIED,
    fault: onlyAtProxy,
    grave: [],
    notices: ['proxy/required'],
    absent: ['dns/no-answer', 'dns/name-not-found'],
    ...FINE,
  },
  {
    name: 'names resolve at the proxy only and 4172 is dropped: PCoIP is blocked',
    run: PROXIED,
    fault: pipe(onlyAtProxy, tcp('filtered', health(4172))),
    grave: ['pcoip/tcp-blocked:error'],
    pcoip: 'not-ready',
    dcv: 'ready',
  },
  {
    name: '407 where the proxy is needed: the cause, not the shut direct way',
    run: PROXIED,
    fault: pipe(
      httpsFails('connection-timeout'),
      byProxy('proxy-authentication-required', { status: 407, schemes: ['Basic'] }),
    ),
    grave: ['proxy/authentication:error'],
    absent: ['https/blocked'],
    ...OUT,
  },
  {
    name: 'the proxy refuses CONNECT and the direct way is shut',
    run: PROXIED,
    fault: pipe(httpsFails('connection-timeout'), byProxy('proxy-denied', { status: 403, schemes: [] })),
    grave: ['proxy/denied:error'],
    ...OUT,
  },
  {
    name: 'the needed proxy decrypts with a root that nobody trusts',
    run: PROXIED,
    fault: pipe(httpsFails('connection-timeout'), decryptedByProxy(false)),
    grave: ['https/tls-intercepted:error'],
    notices: ['proxy/required'],
    absent: ['https/blocked'],
    ...OUT,
  },
  {
    name: 'the needed proxy decrypts with a root that this machine trusts',
    run: PROXIED,
    fault: pipe(httpsFails('connection-timeout'), decryptedByProxy(true)),
    grave: ['https/tls-intercepted:warning'],
    notices: ['proxy/required'],
    verdict: 'degraded',
  },
  {
    name: 'a proxy that decrypts where the direct way works: the client meets it, and nobody is stopped',
    run: PROXIED,
    fault: decryptedByProxy(false),
    grave: ['https/tls-intercepted:warning'],
    verdict: 'degraded',
  },
  {
    name: 'the needed proxy takes CONNECT and cuts the handshake: that is the cause, not the shut direct way',
    run: PROXIED,
    fault: pipe(
      httpsFails('connection-timeout'),
      alter('https', hasRole('endpoint-by-proxy'), (_evidence, step) =>
        httpsEvidence(step, [failedAttempt('tls-reset', { tcpState: 'open' })]),
      ),
    ),
    grave: ['https/handshake-cut:error'],
    absent: ['https/blocked', 'proxy/required'],
    ...OUT,
  },
  {
    name: 'the proxy is dead and the direct way is shut',
    run: PROXIED,
    fault: pipe(httpsFails('connection-timeout'), byProxy('proxy-unreachable')),
    grave: ['proxy/unreachable:error'],
    absent: ['https/blocked'],
    ...OUT,
  },
  {
    name: 'the proxy is dead and the direct way works',
    run: PROXIED,
    fault: byProxy('proxy-unreachable'),
    grave: [],
    notices: ['proxy/unreachable'],
    ...FINE,
  },
  {
    name: 'the dead proxy is needed for one host and not for the others',
    ...DEAD_FOR_ONE,
    grave: ['proxy/unreachable:error'],
    absent: ['https/blocked'],
    ...OUT,
  },
  {
    name: 'the PAC file cannot be had and everything is shut directly: the setting is the cause',
    run: UNREAD,
    fault: httpsFails('connection-timeout'),
    grave: ['proxy/unreachable:error'],
    absent: ['https/blocked'],
    ...OUT,
  },
  {
    name: 'the PAC file cannot be had and one name is shut: something filters by name',
    run: UNREAD,
    fault: httpsFails('connection-timeout', (step) => targetOf(step).host === BROKER),
    grave: ['https/blocked:error'],
    notices: ['proxy/unreachable'],
    ...OUT,
  },
  {
    name: 'the PAC file cannot be had and the direct way works: a notice',
    run: UNREAD,
    grave: [],
    notices: ['proxy/unreachable'],
    ...FINE,
  },
  {
    name: 'automatic detection, which we do not follow, is never the cause',
    run: { host: { proxy: { ...NO_PROXY, source: 'macos-scutil', problem: 'WPAD is on' } } },
    fault: httpsFails('connection-timeout'),
    grave: ['https/blocked:error'],
    notices: ['proxy/unreachable'],
    ...OUT,
  },
  {
    name: 'a captive portal holds 443 back and the PAC file of the company is far away: the portal is the cause',
    run: UNREAD,
    fault: pipe(httpsFails('connection-timeout'), portal),
    grave: ['network/captive-portal:error'],
    absent: ['proxy/unreachable', 'https/blocked'],
    ...OUT,
  },
  {
    name: 'a captive portal holds 443 back and the proxy of the company is far away: the portal is the cause',
    run: PROXIED,
    fault: pipe(httpsFails('connection-timeout'), byProxy('proxy-unreachable'), portal),
    grave: ['network/captive-portal:error'],
    absent: ['proxy/unreachable', 'https/blocked'],
    ...OUT,
  },
  {
    name: 'no name resolves, that of the proxy neither: DNS is the cause',
    run: PROXIED,
    fault: pipe(dnsFails(null), byProxy('proxy-name-not-found')),
    grave: ['dns/no-answer:error'],
    absent: ['proxy/unreachable'],
    ...OUT,
  },
];

function decryptedByProxy(machine: boolean): Mutator {
  return alter('https', hasRole('endpoint-by-proxy'), (_evidence, step) =>
    httpsEvidence(step, [
      goodAttempt(null, {
        tls: tlsFacts({
          publicTrust: { ok: false, error: 'SELF_SIGNED_CERT_IN_CHAIN' },
          machineTrust: { ok: machine, error: null },
        }),
        failure: failure('tls-unknown-authority', 'tls-handshake'),
      }),
    ]),
  );
}

const SIX: readonly Scenario[] = [
  {
    name: 'IPv6 opens and every handshake over it falls silent, while IPv4 finishes',
    run: { host: { hasIpv6: true } },
    fault: sixth('silent'),
    grave: ['ipv6/broken:warning'],
    verdict: 'degraded',
  },
  {
    name: 'IPv6 is set up and leads nowhere',
    run: { host: { hasIpv6: true } },
    fault: sixth('filtered'),
    grave: ['ipv6/broken:warning'],
    verdict: 'degraded',
  },
  { name: 'IPv6 works', run: { host: { hasIpv6: true } }, fault: sixth('open'), grave: [], ...FINE },
  {
    name: 'a machine without IPv6 is not judged by it',
    fault: sixth('filtered'),
    grave: [],
    absent: ['ipv6/broken'],
  },
];

function sixth(state: 'open' | 'filtered' | 'silent'): Mutator {
  return alter(
    'https',
    (step) => direct(step) && essential(step),
    (evidence) => ({
      ...evidence,
      attempts: [
        ...evidence.attempts,
        state === 'open'
          ? goodAttempt('2600:1f14::1')
          : goodAttempt('2600:1f14::1', {
              tcpState: state === 'silent' ? 'open' : 'filtered',
              tls: null,
              http: null,
              failure:
                state === 'silent'
                  ? failure('tls-timeout', 'tls-handshake')
                  : failure('connection-timeout', 'connect'),
            }),
      ],
    }),
  );
}

describe('the proxy and IPv6', () => {
  test('a dead proxy is said once, not also as a notice for the hosts that work without it', () => {
    const { findings } = judgeScenario(DEAD_FOR_ONE);
    expect(
      findings.filter(({ code }) => code === 'proxy/unreachable').map(({ severity }) => severity),
    ).toEqual(['error']);
  });

  test.each([...PROXY, ...BY_PROXY, ...SIX])('$name', (scenario) => {
    expect(gotOf(scenario, judgeScenario(scenario))).toEqual(wantedOf(scenario));
  });
});
