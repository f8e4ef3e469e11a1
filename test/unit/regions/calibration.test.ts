import { describe, expect, test } from '@jest/globals';
import { applyCalibration, calibration, type CalibratedRegion } from '../../../src/regions/calibration.ts';
import { lintTables } from '../../../src/regions/lint-tables.ts';
import { tables as tablesSchema, type Region } from '../../../src/regions/model.ts';
import { loadTables, regionByCode } from '../../../src/regions/tables.ts';

const silent: CalibratedRegion = {
  code: 'eu-west-3',
  answers: [],
  healthCheck: { addresses: null, hostIpv6Addresses: null, open: [] },
  statuses: [],
  missingNames: [],
};
function calibrated(seen: Partial<CalibratedRegion>): Region {
  const value = calibration.parse({
    schema: 'preflight.calibration/1',
    createdAt: '2026-11-20T10:00:00Z',
    agent: { name: 'preflight', version: '0.1.0' },
    tables: { edition: 'guide2025-1', sha256: 'a' },
    regions: [{ ...silent, ...seen }],
  });
  const tables = applyCalibration(loadTables(), { value, sha256: 'c'.repeat(64) });
  expect(tablesSchema.parse(tables)).toEqual(tables);
  expect(tables.calibrations).toEqual([{ createdAt: '2026-11-20T10:00:00Z', sha256: 'c'.repeat(64) }]);
  expect(lintTables(tables).filter(({ level }) => level === 'new')).toEqual([]);
  const region = regionByCode(tables, seen.code ?? silent.code);
  if (!region) throw new Error('no Region');
  return region;
}
const answer = {
  target: 'health-check',
  probe: 'udp',
  protocol: 'pcoip',
  port: 4172,
  sent: 3,
  answered: 3,
} as const;

describe('a calibration', () => {
  test('an answer verifies the protocol that it came on, with the file as provenance', () => {
    const region = calibrated({ answers: [answer] });
    expect(region.udpAnswers).toEqual({ pcoip: 'verified', dcv: 'unverified' });
    expect(region.verified).toEqual([
      {
        fact: 'udpAnswers.pcoip',
        source: { document: 'calibration', lines: '2026-11-20T10:00:00Z', section: 'answers' },
      },
    ]);
  });

  test.each([
    ['silence proves nothing', { ...answer, answered: 0 }],
    [
      'a gateway that answers says nothing of the health-check servers',
      { ...answer, target: 'gateway' as const },
    ],
    [
      'what answers only to a payload that no check sends proves nothing',
      { ...answer, payload: 'empty' as const },
    ],
  ])('%s', (_why, row) => {
    expect(calibrated({ answers: [row] }).udpAnswers).toEqual({ pcoip: 'unverified', dcv: 'unverified' });
  });

  test('the true addresses of Paris replace the doubtful ones, when they took a connection', () => {
    const open = calibrated({
      healthCheck: { addresses: ['192.0.2.1', '192.0.2.2'], hostIpv6Addresses: null, open: ['192.0.2.1'] },
    });
    expect([
      open.healthCheck?.addressesTrusted,
      open.healthCheck?.addresses.map(({ address }) => address),
    ]).toEqual([true, ['192.0.2.1']]);
    const closed = calibrated({
      healthCheck: { addresses: ['192.0.2.1'], hostIpv6Addresses: null, open: [] },
    });
    expect([closed.healthCheck?.addressesTrusted, closed.healthCheck?.addresses.length]).toEqual([false, 3]);
  });

  test('elsewhere a new address is added and a listed one is never dropped', () => {
    const region = calibrated({
      code: 'us-east-1',
      healthCheck: {
        addresses: ['192.0.2.1', '3.209.215.252'],
        hostIpv6Addresses: null,
        open: ['192.0.2.1', '3.209.215.252'],
      },
    });
    expect(region.healthCheck?.addresses.map(({ address }) => address).slice(5)).toEqual([
      '52.200.219.150',
      '192.0.2.1',
    ]);
  });

  test('an IPv6 name that resolves loses its doubt', () => {
    const region = calibrated({
      healthCheck: { addresses: null, hostIpv6Addresses: ['2001:db8::1'], open: [] },
    });
    expect(region.healthCheck?.hostIpv6Provenance?.doubt).toBeNull();
  });

  test('a name that did not exist is marked, not dropped', () => {
    const region = calibrated({ missingNames: ['fls-na.amazon.com'] });
    expect(region.endpoints.find(({ host }) => host === 'fls-na.amazon.com')?.doubt).toEqual({
      conflict: 'T02',
      text: 'did not exist on 2026-11-20T10:00:00Z',
    });
  });

  test.each([
    ['an address that is none', { healthCheck: { ...silent.healthCheck, open: ['1.2.3'] } }],
    ['a negative count', { answers: [{ ...answer, answered: -1 }] }],
    ['a host with a control character', { missingNames: ['a\u001b.com'] }],
  ])('%s is refused by the schema', (_name, seen) => {
    expect(() => calibrated(seen)).toThrow();
  });
});
