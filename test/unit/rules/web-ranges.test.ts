/** Port 443 by the ranges of AWS: the subsets of the guide, exactly their addresses. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  countAddresses,
  mergeIntervals,
  parseCidr,
  subtractIntervals,
  type IpInterval,
} from '../../../src/regions/ip-interval.ts';
import type { IpRanges } from '../../../src/regions/ip-ranges-file.ts';
import { makeRules } from '../../../src/rules/make-rules.ts';
import { webRanges } from '../../../src/rules/web-ranges.ts';
import { loadTables } from '../../../src/regions/tables.ts';
import { ruleRequest } from './rule-fixtures.ts';

/** An excerpt of the published file of 2026-08-22; its AMAZON and S3 rows are of the same blocks. */
const FIXTURE = JSON.parse(
  readFileSync(new URL('../../fixtures/ip-ranges/excerpt.json', import.meta.url), 'utf8'),
) as IpRanges;
const HERE = { regions: [{ code: 'eu-central-1' }], withIpv6: false };
const intervals = (cidrs: readonly string[]): IpInterval[] =>
  mergeIntervals(cidrs.map((cidr) => parseCidr(cidr)).filter((one) => one !== null));
const made = (published: IpRanges, wanted = HERE): string[] => {
  const ranges = webRanges(published, wanted);
  if (ranges.kind === 'refused') throw new Error(ranges.problem);
  return ranges.rules.map(({ destination }) => destination);
};
const isOf = ({ service, region }: { service: string; region: string }): boolean =>
  service === 'S3'
    ? region === 'us-west-2'
    : service === 'AMAZON' && ['GLOBAL', 'eu-central-1', 'us-east-1', 'us-west-2'].includes(region);

test('holds the four AMAZON subsets and S3 of us-west-2, every address of them and no other', () => {
  const wanted = intervals(FIXTURE.prefixes.filter(isOf).map(({ ip_prefix }) => ip_prefix));
  const got = intervals(made(FIXTURE));
  expect(subtractIntervals(got, wanted)).toEqual([]);
  expect(subtractIntervals(wanted, got)).toEqual([]);
  expect(made(FIXTURE).some((cidr) => cidr.includes(':'))).toBe(false);
});

test('IPv6 blocks come on request', () => {
  const cidrs = made(FIXTURE, { ...HERE, withIpv6: true });
  const wanted = intervals([
    ...FIXTURE.prefixes.filter(isOf).map(({ ip_prefix }) => ip_prefix),
    ...FIXTURE.ipv6_prefixes.filter(isOf).map(({ ipv6_prefix }) => ipv6_prefix),
  ]);
  expect(cidrs.some((cidr) => cidr.includes(':'))).toBe(true);
  expect(intervals(cidrs)).toEqual(wanted);
});

test('random files: never wider, never narrower, never more blocks than rows', () => {
  const cidr = fc
    .tuple(fc.nat({ max: 255 }), fc.nat({ max: 255 }), fc.integer({ min: 8, max: 32 }))
    .map(([b, c, bits]) => {
      const value = (10n << 24n) | (BigInt(b) << 16n) | (BigInt(c) << 8n);
      const size = 1n << BigInt(32 - bits);
      const first = value - (value % size);
      return `${[24n, 16n, 8n, 0n].map((shift) => (first >> shift) & 255n).join('.')}/${bits}`;
    });
  const row = fc.record({
    ip_prefix: cidr,
    service: fc.constantFrom('AMAZON', 'S3', 'EC2'),
    region: fc.constantFrom('GLOBAL', 'eu-central-1', 'us-east-1', 'us-west-2', 'eu-west-1'),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), (prefixes) => {
      const wanted = prefixes.filter(isOf).map(({ ip_prefix }) => ip_prefix);
      const ranges = webRanges({ prefixes, ipv6_prefixes: [] }, HERE);
      if (ranges.kind === 'refused') return;
      const got = ranges.rules.map(({ destination }) => destination);
      expect(intervals(got)).toEqual(intervals(wanted));
      expect(countAddresses(intervals(got))).toBe(countAddresses(intervals(wanted)));
      expect(got.length).toBeLessThanOrEqual(new Set(wanted).size);
    }),
  );
});

describe('is refused with one line', () => {
  test.each([
    [
      'a subset without a row',
      { ...FIXTURE, prefixes: FIXTURE.prefixes.filter(({ service }) => service !== 'S3') },
      'lists no S3 of us-west-2',
    ],
    [
      'another Region',
      { ...FIXTURE, prefixes: FIXTURE.prefixes.filter(({ region }) => region !== 'eu-central-1') },
      'lists no AMAZON of eu-central-1',
    ],
  ])('%s', (_name, published, problem) => {
    expect(webRanges(published, HERE)).toEqual({ kind: 'refused', problem });
  });

  test.each(['10.0.0.1/8', '0.0.0.0/0', '128.0.0.0/1', '2600:1f18::/36', ' 3.5.140.0/22', '3.5.140.0/33'])(
    'no IPv4 block of a service: %p',
    (ip_prefix) => {
      const row = { ip_prefix, service: 'AMAZON', region: 'GLOBAL' };
      expect(webRanges({ ...FIXTURE, prefixes: [...FIXTURE.prefixes, row] }, HERE)).toEqual({
        kind: 'refused',
        problem: expect.stringContaining(`AMAZON of GLOBAL: "${ip_prefix}" is no IPv4 block`),
      });
    },
  );

  test.each(['::/0', '2000::/3', '5.5.5.0/24'])('no IPv6 block of a service: %p', (ipv6_prefix) => {
    const row = { ipv6_prefix, service: 'S3', region: 'us-west-2' };
    const published = { ...FIXTURE, ipv6_prefixes: [...FIXTURE.ipv6_prefixes, row] };
    expect(webRanges(published, { ...HERE, withIpv6: true })).toMatchObject({ kind: 'refused' });
    expect(made(published)).toEqual(made(FIXTURE));
  });

  test('IPv6 was asked for and the file has none', () => {
    expect(webRanges({ ...FIXTURE, ipv6_prefixes: [] }, { ...HERE, withIpv6: true })).toEqual({
      kind: 'refused',
      problem: 'lists no IPv6 block of any of them',
    });
  });
});

test('in a rule set the ranges take the place of names on 443 and of nothing else', () => {
  const ranges = webRanges(FIXTURE, HERE);
  if (ranges.kind === 'refused') throw new Error(ranges.problem);
  const request = ruleRequest('eu-central-1');
  const plain = makeRules(loadTables(), request);
  const set = makeRules(loadTables(), request, ranges.rules);
  const left = set.rules.filter(({ kind, port }) => kind !== 'cidr' && port === 443);
  expect(left.every(({ category }) => category === 'dcvGatewayName')).toBe(true);
  const streaming = (rules: typeof set.rules) => rules.filter(({ port }) => port !== 443).map(({ id }) => id);
  expect(streaming(set.rules)).toEqual(streaming(plain.rules));
});
