import { describe, expect, test } from '@jest/globals';
import { diffIpRanges } from '../../../src/regions/diff-ip-ranges.ts';
import { factsOf } from '../../../src/regions/facts.ts';
import type { IpRanges } from '../../../src/regions/ip-ranges-file.ts';
import { lintTables } from '../../../src/regions/lint-tables.ts';
import { overlay as overlaySchema } from '../../../src/regions/overlay-schema.ts';
import { overlayOfDiff } from '../../../src/regions/overlay-of-diff.ts';
import { applyOverlay } from '../../../src/regions/overlay.ts';
import { isOldEdition } from '../../../src/core/edition.ts';
import { loadTables } from '../../../src/regions/tables.ts';

const tables = loadTables();
const service = 'WORKSPACES_GATEWAYS';
const published: IpRanges = {
  createDate: '2026-08-22-15-17-05',
  prefixes: [
    { ip_prefix: '198.51.100.0/24', region: 'eu-central-1', service },
    { ip_prefix: '203.0.113.0/25', region: 'ap-southeast-5', service },
    { ip_prefix: '192.0.2.0/24', region: 'cn-northwest-1', service },
    { ip_prefix: '198.18.0.0/24', region: 'us-gov-north-1', service },
  ],
  ipv6_prefixes: [{ ipv6_prefix: '2001:db8:5::/48', region: 'ap-southeast-5', service }],
};
const today = '2026-11-29';
const made = (file: IpRanges = published) =>
  overlayOfDiff(tables, diffIpRanges(tables, file), { createDate: file.createDate, today });

describe('an overlay of what AWS publishes and the tables lack', () => {
  const { overlay, leftOut } = made();

  test('is a valid overlay, dated by the published file', () => {
    expect(overlaySchema.parse(overlay)).toEqual(overlay);
    expect(overlay).toMatchObject({ name: 'ip-ranges of 2026-08-22', date: '2026-08-22' });
    expect(made({ ...published, createDate: undefined }).overlay.date).toBe(today);
    expect(leftOut).toEqual(['cn-northwest-1']);
  });

  test('applied, nothing is new any more, and each range is doubtful', () => {
    const applied = applyOverlay(tables, { value: overlay, sha256: 'a' });
    if (applied.kind === 'unreadable') throw new Error(applied.problem);
    const again = diffIpRanges(applied.value, published).differences.filter(({ kind }) => kind === 'added');
    expect(again.map(({ region }) => region)).toEqual(['cn-northwest-1']);
    const newcomer = applied.value.regions.find(({ code }) => code === 'ap-southeast-5');
    if (newcomer === undefined) throw new Error('no new Region');
    expect(newcomer).toMatchObject({ partition: 'aws', protocols: ['dcv'], healthCheck: null, pcoip: null });
    expect(factsOf(newcomer).map(({ path, value, doubt }) => [path, value, doubt?.conflict])).toEqual([
      ['dcv.ranges', '203.0.113.0/25', 'T05'],
      ['dcv.ipv6', '2001:db8:5::/48', 'T05'],
    ]);
    expect(applied.value.regions.find(({ code }) => code === 'us-gov-north-1')?.partition).toBe('aws-us-gov');
    expect(lintTables(applied.value).filter(({ rule }) => rule === 'missing-provenance')).toEqual([]);
  });

  test.each(['GLOBAL', 'eusc-de-east-1', 'us-isof-south-1', 'US-EAST-9', ''])(
    'a Region that no overlay can bring is left out: %p',
    (region) => {
      const row = { ip_prefix: '203.0.113.128/25', region, service };
      const { overlay: own, leftOut: left } = made({ ...published, prefixes: [...published.prefixes, row] });
      expect(left).toContain(region);
      expect(own).toEqual(overlay);
    },
  );

  test('a block that is wider than any service is told and left out', () => {
    const row = { ip_prefix: '0.0.0.0/0', region: 'ap-southeast-5', service };
    const file = { ...published, prefixes: [...published.prefixes, row] };
    const unreadable = diffIpRanges(tables, file).differences.filter(({ kind }) => kind === 'unreadable');
    expect(unreadable.map(({ value }) => value)).toEqual(['0.0.0.0/0']);
    expect(made(file).overlay).toEqual(overlay);
  });

  test('a day that is none dates nothing', () => {
    expect(made({ ...published, createDate: '2026-13-45-00-00-00' }).overlay.date).toBe(today);
  });

  test('a file that agrees with the tables gives an overlay without changes', () => {
    expect(made({ prefixes: [], ipv6_prefixes: [] }).overlay.changes).toEqual([]);
  });
});

describe('facts of the public page of 2026', () => {
  test('blocks of 16 Regions, each with its doubt', () => {
    const blocks = tables.regions.flatMap((region) =>
      factsOf(region).filter(({ path }) => path === 'healthCheck.ipv6Blocks'),
    );
    expect(blocks.length).toBe(16);
    expect(new Set(blocks.map(({ doubt }) => doubt?.conflict))).toEqual(new Set(['T03']));
    expect(blocks.every(({ interval }) => interval?.family === 6)).toBe(true);
  });

  test('two endpoint names a Region, never among the names of the public way', () => {
    for (const { code, dcv } of tables.regions) {
      expect(dcv?.vpcEndpoints?.map(({ name, doubt }) => [name, doubt?.conflict])).toEqual([
        [`*.prod.highlander.${code}.vpce.amazonaws.com`, 'T04'],
        [`privatelink.prod.${code}.highlander.aws.a2z.com`, 'T04'],
      ]);
      expect(dcv?.domains.some(({ name }) => /vpce|privatelink/.test(name))).toBe(false);
    }
  });
});

test.each([
  ['2026-11-29', '2027-11-28T00:00:00Z', false],
  ['2026-11-29', '2027-11-30T00:00:00Z', true],
])('an edition of %s is old on %s: %p', (date, now, wanted) => {
  expect(isOldEdition(date, new Date(now))).toBe(wanted);
});
