/**
 * `npm run prove:kills -- [SEED] [COUNT]`: a process that keeps runs, deletes some, changes settings and writes a bundle over the one before is killed
 * (SIGKILL) at a random moment, COUNT times over one data folder. After each kill: whatever was reported kept is listed and opens, settings are
 * readable and not older than what was confirmed, the bundle is whole and not older than what was confirmed. At the end nothing half done is
 * left. Prints the figures; fails on the first loss.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { openBundle } from '../src/bundle/open-bundle.ts';
import { writeAtomically } from '../src/core/write-atomically.ts';
import { historyStore } from '../src/engine/history-store.ts';
import { overTime } from '../src/history/over-time.ts';
import { settingsStore } from '../src/engine/settings-store.ts';

const [seed = 1, count = 200] = process.argv.slice(2).map(Number);
/** Runs that are kept: enough that the oldest are deleted all the time. */
const KEEP = 5;
const LONGEST_LIFE_MS = 1200;

const WORKER = `
import { historyStore } from './src/engine/history-store.ts';
import { keepRun } from './src/engine/over-time.ts';
import { overTime } from './src/history/over-time.ts';
import { settingsStore } from './src/engine/settings-store.ts';
import { makeBundle } from './src/bundle/make-bundle.ts';
import { writeAtomically } from './src/core/write-atomically.ts';
import { loadTables } from './src/regions/tables.ts';
import { madeReport } from './test/unit/report/made-report.ts';
import { randomUUID } from 'node:crypto';
const [folder, from] = process.argv.slice(2);
const [history, settings] = [historyStore(folder), settingsStore(folder)];
const keeper = { history, overTime: overTime(folder), dataFolder: folder };
// Four runs to a day, so that days are closed and rolled up all the time.
const DAY_MS = 86_400_000, BEGIN_MS = Date.parse('2026-01-01T00:00:00Z');
const tables = loadTables();
const identity = { userNames: [], hostNames: [], domains: [] };
const choice = { level: 'standard', leaveOut: [], putIn: [] };
for (let n = Number(from); ; n += 1) {
  const id = randomUUID();
  const report = madeReport({ id, createdAt: new Date(BEGIN_MS + (n * DAY_MS) / 4).toISOString() });
  const { createdAt, durationMs, completed, completedBecause, simulated, agent, request, host } = report;
  const record = { id, createdAt, durationMs, completed, completedBecause, simulated, scenario: null, agent, request, host, steps: [], observations: {} };
  await keepRun(keeper, { report, record, forecastMs: null, by: 'person' }, { keep: ${KEEP}, nextMs: null });
  process.stdout.write('kept ' + id + '\\n');
  await settings.change({ samples: 3 + (n % 20) });
  process.stdout.write('set ' + (3 + (n % 20)) + '\\n');
  const made = makeBundle({ report, record, tables, identity, secrets: [], clientLogs: [], createdAt: record.createdAt }, choice);
  process.stdout.write('bundling ' + id + '\\n');
  await writeAtomically(folder + '/bundles/case.zip', made.bytes);
  process.stdout.write('bundled ' + id + '\\n');
}
`;

/** Mulberry32: the same seed gives the same moments. */
function randomOf(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What the process said it had done before it was killed. */
async function live(
  file: string,
  folder: string,
  life: { from: number; ms: number },
): Promise<readonly string[]> {
  const child = spawn(process.execPath, [file, folder, String(life.from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const started = new Promise((resolve) => child.stdout.once('data', resolve));
  child.stdout.on('data', (data: Buffer) => (said += data.toString()));
  await started;
  await sleep(life.ms);
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('close', resolve));
  return said.split('\n').filter((line) => line !== '');
}

/** After all that a worker writes. */
const FAR_MS = Date.parse('2100-01-01T00:00:00Z');

type Said = (word: 'kept' | 'set' | 'bundling' | 'bundled') => readonly string[];

async function checkHistory(data: string, said: Said, at: string): Promise<void> {
  const history = historyStore(data);
  const listed = await history.list();
  for (const { id } of listed)
    assert.notEqual(await history.open(id), null, `${at}: ${id} is listed and does not open`);
  // One more may have been kept than was said, so the oldest said may be gone.
  for (const id of said('kept').slice(-(KEEP - 1)))
    assert.ok(
      listed.some((one) => one.id === id),
      `${at}: ${id} is lost`,
    );
  const lines = await overTime(data).lines({ fromMs: 0, toMs: FAR_MS });
  for (const id of said('kept').slice(-20))
    assert.ok(
      lines.some((line) => line.id === id),
      `${at}: the line of ${id} is lost`,
    );
}

async function checkSettings(data: string, said: Said, at: string): Promise<void> {
  const { samples } = await settingsStore(data).get();
  const last = Number(said('set').at(-1) ?? NaN);
  assert.ok(
    Number.isNaN(last) || [last, last === 22 ? 3 : last + 1].includes(samples),
    `${at}: settings are older than confirmed`,
  );
}

/** Whole, and the one that was confirmed last or the one that was being written over it. */
async function checkBundle(data: string, said: Said, at: string): Promise<void> {
  const bytes = await readFile(join(data, 'bundles', 'case.zip')).catch(() => null);
  const last = said('bundled').at(-1);
  assert.ok(last === undefined || bytes !== null, `${at}: the bundle is gone`);
  if (bytes === null) return;
  const { report, problems } = await openBundle(bytes);
  assert.deepEqual(problems, [], `${at}: the bundle is damaged`);
  const fit = [last, said('bundling').at(-1)];
  assert.ok(last === undefined || fit.includes(report.id), `${at}: the bundle is older than confirmed`);
}

async function halfDoneIn(data: string): Promise<number> {
  const names = await Promise.all(
    ['.', 'history', 'bundles', 'watch'].map((name) => readdir(join(data, name)).catch(() => [])),
  );
  return names.flat().filter((name) => name.startsWith('.')).length;
}

/** The worker, in one file, so that a kill hits writing and not loading. */
async function buildWorker(folder: string): Promise<string> {
  const file = join(folder, 'worker.mjs');
  await build({
    stdin: { contents: WORKER, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
    outfile: file,
  });
  return file;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'preflight-kills-'));
  const file = await buildWorker(folder);
  const [random, data] = [randomOf(seed), join(folder, 'data')];
  const figures = { kept: 0, set: 0, bundled: 0, halfDone: 0 };
  for (let n = 0; n < count; n += 1) {
    const lines = await live(file, data, { from: n * 1000, ms: random() * LONGEST_LIFE_MS });
    figures.halfDone += await halfDoneIn(data);
    const said: Said = (word) =>
      lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
    await checkHistory(data, said, `kill ${n}`);
    await checkSettings(data, said, `kill ${n}`);
    await checkBundle(data, said, `kill ${n}`);
    figures.kept += said('kept').length;
    figures.set += said('set').length;
    figures.bundled += said('bundled').length;
  }
  // Whoever writes next clears what the last kill left beside the file.
  await settingsStore(data).change({ samples: 3 });
  await writeAtomically(join(data, 'bundles', 'case.zip'), new Uint8Array(1));
  // What a kill left of a day is made good by the next tidying.
  await overTime(data).tidy(FAR_MS);
  assert.equal(await halfDoneIn(data), 0, 'half-done files are left');
  await rm(folder, { recursive: true });
  console.log(
    `seed ${seed}: ${count} kills; before them ${figures.kept} runs and lines kept, ${figures.set} settings set, ${figures.bundled} bundles written; ` +
      `${figures.halfDone} half-done files and folders found and swept, 0 lost, 0 left`,
  );
}

await main();
