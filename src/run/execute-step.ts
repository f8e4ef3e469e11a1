/** Runs one step inside its budget. A late result is discarded, an error of a probe is our own failure, never the network's. */
import { failure } from '../core/failure.ts';
import type { IpAddress } from '../core/address.ts';
import type { Observed } from '../core/measured.ts';
import type { Evidence, HostFacts } from '../evidence/index.ts';
import type { Step } from '../plan/step.ts';
import type { Ports } from '../probes/ports.ts';
import type { AnyProbe, Probe, ProbeContext, RttSampleSeen } from '../probes/probe.ts';
import type { Patience } from './patience.ts';
import type { Timeouts } from '../probes/timeouts.ts';

/** Why a whole run ends early: the reason of its abort signal. */
export type StopReason = 'deadline' | 'cancelled';

export interface StepEnvironment {
  readonly ports: Ports;
  readonly host: HostFacts;
  readonly probes: ReadonlyMap<string, AnyProbe>;
  /** Aborts with a `StopReason`. */
  readonly signal: AbortSignal;
  readonly timeouts: () => Timeouts;
  /** Milliseconds since the run began. */
  readonly elapsedMs: () => number;
  readonly onSample: (step: Step, sample: RttSampleSeen) => void;
  readonly onDnsAnswer?: () => void;
  /** Null: every wait takes its whole time-out. */
  readonly patience?: Patience | null;
}

export async function executeStep(
  step: Step,
  resolved: readonly IpAddress[],
  environment: StepEnvironment,
): Promise<Observed<Evidence>> {
  const startMs = environment.elapsedMs();
  const end = new AbortController();
  const stop = (): void => end.abort(environment.signal.reason);
  environment.signal.addEventListener('abort', stop, { once: true });
  const timing = () => ({ startMs, durationMs: environment.elapsedMs() - startMs });
  try {
    const evidence = await Promise.race([
      probeRun(step, contextOf(step, resolved, { environment, signal: end.signal }), environment),
      budgetEnds(step, end, environment),
    ]);
    if (evidence === 'budget-over') {
      return {
        outcome: 'timed-out',
        ...timing(),
        failure: failure('generic-timeout', 'none', `${step.budgetMs} ms`),
      };
    }
    return { outcome: 'completed', ...timing(), evidence };
  } catch (error) {
    if (environment.signal.aborted) return { outcome: 'cancelled', reason: stopReason(environment.signal) };
    return { outcome: 'crashed', ...timing(), failure: failure('unknown', 'none', String(error)) };
  } finally {
    environment.signal.removeEventListener('abort', stop);
    end.abort('settled');
  }
}

export function stopReason(signal: AbortSignal): StopReason {
  return signal.reason === 'deadline' ? 'deadline' : 'cancelled';
}

function contextOf(
  step: Step,
  resolved: readonly IpAddress[],
  { environment, signal }: { environment: StepEnvironment; signal: AbortSignal },
): ProbeContext {
  const { ports, host, timeouts, onSample, onDnsAnswer = () => undefined, patience = null } = environment;
  const enough = patience?.begin(step);
  return {
    ports,
    host,
    resolved,
    signal,
    timeouts: timeouts(),
    onSample: (sample) => onSample(step, sample),
    onDnsAnswer,
    boundedWaits: patience !== null,
    ...(enough ? { enough } : {}),
  };
}

async function probeRun(
  step: Step,
  context: ProbeContext,
  { probes, signal }: StepEnvironment,
): Promise<Evidence> {
  signal.throwIfAborted();
  const probe = probes.get(step.probe);
  if (!probe) throw new Error(`no probe ${step.probe}`);
  // Looked up by the step's own probe, which the compiler cannot follow.
  return (probe as Probe).run(step, context);
}

/** Ends with the budget, or rejects when the run is stopped: a probe that ignores its signal holds nobody up. */
function budgetEnds(
  step: Step,
  end: AbortController,
  { ports, signal }: StepEnvironment,
): Promise<'budget-over'> {
  return ports.clock.sleep(step.budgetMs, end.signal).then(
    () => {
      end.abort('budget');
      return 'budget-over';
    },
    (error: unknown) => {
      if (signal.aborted) throw error;
      // The step has settled: this promise lost the race and stays quiet.
      return 'budget-over';
    },
  );
}
