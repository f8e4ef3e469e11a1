/** One whole check, from a validated request to a report: what every face starts. */
import { randomUUID } from 'node:crypto';
import type { ToolOutput } from '../evidence/tool-output.ts';
import type { RunRecord } from '../reading/record.ts';
import type { Language } from '../core/language.ts';
import { makeToolTranscript } from '../net/tool-transcript.ts';
import type { Ports } from '../probes/ports.ts';
import type { PlanInput } from '../plan/plan-input.ts';
import { assembleReport } from '../report/assemble-report.ts';
import type { Report } from '../report/report.ts';
import type { OnRunEvent } from '../run/events.ts';
import { tablesIdentity } from '../regions/model.ts';
import { prepare } from '../run/prepare.ts';
import { run, type RunInput } from '../run/run.ts';
import type { Accepted, Way } from '../request/accept.ts';
import type { Tables } from '../regions/model.ts';
import { openNetwork, type NetworkChoice } from './network.ts';

export interface CheckInput extends Pick<Accepted, 'request' | 'way'> {
  readonly tables: Tables;
  readonly version: string;
  /** Fires on Ctrl-C or Cancel; the report of what was seen is still made. */
  readonly signal: AbortSignal;
  readonly id?: string;
  readonly onPrepared?: (plan: PlanInput) => void;
  readonly onEvent?: OnRunEvent;
  readonly choose?: RunInput['choose'];
  readonly again?: RunInput['again'];
  /** `whole`: no wait ends early (docs/adr/0022). */
  readonly waits?: RunInput['waits'];
  /** What stands between the run and the network (a count of packets); absent: nothing. */
  readonly through?: (ports: Ports) => Ports;
  /** Language of the report's texts; English by default. */
  readonly language?: Language;
}

export interface Checked {
  readonly report: Report;
  readonly record: RunRecord;
}

/** Never rejects for what the network did; rejects for a fault of ours. */
export async function check(input: CheckInput): Promise<Checked> {
  const { request, way, tables, version, id = randomUUID(), onPrepared, onEvent, choose, again } = input;
  const transcript = makeToolTranscript();
  const opened = openNetwork(networkOf(input), transcript);
  const ports = input.through?.(opened) ?? opened;
  // Reading this machine is quick and sends nothing: a cancelled run still has its facts.
  const plan = await prepare({
    tables,
    request,
    ports,
    signal: new AbortController().signal,
  });
  onPrepared?.(plan);
  const { record: seen, judgement } = await run({
    id,
    plan,
    ports,
    signal: input.signal,
    agent: agentOf(version),
    scenario: way.scenario,
    ...(onEvent ? { onEvent } : {}),
    ...(choose ? { choose } : {}),
    ...(again ? { again } : {}),
    waits: input.waits,
  });
  const toolOutput = joined(again?.record.toolOutput, transcript.output());
  const record: RunRecord = {
    ...seen,
    request: { ...request, ...echoOf(way) },
    ...(toolOutput.runs.length > 0 ? { toolOutput } : {}),
  };
  const setting = { tables: tablesIdentity(tables), language: input.language };
  return { record, report: assembleReport(record, judgement, setting) };
}

/** What the record says of the way beside the request. */
function echoOf({ proxy, publicRoots, shapedBy }: Way): Partial<RunRecord['request']> {
  const files = shapedBy.length > 0 ? { shapedBy: [...shapedBy] } : {};
  return { proxyMode: proxy.mode, customRoots: publicRoots !== null, ...files };
}

/** A part of a run that is done again adds to what the programs printed before. */
function joined(before: ToolOutput | undefined, now: ToolOutput): ToolOutput {
  return {
    runs: [...(before?.runs ?? []), ...now.runs],
    unkeptRuns: (before?.unkeptRuns ?? 0) + now.unkeptRuns,
  };
}

/** The plan that `check` would follow. Reads this machine, sends nothing to the service. */
export async function planOnly(
  input: Pick<CheckInput, 'request' | 'way' | 'tables' | 'version' | 'signal'>,
): Promise<PlanInput> {
  const { request, tables, signal } = input;
  return prepare({ tables, request, ports: openNetwork(networkOf(input)), signal });
}

function networkOf({
  way,
  request,
  tables,
  version,
}: Pick<CheckInput, 'way' | 'request' | 'tables' | 'version'>): NetworkChoice {
  return { way, tables, version, homeRegion: request.regions[0] ?? null };
}

function agentOf(version: string): RunRecord['agent'] {
  const { platform, arch, versions } = process;
  return { name: 'preflight', version, platform, arch, runtime: `node ${versions.node}` };
}
