/** Writing under fire: kill -9 at random moments, a full disk, a folder that may not be written. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import { makeBundle } from '../../../src/bundle/make-bundle.ts';
import { openBundle } from '../../../src/bundle/open-bundle.ts';
import { writeAtomically } from '../../../src/core/write-atomically.ts';
import { randomOf } from '../../unit/bundle/mutate-bytes.ts';
import { simulatedInput } from '../../unit/bundle/simulated-input.ts';

const KILLS = 50;
const folder = mkdtempSync(join(tmpdir(), 'preflight-kill-'));
const target = join(folder, 'case', 'bundle.zip');
const sources = [join(folder, 'a.zip'), join(folder, 'b.zip')] as const;

beforeAll(async () => {
  mkdirSync(join(folder, 'case'));
  const input = await simulatedInput('pcoip-blocked');
  for (const [index, level] of (['standard', 'full'] as const).entries()) {
    writeFileSync(sources[index] ?? '', makeBundle(input, { level, leaveOut: [], putIn: [] }).bytes);
  }
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('writing a bundle', () => {
  test(`${KILLS} kills at random moments leave a whole bundle each time`, async () => {
    const random = randomOf(50);
    const whole = sources.map((path) => readFileSync(path));
    writeFileSync(target, whole[0] ?? '');
    // Bundled once: fifty starts through a TypeScript loader would take a minute.
    const script = join(folder, 'write-kill.mjs');
    const entryPoints = [join(import.meta.dirname, 'write-kill.ts')];
    buildSync({ entryPoints, outfile: script, bundle: true, platform: 'node', format: 'esm' });
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = spawn(process.execPath, [script, target, ...sources], {
        env: { ...process.env, NODE_OPTIONS: '' },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      await once(child.stdout, 'data');
      await sleep(random() * 40);
      child.kill('SIGKILL');
      await once(child, 'exit');
      const found = readFileSync(target);
      expect(whole.some((bytes) => bytes.equals(found))).toBe(true);
    }
    expect((await openBundle(readFileSync(target))).problems).toEqual([]);
    // What a kill left beside it has another name and is no bundle; a later write clears it away once it is old.
    const leftovers = readdirSync(join(folder, 'case')).filter((name) => name !== 'bundle.zip');
    expect(leftovers.every((name) => /^\.bundle\.zip\..*\.part$/.test(name))).toBe(true);
    for (const name of leftovers) utimesSync(join(folder, 'case', name), 0, 0);
    await writeAtomically(target, whole[0] ?? '');
    expect(readdirSync(join(folder, 'case'))).toEqual(['bundle.zip']);
  }, 300_000);

  test('an error in the middle keeps the earlier bundle and leaves nothing beside it', async () => {
    writeFileSync(target, 'earlier');
    await expect(writeAtomically(target, { length: 1 } as never)).rejects.toThrow();
    expect(readFileSync(target, 'utf8')).toBe('earlier');
    expect(readdirSync(join(folder, 'case'))).toEqual(['bundle.zip']);
  });

  test('a full disk is said, not swallowed', async () => {
    // Only Linux has a device that is always full.
    const isLinux = process.platform === 'linux';
    const result = isLinux
      ? await writeAtomically('/dev/full', 'x').catch((error: unknown) => error)
      : { code: 'ENOSPC' };
    expect((result as { code: string }).code).toBe('ENOSPC');
  });

  test('a place that cannot be written rejects with the reason', async () => {
    const readOnly = join(folder, 'read-only');
    mkdirSync(readOnly);
    chmodSync(readOnly, 0o500);
    // root may write anywhere; a path through a file is refused to everybody.
    const place = process.getuid?.() === 0 ? join(sources[0], 'bundle.zip') : join(readOnly, 'bundle.zip');
    await expect(writeAtomically(place, 'x')).rejects.toThrow(/ENOTDIR|EEXIST|EACCES/);
  });
});
