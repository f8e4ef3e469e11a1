/** Every row of spec/findings.md at its exact boundary: just inside, just outside, and each exception that it names. */
import { describe, expect, test } from '@jest/globals';
import { CODES, type Code } from '../../../../src/causes/index.ts';
import { WORLDS } from '../any-record.ts';
import { gotOf, judgeBoundary, wantedOf } from './boundary.ts';
import { ROWS } from './rows.ts';
import { keptLines } from '../../../golden/kept-lines.ts';
import { healthyLine, KEPT, keyOf, lineOf, worldKey, worldLine } from './told.ts';

/** Whose side is proven by some of what can be seen, and by some not: a row of each, or nobody would miss the difference. */
const BY_FACTS: readonly Code[] = [
  'latency/loss',
  'pcoip/tcp-blocked',
  'dcv/tcp-blocked',
  'gateway/rejected',
  'pcoip/udp-rejected',
  'dcv/udp-rejected',
  'https/blocked',
  'dns/name-not-found',
  'dns/redirected',
  'local/offline',
  'proxy/denied',
];

test.each(BY_FACTS)('the side of %s is proven by some networks alone', (code) => {
  const rows = ROWS.filter((row) => row.code === code && row.wanted !== null);
  const proven = rows.map((row) => judgeBoundary(row).findings.find((one) => one.code === code)?.sideProven);
  expect([...new Set(proven)].sort()).toEqual([false, true]);
});

const kept = keptLines(KEPT);

test('each row has a recorded line of its own, and no other is kept', () => {
  expect([...kept.keys()].filter((key) => key !== '')).toEqual([
    'healthy',
    ...ROWS.map(keyOf),
    ...WORLDS.map((_world, at) => worldKey(at)),
  ]);
});

test('a healthy run, whole', () => {
  expect(healthyLine()).toBe(kept.get('healthy'));
});

test.each(WORLDS.map((world, at) => [at, world] as const))('any run, number %d', (at, world) => {
  expect(worldLine(world)).toBe(kept.get(worldKey(at)));
});

describe.each(CODES.map((code) => [code]))('%s', (code) => {
  const rows = ROWS.filter((row) => row.code === code);

  test('has a row just inside and a row just outside', () => {
    expect(rows.some(({ wanted }) => wanted !== null)).toBe(true);
    expect(rows.some(({ wanted }) => wanted === null)).toBe(true);
  });

  test.each(rows.map((row) => [row.name, row] as const))('%s', (_name, row) => {
    const judgement = judgeBoundary(row);
    expect(gotOf(row, judgement)).toEqual(wantedOf(row));
    expect(lineOf(judgement)).toBe(kept.get(keyOf(row)));
  });
});
