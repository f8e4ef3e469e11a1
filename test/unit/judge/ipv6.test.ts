/** IPv6 beside IPv4 and IPv6 alone (findings.md on IPv6, in its second edition): the better family must not hide the other. */
import { expect, test } from '@jest/globals';
import type { DnsServerAnswer, HttpsAttempt } from '../../../src/evidence/index.ts';
import { targetOf } from '../../../src/plan/step.ts';
import { failure } from '../../../src/core/failure.ts';
import { dnsAnswer, failedAttempt, goodAttempt, httpFacts, tlsFacts } from './evidence-builder.ts';
import { dnsSays, host } from './faults.ts';
import { alter, pipe, type Mutator, type Wanted } from './record-builder.ts';
import { gotOf, judgeScenario, wantedOf, type Scenario } from './scenario.ts';

const SIX = '2600:1f14::1';
const FOUR = '52.94.7.7';
const DUAL = { host: { hasIpv6: true } };
const ALONE = { host: { hasIpv4: false, hasIpv6: true } };
const CONNECTIVITY = 'connectivity.amazonworkspaces.com';
const BROKER = 'ws-broker-service.eu-central-1.amazonaws.com';
const GRAPHICS = 'd39q4y7cndearu.cloudfront.net';

/** Names that were met over IPv4 are met over IPv6 too, so. */
const over6 = (attempt: HttpsAttempt, wanted: Wanted = () => true): Mutator =>
  alter(
    'https',
    (step) => step.role === 'endpoint' && wanted(step),
    (evidence) => ({ ...evidence, attempts: [...evidence.attempts, { ...attempt, address: SIX }] }),
  );
const good6 = goodAttempt(SIX);
const certificate = (changes: Parameters<typeof tlsFacts>[0]) => goodAttempt(SIX, { tls: tlsFacts(changes) });
const wrongName = certificate({ nameMatches: false });
const intercepted = certificate({
  publicTrust: { ok: false, error: 'SELF_SIGNED_CERT_IN_CHAIN' },
  machineTrust: { ok: true, error: null },
});
const cut = (code: 'tls-reset' | 'tls-alert') =>
  goodAttempt(SIX, { tls: null, http: null, failure: failure(code, 'tls-handshake') });
const rest =
  (...hosts: readonly string[]): Wanted =>
  (step) =>
    !hosts.includes(targetOf(step).host ?? '');

/** A name has these addresses; its servers answer the questions so. */
const answers = (
  name: string,
  addresses: readonly string[],
  servers: readonly Partial<DnsServerAnswer>[] = [],
): Mutator =>
  alter('dns', host(name), (evidence) => ({
    ...evidence,
    system: {
      addresses: [...addresses],
      durationMs: 12,
      failure: addresses.length > 0 ? null : failure('dns-temporary', 'resolve'),
    },
    servers: servers.length === 0 ? evidence.servers : servers.map(dnsAnswer),
  }));
const a = (address: string): Partial<DnsServerAnswer> => ({ question: 'A', addresses: [address] });
const aaaa = (rcode: string | null): Partial<DnsServerAnswer> => ({
  question: 'AAAA',
  rcode,
  ...(rcode === null ? { failure: failure('dns-timeout', 'resolve') } : {}),
});
/** A name with this address beside a true one, at which nobody answers. */
const nobodyAt = (address: string): Mutator =>
  pipe(
    answers(BROKER, [FOUR, address]),
    alter('https', host(BROKER), (evidence) => ({
      ...evidence,
      attempts: [...evidence.attempts, failedAttempt('connection-timeout', { address })],
    })),
  );
/** A name that leads nowhere that this machine could go: its page was not asked. */
const unasked = (addresses: readonly string[], servers: readonly Partial<DnsServerAnswer>[]): Mutator =>
  pipe(
    answers(BROKER, addresses, servers),
    alter('https', host(BROKER), (evidence) => ({ ...evidence, attempts: [] })),
  );
/** Every name has an IPv6 address, at which the page answers. */
const everyName6: Mutator = dnsSays([SIX], (step) => step.need !== null);
const page6: Mutator = alter(
  'https',
  () => true,
  (evidence) => ({ ...evidence, attempts: [good6] }),
);
const alone = (fault: Mutator): Mutator => pipe(everyName6, page6, fault);

const ROWS: readonly Scenario[] = [
  { name: 'both families work', run: DUAL, fault: over6(good6), grave: [], absent: ['ipv6/broken'] },
  {
    name: 'a certificate of another name over IPv6 alone',
    run: DUAL,
    fault: pipe(over6(good6, rest(CONNECTIVITY)), over6(wrongName, host(CONNECTIVITY))),
    grave: ['https/certificate-invalid:warning'],
    verdict: 'degraded',
  },
  {
    name: 'a certificate of another name over IPv6, of a name that no session needs: a notice at most',
    run: DUAL,
    fault: pipe(over6(good6, rest(GRAPHICS)), over6(wrongName, host(GRAPHICS))),
    grave: ['https/certificate-invalid:warning'],
  },
  {
    name: 'somebody decrypts over IPv6 alone, and this machine trusts him',
    run: DUAL,
    fault: over6(intercepted),
    grave: ['https/tls-intercepted:warning'],
    verdict: 'degraded',
  },
  {
    name: 'over IPv6 alone the service answers 503 twice',
    run: DUAL,
    fault: pipe(
      over6(goodAttempt(SIX, { http: httpFacts({ status: 503 }) }), host(BROKER)),
      over6(goodAttempt(SIX, { http: httpFacts({ status: 503 }) }), host(BROKER)),
      over6(good6, rest(BROKER)),
    ),
    grave: ['https/server-error:warning'],
  },
  {
    name: 'handshakes are reset over IPv6 alone',
    run: DUAL,
    fault: over6(cut('tls-reset')),
    grave: ['ipv6/broken:warning'],
    absent: ['https/handshake-cut'],
  },
  {
    name: 'the handshake of one essential name ends with an alert over IPv6 alone',
    run: DUAL,
    fault: pipe(over6(good6, rest(BROKER)), over6(cut('tls-alert'), host(BROKER))),
    grave: ['ipv6/broken:warning'],
  },
  {
    name: 'one lesser name is silent over IPv6 alone: a notice',
    run: DUAL,
    fault: pipe(over6(good6, rest(GRAPHICS)), over6(failedAttempt('connection-timeout'), host(GRAPHICS))),
    grave: [],
    notices: ['ipv6/broken'],
    verdict: 'ready',
  },
  {
    name: 'the IPv6 address of an essential name is unspecified, its IPv4 address is true',
    run: DUAL,
    fault: answers(BROKER, [FOUR, '::']),
    grave: ['dns/redirected:warning'],
    verdict: 'degraded',
  },
  ...['::1', '::ffff:192.0.2.9'].map((address) => ({
    name: `the IPv6 address of an essential name is ${address}`,
    run: DUAL,
    fault: answers(BROKER, [FOUR, address]),
    grave: ['dns/redirected:warning'],
  })),
  ...['fd00:9::1', '2001:db8::9', 'fe80::9', 'ff02::9', '100::9', 'fec0::9', '2001:0:9::9'].map(
    (address) => ({
      name: `the IPv6 address of an essential name is ${address}, where nobody is`,
      run: DUAL,
      fault: nobodyAt(address),
      grave: ['dns/redirected:warning'],
      absent: ['ipv6/broken'],
    }),
  ),
  {
    name: 'a unique local address that proves to be the service is a private endpoint',
    run: DUAL,
    fault: pipe(
      answers(BROKER, [FOUR, 'fd00:9::1']),
      alter('https', host(BROKER), (evidence) => ({
        ...evidence,
        attempts: [...evidence.attempts, goodAttempt('fd00:9::1')],
      })),
    ),
    grave: [],
    notices: ['dns/redirected'],
  },
  {
    name: 'a wrong IPv6 address on a machine without IPv6 concerns nobody',
    fault: answers(BROKER, [FOUR, '::']),
    grave: [],
    absent: ['dns/redirected'],
  },
  {
    name: 'a wrong IPv4 address on a machine without IPv6 is not saved by a true IPv6 address',
    fault: answers(BROKER, ['0.0.0.0', SIX]),
    grave: ['dns/redirected:error'],
  },
  {
    name: 'IPv6 alone, and an essential name with a wrong IPv6 address',
    run: ALONE,
    fault: alone(answers(BROKER, [FOUR, '::'])),
    grave: ['dns/redirected:error'],
    verdict: 'not-ready',
  },
  {
    name: 'IPv6 alone, and an address under the private prefix that the network itself translates with',
    run: ALONE,
    fault: alone(pipe(answers('ipv4only.arpa', ['fd64::c000:aa']), answers(BROKER, ['fd64::345e:707']))),
    grave: [],
    absent: ['dns/redirected'],
  },
  ...['SERVFAIL', 'REFUSED', null].map((rcode) => ({
    name: `IPv6 alone, and the question for the IPv6 address of a name gets ${rcode ?? 'no answer'}`,
    run: ALONE,
    fault: alone(answers(BROKER, [FOUR], [a(FOUR), aaaa(rcode)])),
    grave: ['dns/server-failure:error'],
    absent: ['dns/name-not-found'],
  })),
  {
    name: 'IPv6 alone, and a name that has an IPv4 address alone',
    run: ALONE,
    fault: alone(answers(BROKER, [FOUR], [a(FOUR), aaaa('NOERROR')])),
    grave: ['dns/name-not-found:error'],
  },
  {
    name: 'IPv4 alone, and a name that has an IPv6 address alone',
    fault: unasked([SIX], [{ question: 'A' }, { question: 'AAAA', addresses: [SIX] }]),
    grave: ['dns/name-not-found:error'],
    verdict: 'not-ready',
  },
  ...['SERVFAIL', null].map((rcode) => ({
    name: `IPv4 alone, and the question for the IPv4 address of a name gets ${rcode ?? 'no answer'}`,
    fault: unasked(
      [SIX],
      [
        { ...aaaa(rcode), question: 'A' },
        { question: 'AAAA', addresses: [SIX] },
      ],
    ),
    grave: ['dns/server-failure:error'],
    absent: ['dns/name-not-found'],
  })),
  ...['SERVFAIL', 'REFUSED', null].map((rcode) => ({
    name: `both families, and the resolver gives up a name whose IPv6 address gets ${rcode ?? 'no answer'}`,
    run: DUAL,
    fault: unasked([], [a(FOUR), aaaa(rcode)]),
    grave: ['dns/server-failure:error'],
    absent: ['dns/name-not-found'],
  })),
  ...(['http-timeout', 'http-protocol-error', 'http-connection-cut'] as const).map((code) => ({
    name: `over IPv6 alone an essential page ends with ${code}`,
    run: DUAL,
    fault: over6(goodAttempt(SIX, { http: null, failure: failure(code, 'http-round-trip') }), host(BROKER)),
    grave: ['https/protocol-error:warning'],
    verdict: 'degraded' as const,
  })),
  {
    name: 'both families, and SERVFAIL for IPv6 addresses that the resolver bears',
    run: DUAL,
    fault: answers(BROKER, [FOUR], [a(FOUR), aaaa('SERVFAIL')]),
    grave: [],
    absent: ['dns/server-failure'],
  },
];

test.each(ROWS)('$name', (scenario) => {
  expect(gotOf(scenario, judgeScenario(scenario))).toEqual(wantedOf(scenario));
});

test('a firewall of this computer that refuses IPv6 alone is no fault of the network', () => {
  const fault = over6(failedAttempt('permission-denied'));
  const [first] = judgeScenario({ run: DUAL, fault }).findings;
  expect(first).toMatchObject({ code: 'ipv6/broken', side: 'this-machine' });
  const other = over6(failedAttempt('administratively-prohibited'));
  expect(judgeScenario({ run: DUAL, fault: other }).findings[0]?.side).toBe('local-network');
});
