import { describe, expect, test } from '@jest/globals';
import { COMMANDS, ContractError, type SitesResult } from '../../../src/contract/index.ts';
import { sitesOf, type SiteReport } from '../../../src/engine/proof-sites.ts';
import { loadTables } from '../../../src/regions/tables.ts';
import { oneRegion, pcoipBlocked, ready, slow } from '../../renderer/fixtures/index.ts';

const tables = loadTables();
const of = (reports: readonly SiteReport[], region: string | null = null): SitesResult =>
  COMMANDS['proof.sites'].result.parse(sitesOf(reports, { region, tables }));
const hamburg = { name: 'a', site: 'Hamburg', report: oneRegion };
const berlin = { name: 'b', site: 'Berlin', report: { ...slow, id: 'berlin' } };

describe('sites side by side', () => {
  test('rules in which they differ come first, and each cell is its own report', () => {
    const { rows, sites } = of([hamburg, berlin]);
    expect(sites.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['Hamburg', 'not-ready'],
      ['Berlin', 'degraded'],
    ]);
    const differing = rows.filter(({ differs }) => differs);
    expect(rows.slice(0, differing.length)).toEqual(differing);
    const shut = differing.find(
      ({ category, port, transport }) => [category, port, transport].join(' ') === 'healthCheck 4172 tcp',
    );
    expect(shut?.cells.map((cell) => cell?.state)).toEqual(['silent', 'open']);
  });

  test('reports of one named site share a column: the worst word, and how many have it', () => {
    const { sites, rows } = of([hamburg, { ...hamburg, report: { ...slow, id: 'x' } }, berlin]);
    expect(sites.map(({ name, reports, worst }) => [name, reports, worst])).toEqual([
      ['Hamburg', 2, 1],
      ['Berlin', 1, 1],
    ]);
    const row = rows.find(
      ({ category, port, transport }) => [category, port, transport].join(' ') === 'healthCheck 4172 tcp',
    );
    expect(row?.cells).toEqual([
      { state: 'silent', reports: 1 },
      { state: 'open', reports: 1 },
    ]);
  });

  test('what was not tested is no difference', () => {
    const untested = {
      ...slow,
      checks: slow.checks.map((check) => ({ ...check, status: 'not-tested' as const, state: null })),
    };
    const { rows } = of([berlin, { ...hamburg, report: untested }]);
    expect(rows.filter(({ differs }) => differs)).toEqual([]);
  });

  test('a report of another Region has nothing here, and says so', () => {
    const elsewhere = { ...ready, request: { ...ready.request, regions: ['eu-central-1'] } };
    const { sites, rows, regions } = of([hamburg, { ...berlin, report: elsewhere }], 'us-west-2');
    expect(sites.map(({ asked }) => asked)).toEqual([true, false]);
    expect(new Set(rows.map(({ cells }) => cells[1]))).toEqual(new Set([null]));
    expect(regions).toEqual(['us-west-2', 'eu-central-1']);
  });

  test('a Region that nobody asked about is refused', () => {
    expect(() => of([{ name: null, site: null, report: pcoipBlocked }], 'eu-nowhere-1')).toThrow(
      ContractError,
    );
  });
});
