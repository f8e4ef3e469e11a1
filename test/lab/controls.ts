/**
 * The proof that a fault scenario tests its fault: with the fault taken away its expectation must fail. A scenario that still
 * "passes" then would pass for nothing. Scenarios with the same network and options share one run.
 */
import { checkArguments, observe, resultOf, worldOf, type Observation } from './run-scenario.ts';
import type { Scenario } from './scenario.ts';

export function hasFault(scenario: Scenario): boolean {
  return scenario.faults.length > 0;
}

/** One sentence for each fault scenario that matches its expectation without its fault; empty when none does. */
export async function idleScenarios(
  scenarios: readonly Scenario[],
  atOnce: number,
): Promise<readonly string[]> {
  const sets = [...setsOf(scenarios.filter(hasFault)).values()];
  const idle: string[] = [];
  const work = async (): Promise<void> => {
    for (let set = sets.pop(); set; set = sets.pop()) idle.push(...(await idleOfSet(set)));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return idle;
}

function setsOf(scenarios: readonly Scenario[]): Map<string, Scenario[]> {
  const sets = new Map<string, Scenario[]>();
  for (const scenario of scenarios) {
    const key = JSON.stringify([worldOf(scenario, { control: true }), checkArguments(scenario)]);
    sets.set(key, [...(sets.get(key) ?? []), scenario]);
  }
  return sets;
}

async function idleOfSet(set: readonly Scenario[]): Promise<string[]> {
  const [first] = set;
  if (first === undefined) return [];
  const seen = await observe(first, { control: true }).catch((error: unknown) => String(error));
  return typeof seen === 'string'
    ? [`${first.name} without its fault: the lab failed: ${seen}`]
    : set.flatMap((scenario) => describeIdle(scenario, seen));
}

/** A run without a report proves nothing either. Pure. */
export function describeIdle(scenario: Scenario, seen: Observation): string[] {
  const result = resultOf(scenario, seen);
  if (result.ok) return [`${scenario.name} matches its expectation without its fault`];
  return result.got === null
    ? [`${scenario.name} gave no report without its fault: ${result.differences[0]}`]
    : [];
}
