/** Every row of spec/findings.md at its exact boundary: just inside, just outside, and each exception that it names. */
import { describe, expect, test } from '@jest/globals';
import { CODES, type Code } from '../../../../src/causes/index.ts';
import { gotOf, judgeBoundary, wantedOf, type Boundary } from './boundary.ts';
import { gettingOut } from './getting-out.rows.ts';
import { names } from './names.rows.ts';
import { nameServers } from './name-servers.rows.ts';
import { certificates } from './certificates.rows.ts';
import { https } from './https.rows.ts';
import { peerFigures } from './peer-figures.rows.ts';
import { peers } from './peers.rows.ts';
import { proxy } from './proxy.rows.ts';
import { streaming } from './streaming.rows.ts';
import { udpPorts } from './udp.rows.ts';
import { roundTrip } from './round-trip.rows.ts';
import { mtu } from './mtu.rows.ts';
import { secondEdition } from './second-edition.rows.ts';
import { machine } from './machine.rows.ts';

const ROWS: readonly Boundary[] = [
  ...gettingOut,
  ...names,
  ...nameServers,
  ...https,
  ...certificates,
  ...proxy,
  ...streaming,
  ...udpPorts,
  ...roundTrip,
  ...mtu,
  ...machine,
  ...secondEdition,
  ...peers,
  ...peerFigures,
];

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

describe.each(CODES.map((code) => [code]))('%s', (code) => {
  const rows = ROWS.filter((row) => row.code === code);

  test('has a row just inside and a row just outside', () => {
    expect(rows.some(({ wanted }) => wanted !== null)).toBe(true);
    expect(rows.some(({ wanted }) => wanted === null)).toBe(true);
  });

  test.each(rows.map((row) => [row.name, row] as const))('%s', (_name, row) => {
    expect(gotOf(row, judgeBoundary(row))).toEqual(wantedOf(row));
  });
});
