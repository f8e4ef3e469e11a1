/**
 * Runs that faces watch: one at a time, with every event kept under a gapless number, so that a page that lost its connection, a
 * reload and a second tab all draw the same run.
 */
import { randomUUID } from 'node:crypto';
import type { AgentEvent, PlannedStep, RunFacts, RunSnapshot, StopReason, Turn } from '../contract/index.ts';
import { ContractError, plannedStepOf } from '../contract/index.ts';
import type { RunRecord } from '../reading/record.ts';
import type { PlanInput } from '../plan/plan-input.ts';
import type { Report } from '../report/report.ts';
import type { RunEvent } from '../run/events.ts';

export interface FinishedRun {
  readonly report: Report;
  readonly record: RunRecord;
}

/** What a run does once it was accepted. Rejects only for a fault of ours. */
export interface RunWork {
  readonly runId: string;
  readonly signal: AbortSignal;
  /** Called once, when the machine was read and before anything is sent. */
  readonly onPrepared: (plan: PlanInput) => void;
  /** Called before each of several runs. */
  readonly onTurn: (turn: Turn) => void;
  readonly onEvent: (event: RunEvent) => void;
}

export interface StartInput {
  readonly request: RunFacts;
  /** Region that decides, when it is known before the run. */
  readonly decidingRegion: string | null;
  readonly basedOn: string | null;
  /** Steps that are run; null: all. Kept ones are not announced. */
  readonly onlySteps: readonly string[] | null;
  readonly work: (work: RunWork) => Promise<FinishedRun>;
}

interface LiveRun extends Omit<RunSnapshot, 'lastSeq' | 'report' | 'state'> {
  readonly events: AgentEvent[];
  readonly stop: AbortController;
  finished: FinishedRun | null;
  over: boolean;
}

type Body = AgentEvent extends infer E ? (E extends AgentEvent ? Omit<E, 'seq' | 'runId'> : never) : never;

/** Runs that are over and still kept for pages that come late. */
const KEPT = 5;

export class LiveRuns {
  private readonly runs = new Map<string, LiveRun>();
  private readonly listeners = new Set<(event: AgentEvent) => void>();
  private readonly onFault: (error: unknown) => void;

  /** `onFault` hears of a fault of ours; the faces are told `engine-lost` alone. */
  constructor(onFault: (error: unknown) => void) {
    this.onFault = onFault;
  }

  /** Gives the id at once; the run goes on by itself. Throws `already-running` while another one does. */
  start(input: StartInput): string {
    if ([...this.runs.values()].some(({ over }) => !over)) throw new ContractError('already-running');
    const runId = randomUUID();
    const run: LiveRun = {
      runId,
      startedAt: new Date().toISOString(),
      request: input.request,
      basedOn: input.basedOn,
      events: [],
      stop: new AbortController(),
      finished: null,
      over: false,
    };
    this.runs.set(runId, run);
    this.forgetOld();
    void this.carryOut(run, input);
    return runId;
  }

  cancel(runId: string): void {
    this.find(runId).stop.abort('cancelled');
  }

  /** By id, or with null the latest; null when there is none. */
  snapshot(runId: string | null): RunSnapshot | null {
    const run = runId === null ? [...this.runs.values()].at(-1) : this.runs.get(runId);
    if (!run) return null;
    const { startedAt, request, basedOn, events, over, finished } = run;
    const state = over ? 'stopped' : 'running';
    return {
      runId: run.runId,
      state,
      startedAt,
      request,
      basedOn,
      lastSeq: events.length,
      report: finished?.report ?? null,
    };
  }

  finished(runId: string): FinishedRun | null {
    return this.runs.get(runId)?.finished ?? null;
  }

  eventsAfter(runId: string, seq: number): readonly AgentEvent[] {
    return this.find(runId).events.slice(seq);
  }

  /** Every event of every run from now on; returns what ends the subscription. */
  subscribe(listener: (event: AgentEvent) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Cancels what runs, for the end of the process. */
  stopAll(): void {
    for (const run of this.runs.values()) run.stop.abort('cancelled');
  }

  private find(runId: string): LiveRun {
    const run = this.runs.get(runId);
    if (!run) throw new ContractError('unknown-run');
    return run;
  }

  private forgetOld(): void {
    const surplus = [...this.runs.keys()].slice(0, -KEPT);
    for (const runId of surplus) this.runs.delete(runId);
  }

  private async carryOut(run: LiveRun, input: StartInput): Promise<void> {
    let plan: PlanInput | null = null;
    let turn: Turn | null = null;
    const tell = (event: RunEvent): void => this.publish(run, bodyOf(event, { input, run, plan, turn }));
    try {
      run.finished = await input.work({
        runId: run.runId,
        signal: run.stop.signal,
        onPrepared: (prepared) => {
          plan = prepared;
        },
        onTurn: (next) => {
          turn = next;
        },
        onEvent: tell,
      });
      this.end(run, run.finished.report.completedBecause ?? 'finished');
    } catch (error) {
      this.onFault(error);
      this.end(run, 'engine-lost');
    }
  }

  private end(run: LiveRun, reason: StopReason): void {
    run.over = true;
    this.publish(run, { type: 'stopped', reason, report: run.finished?.report ?? null });
  }

  private publish(run: LiveRun, body: Body): void {
    const event: AgentEvent = { ...body, seq: run.events.length + 1, runId: run.runId };
    run.events.push(event);
    for (const listener of this.listeners) listener(event);
  }
}

interface Told {
  readonly input: StartInput;
  readonly run: LiveRun;
  readonly plan: PlanInput | null;
  readonly turn: Turn | null;
}

/** What a run tells, in the words of the contract. */
function bodyOf(event: RunEvent, { input, run, plan, turn }: Told): Body {
  if (event.type === 'expanded') return { type: 'expanded', steps: event.steps.map(plannedStepOf) };
  if (event.type !== 'planned') return event;
  const only = input.onlySteps;
  const steps: PlannedStep[] = event.steps
    .filter(({ id }) => only === null || only.includes(id))
    .map(plannedStepOf);
  return {
    type: 'planned',
    request: run.request,
    decidingRegion: input.decidingRegion,
    steps,
    expectedMs: event.expectedMs,
    host: plan?.host ?? null,
    basedOn: input.basedOn,
    ...(turn === null ? {} : { turn }),
  };
}
