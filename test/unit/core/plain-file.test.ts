/** What stands in a file's place and would hold a reader up: a pipe that nobody writes, a device without an end, a folder. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { BundleError } from '../../../src/bundle/bundle-error.ts';
import { readBundleBytes } from '../../../src/bundle/open-bundle.ts';
import { readKeyFile } from '../../../src/bundle/tag-key.ts';
import { readInputEnd } from '../../../src/cli/read-input-file.ts';
import { UsageError } from '../../../src/cli/usage-error.ts';
import { readPlainFile } from '../../../src/core/plain-file.ts';
import { PacError } from '../../../src/net/proxy/pac.ts';
import { fetchPac } from '../../../src/net/proxy/pac-file.ts';
import { describeUnless, whyNotLinux } from '../../setup/describe-unless.ts';

const folder = mkdtempSync(join(os.tmpdir(), 'preflight-plain-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'file');
writeFileSync(file, 'abc');

test('a plain file is read up to its limit', async () => {
  expect((await readPlainFile(file, 3)).toString()).toBe('abc');
  expect(await readPlainFile(file, 2)).toBe('too large');
  await expect(readPlainFile(join(folder, 'none'), 3)).rejects.toMatchObject({ code: 'ENOENT' });
});

describeUnless(whyNotLinux, 'in the place of a file', () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const never = new AbortController().signal;

  test.each([
    ['a pipe that nobody writes', pipe],
    ['a device without an end', '/dev/zero'],
    ['a folder', folder],
  ])('%s is refused at once by every reader', async (_what, path) => {
    expect(await readPlainFile(path, 1e6)).toBe('no file');
    await expect(readBundleBytes(path)).rejects.toThrow(BundleError);
    await expect(readKeyFile(path)).rejects.toThrow(BundleError);
    await expect(readInputEnd({ flag: '--log', path, maxBytes: 1000 })).rejects.toThrow(UsageError);
    await expect(fetchPac(path, {} as never, { timeoutMs: 1, signal: never })).rejects.toThrow(PacError);
  });
});
