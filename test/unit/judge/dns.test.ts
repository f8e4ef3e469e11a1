/** Names: what the resolver and the servers say, and the registration name. */
import { describe, expect, test } from '@jest/globals';
import { dnsAnswer, txtEvidence } from './evidence-builder.ts';
import { dnsFails, dnsSays, host, httpsFails } from './faults.ts';
import { alter, hasRole, pipe, REGION, replace, type Mutator } from './record-builder.ts';
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
    name: 'a name sent to 0.0.0.0 is redirected, and the refused connection there is no finding',
    fault: pipe(dnsSays(['0.0.0.0'], host(BROKER)), httpsFails('connection-refused', host(BROKER))),
    grave: ['dns/redirected:error'],
    ...OUT,
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
    run: { host: { hasIpv6: true } },
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
    name: 'one of two servers is silent',
    fault: secondServerSilent('192.168.1.2'),
    grave: ['dns/partial-servers:warning'],
    verdict: 'degraded',
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

/** `unanswered` is said of a question that nobody answered: not where the servers answered both and the resolver alone failed. */
test.each([
  ['answered both questions', [], []],
  ['left one of two questions', [failure('dns-timeout', 'resolve')], ['unanswered']],
])('a resolver that fails beside servers that %s', (_what, silences, rcodes) => {
  const fault = alter('dns', host(HEALTH), (evidence) => ({
    ...evidence,
    system: { addresses: [], durationMs: 6000, failure: failure('dns-servfail', 'resolve') },
    servers: [
      dnsAnswer({ addresses: ['52.59.191.224'] }),
      ...silences.map((why) => dnsAnswer({ question: 'AAAA', rcode: null, durationMs: null, failure: why })),
    ],
  }));
  const { findings } = judgeScenario({ fault });
  const failing = findings.find(({ code }) => code === 'dns/server-failure');
  expect(failing?.params['rcodes']).toEqual(rcodes);
});
