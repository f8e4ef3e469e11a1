/** Every scenario of the lab. */
import type { Scenario } from '../scenario.ts';
import { HEALTHY } from './healthy.ts';

export const SCENARIOS: readonly Scenario[] = [...HEALTHY];

export function scenarioNamed(name: string): Scenario | null {
  return SCENARIOS.find((scenario) => scenario.name === name) ?? null;
}
