/** Many bundles: an outage of 118 files of 41 machines at four sites, and each thing that was once counted wrongly. */
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { BundleError } from '../../../src/bundle/bundle-error.ts';
import { keyOfText, newKeyText, type TagKey } from '../../../src/bundle/tag-key.ts';
import { LANGUAGES } from '../../../src/core/language.ts';
import { readRow } from '../../../src/fleet/read-row.ts';
import { renderGroupsCsv, renderMembersCsv, renderMembersLines } from '../../../src/fleet/render-data.ts';
import { membersOf, renderMembersText, renderSummaryText } from '../../../src/fleet/render-text.ts';
import type { BundleRow } from '../../../src/fleet/row.ts';
import { siteBook } from '../../../src/fleet/sites.ts';
import { summarise, type BundleSummary, type Unreadable } from '../../../src/fleet/summarise.ts';
import { PLAIN_TEXT } from '../../../src/report/text-style.ts';
import { lengthOf } from '../../../src/core/wrap-text.ts';
import { BEGIN, bundleOf, machinesOf, outage, SITES, templates, type MadeBundle } from './outage.ts';

jest.setTimeout(120_000);

const CAUSE = 'dns/name-not-found';
const key = keyOfText(newKeyText()) as TagKey;
const book = siteBook(SITES, [key]);
let rows: readonly BundleRow[];
let unreadable: readonly Unreadable[];
let summary: BundleSummary;
let all: Awaited<ReturnType<typeof templates>>;

async function read(made: readonly MadeBundle[]): Promise<void> {
  const found: BundleRow[] = [];
  const not: Unreadable[] = [];
  for (const { name, bytes, mtimeMs } of made) {
    try {
      found.push(await readRow({ file: name, bytes, mtimeMs }));
    } catch (error) {
      expect(error).toBeInstanceOf(BundleError);
      not.push({ file: name, why: (error as Error).message });
    }
  }
  [rows, unreadable] = [found, not];
}

beforeAll(async () => {
  all = await templates();
  await read(outage(all, key));
  summary = summarise(rows, unreadable, { book, keyIds: [key.id] });
});

/** The rows of the outage with some of them changed. */
function changed(change: (row: BundleRow, at: number) => Partial<BundleRow>, from = rows): BundleSummary {
  const other = from.map((row, at) => ({ ...row, ...change(row, at) }));
  return summarise(other, [], { book, keyIds: [key.id] });
}

/** `Date` has whole seconds: no correction is better than that. */
function secondsFromBegin({ causes }: BundleSummary): number {
  return Math.abs(Date.parse(causes[0]?.since ?? '') - BEGIN) / 1000;
}

describe('the outage', () => {
  test('counts machines, each by its last run, and names what is not counted', () => {
    expect([summary.machines, summary.mayBeMore]).toEqual([41, 0]);
    expect(summary.verdicts).toEqual({ ready: 22, degraded: 0, 'not-ready': 19, unknown: 0 });
    const { duplicates, demonstrations } = summary.notCounted;
    expect([duplicates.length, demonstrations.length, summary.unreadable.length]).toEqual([3, 2, 2]);
    expect(duplicates.map(({ file }) => file).sort()).toEqual(['copy-0.zip', 'copy-1.zip', 'copy-2.zip']);
    expect(summary.members).toHaveLength(rows.length - 5);
  });

  test('the headline: how many, since when, and the DNS server they share', () => {
    const [cause] = summary.causes;
    expect([cause?.code, cause?.machines, cause?.sure]).toEqual([CAUSE, 19, true]);
    expect(secondsFromBegin(summary)).toBeLessThan(2);
    expect(cause?.readyBefore?.machines).toBe(19);
    expect(cause?.statements[0]).toEqual({
      kind: 'dns',
      value: '10.20.0.53 (Zurich)',
      hidden: false,
      with: { have: 19, of: 19 },
      without: { have: 1, of: 22 },
    });
    const text = renderSummaryText(summary);
    expect(text).toContain('19 machines: ');
    expect(text).toContain('All ask DNS 10.20.0.53 (Zurich): 19 of 19 with the cause, 1 of 22 without.');
    expect(text).toContain('Not counted: 3 duplicates, 2 demonstrations, 2 unreadable.');
    expect((cause?.bins ?? []).reduce((sum, { machines }) => sum + machines, 0)).toBe(19);
  });

  test('cable and Wi-Fi of one office are one site, by the file of sites and without it', () => {
    const count = ({ groups }: BundleSummary) => groups.site.map(({ value, machines }) => [value, machines]);
    expect(count(summary)).toEqual([['Zurich', 20], ...['Basel', 'Bern', 'Geneva'].map((site) => [site, 7])]);
    const unnamed = summarise(rows, []);
    expect(count(unnamed).map(([, machines]) => machines)).toEqual([20, 7, 7, 7]);
    expect(unnamed.causes[0]?.statements[0]).toMatchObject({ kind: 'dns', hidden: true });
  });

  test('a resolver and a VPN that all sites share join nothing', () => {
    const shared = [
      { kind: 'dns', tag: '00000000000000aa' },
      { kind: 'vpn', tag: '00000000000000bb' },
    ];
    const vpn = changed(({ tags }) => ({
      tags: tags === null ? null : { ...tags, facts: [...tags.facts, ...shared] },
    }));
    expect(vpn.groups.site.map(({ machines }) => machines)).toEqual([20, 7, 7, 7]);
    expect(vpn.causes[0]?.statements.map(({ value }) => value)).not.toContain('000000');
  });

  test('lists members for people and programs', () => {
    expect(membersOf(summary, CAUSE)).toHaveLength(19);
    expect(renderMembersText(summary, CAUSE).split('\n')).toHaveLength(21);
    expect(renderMembersText(summary, 'no/such')).toBe('No bundle has the cause no/such.\n');
    expect(renderMembersCsv(membersOf(summary, CAUSE)).split('\r\n')).toHaveLength(21);
    expect(JSON.parse(renderMembersLines(summary.members).split('\n')[0] ?? '')).toMatchObject({
      site: expect.any(String),
      report: expect.any(String),
    });
    expect(renderGroupsCsv(summary).split('\r\n')[0]).toBe(
      'group,value,title,bundles,machines,ready,degraded,not-ready,unknown,mainCause,first,last,mayBeMore,withMainCause',
    );
  });

  test.each(LANGUAGES)('fits 80 columns in %s and speaks that language', (language) => {
    const text = renderSummaryText(summary, { ...PLAIN_TEXT, language });
    expect(text.split('\n').filter((line) => lengthOf(line) > 80)).toEqual([]);
    expect(text).toContain(CAUSE);
    if (language === 'ja') expect(text).not.toMatch(/cannot be found|machines|Not counted/);
  });
});

describe('what was counted wrongly', () => {
  test('"mostly" is more than half; else both numbers stand there', () => {
    const five = rows.filter(({ causes, simulated }) => causes.length === 0 && !simulated).slice(0, 5);
    const [one] = rows.filter(({ causes }) => causes.some(({ code }) => code === CAUSE));
    const text = renderSummaryText(
      changed((row, at) => ({ causes: at === 0 ? (one?.causes ?? []) : row.causes }), five),
    );
    expect(text).toContain('dns/name-not-found at 1 of 5');
    expect(text).not.toContain('mostly');
  });

  test('every cause counts, not the first alone', () => {
    const second = { code: 'latency/degraded', severity: 'warning' as const, title: 'Slow', params: null };
    const both = changed((row) => (row.causes.length === 0 ? {} : { causes: [...row.causes, second] }));
    expect(both.causes.map(({ code, machines }) => [code, machines])).toEqual([
      [CAUSE, 19],
      ['latency/degraded', 19],
    ]);
  });

  test("a title never carries one machine's figures", () => {
    const found = (at: number) => ({
      code: 'x/new',
      severity: 'error' as const,
      title: `${at} ms`,
      params: { ms: at },
    });
    const many = changed((row, at) => (row.causes.length === 0 ? {} : { causes: [found(at)] }));
    expect(renderSummaryText(many)).not.toMatch(/\d ms/);
  });

  test('a wrong clock is corrected by the dates of servers, of this run or another of the machine', () => {
    const wrong = rows.filter(({ aheadMs }) => (aheadMs ?? 0) > 3_600_000);
    expect(wrong.length).toBeGreaterThan(0);
    const other = changed((row) => (row.aheadMs !== null && row.causes.length > 0 ? { aheadMs: null } : {}));
    expect(secondsFromBegin(other)).toBeLessThan(2);
    expect(other.members.some(({ timeFrom }) => timeFrom === 'same-machine')).toBe(true);
  });

  test('without any date of a server the time of the file counts, is marked, and an impossible one is left out of "since"', () => {
    const blind = changed((row) => ({
      aheadMs: null,
      ...(row.causes.length > 0 ? { createdAt: '2031-01-01T00:00:00Z' } : {}),
    }));
    expect(blind.oddTimes.length).toBeGreaterThan(18);
    expect(blind.causes[0]?.since).toBeNull();
    expect(
      renderMembersText(
        changed(() => ({ aheadMs: null })),
        CAUSE,
      ),
    ).toContain('~2026-11-29');
    expect(changed(() => ({ createdAt: 'yesterday' })).oddTimes.every(({ why }) => why === 'no-time')).toBe(
      true,
    );
  });

  test('a cut run counts only where its machine has no whole one', () => {
    const last = [...rows]
      .filter(({ simulated }) => !simulated)
      .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0];
    const machine = last?.tags?.machine;
    const cut = changed((row) => (row.file === last?.file ? { completed: false } : {}));
    const now = cut.members.filter(
      (member) => member.now && member.machine?.endsWith(machine ?? '-') === true,
    );
    expect(now.map(({ file }) => file === last?.file)).toEqual([false]);
  });

  test('without a key nobody is counted twice for certain: "at most" is said, and why', () => {
    const untagged = changed(() => ({ tags: null }));
    expect([untagged.machines, untagged.mayBeMore > 41]).toEqual([0, true]);
    const text = renderSummaryText(untagged);
    expect(text).toMatch(/Up to \d+ machines/);
    expect(text).toContain('made without a key');
  });

  test('nothing in common is said as such, and a machine or two are no evidence', () => {
    const same = changed((row) => ({ tags: row.tags === null ? null : { ...row.tags, facts: [] } }));
    expect(renderSummaryText(same)).toContain('They have nothing in common that the others lack.');
    const two = rows.filter(({ file }) =>
      membersOf(summary, CAUSE)
        .slice(0, 2)
        .some((one) => one.file === file),
    );
    expect(renderSummaryText(changed(() => ({}), two))).toContain('Too few machines');
  });

  test('a window leaves out what is outside, and still reads from it what was before', () => {
    const window = () => ({ since: BEGIN + 35 * 60_000, until: BEGIN + 3 * 3_600_000 });
    const late = summarise(rows, [], { book, keyIds: [], window });
    expect([late.machines, late.causes[0]?.machines]).toEqual([19, 19]);
    expect(secondsFromBegin(late)).toBeLessThan(2);
  });
});

describe('a bundle of a newer version', () => {
  const newer = (change: (report: Record<string, unknown>) => void) =>
    bundleOf(all, { machine: machinesOf(1, 1)[0] as never, template: 'broken', at: BEGIN, change }, key);

  test('words that this version does not know are unknown, and do not make it changed or unreadable', async () => {
    const { name, bytes, mtimeMs } = newer((report) => {
      Object.assign(report, { verdict: 'brilliant', completedBecause: 'bored' });
      (report['protocols'] as Record<string, Record<string, unknown>>)['dcv'] = { verdict: 'brilliant' };
      (report['findings'] as Record<string, unknown>[])[0] = {
        code: 'new/cause',
        severity: 'grave',
        title: 'New',
      };
    });
    const row = await readRow({ file: name, bytes, mtimeMs });
    expect([row.changed, row.causes.map(({ code }) => code)]).toEqual([
      false,
      expect.not.arrayContaining(['new/cause']),
    ]);
  });

  test('a report alone is a row too, and anything else is refused with one line', async () => {
    const text = (value: unknown) => Buffer.from(JSON.stringify(value));
    const report = { ...JSON.parse(all.broken.report), simulated: false } as unknown;
    const row = await readRow({ file: 'r.json', bytes: text(report), mtimeMs: BEGIN });
    expect([row.form, row.causes[0]?.code, row.tags]).toEqual(['report', CAUSE, null]);
    // Laid out on one line it tells the same time.
    const pretty = Buffer.from(all.broken.report);
    expect((await readRow({ file: 'p.json', bytes: pretty, mtimeMs: BEGIN })).aheadMs).toBe(row.aheadMs);
    expect(row.aheadMs).not.toBeNull();
    for (const bad of [[], {}, { schema: 'preflight.report/2' }, 'x'])
      await expect(readRow({ file: 'x.json', bytes: text(bad), mtimeMs: 0 })).rejects.toBeInstanceOf(
        BundleError,
      );
  });
});

describe('no cause is good news only of what was read and told', () => {
  const well = (): BundleRow[] =>
    rows.filter(({ causes, verdict }) => causes.length === 0 && verdict === 'ready').slice(0, 4);
  const firstLine = (given: readonly BundleRow[], not: readonly Unreadable[]) =>
    renderSummaryText(summarise(given, not, { book, keyIds: [key.id] })).split('\n')[0] ?? '';

  test('all read, all ready', () => {
    expect(firstLine(well(), [])).toMatch(/^✓ No cause at any of \d machines?\.$/);
  });

  test('a file that could not be read', () => {
    expect(firstLine(well(), [{ file: 'a.zip', why: 'cut' }])).toMatch(
      /^\? No cause .* as far as they could/,
    );
  });

  test('a machine of which nobody can tell', () => {
    const [one, ...more] = well();
    expect(firstLine([{ ...one!, verdict: 'unknown' }, ...more], [])).toMatch(
      /^\? No cause .* could not tell/,
    );
  });

  test('nothing that could be read', () => {
    const text = renderSummaryText(summarise([], [{ file: 'a.zip', why: 'cut' }], { book, keyIds: [] }));
    expect(text).toMatch(/^\? No run could be counted/);
    expect(text).not.toMatch(/1969|1970|By cause/);
  });
});
