/** Fills the fields of a step that most rows share, so that each rule of the plan names only what is its own. */
import { BUDGET_MS } from './budgets.ts';
import type { Step } from './step.ts';

type Usual =
  'category' | 'need' | 'region' | 'dependsOn' | 'budgetMs' | 'quiet' | 'listed' | 'skipped' | 'skipReason';

/** `S` with the fields `K` optional; member by member, because `Omit` of a union keeps only what all of them have. */
export type Lenient<S, K extends PropertyKey> = S extends unknown
  ? Omit<S, K> & Partial<Pick<S, K & keyof S>>
  : never;

export type StepSeed = Lenient<Step, Usual>;

export function makeStep(seed: StepSeed): Step {
  const usual: Pick<Step, Usual> = {
    category: null,
    need: null,
    region: null,
    dependsOn: [],
    budgetMs: BUDGET_MS[seed.probe],
    quiet: false,
    listed: true,
    skipped: null,
    skipReason: null,
  };
  return { ...usual, ...seed };
}
