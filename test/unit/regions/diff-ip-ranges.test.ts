import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { diffIpRanges } from '../../../src/regions/diff-ip-ranges.ts';
import { factsOfAll } from '../../../src/regions/facts.ts';
import { intervalToCidrs } from '../../../src/regions/ip-interval.ts';
import { readIpRanges, type IpRanges } from '../../../src/regions/ip-ranges-file.ts';
import { diffFoundNew, renderDiffText } from '../../../src/regions/render-table-checks.ts';
import { loadTables } from '../../../src/regions/tables.ts';

const tables = loadTables();

/** The file that AWS would publish if the tables were right in everything, but for the conflicts C03 and C30. */
function agreeing(): IpRanges {
  const rows = factsOfAll(tables).flatMap(({ path, region, interval, doubt }) => {
    if (path === 'healthCheck.ipv6Blocks') return [];
    if (interval === null || path === 'management' || doubt?.conflict === 'C30' || doubt?.conflict === 'C03')
      return [];
    const service =
      path === 'healthCheck.addresses'
        ? 'EC2'
        : path === 'dcv.aga'
          ? 'GLOBALACCELERATOR'
          : 'WORKSPACES_GATEWAYS';
    return intervalToCidrs(interval).map((cidr) => ({
      cidr,
      region: service === 'GLOBALACCELERATOR' ? 'GLOBAL' : region,
      service,
    }));
  });
  return {
    prefixes: rows
      .filter(({ cidr }) => !cidr.includes(':'))
      .map(({ cidr, ...row }) => ({ ip_prefix: cidr, ...row })),
    ipv6_prefixes: rows
      .filter(({ cidr }) => cidr.includes(':'))
      .map(({ cidr, ...row }) => ({ ipv6_prefix: cidr, ...row })),
  };
}
const gateway = (ip_prefix: string, region: string) => ({
  ip_prefix,
  region,
  service: 'WORKSPACES_GATEWAYS',
});
const fresh = (published: IpRanges) =>
  diffIpRanges(tables, published).differences.filter(({ marked }) => marked === null);

describe('tables diff', () => {
  test('a file that agrees gives the known conflicts alone', () => {
    const comparison = diffIpRanges(tables, agreeing());
    expect(comparison.differences.map(({ kind, region, marked }) => `${kind} ${region} ${marked}`)).toEqual([
      'moved eu-west-3 C03',
      'moved eu-west-3 C03',
      'moved eu-west-3 C03',
      'missing eu-west-3 C30',
      'missing il-central-1 C30',
    ]);
    expect([diffFoundNew(comparison), comparison.notCompared]).toEqual([false, []]);
  });

  test('a range that AWS no longer publishes is missing', () => {
    const published = agreeing();
    published.prefixes = published.prefixes.filter(({ ip_prefix }) => ip_prefix !== '3.227.4.0/22');
    expect(fresh(published).map(({ kind, value }) => [kind, value])).toEqual([['missing', '3.227.4.0/22']]);
  });

  test('half of a range missing names the half', () => {
    const published = agreeing();
    published.prefixes = published.prefixes.map((row) =>
      row.ip_prefix === '3.227.4.0/22' ? { ...row, ip_prefix: '3.227.4.0/23' } : row,
    );
    expect(fresh(published)[0]?.text).toContain('in part not (3.227.6.0/23)');
  });

  test('one wider published block that covers two listed ones is no difference but for what is new in it', () => {
    const published = agreeing();
    published.prefixes.push(gateway('3.227.0.0/21', 'us-east-1'));
    expect(fresh(published).map(({ kind, value }) => [kind, value])).toEqual([['added', '3.227.0.0/22']]);
  });

  test('a range published for another Region moved', () => {
    const published = agreeing();
    published.prefixes = published.prefixes.map((row) =>
      row.ip_prefix === '3.227.4.0/22' ? { ...row, region: 'us-west-2' } : row,
    );
    expect(fresh(published).map(({ kind, region }) => [kind, region])).toEqual([
      ['moved', 'us-east-1'],
      ['added', 'us-west-2'],
    ]);
  });

  test('a marked fact with another difference than the marked one is new', () => {
    const published = agreeing();
    published.prefixes.push(gateway('51.44.204.0/22', 'us-west-2'));
    expect(fresh(published).map(({ kind, region }) => [kind, region])).toContainEqual(['moved', 'eu-west-3']);
  });

  test('a health-check address outside every EC2 block of its Region is missing', () => {
    const published = agreeing();
    published.prefixes = published.prefixes.filter(({ ip_prefix }) => ip_prefix !== '3.209.215.252/32');
    expect(fresh(published).map(({ path, value }) => [path, value])).toEqual([
      ['healthCheck.addresses', '3.209.215.252'],
    ]);
  });

  test('a Region that the tables lack is one line', () => {
    const published = agreeing();
    published.prefixes.push(
      gateway('43.216.0.0/24', 'ap-southeast-5'),
      gateway('43.216.1.0/24', 'ap-southeast-5'),
    );
    expect(fresh(published).map(({ region, value }) => [region, value])).toEqual([
      ['ap-southeast-5', '43.216.0.0/23'],
    ]);
  });

  test('a malformed block of a service in question is told', () => {
    const published = agreeing();
    published.prefixes.push(gateway('43.216.0.1/24', 'us-east-1'));
    expect(fresh(published).map(({ kind }) => kind)).toEqual(['unreadable']);
  });

  test('a file with gateways alone says what it did not compare', () => {
    const published = agreeing();
    published.prefixes = published.prefixes.filter(({ service }) => service === 'WORKSPACES_GATEWAYS');
    const comparison = diffIpRanges(tables, published);
    expect(comparison.notCompared).toEqual(['GLOBALACCELERATOR', 'EC2']);
    expect(renderDiffText(tables, comparison)).toContain('Not compared');
  });

  test('no line of the text is wider than 80 columns', () => {
    const text = renderDiffText(tables, diffIpRanges(tables, agreeing()));
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});

describe('reading the file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'preflight-ranges-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  test('a good one is read with its digest, also behind a byte order mark', async () => {
    const read = await readIpRanges(file('good.json', `\uFEFF${JSON.stringify(agreeing())}`));
    expect(read.kind).toBe('read');
    expect(read.kind === 'read' && read.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  const huge = join(folder, 'huge.json');
  test.each([
    ['broken JSON', () => file('broken.json', '{"prefixes": ['), /broken\.json is no JSON: /],
    [
      'text of somebody else',
      () => file('page.json', '<html>\u001b[31m'),
      /^[^\n\u001b]* is no JSON: [^\n\u001b]*$/,
    ],
    ['another shape', () => file('shape.json', '{"prefixes": {}}'), /another shape: at prefixes: /],
    [
      'the right shape without gateways',
      () => file('none.json', '{"prefixes": []}'),
      /lists no WORKSPACES_GATEWAYS/,
    ],
    ['100 MB', () => (writeFileSync(huge, ''), truncateSync(huge, 100_000_000), huge), /larger than 20 MB/],
    ['nothing there', () => join(folder, 'absent.json'), /no such file/],
    ['a folder', () => folder, /is no file/],
  ])('%s is one clear line', async (_name, path, wanted) => {
    const read = await readIpRanges(path());
    expect(read.kind === 'unreadable' ? read.problem : read.kind).toMatch(wanted);
  });

  test('an endless device is refused', async () => {
    const read = await readIpRanges('/dev/zero');
    expect(read.kind).toBe('unreadable');
  });
});
