/**
 * No green without evidence (findings.md, second edition): over random tables with facts left out, on a network where everything that
 * they list works, no protocol is ready or degraded without a name of each category that a session needs, and an open streaming port.
 */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PROFILES, STREAMING_PORT, type Protocol } from '../../../src/core/words.ts';
import { judge } from '../../../src/judge/judge.ts';
import type { Judgement } from '../../../src/judge/finding.ts';
import type { Region, Tables } from '../../../src/regions/model.ts';
import { healthy, pipe, replace, tables, type Mutator } from './record-builder.ts';
import { tried } from './property-runs.ts';

/** Written down here and not taken from the table of needs: both would change together. */
const BOTH = ['connectivityCheck', 'directoryAuth', 'directoryCustomerSettings', 'wsBrokerIpv4'];
const NEEDED: Readonly<Record<Protocol, readonly string[]>> = {
  pcoip: [...BOTH, 'sessionBrokerIpv4'],
  dcv: BOTH,
};
const LEFT_OUT = [
  ...NEEDED.pcoip,
  'healthCheck',
  'pcoipRanges',
  'dcvRanges',
  'directoryAuthMacOs',
  'captcha',
];

function without(region: Region, facts: readonly string[]): Region {
  return {
    ...region,
    endpoints: region.endpoints.filter(({ category }) => !facts.includes(category)),
    healthCheck: facts.includes('healthCheck') ? null : region.healthCheck,
    pcoip: facts.includes('pcoipRanges') ? null : region.pcoip,
    dcv: facts.includes('dcvRanges') ? null : region.dcv,
  };
}

/** Some steps show nothing: they were skipped for a reason that leaves no gap. */
const skipped = (every: number, reason: 'sampled-out' | 'unconfirmed-fact' | 'placeholder-host'): Mutator => {
  let at = 0;
  return replace(
    () => (at += 1) % every === 0,
    () => ({ outcome: 'skipped', reason, text: 'a test', because: null }),
  );
};

const network = fc.record({
  region: fc.constantFrom('eu-central-1', 'us-east-1', 'us-east-2', 'us-gov-west-1'),
  facts: fc.subarray(LEFT_OUT),
  profile: fc.constantFrom(...PROFILES),
  protocols: fc.constantFrom<readonly Protocol[]>(['pcoip', 'dcv'], ['dcv'], ['pcoip']),
  every: fc.integer({ min: 2, max: 9 }),
  reason: fc.constantFrom('sampled-out', 'unconfirmed-fact', 'placeholder-host'),
  skips: fc.boolean(),
});

function passedHosts({ checks }: Judgement, probe: 'dns' | 'https'): ReadonlySet<string> {
  const passed = checks.filter((check) => check.probe === probe && ['pass', 'warn'].includes(check.status));
  return new Set(passed.map(({ target }) => target.host ?? ''));
}

function lackOf(judgement: Judgement, protocol: Protocol, region: Region): string[] {
  const [names, pages] = [passedHosts(judgement, 'dns'), passedHosts(judgement, 'https')];
  const lacking = NEEDED[protocol].filter((category) => {
    const hosts = region.endpoints.filter((endpoint) => endpoint.category === category);
    return !hosts.some(({ host }) => names.has(host) && pages.has(host));
  });
  const isOpen = judgement.checks.some(
    ({ probe, role, status, target }) =>
      probe === 'tcp' &&
      status === 'pass' &&
      ((target.port === STREAMING_PORT[protocol] && (role === 'health-check' || role === 'gateway')) ||
        role === 'gateway-443'),
  );
  return [
    ...lacking,
    ...(region.healthCheck === null ? ['healthCheck'] : []),
    ...(isOpen ? [] : ['open port']),
  ];
}

test('no protocol is ready without its evidence', () => {
  let greens = 0;
  fc.assert(
    fc.property(network, ({ region: code, facts, profile, protocols, every, reason, skips }) => {
      const cut: Tables = {
        ...tables,
        regions: tables.regions.map((one) => (one.code === code ? without(one, facts) : one)),
      };
      const record = healthy({
        request: { regions: [code], profile, protocols: [...protocols] },
        tables: cut,
      });
      const judgement = judge(skips ? pipe(skipped(every, reason))(record) : record, cut);
      const region = cut.regions.find((one) => one.code === code);
      if (region === undefined) throw new Error(code);
      for (const protocol of protocols) {
        const verdict = judgement.protocols[protocol]?.verdict;
        if (verdict !== 'ready' && verdict !== 'degraded') continue;
        greens += 1;
        expect(lackOf(judgement, protocol, region)).toEqual([]);
      }
    }),
    tried(150),
  );
  // The property would hold of a judge that never says ready.
  expect(greens).toBeGreaterThan(0);
});

test('where the tables lack what a session needs, the verdict is unknown and says so', () => {
  const { protocols, verdict, findings } = judge(
    healthy({ request: { regions: ['us-east-2'], protocols: ['dcv'] } }),
    tables,
  );
  expect([protocols.dcv?.verdict, verdict]).toEqual(['unknown', 'unknown']);
  expect(findings.map(({ code }) => code)).toContain('tables/unconfirmed');
});
