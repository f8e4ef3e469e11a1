/**
 * What comes after the plan, each only where it is needed: loss is confirmed slowly, what was silent is asked once more, and who answers on the
 * way where a finding begins. Before each, whoever watches is told what the verdict would be without it.
 */
import type { SoFar } from '../core/words.ts';
import { judge } from '../judge/judge.ts';
import type { PlanInput } from '../plan/plan-input.ts';
import type { Step } from '../plan/step.ts';
import type { RunRecord } from '../reading/record.ts';
import { confirmingSteps } from './confirm.ts';
import type { OnRunEvent } from './events.ts';
import type { ScheduleResult } from './schedule.ts';
import { secondLook, type SecondLook } from './second-look.ts';
import { whereSteps } from './where-steps.ts';

export interface Stages {
  /** Of the run's input. */
  readonly input: {
    readonly plan: Pick<PlanInput, 'tables'>;
    readonly again?: { readonly stepIds: readonly string[] };
    readonly choose?: (steps: readonly Step[]) => readonly Step[];
  };
  readonly recordOf: (outcome: ScheduleResult) => RunRecord;
  readonly ask: SecondLook['ask'];
  readonly choose: (steps: readonly Step[]) => readonly Step[];
  readonly onEvent: OnRunEvent;
  readonly elapsedMs: () => number;
  readonly signal: AbortSignal;
}

export async function laterStages(quick: ScheduleResult, stages: Stages): Promise<ScheduleResult> {
  const { input, recordOf, ask, signal } = stages;
  const { tables } = input.plan;
  const confirmed = await stage(
    quick,
    { asked: confirmingSteps(recordOf(quick), tables), measuring: 'loss' },
    stages,
  );
  const mayAsk = (id: string): boolean => !signal.aborted && (input.again?.stepIds.includes(id) ?? true);
  const onBegin = (): void => tellSoFar(confirmed, 'silence', stages);
  const looked = await secondLook(confirmed, { tables, recordOf, ask, mayAsk, onBegin });
  // After the verdict: where on the way a finding begins.
  return stage(looked, { asked: whereSteps(recordOf(looked), tables), measuring: 'where' }, stages);
}

async function stage(
  before: ScheduleResult,
  { asked, measuring }: { readonly asked: readonly Step[]; readonly measuring: SoFar['measuring'] },
  stages: Stages,
): Promise<ScheduleResult> {
  const fresh = stages.choose(asked).filter(({ id }) => !before.observations.has(id));
  if (fresh.length === 0 || stages.signal.aborted) return before;
  stages.onEvent({ type: 'expanded', steps: fresh });
  tellSoFar(before, measuring, stages);
  return stages.ask([...before.steps, ...fresh], before.observations);
}

/** Chosen steps have no verdict of their own. */
function tellSoFar(
  seen: ScheduleResult,
  measuring: SoFar['measuring'],
  { input, recordOf, onEvent, elapsedMs, signal }: Stages,
): void {
  if (input.choose !== undefined || signal.aborted) return;
  const { protocols } = judge(recordOf(seen), input.plan.tables);
  const verdicts = Object.entries(protocols).flatMap(([protocol, told]) =>
    told === undefined ? [] : [[protocol, told.verdict] as const],
  );
  onEvent({ type: 'so-far', verdicts: Object.fromEntries(verdicts), measuring, atMs: elapsedMs() });
}
