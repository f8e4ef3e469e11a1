import { describe, expect, test } from '@jest/globals';
import { evidenceRows } from '../../../renderer/features/checks/evidence-rows.ts';
import { filterChecks, type CheckFilter } from '../../../renderer/features/checks/filter-checks.ts';
import { groupChecks } from '../../../renderer/features/checks/group-checks.ts';
import { en } from '../../../renderer/words/en.ts';
import type { Report } from '../../../src/report/report.ts';
import { spokenOf } from '../../../src/report/spoken-of.ts';
import { cancelled, pcoipBlocked } from '../fixtures/index.ts';

const all: CheckFilter = { statuses: new Set(), search: '', sort: null };
const told = (report: Report) => ({ findings: report.findings, spoken: spokenOf(report, 'en') });
const find = (filter: Partial<CheckFilter>) => filterChecks(en, pcoipBlocked.checks, { ...all, ...filter });

describe('the filter of the checks', () => {
  test('keeps every check when nothing is asked', () => {
    expect(find({})).toHaveLength(pcoipBlocked.checks.length);
  });

  test.each([
    ['an address', '52.34.160.80', 5],
    ['a port with its transport', 'tcp 4172', 14],
    ['words of several columns', 'health 4195 udp', 6],
    ['a name in capital letters', 'WS-BROKER-SERVICE.US', 2],
    ['something that is nowhere', 'printer', 0],
  ])('finds by %s', (_name, search, count) => {
    expect(find({ search })).toHaveLength(count);
  });

  test('combines statuses', () => {
    const found = find({ statuses: new Set(['fail', 'not-tested']) });
    expect(new Set(found.map(({ status }) => status))).toEqual(new Set(['fail', 'not-tested']));
  });

  test.each([false, true])('puts what has no time at the end, downwards: %s', (down) => {
    const found = find({ sort: { key: 'took', down } });
    expect(found.at(-1)?.durationMs).toBeNull();
    const times = found.map(({ durationMs }) => durationMs).filter((ms) => ms !== null);
    expect(times).toEqual([...times].sort((a, b) => (down ? b - a : a - b)));
  });
});

describe('the groups of the checks', () => {
  test('by cause: the cause first, then what waits for it, what passed last; no check twice or lost', () => {
    const groups = groupChecks(pcoipBlocked.checks, told(pcoipBlocked), 'cause');
    expect(groups.map(({ name }) => name.kind).slice(0, 3)).toEqual(['cause', 'waits', 'cause']);
    expect(groups.at(-1)).toMatchObject({ status: 'pass' });
    const ids = groups.flatMap(({ checks }) => checks.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(pcoipBlocked.checks.length);
  });

  test('what was cancelled stands together with its reason', () => {
    const groups = groupChecks(cancelled.checks, told(cancelled), 'cause');
    expect(groups.find(({ name }) => name.kind === 'reason')?.name).toEqual({
      kind: 'reason',
      reason: 'cancelled',
    });
  });

  test.each(['stage', 'region', 'none'] as const)('by %s no check is lost', (by) => {
    const groups = groupChecks(pcoipBlocked.checks, told(pcoipBlocked), by);
    expect(groups.flatMap(({ checks }) => checks)).toHaveLength(pcoipBlocked.checks.length);
  });

  test('an empty list has no group', () => {
    expect(groupChecks([], told(cancelled), 'none')).toEqual([]);
  });
});

describe('evidence as rows', () => {
  test('a silent connect says what was sent and that nothing came', () => {
    const check = pcoipBlocked.checks.find(({ id }) => id.endsWith('tcp-4172/52.34.160.80'));
    expect(evidenceRows(en, check!)).toEqual([
      { atMs: 4160, sent: 'SYN', back: 'silent, gave up after 3.1 s' },
    ]);
  });

  test('every probe of the report gives rows or none, never an error', () => {
    const rows = pcoipBlocked.checks.map((check) => evidenceRows(en, check));
    expect(rows.flat().every(({ sent, back }) => sent !== '' && back !== '')).toBe(true);
  });

  test.each([
    ['nothing', {}],
    ['an unknown kind', { kind: 'telepathy' }],
    ['a property of every object', { kind: 'constructor' }],
    ['attempts that are none', { kind: 'tcp', attempts: 'many' }],
    ['broken attempts', { kind: 'https', attempts: [null, 3, {}] }],
  ])('%s as evidence is borne', (_name, evidence) => {
    const [check] = pcoipBlocked.checks;
    expect(() => evidenceRows(en, { ...check!, evidence })).not.toThrow();
  });
});
