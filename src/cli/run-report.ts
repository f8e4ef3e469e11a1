/** From a setup of the command line to a report of the engine, and to the plan that it would follow. */
import { dataFolder } from '../engine/data-folder.ts';
import { withProbingLock } from '../engine/probing-lock.ts';
import { check, planOnly, type Checked, type CheckInput } from '../engine/check.ts';
import type { Language } from '../core/language.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { PlanSessions } from '../plan/sessions.ts';
import type { Step } from '../plan/step.ts';
import type { Report } from '../report/report.ts';
import type { OnRunEvent } from '../run/events.ts';
import { planSessions } from '../run/session-window.ts';
import type { RunSetup } from './run-setup.ts';

export interface ReportJob {
  readonly setup: RunSetup;
  /** Fires at Ctrl-C; the report of what was seen is still made. */
  readonly signal: AbortSignal;
  readonly onEvent: OnRunEvent;
  readonly version: string;
  /** Language of the report's texts. */
  readonly language?: Language;
  /** Which steps are taken; absent: all. */
  readonly choose?: NonNullable<CheckInput['choose']>;
}

export async function runReport(job: ReportJob): Promise<Report> {
  const { report } = await runChecked(job);
  return report;
}

/** The report with the record behind it: what a bundle is made of. */
export function runChecked({
  setup,
  signal,
  onEvent,
  version,
  choose,
  language,
}: ReportJob): Promise<Checked> {
  const work = (): Promise<Checked> =>
    check({
      ...setup,
      version,
      signal,
      onEvent,
      // To compare with: `npm run matrix -- --paired`.
      ...(process.env['PREFLIGHT_WAITS'] === 'whole' ? { waits: 'whole' as const } : {}),
      ...(choose ? { choose } : {}),
      ...(language ? { language } : {}),
    });
  // A scripted network is in nobody's way.
  return setup.way.scenario === null ? withProbingLock(dataFolder(), { signal }, work) : work();
}

export interface Planned {
  readonly steps: readonly Step[];
  readonly sessions: PlanSessions;
}

/** Every step that a check would take, less those that are not chosen. Reads this computer, sends nothing. */
export async function planned(
  setup: RunSetup,
  { signal, version }: Pick<ReportJob, 'signal' | 'version'>,
  choose: (step: Step) => boolean = () => true,
): Promise<Planned> {
  const input = await planOnly({ ...setup, version, signal });
  const steps = makePlan(input).filter(choose);
  return { steps, sessions: planSessions(steps, input.host, setup.request) };
}
