/**
 * The proof that a fault scenario tests its fault: with the fault taken away its expectation must fail. A scenario that still
 * "passes" then would pass for nothing.
 */
import type { Scenario } from './scenario.ts';
import { runMany, type ScenarioRun } from './run-many.ts';

export function hasFault(scenario: Scenario): boolean {
  return scenario.faults.length > 0;
}

/** One sentence for each fault scenario that matches its expectation without its fault; empty when all are refused rightly. */
export async function idleScenarios(
  scenarios: readonly Scenario[],
  atOnce: number,
): Promise<readonly string[]> {
  const runs = await runMany(scenarios.filter(hasFault), { atOnce, control: true, onEnd: () => undefined });
  return runs.flatMap(describeIdle);
}

/** A run without a report proves nothing either. */
function describeIdle({ scenario, result, skipped }: ScenarioRun): string[] {
  if (skipped !== null) return [];
  if (result?.ok === true) return [`${scenario.name} matches its expectation without its fault`];
  return result?.got ? [] : [`${scenario.name} gave no report without its fault: ${result?.differences[0]}`];
}
