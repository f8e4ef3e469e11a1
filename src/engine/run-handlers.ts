/** Commands about runs: plan, start, cancel, watch, do a part again. */
import {
  ContractError,
  plannedStepOf,
  type ArgumentOf,
  type ResultOf,
  type RunRequest,
  type Settings,
} from '../contract/index.ts';
import type { RunRecord } from '../reading/record.ts';
import { SITUATIONS } from '../net/simulated/situation.ts';
import { makePlan } from '../plan/make-plan.ts';
import { expectedMs } from '../run/expected-duration.ts';
import { planSessions } from '../run/session-window.ts';
import { accept, type Accepted, type RunSettings } from '../request/accept.ts';
import { makePrepared, preparedFile, preparedLink, readPrepared } from '../request/prepared.ts';
import { parseProxy, type ProxyChoice } from '../request/fields.ts';
import { planOnly } from './check.ts';
import type { Engine } from './engine.ts';
import type { StartInput } from './live-runs.ts';
import { NO_POLICY, policyShaper, underPolicy } from '../policy/policy.ts';
import { RequestRefused } from '../request/refusal.ts';
import { checkAndKeep, paceHere } from './run-and-keep.ts';
import { stepsToRerun } from './steps-to-rerun.ts';

/** With the settings of today, also for what was asked before. */
async function acceptNow(engine: Engine, asked: RunRequest): Promise<Accepted> {
  const { tables, policy = NO_POLICY } = engine;
  refuseIfOff(engine, asked.simulate ?? null);
  const scenarios = SITUATIONS.map(({ id }) => id);
  return accept(underPolicy(asked, policy), settingsOf(await engine.settings.get(), engine), {
    tables,
    scenarios,
  });
}

/** A demonstration sends nothing. */
function refuseIfOff({ policy }: Engine, scenario: string | null): void {
  if (policy?.probing?.value === 'off' && scenario === null) throw new RequestRefused({ code: 'by-policy' });
}

function shapersOf({
  shapedBy = [],
  policy = NO_POLICY,
}: Pick<Engine, 'shapedBy' | 'policy'>): RunSettings['shapedBy'] {
  return [...shapedBy, ...policyShaper(policy)];
}

function settingsOf(
  { proxy, samples, deadlineSeconds }: Settings,
  engine: Pick<Engine, 'publicRoots' | 'shapedBy' | 'policy' | 'peerKeys'>,
): RunSettings {
  const asText = proxy.mode === 'url' ? (proxy.url ?? '') : proxy.mode;
  return {
    proxy: asText,
    samples,
    deadlineSeconds,
    publicRoots: engine.publicRoots,
    peerKeys: engine.peerKeys,
    shapedBy: shapersOf(engine),
  };
}

export async function planMake(engine: Engine, asked: RunRequest): Promise<ResultOf<'plan.make'>> {
  const accepted = await acceptNow(engine, asked);
  const { tables, version } = engine;
  const { signal } = new AbortController();
  const plan = await planOnly({ ...accepted, tables, version, signal });
  const steps = makePlan(plan);
  const sessions = planSessions(steps, plan.host, plan.request);
  return {
    steps: steps.map(plannedStepOf),
    sessions,
    expectedMs: expectedMs(steps, sessions) * (await paceHere(engine, accepted.way.scenario)),
  };
}

export async function preparedRead(
  engine: Engine,
  { text }: ArgumentOf<'prepared.read'>,
): Promise<ResultOf<'prepared.read'>> {
  const prepared = readPrepared(text);
  await acceptNow(engine, prepared.check);
  return { prepared, link: preparedLink(prepared) };
}

/** The code is a secret and stays here; the Region that it tells goes along. */
export async function preparedMake(
  engine: Engine,
  { request, from, note }: ArgumentOf<'prepared.make'>,
): Promise<ResultOf<'prepared.make'>> {
  const { regions } = await acceptNow(engine, request);
  const asked = { ...request };
  delete asked.registrationCode;
  delete asked.samples;
  // What the line of whoever makes it needs, and what asks servers that a stranger may not name.
  delete asked.gentle;
  delete asked.peer;
  delete asked.where;
  const region = regions.slice(0, 1).map(({ code }) => code);
  const prepared = makePrepared({ ...asked, region }, { from, note });
  return { file: preparedFile(prepared), link: preparedLink(prepared) };
}

export async function runStart(
  engine: Engine,
  { repeat: runs = 1, ...asked }: ArgumentOf<'run.start'>,
): Promise<ResultOf<'run.start'>> {
  const accepted = await acceptNow(engine, asked);
  const { request, way } = accepted;
  // Every event of a run is kept while it is watched: twenty runs of all Regions would not fit into memory.
  if (runs > 1 && request.regions.length > 1) throw new ContractError('invalid-argument');
  const runId = engine.runs.start({
    ...shownOf(request, way.scenario),
    basedOn: null,
    onlySteps: null,
    work: (work) => checkAndKeep(engine, work, { request, way, runs }),
  });
  await remember(engine, accepted).catch(engine.onFault);
  return { runId };
}

/** What pages are told of a request; it never held a registration code. */
function shownOf(
  request: Accepted['request'],
  scenario: string | null,
): Pick<StartInput, 'request' | 'decidingRegion'> {
  const { regions, allRegions, protocols } = request;
  return { request: { regions, allRegions, protocols, scenario }, decidingRegion: decidingOf(request) };
}

/** The first Region asked for; null with all of a partition, where the best one decides. */
function decidingOf({ allRegions, regions }: Accepted['request']): string | null {
  return allRegions ? null : (regions[0] ?? null);
}

/** The start screen offers them again; the code itself is never kept. What was made up or asked for all Regions says nothing of the person's. */
async function remember(engine: Engine, { request, way }: Accepted): Promise<void> {
  const lastRegion = decidingOf(request);
  if (way.scenario !== null || lastRegion === null) return;
  await engine.settings.change({ lastRegion, lastProtocols: request.protocols });
}

/**
 * `all` is a fresh request: the same question under the settings of today. A part keeps the request and the way of the run that it belongs
 * to: mixed with other settings its report would be about no network at all.
 */
export async function runRerun(
  engine: Engine,
  { runId, what }: ArgumentOf<'run.rerun'>,
): Promise<ResultOf<'run.rerun'>> {
  const before = engine.runs.finished(runId) ?? (await engine.history.open(runId));
  if (before === null) throw new ContractError('unknown-run');
  const { record, report } = before;
  if (what.kind === 'all') return runStart(engine, askedOf(record));
  const stepIds = stepsToRerun(what, report.checks, record.steps);
  const { scenario, request } = record;
  refuseIfOff(engine, scenario);
  const way = {
    scenario,
    proxy: proxyOf(record),
    publicRoots: engine.publicRoots,
    peerKeys: engine.peerKeys,
    shapedBy: shapersOf(engine),
  };
  const started = engine.runs.start({
    ...shownOf(request, scenario),
    basedOn: runId,
    onlySteps: stepIds,
    work: (work) => checkAndKeep(engine, work, { request, way, runs: 1, again: { record, stepIds } }),
  });
  return { runId: started };
}

/** What a run asked, as it would be asked again. */
function askedOf({ request, scenario }: Pick<RunRecord, 'request' | 'scenario'>): RunRequest {
  const { allRegions, namedRegion, regions, protocols, registrationName, directoryId, stun } = request;
  const [only] = protocols;
  const named = namedRegion === undefined ? [] : [namedRegion];
  return {
    region: allRegions ? [...named, 'all'] : regions,
    protocol: protocols.length === 1 && only !== undefined ? only : 'both',
    profile: request.profile,
    also: request.also.map(hostPortText),
    require: request.require,
    localDiscovery: request.localDiscovery,
    ...(registrationName === null ? {} : { registrationCode: registrationName }),
    ...(directoryId === null ? {} : { directoryId }),
    ...(stun === null ? {} : { stun: hostPortText(stun) }),
    ...peersOf(request),
    ...askedBesidesOf(request),
    ...(scenario === null ? {} : { simulate: scenario }),
  };
}

function peersOf({ peers, peerScope, peerLoad, peerIdle }: RunRecord['request']): Partial<RunRequest> {
  return {
    ...(peers === undefined ? {} : { peer: peers.map(peerText) }),
    ...(peerScope === undefined ? {} : { peerScope }),
    ...(peerLoad === true ? { peerLoad } : {}),
    ...(peerIdle === true ? { peerIdle } : {}),
  };
}

/** What is said only where somebody asked for it. */
function askedBesidesOf(request: RunRecord['request']): Partial<RunRequest> {
  const { signIn, fips, accessControl } = request;
  return {
    ...(request.where === true ? { where: true } : {}),
    ...(request.gentle === true ? { gentle: true } : {}),
    ...(signIn === undefined ? {} : { signIn }),
    ...(fips === undefined ? {} : { fips }),
    ...(accessControl === undefined ? {} : { accessControl }),
  };
}

function peerText({ kind, host, port }: NonNullable<RunRecord['request']['peers']>[number]): string {
  if (port === null) return host.includes(':') ? `[${host}]` : host;
  return `${kind}:${hostPortText({ host, port })}`;
}

function hostPortText({ host, port }: { readonly host: string; readonly port: number }): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** The proxy that a run went over. The settings of the page hold no password, so none is lost. */
function proxyOf({ request: { proxyMode = 'auto' }, host }: RunRecord): ProxyChoice {
  return proxyMode === 'url' ? parseProxy(host.proxy.httpsProxy ?? '') : { mode: proxyMode };
}
