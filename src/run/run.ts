/**
 * One run, from the plan to the record: the only wiring of plan, probes and judging. Ports are handed in, so that a real network,
 * a simulated one and a fake are the same to it.
 */
import { setMaxListeners } from 'node:events';
import type { IpAddress } from '../core/address.ts';
import { parseIpAddress } from '../core/address.ts';
import type { Observed } from '../core/measured.ts';
import type { Evidence } from '../evidence/index.ts';
import { judge } from '../judge/judge.ts';
import { checkOf } from '../reading/status-of.ts';
import type { Judgement } from '../judge/finding.ts';
import type { RunRecord } from '../reading/record.ts';
import { expandPlan } from '../plan/expand-plan.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { PlanInput } from '../plan/plan-input.ts';
import type { Step } from '../plan/step.ts';
import { PROBES } from '../probes/index.ts';
import type { Ports } from '../probes/ports.ts';
import type { Timeouts } from '../probes/timeouts.ts';
import { adaptiveTimeouts } from './adaptive-timeouts.ts';
import { limitsOf, makeAdmission } from './admission.ts';
import type { OnRunEvent } from './events.ts';
import { executeStep, stopReason } from './execute-step.ts';
import { expectedMs } from './expected-duration.ts';
import { laterStages } from './later-stages.ts';
import { Patience } from './patience.ts';
import { schedule, type ScheduleResult } from './schedule.ts';
import { planSessions } from './session-window.ts';

export interface RunInput {
  /** A uuid; the record and the report carry it. */
  readonly id: string;
  readonly plan: PlanInput;
  readonly ports: Ports;
  /** Fires on Ctrl-C or Cancel; the record of what was seen is still returned. */
  readonly signal: AbortSignal;
  readonly agent: RunRecord['agent'];
  /** Name of the simulated scenario; null on a real network. */
  readonly scenario: string | null;
  readonly onEvent?: OnRunEvent;
  /** `whole`: no wait ends before its time-out (docs/adr/0022), to compare with. */
  readonly waits?: 'bounded' | 'whole' | undefined;
  /** Which of the planned (and later of the added) steps are taken; a step's dependencies must be among them. Absent: all. */
  readonly choose?: (steps: readonly Step[]) => readonly Step[];
  /** A part of an earlier run is done again: everything but `stepIds` is taken from it. */
  readonly again?: { readonly record: RunRecord; readonly stepIds: readonly string[] };
}

export interface RunResult {
  readonly record: RunRecord;
  readonly judgement: Judgement;
}

/** Runs the plan to its end, its deadline or its cancellation. Never rejects for what the network did. */
export async function run(input: RunInput): Promise<RunResult> {
  const { plan, ports, onEvent = () => undefined } = input;
  const createdAt = ports.clock.wallTime().toISOString();
  const beganMs = ports.clock.nowMs();
  const elapsedMs = (): number => ports.clock.nowMs() - beganMs;
  const { choose = (all: readonly Step[]) => all } = input;
  const steps = input.again ? stepsAgain(input.again) : choose(makePlan(plan));
  // Of a part that is done again, only that part takes time.
  const taken = input.again ? steps.filter(({ id }) => input.again?.stepIds.includes(id)) : steps;
  onEvent({
    type: 'planned',
    steps,
    expectedMs: expectedMs(taken, planSessions(taken, plan.host, plan.request)),
  });
  const stop = stopSignal(input);
  const shared = {
    host: plan.host,
    clock: ports.clock,
    signal: stop.signal,
    admission: makeAdmission(limitsOf(plan.request)),
    ...stepHandlers({ input, elapsedMs, signal: stop.signal, onEvent }),
  };
  const recordOf = (outcome: ScheduleResult): RunRecord =>
    recordFrom(outcome, input, { createdAt, durationMs: elapsedMs(), signal: stop.signal });
  const ask = (all: readonly Step[], known: ScheduleResult['observations']) =>
    schedule({ ...shared, steps: all, known });
  const quick = await ask(steps, knownOf(input.again));
  const outcome = await laterStages(quick, {
    input,
    recordOf,
    ask,
    choose,
    onEvent,
    elapsedMs,
    signal: stop.signal,
  });
  stop.release();
  const record = recordOf(outcome);
  const judgement = judge(record, plan.tables);
  onEvent({ type: 'judged', judgement });
  return { record, judgement };
}

function recordFrom(
  { steps, observations }: ScheduleResult,
  { id, plan, scenario, agent }: RunInput,
  { signal, ...times }: Pick<RunRecord, 'createdAt' | 'durationMs'> & { readonly signal: AbortSignal },
): RunRecord {
  return {
    id,
    ...times,
    completed: !signal.aborted,
    completedBecause: signal.aborted ? stopReason(signal) : null,
    simulated: scenario !== null,
    scenario,
    agent,
    request: plan.request,
    host: plan.host,
    steps: [...steps],
    observations: Object.fromEntries(observations),
  };
}

/** Addresses that only DNS gave are found anew when their name is asked again; loss is confirmed anew when it is measured again. */
function stepsAgain({ record, stepIds }: NonNullable<RunInput['again']>): readonly Step[] {
  const measuresAgain = record.steps.some(({ id, probe }) => probe === 'rtt' && stepIds.includes(id));
  const isStale = (step: Step): boolean =>
    (step.role === 'slow-series' && measuresAgain) ||
    (step.role === 'health-check' && !step.listed && step.dependsOn.some((id) => stepIds.includes(id)));
  const stale = new Set(record.steps.filter(isStale).map(({ id }) => id));
  const follows = (step: Step): boolean => step.dependsOn.some((id) => stale.has(id));
  return record.steps.filter((step) => !stale.has(step.id) && !follows(step));
}

function knownOf(again: RunInput['again']): ReadonlyMap<string, Observed<Evidence>> {
  const entries = Object.entries(again?.record.observations ?? {});
  return new Map(entries.filter(([id]) => !again?.stepIds.includes(id)));
}

/** One signal for the whole run: it fires with the person's cancel or with the deadline, whichever is first. */
function stopSignal({ plan, ports, signal }: RunInput): { signal: AbortSignal; release: () => void } {
  const stop = new AbortController();
  const done = new AbortController();
  // Every running step listens to it.
  setMaxListeners(0, stop.signal);
  const cancel = (): void => stop.abort('cancelled');
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  ports.clock.sleep(plan.request.deadlineMs, done.signal).then(
    () => stop.abort('deadline'),
    () => undefined,
  );
  const release = (): void => {
    done.abort('ended');
    signal.removeEventListener('abort', cancel);
  };
  return { signal: stop.signal, release };
}

interface HandlerInput {
  readonly input: RunInput;
  readonly elapsedMs: () => number;
  readonly signal: AbortSignal;
  readonly onEvent: OnRunEvent;
}

type Handlers = Pick<Parameters<typeof schedule>[0], 'execute' | 'expand' | 'onStarted' | 'onEnded'>;

function stepHandlers({ input, elapsedMs, signal, onEvent }: HandlerInput): Handlers {
  const timeouts = adaptiveTimeouts();
  const patience = input.waits === 'whole' ? null : new Patience(input.ports.clock, signal);
  const probes = new Map(PROBES.map((probe) => [probe.id, probe]));
  const { ports, plan } = input;
  return {
    execute: async (step, resolved, onDnsAnswer) => {
      const observed = await executeStep(step, resolved, {
        ports,
        host: plan.host,
        probes,
        signal,
        elapsedMs,
        timeouts: (): Timeouts => timeouts.current(),
        onSample: (from, sample) => {
          patience?.sampled(sample.rttMs);
          onEvent({ type: 'sample', region: from.region, ...sample, atMs: elapsedMs() });
        },
        onDnsAnswer,
        patience,
      });
      patience?.ended(step, observed);
      timeouts.observe(slowestConnectMs(observed));
      return observed;
    },
    expand: (step, observed) => {
      const added = expandPlan(step, systemAddresses(observed), plan);
      const steps = input.choose?.(added) ?? added;
      if (steps.length > 0) onEvent({ type: 'expanded', steps });
      return steps;
    },
    onStarted: (step: Step) => onEvent({ type: 'started', stepId: step.id, atMs: elapsedMs() }),
    onEnded: (step, observed) =>
      onEvent({ type: 'checked', check: checkOf(step, observed), atMs: elapsedMs() }),
  };
}

function systemAddresses(observed: Observed<Evidence>): readonly IpAddress[] {
  if (observed.outcome !== 'completed' || observed.evidence.kind !== 'dns') return [];
  return (observed.evidence.system?.addresses ?? []).flatMap((text) => parseIpAddress(text) ?? []);
}

/** Only connections that opened teach the time-outs; a failed one would teach them its own length. */
function slowestConnectMs(observed: Observed<Evidence>): number {
  if (observed.outcome !== 'completed' || observed.evidence.kind !== 'tcp') return 0;
  return Math.max(0, ...observed.evidence.attempts.map((attempt) => attempt.connectMs ?? 0));
}
