/** Which steps of a run are done again. What the chosen ones depend on is done again too: an old address would prove nothing. Pure. */
import type { RerunSelection } from '../contract/index.ts';
import type { Report } from '../report/report.ts';
import type { Step } from '../plan/step.ts';

type Checks = Report['checks'];

/** Ids in the order of the plan; `all` gives every step. */
export function stepsToRerun(
  what: RerunSelection,
  checks: Checks,
  steps: readonly Step[],
): readonly string[] {
  const chosen = new Set(checks.filter((check) => isChosen(what, check)).map(({ id }) => id));
  const byId = new Map(steps.map((step) => [step.id, step]));
  const add = (id: string): void => {
    for (const needed of byId.get(id)?.dependsOn ?? []) {
      if (chosen.has(needed)) continue;
      chosen.add(needed);
      add(needed);
    }
  };
  for (const id of [...chosen]) add(id);
  return steps.map(({ id }) => id).filter((id) => chosen.has(id));
}

function isChosen(what: RerunSelection, check: Checks[number]): boolean {
  const untested = check.notTestedBecause?.reason;
  switch (what.kind) {
    case 'all':
      return true;
    case 'failed':
      // What was not tested because of a failure is part of it.
      return ['fail', 'warn'].includes(check.status) || untested === 'dependency-failed';
    case 'missing':
      return untested === 'cancelled' || untested === 'deadline';
    case 'group':
      return check.group === what.group;
    case 'checks':
      return what.checks.includes(check.id);
  }
}
