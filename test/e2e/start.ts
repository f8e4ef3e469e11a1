/** `npm start` as a person meets it: what is printed and what it starts. It must never fetch or install anything. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronRuntime } from '../../scripts/start.mjs';
import { root } from './served-page.ts';
import type { Suite } from './suite.ts';

const START = join(root, 'scripts/start.mjs');

export async function testStart(suite: Suite): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'preflight-start-'));
  await suite.test('start: without Electron and display, the link in three lines', () => fallBack(folder));
  await suite.test('start: with a display, the browser opens as a window of its own', () =>
    opensWindow(folder),
  );
  await suite.test('start: Electron where its runtime is, with what was asked for', () =>
    startsRuntime(folder),
  );
  await rm(folder, { recursive: true, force: true });
}

interface Started {
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts it, waits until `isDone`, ends it with Ctrl-C. */
async function start(
  args: readonly string[],
  env: Record<string, string>,
  isDone: (stdout: string, stderr: string) => boolean,
): Promise<Started> {
  const child = spawn(process.execPath, [START, ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const seen = { stdout: '', stderr: '' };
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise<void>((resolve) => {
    const take = (name: 'stdout' | 'stderr') => (text: string) => {
      seen[name] += text;
      if (isDone(seen.stdout, seen.stderr)) resolve();
    };
    child.stdout.setEncoding('utf8').on('data', take('stdout'));
    child.stderr.setEncoding('utf8').on('data', take('stderr'));
    void closed.then(resolve);
  });
  // As a terminal does it: to the whole group.
  if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
  await closed;
  return seen;
}

async function fallBack(folder: string): Promise<void> {
  const env = { PREFLIGHT_DATA: folder, ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'nothing') };
  const { stdout, stderr } = await start([], env, (_, text) => text.includes('Ctrl-C ends it'));
  assert.match(stdout, /^Preflight is at http:\/\/127\.0\.0\.1:\d+\/#token=\S+\n$/);
  const [first = '', second = '', ...rest] = stderr.trimEnd().split('\n');
  assert.match(first, /^Using the browser: .*npx install-electron/);
  assert.match(second, /^No display here: open this link in a browser\./);
  assert.deepEqual(rest, []);
}

/** A stand-in for the system's opener writes down what it was started with. */
async function opensWindow(folder: string): Promise<void> {
  const env = {
    PREFLIGHT_DATA: folder,
    ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'nothing'),
    DISPLAY: ':99',
  };
  const { stderr } = await start([], env, (_, text) => text.includes('Ctrl-C ends it'));
  // Chromium without a display, or as root, ends by itself: then the line says so instead of a window that nobody sees.
  assert.match(
    stderr,
    /\n(Opened in a window of its own|Opened in your browser|No browser could be started: open this link yourself)\. /,
  );
}

async function startsRuntime(folder: string): Promise<void> {
  const dist = join(folder, 'dist');
  const told = join(folder, 'told');
  await mkdir(dist, { recursive: true });
  const stub = join(dist, 'electron');
  await writeFile(stub, `#!/bin/sh\nprintf '%s\\n' "$@" > '${told}'\n`);
  await chmod(stub, 0o755);
  assert.equal(electronRuntime({ ELECTRON_OVERRIDE_DIST_PATH: dist }), stub);
  const { stdout } = await start(['--marked'], { ELECTRON_OVERRIDE_DIST_PATH: dist }, () => false);
  assert.equal(stdout, '');
  const [app, flag] = (await readFile(told, 'utf8')).trimEnd().split('\n');
  assert.deepEqual([app, flag], [join(root, 'dist/electron'), '--marked']);
}
