/**
 * One calibration: on a real network, because a person chose so. It records what the service answers, as a file that the tables take
 * in (`--calibration`). It measures and writes down; what follows from it is the tables' business.
 */
import { setMaxListeners } from 'node:events';
import { parseIpAddress, type IpAddress } from '../core/address.ts';
import type { Observed } from '../core/measured.ts';
import type { Evidence } from '../evidence/index.ts';
import { expandPlan } from '../plan/expand-plan.ts';
import { isProbeable } from '../plan/probeable.ts';
import { requestedRegions, type PlanInput } from '../plan/plan-input.ts';
import { protocolsOf } from '../plan/plan-streaming.ts';
import { PROBES } from '../probes/index.ts';
import type { Ports } from '../probes/ports.ts';
import type { Calibration } from '../regions/calibration.ts';
import { adaptiveTimeouts } from '../run/adaptive-timeouts.ts';
import { executeStep } from '../run/execute-step.ts';
import { schedule } from '../run/schedule.ts';
import { countAnswers } from './count-answers.ts';
import { healthCheckSeries, isConnect, planCalibration, type Series } from './plan-calibration.ts';
import { addressesOf, readRegion, type Seen } from './read-observations.ts';

export interface CalibrateInput {
  readonly plan: PlanInput;
  readonly ports: Ports;
  readonly agent: Calibration['agent'];
  /** Cancelled: rejects with its reason, nothing is left open. */
  readonly signal: AbortSignal;
  /** Called as things end, for a line of progress. */
  readonly onProgress: (ended: number, all: number) => void;
}

/** Never rejects for what the network did. */
export async function calibrate(input: CalibrateInput): Promise<Calibration> {
  const { plan, ports, agent } = input;
  const createdAt = ports.clock.wallTime().toISOString();
  const { steps, series } = planCalibration(plan);
  const progress = { ended: 0, all: steps.length + series.length };
  const tick = (): void => input.onProgress((progress.ended += 1), progress.all);
  const seen = await takeSteps({ input, steps, onEnded: tick });
  input.signal.throwIfAborted();
  const all = withResolved(series, seen, plan);
  progress.all += all.length - series.length;
  const rows = await countAnswers(all, { ports, signal: input.signal, onSeries: tick });
  const { edition, sha256 } = plan.tables;
  return {
    schema: 'preflight.calibration/1',
    createdAt,
    agent,
    tables: { edition, sha256 },
    regions: requestedRegions(plan).map((region) => ({
      ...readRegion(region, seen),
      answers: rows.filter((_, index) => all[index]?.region === region.code),
    })),
  };
}

interface Taking {
  readonly input: CalibrateInput;
  readonly steps: Seen['steps'];
  readonly onEnded: () => void;
}

/** Under the admission rules of a check: the same pace, the same number of sockets. */
async function takeSteps({ input, steps, onEnded }: Taking): Promise<Seen> {
  const { plan, ports } = input;
  // Every running step listens to it.
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const cancel = (): void => stop.abort('cancelled');
  if (input.signal.aborted) cancel();
  input.signal.addEventListener('abort', cancel, { once: true });
  const beganMs = ports.clock.nowMs();
  const timeouts = adaptiveTimeouts();
  const environment = {
    ports,
    host: plan.host,
    probes: new Map(PROBES.map((probe) => [probe.id, probe])),
    signal: stop.signal,
    timeouts: () => timeouts.current(),
    elapsedMs: () => ports.clock.nowMs() - beganMs,
    onSample: () => undefined,
  };
  const seen = await schedule({
    steps,
    known: new Map(),
    host: plan.host,
    clock: ports.clock,
    signal: stop.signal,
    execute: (step, resolved) => executeStep(step, resolved, environment),
    expand: (step, observed) => expandPlan(step, systemAddresses(observed), plan).filter(isConnect),
    onStarted: () => undefined,
    onEnded,
  });
  input.signal.removeEventListener('abort', cancel);
  return seen;
}

function systemAddresses(observed: Observed<Evidence>): readonly IpAddress[] {
  if (observed.outcome !== 'completed' || observed.evidence.kind !== 'dns') return [];
  return (observed.evidence.system?.addresses ?? []).flatMap((text) => parseIpAddress(text) ?? []);
}

/** Series to the addresses that the steps met and the tables do not list: as many as `expandPlan` lets through. */
function withResolved(series: readonly Series[], seen: Seen, plan: PlanInput): readonly Series[] {
  const added = requestedRegions(plan).flatMap((region) => {
    const met = new Set(
      seen.steps
        .filter(isConnect)
        .filter((step) => !step.listed && step.region === region.code)
        .flatMap(({ target }) => target.address ?? []),
    );
    const current = new Set(addressesOf(region.healthCheck?.host ?? null, seen));
    const fresh = [...met].filter((address) => current.has(address) && isProbeable(address, plan));
    return healthCheckSeries(region.code, fresh, protocolsOf(region, plan));
  });
  return [...series, ...added];
}
