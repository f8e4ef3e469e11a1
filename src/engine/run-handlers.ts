/** Commands about runs: plan, start, cancel, watch, do a part again. */
import {
  ContractError,
  plannedStepOf,
  type ArgumentOf,
  type ResultOf,
  type RunRequest,
} from '../contract/index.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { RunEvent } from '../run/events.ts';
import { expectedMs, paceOf } from '../run/expected-duration.ts';
import { check, planOnly } from './check.ts';
import type { Engine } from './engine.ts';
import type { FinishedRun, RunWork } from './live-runs.ts';
import type { NetworkChoice } from './network.ts';
import { requestOf, type AcceptedRequest } from './request-of.ts';
import { stepsToRerun } from './steps-to-rerun.ts';

async function accept(
  engine: Engine,
  asked: RunRequest,
): Promise<{ accepted: AcceptedRequest; network: NetworkChoice }> {
  const settings = await engine.settings.get();
  const accepted = requestOf(asked, settings, engine);
  const network = {
    version: engine.version,
    situation: accepted.situation,
    tables: engine.tables,
    homeRegion: accepted.request.regions[0] ?? null,
    publicRoots: engine.publicRoots,
    proxy: settings.proxy,
  };
  return { accepted, network };
}

export async function planMake(engine: Engine, asked: RunRequest): Promise<ResultOf<'plan.make'>> {
  const { accepted, network } = await accept(engine, asked);
  const { signal } = new AbortController();
  const steps = makePlan(await planOnly({ network, request: accepted.request, signal }));
  return {
    steps: steps.map(plannedStepOf),
    expectedMs: expectedMs(steps) * (await paceHere(engine, network)),
  };
}

export async function runStart(engine: Engine, asked: RunRequest): Promise<ResultOf<'run.start'>> {
  const { accepted, network } = await accept(engine, asked);
  const runId = engine.runs.start({
    request: asked,
    decidingRegion: accepted.decidingRegion,
    basedOn: null,
    onlySteps: null,
    work: (work) => checkAndKeep(engine, { work, network, request: accepted.request }),
  });
  await remember(engine, accepted).catch(engine.onFault);
  return { runId };
}

/** The start screen offers them again; the code itself is never kept. What was made up or asked for all Regions says nothing of the person's. */
async function remember(
  engine: Engine,
  { decidingRegion, request, situation }: AcceptedRequest,
): Promise<void> {
  if (situation !== null || decidingRegion === null) return;
  await engine.settings.change({ lastRegion: decidingRegion, lastProtocols: request.protocols });
}

export async function runRerun(
  engine: Engine,
  { runId, what }: ArgumentOf<'run.rerun'>,
): Promise<ResultOf<'run.rerun'>> {
  const before = engine.runs.finished(runId) ?? (await engine.history.open(runId));
  if (before === null) throw new ContractError('unknown-run');
  const asked = askedAgain(before);
  const { accepted, network } = await accept(engine, asked);
  const stepIds = stepsToRerun(what, before.report.checks, before.record.steps);
  const isWhole = what.kind === 'all';
  const again = isWhole ? {} : { again: { record: before.record, stepIds } };
  const started = engine.runs.start({
    request: asked,
    decidingRegion: accepted.decidingRegion,
    basedOn: isWhole ? null : runId,
    onlySteps: isWhole ? null : stepIds,
    work: (work) => checkAndKeep(engine, { work, network, request: before.record.request, ...again }),
  });
  return { runId: started };
}

function askedAgain({ record }: FinishedRun): RunRequest {
  const { regions, allRegions, protocols, directoryId, registrationName } = record.request;
  return {
    registrationCode: registrationName,
    regions,
    allRegions,
    protocols,
    directoryId,
    scenario: record.scenario,
  };
}

type Work = Pick<Parameters<typeof check>[0], 'network' | 'request' | 'again'> & { readonly work: RunWork };

async function checkAndKeep(engine: Engine, { work, ...input }: Work): Promise<FinishedRun> {
  const { runId: id, signal, onPrepared } = work;
  const pace = await paceHere(engine, input.network);
  let forecastMs: number | null = null;
  const onEvent = (event: RunEvent): void => {
    if (event.type !== 'planned') return work.onEvent(event);
    forecastMs = event.expectedMs;
    work.onEvent({ ...event, expectedMs: Math.round(forecastMs * pace) });
  };
  const finished = await check({ ...input, id, signal, onPrepared, onEvent });
  const { historyKeep } = await engine.settings.get();
  const kept = { ...finished, forecastMs: input.again ? null : forecastMs };
  // A history that cannot be written (a full disk) loses no report: the page has it.
  await engine.history.add(kept, historyKeep).catch(engine.onFault);
  return finished;
}

/** How this machine's last checks compare to their plans; a demonstration keeps its script's own time. */
async function paceHere(engine: Engine, { situation }: NetworkChoice): Promise<number> {
  return situation === null ? paceOf(await engine.history.list()) : 1;
}
