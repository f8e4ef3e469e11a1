/** Fills the fields of a step that most rows share, so that each rule of the plan names only what is its own. */
import { BUDGET_MS } from './budgets.ts';
import type { Step, StepTarget } from './step.ts';

export type StepSeed = Pick<Step, 'id' | 'probe' | 'role' | 'group' | 'reason' | 'regions' | 'protocols'> &
  Partial<Omit<Step, 'target'>> & { readonly target?: Partial<StepTarget> };

const NO_TARGET: StepTarget = { host: null, address: null, port: null, transport: null };

export function makeStep(seed: StepSeed): Step {
  return {
    category: null,
    need: null,
    region: null,
    path: null,
    proxy: null,
    samples: null,
    dependsOn: [],
    budgetMs: BUDGET_MS[seed.probe],
    quiet: false,
    listed: true,
    skipped: null,
    skipReason: null,
    ...seed,
    target: { ...NO_TARGET, ...seed.target },
  };
}
