/** The limits of a stranger's zip and of its JSON, at their edges: the last that is read, and the first that is not. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { BundleError } from '../../../src/bundle/bundle-error.ts';
import { BUNDLE_LIMITS } from '../../../src/bundle/bundle-format.ts';
import { harmlessName, listFiles } from '../../../src/bundle/list-files.ts';
import { readBundleBytes } from '../../../src/bundle/open-bundle.ts';
import { parseJson } from '../../../src/bundle/parse-json.ts';
import { readZip } from '../../../src/bundle/read-zip.ts';
import { rawZip, type RawEntry } from './hostile-zips.ts';

jest.setTimeout(60_000);

const ALL = { keep: () => true, visit: () => true };
/** Anything but a `BundleError` goes on as it is, and fails the test. */
const said = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'read',
    (error: Error) => {
      if (error instanceof BundleError) return error.message;
      throw error;
    },
  );
const asked = (entries: readonly RawEntry[], question = ALL): Promise<string> =>
  said(readZip(rawZip(entries), question));
const file = (over: Partial<RawEntry> = {}): RawEntry => ({
  name: 'a.json',
  content: Buffer.from('{}'),
  ...over,
});
const MB = 1024 * 1024;
/** Bytes that no packing makes smaller. */
const noise = (length: number): Buffer =>
  Buffer.from(createHash('shake256', { outputLength: length }).update('zip').digest());

describe('a zip', () => {
  test.each([
    [BUNDLE_LIMITS.entries, 'read'],
    [BUNDLE_LIMITS.entries + 1, 'the zip declares 2001 files; a bundle has at most 2000'],
  ])('of %d files: %s', async (count, wanted) => {
    expect(await asked(Array.from({ length: count }, (_, at) => file({ name: `${at}.json` })))).toBe(wanted);
  });

  test.each([
    ['as large as a file may be', { size: BUNDLE_LIMITS.fileBytes, packedSize: MB }, 'read'],
    [
      'larger than a file may be',
      { size: BUNDLE_LIMITS.fileBytes + 1, packedSize: MB },
      'refused: a.json unpacks to too much',
    ],
    ['packed as much as it may be', { size: 250 * 5000, packedSize: 5000 }, 'read'],
    [
      'packed more than it may be',
      { size: 250 * 5000 + 1, packedSize: 5000 },
      'refused: a.json unpacks to more than 250 times its size',
    ],
    ['small however it is packed', { size: MB, packedSize: 1 }, 'read'],
    [
      'a megabyte and one byte',
      { size: MB + 1, packedSize: 1 },
      'refused: a.json unpacks to more than 250 times its size',
    ],
  ])('with a file %s: the directory is judged before anything is unpacked', async (_what, over, wanted) => {
    expect(await asked([file(over)], { keep: () => false, visit: () => false })).toBe(wanted);
  });

  test.each([
    [24 * MB, 'read'],
    [24 * MB - 1, 'read'],
  ])('of two files of 24 MB and %d: %s', async (size, wanted) => {
    const files = [file({ size: 24 * MB, packedSize: MB }), file({ name: 'b.json', size, packedSize: MB })];
    expect(await asked(files, { keep: () => false, visit: () => false })).toBe(wanted);
    const more = [...files, file({ name: 'c.json', size: 48 * MB - 24 * MB - size + 1, packedSize: MB })];
    expect(await asked(more, { keep: () => false, visit: () => false })).toBe(
      'refused: it unpacks to too much',
    );
  });

  test.each(['\u0000', '\u001f', '\u007f', '\n', ':', '\\'])(
    'with the sign %j in a name is refused',
    async (sign) => {
      expect(await asked([file({ name: `a${sign}b.json` })])).toMatch(/unsafe name|no readable zip/);
    },
  );

  test.each([
    ['a file', 0o100644, 'read'],
    ['a file of no system', 0, 'read'],
    ['a folder', 0o040755, 'read'],
    ['a link', 0o120777, 'refused: a.json is a link or a device'],
    ['a socket', 0o140777, 'refused: a.json is a link or a device'],
    ['a fifo', 0o010666, 'refused: a.json is a link or a device'],
    ['a disk', 0o060666, 'refused: a.json is a link or a device'],
  ])('with %s: %s', async (_what, mode, wanted) => {
    expect(await asked([file({ mode })])).toBe(wanted);
  });

  test.each([
    ['stored', { method: 0 }, 'read'],
    ['deflated', { method: 8 }, 'read'],
    ['packed in another way', { method: 9 }, 'refused: a.json is packed in an unknown way'],
    ['encrypted', { flags: 0x801 }, 'refused: it is encrypted'],
    ['longer than declared', { size: 1 }, 'no readable zip file: a file has not its declared size'],
    ['shorter than declared', { size: 3 }, 'no readable zip file: a file has not its declared size'],
  ])('with a file that is %s: %s', async (_what, over, wanted) => {
    expect(await asked([file(over)])).toBe(wanted);
  });

  test('with one name in two spellings is refused', async () => {
    expect(await asked([file(), file({ name: 'A.json' })])).toBe('refused: A.json is in it twice');
  });

  test.each([10, 3 * MB])('of a file of %d bytes without a header of its own is refused', async (size) => {
    const bytes = Buffer.from(rawZip([file({ content: noise(size) })]));
    bytes.writeUInt32LE(0, 0);
    expect(await said(readZip(bytes, ALL))).toMatch(/^no readable zip file: /);
  });

  test.each([10, 3 * MB])('of a file of %d bytes gives what was asked for, with its digest', async (size) => {
    const content = noise(size);
    const zip = rawZip([
      file({ content }),
      file({ name: 'b.json', content }),
      file({ name: 'c.json' }),
      file({ name: 'odd name' }),
      file({ name: 'folder/' }),
    ]);
    const read = await readZip(zip, {
      keep: (name) => name === 'a.json',
      visit: (name) => name !== 'c.json',
    });
    expect(read.kept.get('a.json')?.equals(content)).toBe(true);
    expect([...read.digests.keys()]).toEqual(['a.json', 'b.json']);
    expect(read.digests.get('a.json')).toBe(read.digests.get('b.json'));
    expect(read.digests.get('a.json')).toMatch(/^[0-9a-f]{64}$/);
    expect(read.strange).toEqual(['odd name']);
    if (size > MB) expect([...read.kept.keys()]).toEqual(['a.json']);
  });

  test('of a large file that is damaged is refused', async () => {
    const content = noise(3 * MB);
    expect(await asked([file({ content, size: 3 * MB - 1 })])).toMatch(/^no readable zip file: /);
    expect(await asked([file({ content, size: 3 * MB + 1 })])).toMatch(/^no readable zip file: /);
  });

  test.each([
    [BUNDLE_LIMITS.zipBytes, /^no readable zip file: /],
    [BUNDLE_LIMITS.zipBytes + 1, /^the file is too large for a bundle$/],
  ])('of %d bytes', async (bytes, wanted) => {
    expect(await said(readZip(new Uint8Array(bytes), ALL))).toMatch(wanted);
  });
});

describe('a file of a bundle on disk', () => {
  const folder = mkdtempSync(join(os.tmpdir(), 'preflight-zip-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'a.zip');

  test.each([
    [3, 'read'],
    [BUNDLE_LIMITS.zipBytes, 'read'],
    [BUNDLE_LIMITS.zipBytes + 1, 'the file is too large for a bundle'],
  ])('of %d bytes: %s', async (size, wanted) => {
    writeFileSync(path, 'zip');
    truncateSync(path, size);
    expect(await said(readBundleBytes(path))).toBe(wanted);
    if (wanted === 'read') expect((await readBundleBytes(path)).byteLength).toBe(size);
  });

  test('that is none is said in one line', async () => {
    expect(await said(readBundleBytes(join(folder, 'none')))).toBe('cannot be read (ENOENT)');
    expect(await said(readBundleBytes(folder))).toMatch(/^is no file$|^cannot be read \(EISDIR\)$/);
  });
});

describe('JSON in a bundle', () => {
  const parse = (text: string | Uint8Array, values = 10): unknown =>
    parseJson(Buffer.from(text), 'x.json', { values });

  test('takes its part of the budget, also where it is refused', () => {
    const budget = { values: 5 };
    expect(parseJson(Buffer.from('[1,2]'), 'x.json', budget)).toEqual([1, 2]);
    expect(budget.values).toBe(3);
    expect(() => parseJson(Buffer.from('[1,2,3,4]'), 'x.json', budget)).toThrow(
      new BundleError('x.json has too many values'),
    );
    expect(budget.values).toBe(-1);
  });

  test.each([
    ['as deep as it may be', '['.repeat(64) + ']'.repeat(64), null],
    ['deeper', '['.repeat(65) + ']'.repeat(65), 'x.json is nested too deeply'],
    ['broken, and not quoted', '{"zqsecret', 'x.json is no JSON'],
    ['no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'x.json is no JSON'],
  ])('%s', (_what, text, wanted) => {
    const work = (): unknown => parse(text, 100);
    if (wanted === null) expect(work()).toBeInstanceOf(Array);
    else expect(work).toThrow(new BundleError(wanted));
  });
});

test('the list of files says of each what is known', () => {
  const row = (name: string) => ({ name, bytes: 1, records: null, sha256: '' });
  const manifest = { files: ['report.json', 'gone.json', 'manifest.json', 'new.json'].map(row) } as never;
  const problems = [
    { file: 'gone.json', problem: 'missing' },
    { file: 'new.json', problem: 'changed' },
    { file: 'new.json', problem: 'missing' },
    { file: 'odd\u001b[31m name', problem: 'extra' },
    { file: 'more.json', problem: 'extra' },
  ] as const;
  expect(listFiles({ manifest, problems })).toEqual([
    { name: 'report.json', bytes: 1, records: null, state: 'intact', readable: true },
    { name: 'gone.json', bytes: 1, records: null, state: 'missing', readable: false },
    { name: 'new.json', bytes: 1, records: null, state: 'changed', readable: true },
    { name: 'manifest.json', bytes: null, records: null, state: 'manifest', readable: true },
    { name: 'odd name', bytes: null, records: null, state: 'extra', readable: false },
    { name: 'more.json', bytes: null, records: null, state: 'extra', readable: true },
  ]);
  expect(harmlessName('a'.repeat(300))).toHaveLength(200);
});
