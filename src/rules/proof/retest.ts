/** Testing again only what was not open: which steps to run, and what changed. Pure. */
import type { Step } from '../../plan/step.ts';
import type { Report } from '../../report/report.ts';
import { english } from '../../words/en/index.ts';
import type { Proof, ProofRow } from './proof.ts';
import type { ProofWords } from './read-check.ts';

/** What would make every door look open or shut: without them a proof would believe whoever answers. */
const CONTROLS: ReadonlySet<string> = new Set(['accepts-all-control', 'captive-control', 'time-server']);

export function isControl({ role }: { readonly role?: string | undefined }): boolean {
  return role !== undefined && CONTROLS.has(role);
}

/**
 * Ids of the planned steps to run again: those whose check did not pass in the older report or was not in it, and everything that
 * they depend on. Steps that the plan skips stay out; those of `always` run whatever they gave before.
 */
export function stepsToRetest(
  steps: readonly Step[],
  before: Pick<Report, 'checks'>,
  always: (step: Step) => boolean = () => false,
): ReadonlySet<string> {
  const passed = new Set(before.checks.filter(({ status }) => status === 'pass').map(({ id }) => id));
  const byId = new Map(steps.map((step) => [step.id, step]));
  const wanted = new Set<string>();
  const add = (id: string): void => {
    if (wanted.has(id)) return;
    wanted.add(id);
    for (const dependency of byId.get(id)?.dependsOn ?? []) add(dependency);
  };
  for (const step of steps) if (step.skipped === null && (always(step) || !passed.has(step.id))) add(step.id);
  return wanted;
}

export interface ProofChange {
  readonly row: ProofRow;
  /** Null: the older report has no such rule. */
  readonly before: ProofRow['state'] | null;
  readonly after: ProofRow['state'];
  readonly kind: 'opened' | 'closed' | 'unchanged' | 'new';
}

/** A retest leaves out on purpose what was open: there the older row stands, and says so. */
export function keepOpen(before: Proof, after: Proof, words: ProofWords = english.proof): Proof {
  const old = new Map(before.rows.map((row) => [row.rule.id, row]));
  const why = words.why.openBefore(before.report.createdAt);
  const rows = after.rows.map((row) => {
    const was = old.get(row.rule.id);
    return row.state === 'not-tested' && was?.state === 'open' ? { ...was, why } : row;
  });
  return { ...after, rows };
}

/**
 * The newer proof against the older one, rule by rule. What was open before and was not run again counts as open still: a
 * retest leaves it out on purpose.
 */
export function compareProofs(before: Proof, after: Proof): ProofChange[] {
  const old = new Map(before.rows.map((row) => [row.rule.id, row]));
  return after.rows.map((row) => {
    const was = old.get(row.rule.id) ?? null;
    const kept = was?.state === 'open' && row.state === 'not-tested';
    const shown = kept ? was : row;
    return {
      row: shown,
      before: was?.state ?? null,
      after: shown.state,
      kind: kindOf(was?.state ?? null, shown.state),
    };
  });
}

function kindOf(before: ProofRow['state'] | null, after: ProofRow['state']): ProofChange['kind'] {
  if (before === null) return 'new';
  if (before === after) return 'unchanged';
  if (after === 'open') return 'opened';
  return before === 'open' ? 'closed' : 'unchanged';
}
