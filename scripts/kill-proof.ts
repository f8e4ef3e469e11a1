/**
 * `npm run prove:kills -- [SEED] [COUNT]`: a process that keeps runs, deletes some and changes settings is killed (SIGKILL) at a random moment, COUNT
 * times over one data folder. After each kill: whatever was reported kept is listed and opens, settings are readable and not older than what
 * was confirmed. At the end nothing half done is left. Prints the figures; fails on the first loss.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { historyStore } from '../src/engine/history-store.ts';
import { settingsStore } from '../src/engine/settings-store.ts';

const [seed = 1, count = 200] = process.argv.slice(2).map(Number);
/** Runs that are kept: enough that the oldest are deleted all the time. */
const KEEP = 5;
const LONGEST_LIFE_MS = 300;

const WORKER = `
import { historyStore } from './src/engine/history-store.ts';
import { settingsStore } from './src/engine/settings-store.ts';
import { madeReport } from './test/unit/report/made-report.ts';
import { randomUUID } from 'node:crypto';
const [folder, from] = process.argv.slice(2);
const [history, settings] = [historyStore(folder), settingsStore(folder)];
for (let n = Number(from); ; n += 1) {
  const id = randomUUID();
  const report = madeReport({ id, createdAt: new Date().toISOString() });
  const { createdAt, durationMs, completed, completedBecause, simulated, agent, request, host } = report;
  const record = { id, createdAt, durationMs, completed, completedBecause, simulated, scenario: null, agent, request, host, steps: [], observations: {} };
  await history.add({ report, record, forecastMs: null }, ${KEEP});
  process.stdout.write('kept ' + id + '\\n');
  await settings.change({ samples: 3 + (n % 20) });
  process.stdout.write('set ' + (3 + (n % 20)) + '\\n');
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

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'preflight-kills-'));
  const file = join(folder, 'worker.mjs');
  await build({
    stdin: { contents: WORKER, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: file,
  });
  const [random, data] = [randomOf(seed), join(folder, 'data')];
  const figures = { kept: 0, set: 0, halfDone: 0 };
  for (let n = 0; n < count; n += 1) {
    const said = await live(file, data, { from: n * 1000, ms: random() * LONGEST_LIFE_MS });
    figures.halfDone += (await readdir(join(data, 'history'))).filter((name) => name.startsWith('.')).length;
    const kept = said.filter((line) => line.startsWith('kept ')).map((line) => line.slice(5));
    const [history, settings] = [historyStore(data), await settingsStore(data).get()];
    const listed = await history.list();
    for (const { id } of listed)
      assert.notEqual(await history.open(id), null, `kill ${n}: ${id} is listed and does not open`);
    // One more may have been kept than was said, so the oldest said may be gone.
    for (const id of kept.slice(-(KEEP - 1)))
      assert.ok(
        listed.some((one) => one.id === id),
        `kill ${n}: ${id} is lost`,
      );
    const sets = said.filter((line) => line.startsWith('set ')).map((line) => Number(line.slice(4)));
    const last = sets.at(-1);
    if (last !== undefined)
      assert.ok(
        [last, last === 22 ? 3 : last + 1].includes(settings.samples),
        `kill ${n}: settings are older than confirmed`,
      );
    figures.kept += kept.length;
    figures.set += sets.length;
  }
  const left = (await readdir(join(data, 'history'))).filter((name) => name.startsWith('.'));
  assert.deepEqual(left, []);
  await rm(folder, { recursive: true });
  console.log(
    `seed ${seed}: ${count} kills, ${figures.kept} runs kept and ${figures.set} settings set before them, ${figures.halfDone} half-done folders found and swept, 0 lost, 0 left`,
  );
}

await main();
