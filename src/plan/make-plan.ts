/** The plan: every step that a check would take, as a value. Pure; the same tables, request and host facts give the same plan. */
import { planGateways } from './plan-gateways.ts';
import type { PlanInput } from './plan-input.ts';
import { planLocal } from './plan-local.ts';
import { planNames } from './plan-names.ts';
import { planPeers } from './plan-peers.ts';
import { planPath } from './plan-path.ts';
import { planHealthChecks } from './plan-streaming.ts';
import type { Step } from './step.ts';

/**
 * Steps in the order in which they should start: streaming names first, because the longest chain hangs on them.
 * Rows of the tables that are not probed are in it with `skipped`. Ids are unique: the first row of an id wins.
 */
export function makePlan(input: PlanInput): readonly Step[] {
  const steps = [
    ...planHealthChecks(input),
    ...planLocal(input),
    ...planNames(input),
    ...planGateways(input),
    ...planPath(input),
    ...planPeers(input),
  ];
  return [...new Map(steps.map((step) => [step.id, step] as const).reverse()).values()].reverse();
}
