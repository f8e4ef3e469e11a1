/** A run of this engine, once or several times, and what is kept of it. */
import { randomUUID } from 'node:crypto';
import { mergeRuns } from '../report/merge-runs.ts';
import type { RunEvent } from '../run/events.ts';
import { paceOf } from '../run/expected-duration.ts';
import { check } from './check.ts';
import type { Engine } from './engine.ts';
import type { FinishedRun, RunWork } from './live-runs.ts';
import { keepRun, keepTurn } from './over-time.ts';
import { withProbingLock } from './probing-lock.ts';

interface Work extends Pick<Parameters<typeof check>[0], 'request' | 'way' | 'again'> {
  /** How often, one after the other. */
  readonly runs: number;
}

/** Of several runs one report comes back and one is kept: the merged one, under the id that the page watches. */
export async function checkAndKeep(engine: Engine, work: RunWork, input: Work): Promise<FinishedRun> {
  const { historyKeep: keep } = await engine.settings.get();
  const { finished, forecastMs } =
    input.runs === 1 ? await checkOnce(engine, work, input) : await checkRepeatedly(engine, work, input);
  const kept = {
    ...finished,
    forecastMs: input.again || input.runs > 1 ? null : forecastMs,
    by: 'person' as const,
  };
  // A history that cannot be written (a full disk) loses no report: the page has it.
  await keepRun(engine, kept, { keep, nextMs: null }).catch(engine.onFault);
  return finished;
}

interface Done {
  readonly finished: FinishedRun;
  readonly forecastMs: number | null;
}

/** Each run is a line of its own over time; an interruption ends the series and keeps what is there. */
async function checkRepeatedly(engine: Engine, work: RunWork, input: Work): Promise<Done> {
  const done: FinishedRun[] = [];
  const { historyKeep: keep } = await engine.settings.get();
  for (let number = 1; number <= input.runs && !work.signal.aborted; number += 1) {
    work.onTurn({ number, of: input.runs });
    const { finished } = await checkOnce(engine, { ...work, runId: randomUUID() }, input);
    done.push(finished);
    if (keep > 0) await keepTurn(engine, finished.report).catch(engine.onFault);
  }
  const report = mergeRuns(
    done.map((one) => one.report),
    input.runs,
  );
  const shown = done.find((one) => one.report.id === report.id) ?? done[0];
  if (shown === undefined) throw new Error('no run was made');
  const id = work.runId;
  return { finished: { report: { ...report, id }, record: { ...shown.record, id } }, forecastMs: null };
}

async function checkOnce(
  engine: Engine,
  { runId: id, signal, onPrepared, onEvent: tell }: RunWork,
  { runs, ...input }: Work,
): Promise<Done> {
  const { tables, version } = engine;
  const pace = await paceHere(engine, input.way.scenario);
  let forecastMs: number | null = null;
  const onEvent = (event: RunEvent): void => {
    if (event.type !== 'planned') return tell(event);
    forecastMs = event.expectedMs;
    tell({ ...event, expectedMs: Math.round(forecastMs * pace * runs) });
  };
  const work = (): Promise<FinishedRun> =>
    check({ ...input, tables, version, id, signal, onPrepared, onEvent });
  const isReal = input.way.scenario === null;
  const finished = isReal ? await withProbingLock(engine.dataFolder, { signal }, work) : await work();
  return { finished, forecastMs };
}

/** How this machine's last checks compare to their plans; a demonstration keeps its script's own time. */
export async function paceHere(engine: Engine, scenario: string | null): Promise<number> {
  return scenario === null ? paceOf(await engine.history.list()) : 1;
}
