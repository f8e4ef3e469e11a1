import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { assembleTables, tablesDigest } from '../../../scripts/tables/assemble-tables.ts';
import { renderConflicts } from '../../../scripts/tables/render-conflicts.ts';
import { tables as tablesSchema, type Region } from '../../../src/regions/model.ts';
import {
  loadTables,
  regionByAirport,
  regionByCode,
  regionsOfPartition,
} from '../../../src/regions/tables.ts';
import { endpointsOf } from '../../../src/regions/endpoints-of.ts';

const root = new URL('../../../', import.meta.url);
const readText = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const readJson = (path: string): unknown => JSON.parse(readText(path));
const tables = loadTables();
const all = <T>(pick: (region: Region) => readonly T[]): T[] => tables.regions.flatMap(pick);
const region = (code: string): Region => {
  const found = regionByCode(tables, code);
  if (!found) throw new Error(`no ${code}`);
  return found;
};

describe('the data file', () => {
  test('has the shape of the model', () => {
    expect(tablesSchema.parse(tables)).toEqual(tables);
  });

  test('is what the build makes of the transcription (run `npm run tables:build`)', () => {
    const built = assembleTables(
      readJson('src/regions/transcription/regions.json'),
      readJson('src/regions/transcription/thresholds.json'),
    );
    expect(tables).toEqual(built);
    expect(tables.sha256).toBe(tablesDigest(tables));
    expect(readText('docs/tables-conflicts.md')).toBe(renderConflicts(tables));
  });

  test('holds every fact of the transcription: the counts', () => {
    expect({
      regions: tables.regions.length,
      healthCheckNames: tables.regions.filter(({ healthCheck }) => healthCheck !== null).length,
      addresses: all(({ healthCheck }) => healthCheck?.addresses ?? []).length,
      pcoipRanges: all(({ pcoip }) => pcoip?.ranges ?? []).length,
      pcoipIpv6: all(({ pcoip }) => pcoip?.ipv6 ?? []).length,
      dcvRanges: all(({ dcv }) => dcv?.ranges ?? []).length,
      dcvIpv6: all(({ dcv }) => dcv?.ipv6 ?? []).length,
      aga: all(({ dcv }) => dcv?.aga ?? []).length,
      domains: all(({ dcv }) => dcv?.domains ?? []).length,
      fipsDomains: all(({ dcv }) => dcv?.domains ?? []).filter(({ fips }) => fips).length,
      hosts: new Set(all(({ endpoints }) => endpoints).map(({ host }) => host)).size,
    }).toEqual({
      regions: 18,
      healthCheckNames: 17,
      addresses: 62,
      pcoipRanges: 38,
      pcoipIpv6: 17,
      dcvRanges: 21,
      dcvIpv6: 18,
      aga: 32,
      domains: 21,
      fipsDomains: 4,
      hosts: 384,
    });
  });

  test('holds every fact of the transcription: each printed string', () => {
    const held = new Set(strings(tables));
    const printed = strings(readJson('src/regions/transcription/regions.json')).map((text) =>
      text.startsWith('drp-') ? text.replace(/\/$/, '') : text,
    );
    const files = Object.values(
      (readJson('src/regions/transcription/thresholds.json') as { meta: { files: Record<string, string> } })
        .meta.files,
    );
    expect(printed.filter((text) => !held.has(text) && !files.includes(text))).toEqual([]);
  });

  test('splits a range that is no CIDR into the blocks that the transcription gives', () => {
    const printed = readJson('src/regions/transcription/regions.json') as {
      code: string;
      pcoip: { cidrs: string[] };
    }[];
    for (const { code, pcoip } of printed)
      expect(region(code).pcoip?.ranges.flatMap(({ cidrs }) => cidrs) ?? []).toEqual(pcoip.cidrs);
  });
});

/** Every string anywhere in a JSON value. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

describe('what the transcription needs care with', () => {
  test('the transcription is the shared one, where it is at hand', () => {
    for (const name of ['regions.json', 'thresholds.json']) {
      let shared: string;
      try {
        shared = readText(`../shared/data/${name}`);
      } catch {
        continue;
      }
      expect(readText(`src/regions/transcription/${name}`)).toBe(shared);
    }
  });

  test('Ohio has DCV alone and no health check', () => {
    const ohio = region('us-east-2');
    expect([ohio.protocols, ohio.healthCheck, ohio.pcoip, ohio.airport]).toEqual([['dcv'], null, null, null]);
  });

  test('the health-check addresses of Paris are listed and not trusted; those of Tel Aviv are', () => {
    expect(region('eu-west-3').healthCheck?.addressesTrusted).toBe(false);
    expect(region('eu-west-3').healthCheck?.addresses.map(({ doubt }) => doubt?.conflict)).toEqual([
      'C03',
      'C03',
      'C03',
    ]);
    expect(region('il-central-1').healthCheck?.addressesTrusted).toBe(true);
    expect(region('il-central-1').healthCheck?.addresses.map(({ doubt }) => doubt)).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('no health-check name keeps the slash, no IPv6 name goes without its doubt', () => {
    for (const { healthCheck } of tables.regions) {
      if (healthCheck === null) continue;
      expect(healthCheck.host).toMatch(/^drp-[a-z]{3}\.amazonworkspaces\.com$/);
      expect(healthCheck.hostIpv6Provenance?.doubt?.conflict).toBe('T01');
    }
  });

  test('nothing about UDP is verified as shipped', () => {
    expect(new Set(tables.regions.flatMap(({ udpAnswers }) => [udpAnswers.pcoip, udpAnswers.dcv]))).toEqual(
      new Set(['unverified']),
    );
  });

  test('the airport codes in the order of the tables', () => {
    expect(tables.regions.map(({ airport }) => airport)).toEqual(
      'iad null pdx bom icn sin syd nrt yul fra dub lhr cdg gru cpt tlv pdt osu'
        .split(' ')
        .map((code) => (code === 'null' ? null : code)),
    );
  });

  test('every doubt names an open conflict of the list', () => {
    const open = new Set(tables.conflicts.filter(({ status }) => status === 'open').map(({ id }) => id));
    const doubts = [...JSON.stringify(tables).matchAll(/"doubt":\{"conflict":"([A-Z]\d+)"/g)].map(
      ([, id]) => id,
    );
    expect(doubts.length).toBeGreaterThan(20);
    expect(doubts.filter((id) => id === undefined || !open.has(id))).toEqual([]);
  });
});

describe('accessors', () => {
  test('a Region is found by code, and by airport in any case', () => {
    expect(regionByCode(tables, 'eu-central-1')?.name).toBe('Europe (Frankfurt)');
    expect(regionByCode(tables, 'mars-north-1')).toBeNull();
    expect(regionByAirport(tables, 'PDX')?.code).toBe('us-west-2');
    expect(regionByAirport(tables, 'xxx')).toBeNull();
  });

  test('the partitions do not mix', () => {
    expect(regionsOfPartition(tables, 'aws').length).toBe(16);
    expect(regionsOfPartition(tables, 'aws-us-gov').map(({ code }) => code)).toEqual([
      'us-gov-west-1',
      'us-gov-east-1',
    ]);
  });

  const use = { protocols: ['pcoip', 'dcv'], profile: 'client', directoryId: null } as const;
  const rowOf = (code: string, host: string, more: Partial<Parameters<typeof endpointsOf>[1]> = {}) =>
    endpointsOf(region(code), { ...use, ...more }).find(({ endpoint }) => endpoint.host === host);

  test('a placeholder in the path drops the path alone', () => {
    const row = rowOf('eu-central-1', 'd21ui22avrxoh6.cloudfront.net');
    expect([row?.endpoint.placeholder, row?.untestable, row?.need]).toEqual(['path', null, 'essential']);
  });

  test('a placeholder in the host is filled by the directory id, or says that it needs one', () => {
    const unnamed = rowOf('eu-central-1', '<directory id>.awsapps.com');
    expect([unnamed?.untestable, unnamed?.need]).toEqual([
      expect.stringMatching(/--directory-id/),
      'situational',
    ]);
    const named = rowOf('eu-central-1', '<directory id>.awsapps.com', { directoryId: 'd-1234567890' });
    expect([named?.host, named?.untestable, named?.need]).toEqual([
      'd-1234567890.awsapps.com',
      null,
      'essential',
    ]);
  });

  test('a wildcard is never turned into a name', () => {
    const row = rowOf('us-east-1', '*.us-east-1.rdn.amazonaws.com', { profile: 'web-access' });
    expect([row?.untestable, row?.endpoint.port]).toEqual([expect.stringMatching(/wildcard/), 3478]);
  });

  test('a row of another kind of client or of another protocol matters less, and is still tested', () => {
    const dependency = rowOf('us-east-1', 's3.amazonaws.com');
    expect([dependency?.need, dependency?.untestable]).toEqual(['situational', null]);
    const broker = rowOf('us-east-1', 'skylight-cm.us-east-1.amazonaws.com', { protocols: ['dcv'] });
    expect([broker?.need, broker?.protocols]).toEqual(['situational', ['dcv']]);
  });
});
