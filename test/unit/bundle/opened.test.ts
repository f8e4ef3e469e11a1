/** What comes out of a bundle, part by part, and what of it a change costs. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { unzipSync, zipSync } from 'fflate';
import { BUNDLE_LIMITS } from '../../../src/bundle/bundle-format.ts';
import {
  openBundle,
  openBundleFile,
  openReportOnly,
  readBundleText,
} from '../../../src/bundle/open-bundle.ts';
import { rejudge } from '../../../src/bundle/rejudge.ts';
import { judge } from '../../../src/judge/judge.ts';
import { targetOf } from '../../../src/plan/step.ts';
import { tablesIdentity } from '../../../src/regions/model.ts';
import { healthy, REGION, tables } from '../judge/record-builder.ts';
import { onPort, tcp } from '../judge/faults.ts';

const good = readFileSync('test/fixtures/older/bundle-2026-11.zip');
const files = unzipSync(good);
const text = (name: string): string => Buffer.from(files[name] ?? []).toString();
/** The bundle with these files in place of its own; null takes one out. */
function changed(over: Readonly<Record<string, string | null>>): Uint8Array {
  const others = Object.entries(files).filter(([name]) => !(name in over));
  const own = Object.entries(over).flatMap(([name, content]) =>
    content === null ? [] : [[name, Buffer.from(content)] as const],
  );
  return zipSync(Object.fromEntries([...others, ...own]), { level: 1 });
}
const evidence = Object.keys(files).filter((name) => /^evidence\/.*\.jsonl$/.test(name));
interface Line {
  readonly n: number;
  readonly step: { readonly id: string };
  readonly observation: unknown;
}
const lines = evidence
  .flatMap((name) => text(name).split('\n').filter(Boolean))
  .map((line) => JSON.parse(line) as Line)
  .sort((a, b) => a.n - b.n);

describe('a bundle', () => {
  test('gives every step in its order with its observation, and the digest of its bytes', async () => {
    const { record, report, problems, sha256 } = await openBundle(good);
    expect(record?.steps.map(({ id }) => id)).toEqual(lines.map(({ step }) => step.id));
    const observed = lines.filter(({ observation }) => observation !== null).map(({ step }) => step.id);
    expect(Object.keys(record?.observations ?? {}).sort()).toEqual(observed.sort());
    expect(record).toMatchObject({ id: report.id, createdAt: report.createdAt, request: report.request });
    expect(problems).toEqual([]);
    expect(sha256).toBe(createHash('sha256').update(good).digest('hex'));
  });

  test('of two lines of evidence gives two steps, whatever stands between them', async () => {
    const [name = '', ...others] = evidence;
    const [first = '', second = ''] = text(name).split('\n');
    const none = Object.fromEntries(others.map((other) => [other, null]));
    const { record } = await openBundle(changed({ ...none, [name]: `\n${second}\n\n${first}` }));
    const kept = [first, second].map((line) => JSON.parse(line) as Line);
    expect(record?.steps.map(({ id }) => id)).toEqual(kept.map(({ step }) => step.id));
  });

  test('without its last line feed, and with empty lines, gives the same', async () => {
    const [name = ''] = evidence;
    const { record } = await openBundle(
      changed({ [name]: `\n${text(name).replaceAll('\n', '\n\n').trimEnd()}` }),
    );
    expect(record?.steps).toHaveLength(lines.length);
  });

  test('without evidence, or with some that cannot be read, has a report and no record', async () => {
    const none = await openBundle(changed(Object.fromEntries(evidence.map((name) => [name, null]))));
    expect([none.record, none.problems.map(({ problem }) => problem)]).toEqual([
      null,
      evidence.map(() => 'missing'),
    ]);
    const [name = ''] = evidence;
    for (const broken of ['{"n":1}\n', 'no JSON\n', text(name).replace('"id"', '"di"')])
      expect((await openBundle(changed({ [name]: broken }))).record).toBeNull();
  });

  test('with a report and evidence of more than is unpacked in one call gives the same', async () => {
    const [name = ''] = evidence;
    const room = ' '.repeat(2 * 1024 * 1024);
    const large = { ...files, 'report.json': Buffer.from(text('report.json') + room) };
    const [first = '', ...others] = text(name).split('\n');
    const bytes = zipSync(
      { ...large, [name]: Buffer.from([first + room, ...others].join('\n')) },
      { level: 0 },
    );
    const { record, report } = await openBundle(bytes);
    expect({ record, report }).toEqual(
      await openBundle(good).then((one) => ({ record: one.record, report: one.report })),
    );
  });

  test('says what is changed, missing and extra', async () => {
    const [first = '', second = ''] = evidence;
    const { problems } = await openBundle(
      changed({ [first]: `${text(first)}\n`, [second]: null, 'evidence/more.txt': 'x' }),
    );
    expect(problems).toEqual(
      expect.arrayContaining([
        { file: first, problem: 'changed' },
        { file: second, problem: 'missing' },
        { file: 'evidence/more.txt', problem: 'extra' },
      ]),
    );
    expect(problems).toHaveLength(3);
  });

  test('whose evidence spends the budget of values is refused, not shown without a record', async () => {
    const [name = ''] = evidence;
    const values = Array.from({ length: BUNDLE_LIMITS.values }, () => 0);
    await expect(openBundle(changed({ [name]: JSON.stringify({ n: 0, step: values }) }))).rejects.toThrow(
      `${name} has too many values`,
    );
  });

  test('of the form without a report, and with a manifest of a later version, is refused in one line', async () => {
    const later = text('manifest.json').replace(/preflight\.bundle\/\d+/, 'preflight.bundle/99');
    await expect(openBundle(changed({ 'report.json': null }))).rejects.toThrow('it has no report');
    await expect(openBundle(changed({ 'manifest.json': later }))).rejects.toThrow(
      'it has the format preflight.bundle/99, and this version reads preflight.bundle/1: use a newer preflight',
    );
  });
});

describe('the file of a bundle', () => {
  test('is opened from its place', async () => {
    expect(await openBundleFile('test/fixtures/older/bundle-2026-11.zip')).toEqual(await openBundle(good));
  });

  test('that cannot be read, is none or is too large is refused in one line', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'preflight-opened-'));
    const large = join(folder, 'large.zip');
    writeFileSync(large, '');
    truncateSync(large, BUNDLE_LIMITS.zipBytes + 1);
    try {
      await expect(openBundleFile(join(folder, 'none.zip'))).rejects.toThrow('cannot be read (ENOENT)');
      await expect(openBundleFile(folder)).rejects.toThrow('is no file');
      await expect(openBundleFile(large)).rejects.toThrow('the file is too large for a bundle');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a manifest', () => {
  const opened = (manifest: unknown) => openBundle(changed({ 'manifest.json': JSON.stringify(manifest) }));
  const own = JSON.parse(text('manifest.json')) as { files: object[] };

  test.each([
    [null],
    [5],
    [[]],
    [{}],
    [{ schema: 5 }],
    [{ schema: 'preflight.bundle/x' }],
    [{ schema: 'x preflight.bundle/2' }],
  ])('%j is none of a bundle', async (manifest) => {
    await expect(opened(manifest)).rejects.toThrow('no bundle of preflight: its manifest has another format');
  });

  test('with a field of another kind is refused with its place', async () => {
    const [first, ...others] = own.files;
    await expect(opened({ ...own, files: [{ ...first, sha256: 5 }, ...others] })).rejects.toThrow(
      /^manifest\.json does not fit its schema at files\.0\.sha256: Invalid input: expected string/,
    );
  });

  test('that is not there is no bundle', async () => {
    await expect(openBundle(changed({ 'manifest.json': null }))).rejects.toThrow('it has no manifest');
  });
});

describe('of many bundles', () => {
  test('the report alone is read, as its bytes', async () => {
    const { manifest, report, problems } = await openReportOnly(good);
    expect([report.toString(), problems]).toEqual([text('report.json'), []]);
    expect(manifest.files.map(({ name }) => name).sort()).toEqual(
      Object.keys(files)
        .filter((name) => name !== 'manifest.json')
        .sort(),
    );
  });

  test('a report that was changed is told, whatever else was', async () => {
    const bytes = changed({ 'report.json': `${text('report.json')} `, [evidence[0] ?? '']: 'x' });
    expect((await openReportOnly(bytes)).problems).toEqual([{ file: 'report.json', problem: 'changed' }]);
  });
});

describe('one file of a bundle', () => {
  const [name = '', other = ''] = evidence;

  test('is its text, with what was changed elsewhere', async () => {
    expect(await readBundleText(good, name)).toEqual({ text: text(name), problems: [] });
    expect(await readBundleText(changed({ [other]: 'x' }), name)).toEqual({
      text: text(name),
      problems: [{ file: other, problem: 'changed' }],
    });
  });

  test('of more than is unpacked in one call is whole, and a manifest of that size is refused as what it is', async () => {
    const large = text(name) + ' '.repeat(2 * 1024 * 1024);
    const stored = (over: Readonly<Record<string, string>>) =>
      zipSync(
        {
          ...files,
          ...Object.fromEntries(Object.entries(over).map(([at, content]) => [at, Buffer.from(content)])),
        },
        { level: 0 },
      );
    expect((await readBundleText(stored({ [name]: large }), name)).text).toBe(large);
    const manifest = text('manifest.json') + ' '.repeat(BUNDLE_LIMITS.manifestBytes);
    await expect(readBundleText(stored({ 'manifest.json': manifest }), name)).rejects.toThrow(
      'its manifest is too large',
    );
  });

  test('that it has not is told', async () => {
    await expect(readBundleText(good, 'evidence/none.jsonl')).rejects.toThrow(
      'it has no such file; "bundle inspect" lists what is inside',
    );
  });
});

describe('judged again', () => {
  const identity = tablesIdentity(tables);
  const broken = tcp('filtered', onPort(4172))(healthy());

  test('evidence without a stand-in gives what judging gives', () => {
    const again = rejudge({ record: broken }, tables, identity);
    expect(again.findings.map(({ id }) => id)).toEqual(judge(broken, tables).findings.map(({ id }) => id));
    expect(again.tables).toMatchObject({ ...identity });
    expect(JSON.stringify(again)).toContain(REGION);
  });

  const addresses = [...new Set(broken.steps.map((step) => targetOf(step).address ?? ''))].filter(Boolean);
  const [longer = '', shorter = ''] = addresses;
  /** The evidence with two of its addresses as they are told; the first is the beginning of the other. */
  const withWords = (short: string, long: string): typeof broken =>
    JSON.parse(
      JSON.stringify(broken).replaceAll(`"${shorter}"`, `"${short}"`).replaceAll(`"${longer}"`, `"${long}"`),
    ) as typeof broken;
  const told = (record: typeof broken): string => JSON.stringify(rejudge({ record }, tables, identity));

  test.each([
    ['public-1', 'public-12', '11.255.0.1', '11.255.0.12'],
    ['public6-1', 'public6-18', '2600:ffff::1', '2600:ffff::12'],
  ])(
    '%s and %s are judged as addresses of their sort, and come out as they went in',
    (one, other, as, also) => {
      const plain = told(withWords(as, also));
      const again = told(withWords(one, other));
      expect(again.match(new RegExp(`"${other}"`, 'g'))?.length).toBeGreaterThan(3);
      expect(JSON.parse(again)).toEqual(JSON.parse(plain.replaceAll(also, other).replaceAll(as, one)));
    },
  );

  test('without evidence, and with some that contradicts itself, is refused in one line', () => {
    expect(() => rejudge({ record: null }, tables, identity)).toThrow(
      'it has no readable evidence, so it cannot be judged again',
    );
    const torn = JSON.parse(
      JSON.stringify(withWords('public-1', 'public-12')).replace('"completed":true', '"completed":"yes"'),
    ) as typeof broken;
    expect(() => rejudge({ record: torn }, tables, identity)).toThrow(
      'its evidence cannot be judged: it contradicts itself',
    );
  });
});
