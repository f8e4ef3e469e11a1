/** What counts as the service's own: names and addresses of the tables, and what DNS answered for them unless it is this machine's. */
import { describe, expect, test } from '@jest/globals';
import { outsideOf, serviceFacts } from '../../../src/bundle/service-facts.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import type { RunRecord } from '../../../src/reading/record.ts';
import { loadTables } from '../../../src/regions/tables.ts';
import { madeRecord, madeReport } from '../report/made-report.ts';

const tables = loadTables();
const HOST = 'drp-fra.amazonworkspaces.com';

/** Only the fields that are read. */
const completed = (evidence: object) => ({ outcome: 'completed', startMs: 0, durationMs: 1, evidence });
const dns = (host: string, system: readonly string[], servers: readonly object[] = []) =>
  completed({ kind: 'dns', host, system: { addresses: system }, servers });
function recordOf(observations: Record<string, object>, host: object = {}): RunRecord {
  const record = madeRecord(madeReport({}));
  return { ...record, host: { ...record.host, ...host }, observations } as unknown as RunRecord;
}

test('every name of every Region is the service and stands as it is', () => {
  const facts = serviceFacts(tables, null);
  const hide = (label: string): string => `<${label}>`;
  const hosts = tables.regions.flatMap(({ endpoints, healthCheck, dcv, code }) => [
    ...endpoints.map(({ host }) => host),
    ...(healthCheck === null ? [] : [healthCheck.host, healthCheck.hostIpv6 ?? healthCheck.host]),
    ...(dcv?.domains ?? []).map(({ name }) => name),
    `${code}.amazonaws.com`,
  ]);
  expect(hosts.length).toBeGreaterThan(100);
  expect(hosts.filter((host) => facts.hostWithHidden(host, hide) !== host)).toEqual([]);
  expect(facts.hostWithHidden('zq.awsapps.com', hide)).toBe('<zq>.awsapps.com');
  expect(facts.hostWithHidden('*.zq.awsapps.com', hide)).toBe('*.<zq>.awsapps.com');
  expect(facts.hostWithHidden('zq.example', hide)).toBeNull();
  expect(['central', 'eu-central-1', 'zq'].map(facts.isServiceWord)).toEqual([true, true, false]);
});

test('every address and every block of every Region is the service', () => {
  // Made here: it remembers its answers.
  const facts = serviceFacts(tables, null);
  const first = (cidr: string): string =>
    cidr.includes(':') ? `${cidr.split('::')[0]}::1` : (cidr.split('/')[0] ?? '');
  const addresses = tables.regions.flatMap(({ healthCheck, pcoip, dcv }) => [
    ...(healthCheck?.addresses ?? []).map(({ address }) => address),
    ...(pcoip?.ranges ?? []).flatMap(({ cidrs }) => cidrs.map(first)),
    ...(pcoip?.ipv6 ?? []).map(({ cidr }) => first(cidr)),
    ...(dcv === null ? [] : [...dcv.ranges, ...dcv.aga, ...dcv.ipv6]).map(({ cidr }) => first(cidr)),
  ]);
  expect(addresses.length).toBeGreaterThan(100);
  expect(addresses.filter((address) => !facts.isServiceAddress(address))).toEqual([]);
  expect(['81.7.6.5', '10.1.2.3', '2a02::1', 'no address'].map(facts.isServiceAddress)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  // Asked again it is the same.
  expect([addresses[0] ?? '', '81.7.6.5'].map(facts.isServiceAddress)).toEqual([true, false]);
});

describe('what DNS answered', () => {
  const isKept = (record: RunRecord, address = '81.7.6.5'): boolean =>
    serviceFacts(tables, record).isServiceAddress(address);

  test('for a name of the service is the service, by the system or by a server', () => {
    expect(isKept(recordOf({ a: dns(HOST, ['81.7.6.5']) }))).toBe(true);
    expect(isKept(recordOf({ a: dns(HOST, [], [{ failure: null, addresses: ['81.7.6.5'] }]) }))).toBe(true);
    expect(
      isKept(
        recordOf({
          a: completed({ kind: 'dns', host: HOST, system: null, servers: [] }),
          b: dns(HOST, ['81.7.6.5']),
        }),
      ),
    ).toBe(true);
  });

  test.each([
    ['for another name', { a: dns('zq.example', ['81.7.6.5']) }],
    ['by a server that failed', { a: dns(HOST, [], [{ failure: { code: 'x' }, addresses: ['81.7.6.5'] }]) }],
    ['in a check that never ended', { a: { outcome: 'not-tested' } }],
    [
      'to another question',
      { a: completed({ kind: 'https', host: HOST, system: { addresses: ['81.7.6.5'] }, servers: [] }) },
    ],
    ['that is no address', { a: dns(HOST, ['zq']) }],
    [
      'that a STUN server sees of this machine',
      { a: dns(HOST, ['81.7.6.5']), b: completed({ kind: 'stun', reply: { mappedAddress: '81.7.6.5' } }) },
    ],
  ])('%s is none', (_what, observations) => {
    expect(isKept(recordOf(observations))).toBe(false);
  });

  test('is none where it is private', () => {
    expect(isKept(recordOf({ a: dns(HOST, ['10.1.2.3']) }), '10.1.2.3')).toBe(false);
  });

  test.each([
    ['a card', { interfaces: [{ addresses: [{ address: '81.7.6.5' }] }] }],
    ['a router', { defaultGateways: [{ address: '81.7.6.5' }] }],
    ['a DNS server', { dnsServers: [{ address: '81.7.6.5' }] }],
  ])("is none where it is this machine's as %s", (_what, host) => {
    const record = recordOf({ a: dns(HOST, ['81.7.6.5', '81.7.6.6']) }, host);
    expect([isKept(record), isKept(record, '81.7.6.6')]).toEqual([false, true]);
  });
});

test.each([
  ['stun', { reply: { mappedAddress: '81.7.6.5' } }, ['81.7.6.5']],
  ['stun', { reply: null }, []],
  ['peer-tcp', { outsideAddress: '81.7.6.5' }, ['81.7.6.5']],
  ['stamp', { outsideAddress: '81.7.6.5' }, ['81.7.6.5']],
  ['stamp', { outsideAddress: null }, []],
  [
    'peer-nat',
    { seen: [{ outsideAddress: '81.7.6.5' }, { outsideAddress: null }, { outsideAddress: '81.7.6.6' }] },
    ['81.7.6.5', '81.7.6.6'],
  ],
  ['udp', { outsideAddress: '81.7.6.5', reply: { mappedAddress: '81.7.6.5' } }, []],
])('%s tells from outside %j', (kind, evidence, seen) => {
  expect(outsideOf({ kind, ...evidence } as unknown as Evidence)).toEqual(seen);
});
