import { describe, expect, test } from '@jest/globals';
import { lintTables } from '../../../src/regions/lint-tables.ts';
import type { Region, Tables } from '../../../src/regions/model.ts';
import { lintFoundNew, renderLintJson, renderLintText } from '../../../src/regions/render-table-checks.ts';
import { loadTables } from '../../../src/regions/tables.ts';

/** A copy of the tables with one fault in one Region. */
function spoiled(code: string, spoil: (region: Region) => void): Tables {
  const copy = structuredClone(loadTables());
  const region = copy.regions.find((one) => one.code === code);
  if (!region) throw new Error(`no ${code}`);
  spoil(region);
  return copy;
}
const news = (tables: Tables): string[] =>
  lintTables(tables)
    .filter(({ level }) => level === 'new')
    .map(({ rule }) => rule);

test('the shipped tables have nothing new, and every found thing names its conflict', () => {
  const results = lintTables(loadTables());
  expect(results.filter(({ level }) => level === 'new')).toEqual([]);
  const found = results.filter(({ rule }) => rule !== 'conflict').map(({ conflict }) => conflict);
  expect([...new Set(found)].sort()).toEqual(['C03', 'C06', 'C11', 'C17', 'C19']);
  expect(lintFoundNew(results)).toBe(false);
});

const faults: readonly (readonly [string, string, (region: Region) => void])[] = [
  [
    'malformed',
    'a health-check address with a part above 255',
    ({ healthCheck }) => healthCheck?.addresses.forEach((fact) => (fact.address = '3.300.1.1')),
  ],
  [
    'malformed',
    'a DCV block with bits behind its prefix',
    ({ dcv }) => dcv?.ranges.forEach((fact) => (fact.cidr = '3.227.4.1/22')),
  ],
  [
    'malformed',
    'a PCoIP range that runs backwards',
    ({ pcoip }) => pcoip?.ranges.forEach((fact) => ([fact.start, fact.end] = [fact.end, fact.start])),
  ],
  [
    'malformed',
    'a PCoIP range whose blocks are wider',
    ({ pcoip }) => pcoip?.ranges.slice(0, 1).forEach((fact) => (fact.cidrs = ['3.217.228.0/21'])),
  ],
  [
    'malformed',
    'a management range in public space',
    ({ management }) => management.slice(0, 1).forEach((fact) => (fact.cidr = '8.8.8.0/24')),
  ],
  [
    'malformed',
    'a URL with the slip hhttps',
    ({ endpoints }) =>
      endpoints.slice(0, 1).forEach((fact) => (fact.url = fact.url.replace('https', 'hhttps'))),
  ],
  [
    'malformed',
    'a host that is not the one in the URL',
    ({ endpoints }) => endpoints.slice(0, 1).forEach((fact) => (fact.host = 'elsewhere.example.com')),
  ],
  [
    'malformed',
    'a health-check name with a slash',
    ({ healthCheck }) => healthCheck && (healthCheck.host += '/'),
  ],
  [
    'missing-provenance',
    'a fact without lines',
    ({ endpoints }) => endpoints.slice(0, 1).forEach((fact) => (fact.source.lines = '')),
  ],
  [
    'missing-provenance',
    'a doubt about a conflict that is not listed',
    ({ endpoints }) => endpoints.slice(0, 1).forEach((fact) => (fact.doubt = { conflict: 'C99', text: '' })),
  ],
  [
    'duplicate',
    'the same block twice in one Region',
    ({ dcv }) => dcv?.ranges.push(...dcv.ranges.slice(0, 1)),
  ],
  [
    'duplicate',
    'an address of another Region',
    ({ healthCheck }) =>
      healthCheck?.addresses.slice(0, 1).forEach((fact) => (fact.address = '34.217.248.177')),
  ],
  ['duplicate', 'the airport code of another Region', (region) => (region.airport = 'pdx')],
  ['duplicate', 'the code of another Region', (region) => (region.code = 'us-west-2')],
  [
    'duplicate',
    'the same row twice in one category',
    ({ endpoints }) => endpoints.push(...endpoints.slice(0, 1)),
  ],
  [
    'overlap',
    'a DCV block inside a PCoIP range',
    ({ dcv }) => dcv?.ranges.slice(0, 1).forEach((fact) => (fact.cidr = '3.217.229.0/24')),
  ],
  [
    'wrong-region',
    'the broker of another Region',
    ({ endpoints }) =>
      Object.assign(endpoints.find(({ category }) => category === 'wsBrokerIpv4') ?? {}, {
        url: 'https://ws-broker-service.eu-west-1.amazonaws.com',
        host: 'ws-broker-service.eu-west-1.amazonaws.com',
      }),
  ],
  [
    'wrong-region',
    'the gateway names of another Region',
    ({ dcv }) =>
      dcv?.domains.slice(0, 1).forEach((fact) => (fact.name = '*.prod.eu-west-1.highlander.aws.a2z.com')),
  ],
  [
    'wrong-family',
    'an IPv6 category with an IPv4 name',
    ({ endpoints }) =>
      Object.assign(endpoints.find(({ category }) => category === 'wsBrokerIpv6') ?? {}, {
        url: 'https://a.us-east-1.amazonaws.com',
        host: 'a.us-east-1.amazonaws.com',
      }),
  ],
  [
    'unknown-category',
    'a category without a need',
    ({ endpoints }) => endpoints.slice(0, 1).forEach((fact) => (fact.category = 'teleport')),
  ],
];

describe('an injected fault is new', () => {
  test.each(faults.map(([rule, name, spoil]) => ({ rule, name, spoil })))(
    '$rule: $name',
    ({ rule, spoil }) => {
      expect(news(spoiled('us-east-1', spoil))).toContain(rule);
    },
  );

  test('a doubtful fact is excused for its own doubt alone', () => {
    const tables = spoiled('eu-west-3', ({ healthCheck }) =>
      healthCheck?.addresses.forEach((fact) => (fact.address += '.1')),
    );
    expect(news(tables)).toContain('malformed');
  });
});

describe('texts', () => {
  test('what is new stands first, and no line is wider than 80 columns', () => {
    const tables = spoiled('us-east-1', (region) => (region.airport = 'pdx'));
    const text = renderLintText(tables, lintTables(tables));
    expect(text.indexOf('two Regions have the airport code pdx')).toBeLessThan(text.indexOf('C03'));
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('the JSON is one document with the schema', () => {
    const json = JSON.parse(renderLintJson(loadTables(), lintTables(loadTables()))) as Record<
      string,
      unknown
    >;
    expect(json['schema']).toBe('preflight.tables-lint/1');
  });
});
