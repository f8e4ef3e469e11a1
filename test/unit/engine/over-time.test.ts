import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeEngine, type Engine } from '../../../src/engine/engine.ts';
import type { KeptRun } from '../../../src/engine/history-store.ts';
import { historyClear } from '../../../src/engine/kept-handlers.ts';
import { historyHours, historySpan, keepRun } from '../../../src/engine/over-time.ts';
import { loadTables } from '../../../src/regions/tables.ts';
import { blockedReport, madeReport } from '../report/made-report.ts';

const DAY = { from: '2026-11-27T00:00:00.000Z', to: '2026-11-28T00:00:00.000Z' };
let engine: Engine;
const faults: unknown[] = [];
beforeEach(async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'preflight-'));
  engine = makeEngine({
    ...{ face: 'browser', version: '0', tables: loadTables(), publicRoots: null, dataFolder },
    onFault: (error) => faults.push(error),
  });
});
afterEach(() => rm(engine.dataFolder, { recursive: true, force: true }));

function kept(at: string, over: Partial<Pick<KeptRun, 'by' | 'report'>> = {}): KeptRun {
  const { by = 'watch', report = madeReport() } = over;
  const id = `run-${at.replaceAll(/\D/g, '-')}`;
  const { durationMs, completed, completedBecause, simulated, agent, request, host } = report;
  const facts = {
    id,
    createdAt: at,
    durationMs,
    completed,
    completedBecause,
    simulated,
    agent,
    request,
    host,
  };
  return {
    report: { ...report, id, createdAt: at },
    record: { ...facts, scenario: null, steps: [], observations: {} },
    forecastMs: null,
    by,
  };
}
const quarter = { keep: 50, nextMs: 900_000 };

test('a day of a watch: bands, runs, and whole reports where something changed', async () => {
  for (const minute of ['00', '15', '30', '45'])
    await keepRun(engine, kept(`2026-11-27T09:${minute}:00.000Z`), quarter);
  await keepRun(engine, kept('2026-11-27T10:00:00.000Z', { report: blockedReport() }), quarter);
  const { runs, bands } = await historySpan(engine, DAY);
  expect(runs.map(({ hasReport }) => hasReport)).toEqual([true, false, false, true, true]);
  expect(bands.overall?.map(({ state }) => state)).toEqual([
    'not-watched',
    'ready',
    blockedReport().verdict,
    'not-watched',
  ]);
  expect(runs.at(-1)?.cause?.code).toBe('pcoip/tcp-blocked');
  const { hours } = await historyHours(engine, { ...DAY, from: '2025-11-01T00:00:00.000Z' });
  expect(hours[0]).toMatchObject({ at: Date.parse('2026-11-27T09:00:00.000Z'), sent: 8 });
  expect(faults).toEqual([]);
});

test('runs of the version before get their lines once, and stay', async () => {
  await engine.history.add(kept('2026-11-27T08:00:00.000Z', { by: 'person' }), 50);
  await engine.history.add(kept('2026-11-27T09:00:00.000Z', { by: 'person' }), 50);
  expect((await historySpan(engine, DAY)).runs.map(({ by, hasReport }) => [by, hasReport])).toEqual([
    ['person', true],
    ['person', true],
  ]);
  await rm(join(engine.dataFolder, 'watch', 'format.json'));
  expect((await historySpan(engine, DAY)).runs).toHaveLength(2);
});

test('an entry that says nothing of who started it is a person’s', async () => {
  await engine.history.add(kept('2026-11-27T08:00:00.000Z', { by: 'person' }), 50);
  const [id = ''] = await readdir(join(engine.dataFolder, 'history'));
  const path = join(engine.dataFolder, 'history', id, 'entry.json');
  const older = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  delete older['by'];
  await writeFile(path, JSON.stringify(older));
  expect((await engine.history.list())[0]?.by).toBe('person');
});

test('a demonstration, and a person who keeps nothing, leave no line', async () => {
  const demonstration = { ...madeReport(), simulated: true, scenario: 'ready' };
  await keepRun(engine, kept('2026-11-27T08:00:00.000Z', { by: 'person', report: demonstration }), quarter);
  await keepRun(engine, kept('2026-11-27T09:00:00.000Z', { by: 'person' }), { keep: 0, nextMs: null });
  expect((await historySpan(engine, DAY)).runs).toEqual([]);
});

test('no line says a name or an address of this computer or its network', async () => {
  const report = madeReport();
  const wifi = { ssid: 'Secret-SSID', signalDbm: -50, linkMbps: 300, channel: 6 };
  const gateway = { family: 4 as const, address: '192.0.2.77', interfaceName: 'wlan-secret' };
  const host = { ...report.host, hostName: 'secret-host', wifi, defaultGateways: [gateway] };
  await keepRun(engine, kept('2026-11-27T09:00:00.000Z', { report: { ...report, host } }), quarter);
  const text = await readFile(join(engine.dataFolder, 'watch', '2026-11-27.jsonl'), 'utf8');
  expect(text).toContain('"network":"');
  expect(text).not.toMatch(/secret|192\.0\.2\.77/i);
});

test('clear takes the lines too', async () => {
  await keepRun(engine, kept('2026-11-27T09:00:00.000Z'), quarter);
  await historyClear(engine);
  expect(await historySpan(engine, DAY)).toMatchObject({ runs: [] });
});
