/** The checks as the report shows them: statuses of the steps alone, brought into line with the causes that were found. */
import { GROUPS, type Status } from '../core/words.ts';
import type { Check } from '../reading/check.ts';
import type { JudgedFinding } from './finding.ts';
import { isCurrent } from '../reading/health-check.ts';
import type { Reduced, Reduction } from './reduce.ts';
import { compareText, type Entry, type View } from '../reading/view.ts';

/** Settles every check; sorted by group and id, so that the order in the record never shows. */
export function settleChecks(
  view: View,
  findings: readonly JudgedFinding[],
  reduction: Reduction,
): readonly Check[] {
  const checks = view.entries.map((entry) => settle(entry, { view, findings, reduction }));
  return [...checks].sort(
    (a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || compareText(a.id, b.id),
  );
}

interface Context {
  readonly view: View;
  readonly findings: readonly JudgedFinding[];
  readonly reduction: Reduction;
}

function settle(entry: Entry, context: Context): Check {
  const { check } = entry;
  const cover = context.reduction.coveredBy.get(check.id);
  if (cover !== undefined) return coveredCheck(check, cover);
  if (check.status === 'not-tested') return withFinding(check, context);
  if (isDrifted(entry, context.view)) return { ...check, status: 'unproven' };
  return { ...check, status: weighed(check, context.reduction) };
}

/** What it showed stays in the evidence; nothing is concluded from it. */
function coveredCheck(check: Check, { id, held }: Reduced): Check {
  const reason = held.cause.root?.reason ?? 'dependency-failed';
  const because = { reason, check: held.checks[0] ?? null, finding: id, text: '' };
  return { ...check, status: 'not-tested', notTestedBecause: because };
}
/** A dependant names the finding behind the check that stands in its way. */
function withFinding(check: Check, { findings, reduction, view }: Context): Check {
  const why = check.notTestedBecause;
  if (why === null || why.reason !== 'dependency-failed') return check;
  const finding = findingBehind(why.check, { findings, reduction, view });
  return finding === null ? check : { ...check, notTestedBecause: { ...why, finding } };
}

function findingBehind(id: string | null, context: Context, depth = 0): string | null {
  if (id === null || depth > 8) return null;
  const before = context.view.byId.get(id)?.check.notTestedBecause?.check ?? null;
  return findingOn(id, context) ?? findingBehind(before, context, depth + 1);
}

function findingOn(id: string, { findings, reduction }: Context): string | undefined {
  return findings.find(({ checks }) => checks.includes(id))?.id ?? reduction.coveredBy.get(id)?.id;
}

/** A listed address that DNS no longer returns: its silence is the tables' age, no fault. */
function isDrifted(entry: Entry, view: View): boolean {
  return entry.step.role === 'health-check' && entry.check.status === 'fail' && !isCurrent(view, entry);
}

const FIGURES = new Set(['latency', 'mtu']);

/** Figures are inside or outside a limit only by their finding; a gateway's refusal counts only when every one refuses. */
function weighed(check: Check, { reduced }: Reduction): Status {
  const own = reduced.filter(({ held: { checks } }) => checks.includes(check.id));
  const error = own.some(({ held }) => held.severity === 'error');
  const warning = own.some(({ held }) => held.severity === 'warning');
  if (FIGURES.has(check.group) && check.status === 'pass') return error ? 'fail' : warning ? 'warn' : 'pass';
  const counts = own.some(({ held: { cause } }) => cause.failsUnproven === true);
  return counts && check.status === 'unproven' ? 'fail' : check.status;
}
