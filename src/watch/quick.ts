/** The small part of a full run that is done again each minute: about 100 packets. Pure. */
import type { Checked } from '../engine/check.ts';
import { stepsToRerun } from '../engine/steps-to-rerun.ts';
import type { RunRecord } from '../reading/record.ts';
import type { Step } from '../plan/step.ts';

const SAMPLES = 5;
const ADDRESSES = 4;

export interface QuickPart {
  /** The record of the full run, its series cut short. */
  readonly record: RunRecord;
  readonly stepIds: readonly string[];
}

/** The deciding Region's health-check name, four of its addresses on each streaming port and in the series, and one sign-in host. */
export function quickPart({ record, report }: Checked): QuickPart {
  const { steps, observations } = record;
  const mine = steps.filter((step) => step.skipped === null && serves(step, report.decidingRegion));
  const reached = (step: Step): boolean => observations[step.id]?.outcome === 'completed';
  const ports = mine.flatMap((step) => (step.role === 'health-check' && step.probe === 'tcp' ? [step] : []));
  const chosen = [
    ...mine.filter(({ role }) => role === 'health-check-name'),
    ...[...new Set(ports.map(({ target }) => target.port))].flatMap((port) =>
      ports.filter(({ target }) => target.port === port).slice(0, ADDRESSES),
    ),
    ...mine.filter(({ role, probe }) => role === 'health-check' && probe === 'rtt').slice(0, ADDRESSES),
    ...mine
      .filter(
        ({ role, need }) => (role === 'endpoint' || role === 'endpoint-by-proxy') && need === 'essential',
      )
      .filter(reached)
      .slice(0, 1),
  ];
  return partOf({ record, report }, { kind: 'checks', checks: chosen.map(({ id }) => id) });
}

/** What failed, with what it depends on. */
export function failedPart(full: Checked): QuickPart {
  return partOf(full, { kind: 'failed' });
}

function partOf({ record, report }: Checked, what: Parameters<typeof stepsToRerun>[0]): QuickPart {
  const stepIds = stepsToRerun(what, report.checks, record.steps);
  const ids = new Set(stepIds);
  return { record: { ...record, steps: record.steps.map((step) => short(step, ids)) }, stepIds };
}

function serves({ region, regions }: Step, wanted: string | null): boolean {
  return (
    wanted === null ||
    region === wanted ||
    (region === null && (regions.length === 0 || regions.includes(wanted)))
  );
}

/** A series that met a loss would go on to a hundred: the full run does that. */
function short(step: Step, ids: ReadonlySet<string>): Step {
  if (step.probe !== 'rtt' || !ids.has(step.id)) return step;
  return { ...step, samples: SAMPLES, extend: false };
}
