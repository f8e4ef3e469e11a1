/** Names: what the resolver and the servers say, and the registration name. */
import { describe, expect, test } from '@jest/globals';
import { dnsAnswer, dnsEvidence, txtEvidence } from './evidence-builder.ts';
import { dnsFails, dnsSays, host, httpsFails } from './faults.ts';
import { alter, ethernet, hasRole, pipe, REGION, replace, type Mutator } from './record-builder.ts';
import { failure } from '../../../src/core/failure.ts';
import { gotOf, judgeScenario, wantedOf, type Scenario } from './scenario.ts';

const BROKER = `ws-broker-service.${REGION}.amazonaws.com`;
const PCM = `skylight-cm.${REGION}.amazonaws.com`;
const HEALTH = 'drp-fra.amazonworkspaces.com';
const OUT = { pcoip: 'not-ready', dcv: 'not-ready', verdict: 'not-ready' } as const;
const FINE = { pcoip: 'ready', dcv: 'ready', verdict: 'ready' } as const;

/** A second configured server that no packet ever comes back from. */
function withSecondServer(server: string): Mutator {
  return alter('dns', hasRole('name', 'health-check-name'), (evidence) => ({
    ...evidence,
    servers: [
      ...evidence.servers,
      dnsAnswer({
        server,
        rcode: null,
        durationMs: null,
        failure: failure('network-unreachable', 'resolve'),
      }),
    ],
  }));
}

const ROWS: readonly Scenario[] = [
  {
    name: 'every server is silent for every name: DNS alone, streaming is not tested',
    fault: dnsFails(null),
    grave: ['dns/no-answer:error'],
    absent: ['https/blocked', 'pcoip/tcp-blocked', 'streaming/udp-silent', 'dns/slow'],
    ...OUT,
  },
  {
    name: 'DNS is dead and UDP is dropped: DNS alone',
    run: { request: { assumeUdpAnswers: true } },
    fault: dnsFails(null),
    grave: ['dns/no-answer:error'],
    absent: ['streaming/udp-silent'],
    ...OUT,
  },
  {
    name: 'every answer is cut and TCP 53 is shut: no server answers, and no name is missing',
    fault: alter('dns', hasRole('name', 'health-check-name', 'also'), (evidence) => ({
      ...evidence,
      system: { addresses: [], durationMs: 5000, failure: failure('dns-temporary', 'resolve') },
      servers: [dnsAnswer({ truncated: true }), dnsAnswer({ truncated: true, question: 'AAAA' })],
    })),
    grave: ['dns/no-answer:error'],
    absent: ['dns/name-not-found', 'dns/malformed', 'dns/partial-servers'],
    ...OUT,
  },
  {
    name: 'a lesser name that a server knows and the resolver still waited for is not missing',
    fault: alter('dns', host('fls-na.amazon.com'), (evidence) => ({
      ...evidence,
      system: { addresses: [], durationMs: 6000, failure: failure('generic-timeout', 'resolve') },
    })),
    grave: [],
    absent: ['dns/name-not-found'],
    ...FINE,
  },
  {
    name: 'a left-over IPv6 server on a machine without IPv6 is no dead server',
    fault: withSecondServer('2001:4860:4860::8888'),
    grave: [],
    absent: ['dns/partial-servers'],
    ...FINE,
  },
  {
    name: 'the same server on a machine with IPv6 is one of two, and dead',
    run: { host: { hasIpv6: true } },
    fault: withSecondServer('2001:4860:4860::8888'),
    grave: ['dns/partial-servers:warning'],
    verdict: 'degraded',
  },
  {
    name: 'SERVFAIL for every name is one root',
    fault: dnsFails('SERVFAIL'),
    grave: ['dns/server-failure:error'],
    ...OUT,
  },
  {
    name: 'SERVFAIL for one essential name stops both protocols',
    fault: dnsFails('SERVFAIL', host(BROKER)),
    grave: ['dns/server-failure:error'],
    ...OUT,
  },
  {
    name: 'SERVFAIL for a supporting name is a warning',
    fault: dnsFails('SERVFAIL', host('fls-na.amazon.com')),
    grave: ['dns/server-failure:warning'],
    pcoip: 'degraded',
    dcv: 'degraded',
  },
  {
    name: 'one essential name is missing',
    fault: dnsFails('NXDOMAIN', host(BROKER)),
    grave: ['dns/name-not-found:error'],
    ...OUT,
  },
  {
    name: "the session broker is PCoIP's alone: DCV stays ready",
    fault: dnsFails('NXDOMAIN', host(PCM)),
    grave: ['dns/name-not-found:error'],
    pcoip: 'not-ready',
    dcv: 'ready',
    verdict: 'degraded',
  },
  {
    name: 'the health-check name is missing: one cause, streaming is not tested',
    fault: dnsFails('NXDOMAIN', host(HEALTH)),
    grave: ['dns/name-not-found:error'],
    absent: ['pcoip/tcp-blocked', 'streaming/udp-silent'],
    ...OUT,
  },
  {
    name: 'a supporting name that no server knows is a notice of ours',
    fault: dnsFails('NXDOMAIN', host('fls-na.amazon.com')),
    grave: [],
    notices: ['dns/name-not-found'],
    ...FINE,
  },
  {
    name: 'a supporting name that one server knows and the resolver does not is a warning',
    fault: pipe(
      dnsFails('NXDOMAIN', host('fls-na.amazon.com')),
      alter('dns', host('fls-na.amazon.com'), (evidence) => ({
        ...evidence,
        servers: [...evidence.servers, dnsAnswer({ server: '192.168.1.2', addresses: ['52.94.9.9'] })],
      })),
    ),
    grave: ['dns/name-not-found:warning'],
  },
  {
    name: 'a name sent to 0.0.0.0 is redirected, and the refused connection there is no finding',
    fault: pipe(dnsSays(['0.0.0.0'], host(BROKER)), httpsFails('connection-refused', host(BROKER))),
    grave: ['dns/redirected:error'],
    ...OUT,
  },
  {
    name: 'an ad blocker that sends a supporting name to 0.0.0.0 is a warning',
    fault: pipe(
      dnsSays(['0.0.0.0'], host('fls-na.amazon.com')),
      httpsFails('connection-refused', host('fls-na.amazon.com')),
    ),
    grave: ['dns/redirected:warning'],
  },
  {
    name: 'a private address with a valid certificate is a private endpoint',
    fault: dnsSays(['10.1.2.3'], host(BROKER)),
    grave: [],
    notices: ['dns/redirected'],
    ...FINE,
  },
  {
    name: 'a private address without the service behind it is redirected',
    fault: pipe(dnsSays(['10.1.2.3'], host(BROKER)), httpsFails('connection-timeout', host(BROKER))),
    grave: ['dns/redirected:error'],
    absent: ['https/blocked'],
    ...OUT,
  },
  {
    name: 'NAT64 addresses are normal',
    fault: dnsSays(['64:ff9b::345e:101'], host(BROKER)),
    grave: [],
    absent: ['dns/redirected'],
    ...FINE,
  },
  {
    name: 'garbage from one of two servers is a warning',
    fault: alter('dns', hasRole('name', 'health-check-name'), (evidence) => ({
      ...evidence,
      servers: [
        ...evidence.servers,
        dnsAnswer({ server: '192.168.1.2', rcode: null, failure: failure('dns-malformed', 'parse') }),
      ],
    })),
    grave: ['dns/malformed:warning'],
    verdict: 'degraded',
  },
  {
    name: 'garbage alone leaves the names unresolved, and says so',
    fault: pipe(
      dnsFails(null),
      alter('dns', hasRole('name', 'health-check-name'), (evidence) => ({
        ...evidence,
        servers: [dnsAnswer({ rcode: null, failure: failure('dns-mismatch', 'parse') })],
      })),
    ),
    grave: ['dns/server-failure:error', 'dns/malformed:warning'],
    ...OUT,
  },
  {
    name: 'an address for a random name is a notice while the others resolve',
    fault: alter('dns', hasRole('control-name'), (_evidence, step) =>
      dnsEvidence(step, ['198.51.100.7'], 'NOERROR'),
    ),
    grave: [],
    notices: ['dns/nxdomain-rewritten'],
    ...FINE,
  },
  {
    name: 'DNS of 301 ms is slow',
    fault: answersAfter(301),
    grave: [],
    notices: ['dns/slow'],
    ...FINE,
  },
  {
    name: 'quick servers and a resolver that takes a second: a busy computer',
    fault: resolverTakes(1000),
    grave: [],
    absent: ['dns/slow'],
  },
  {
    name: 'quick servers and a resolver that takes 15 s: it waits for an answer that never comes',
    fault: resolverTakes(15_000),
    grave: [],
    notices: ['dns/slow'],
  },
  { name: 'DNS of 300 ms is not slow', fault: answersAfter(300), grave: [], absent: ['dns/slow'] },
  {
    name: 'one slow first answer is not slow DNS',
    fault: alter('dns', host(BROKER), (evidence) => ({
      ...evidence,
      servers: evidence.servers.map((one) => ({ ...one, durationMs: 2900 })),
    })),
    grave: [],
    absent: ['dns/slow'],
  },
  {
    name: 'one of two servers is silent',
    fault: secondServerSilent('192.168.1.2'),
    grave: ['dns/partial-servers:warning'],
    verdict: 'degraded',
  },
  {
    name: "Windows' site-local ghost servers do not count",
    fault: secondServerSilent('fec0:0:0:ffff::1'),
    grave: [],
    ...FINE,
  },
  {
    name: 'a silent server of an interface that is down does not count',
    run: {
      host: {
        interfaces: [ethernet('eth0'), { ...ethernet('tun0'), up: false }],
        dnsServers: [
          { address: '192.168.1.1', port: 53, interfaceName: 'eth0' },
          { address: '10.8.0.1', port: 53, interfaceName: 'tun0' },
        ],
      },
    },
    fault: secondServerSilent('10.8.0.1'),
    grave: [],
    ...FINE,
  },
  ...(
    [
      ['no TXT record', txt([], 'NXDOMAIN'), true],
      ['two values', txt(['abc', 'def']), true],
      ['a value of the wrong form', txt(['wsca-1234']), true],
      ['a value of 21 characters', txt(['a'.repeat(21)]), true],
      ['one value of 20 letters and digits', txt(['a1'.repeat(10)]), false],
    ] as const
  ).map(([name, fault, broken]): Scenario => ({
    name: `a registration name with ${name} is ${broken ? 'an error' : 'fine'}`,
    run: { request: { registrationName: 'desk.corp.example' } },
    fault,
    grave: broken ? ['registration/name-invalid:error'] : [],
    ...(broken ? OUT : FINE),
  })),
];

function answersAfter(durationMs: number): Mutator {
  return alter(
    'dns',
    () => true,
    (evidence) => ({
      ...evidence,
      system: evidence.system === null ? null : { ...evidence.system, durationMs },
      servers: evidence.servers.map((one) => ({ ...one, durationMs })),
    }),
  );
}

/** The resolver of this machine waits, whatever the servers say to us. */
function resolverTakes(durationMs: number): Mutator {
  return alter('dns', hasRole('name', 'health-check-name'), (evidence) => ({
    ...evidence,
    system: evidence.system === null ? null : { ...evidence.system, durationMs },
  }));
}

function secondServerSilent(server: string): Mutator {
  return alter('dns', hasRole('name', 'health-check-name'), (evidence) => ({
    ...evidence,
    servers: [
      ...evidence.servers,
      dnsAnswer({
        server,
        rcode: null,
        tries: 3,
        durationMs: null,
        failure: failure('dns-timeout', 'resolve'),
      }),
    ],
  }));
}

function txt(texts: readonly string[], rcode?: string): Mutator {
  return alter('dns', hasRole('registration-name'), (_evidence, step) => txtEvidence(step, texts, rcode));
}

describe('names', () => {
  test.each(ROWS)('$name', (scenario) => {
    expect(gotOf(scenario, judgeScenario(scenario))).toEqual(wantedOf(scenario));
  });
});

test('a lookup that hangs for its whole budget counts as silence', () => {
  const hung = replace(
    (step) => step.probe === 'dns',
    () => ({
      outcome: 'timed-out',
      startMs: 0,
      durationMs: 6000,
      failure: failure('generic-timeout', 'resolve'),
    }),
  );
  const judgement = judgeScenario({ fault: hung });
  expect(judgement.findings[0]?.code).toBe('dns/no-answer');
  expect(judgement.findings[0]?.checks).toEqual([]);
});
