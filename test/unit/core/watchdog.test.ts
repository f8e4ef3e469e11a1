/** A program whose main thread stands still is ended with one line, one that works or sleeps is not. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';

const folder = mkdtempSync(join(os.tmpdir(), 'preflight-watchdog-'));
const file = join(folder, 'program.mjs');
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(() =>
  build({
    stdin: {
      contents: `import { startWatchdog } from './src/core/watchdog.ts';
startWatchdog({ stillMs: Number(process.argv[3] ?? 2000), line: 'stood still\\n' });
process.on('SIGINT', () => undefined);
const work = { busy: () => { for (;;) {} }, idle: () => setTimeout(() => console.log('done'), 4000), none: () => undefined, wait: () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50_000) };
setTimeout(work[process.argv[2]], 100);`,
      resolveDir: process.cwd(),
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: file,
  }),
);

const run = (work: string, stillMs = '2000') =>
  spawnSync(process.execPath, [file, work, stillMs], {
    encoding: 'utf8',
    timeout: 60_000,
    killSignal: 'SIGTERM',
  });

test('an endless loop is ended, with one line', () => {
  const { signal, stderr } = run('busy');
  expect(signal).toBe(process.platform === 'win32' ? null : 'SIGKILL');
  expect(stderr).toBe('stood still\n');
}, 70_000);

test('one that waits in one place without working is ended later', () => {
  const began = performance.now();
  expect(run('wait', '500').stderr).toBe('stood still\n');
  expect(performance.now() - began).toBeGreaterThan(5000);
}, 70_000);

test('a program that waits goes on, and one without work ends', () => {
  expect(run('idle')).toMatchObject({ status: 0, stdout: 'done\n', stderr: '' });
  expect(run('none')).toMatchObject({ status: 0, stderr: '' });
}, 20_000);

(process.platform === 'win32' ? test.skip : test)(
  'a program that was stopped for longer goes on',
  async () => {
    const child = spawn(process.execPath, [file, 'idle'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (data: Buffer) => (said += data.toString()));
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    child.kill('SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 4000));
    child.kill('SIGCONT');
    await new Promise((resolve) => child.on('close', resolve));
    expect(said).toBe('done\n');
  },
  20_000,
);
