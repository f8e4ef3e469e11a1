/** The longest dependency chain of a run: the time below which no scheduling could have brought it. */
import type { RunRecord } from '../reading/record.ts';

/** Sum of the measured durations along the longest chain of `dependsOn`, in milliseconds; null when nothing was measured. */
export function criticalPathMs({
  steps,
  observations,
}: Pick<RunRecord, 'steps' | 'observations'>): number | null {
  const dependencies = new Map(steps.map((step) => [step.id, step.dependsOn]));
  const chains = new Map<string, number>();
  const durationOf = (id: string): number => {
    const observed = observations[id];
    return observed !== undefined && 'durationMs' in observed ? observed.durationMs : 0;
  };
  const chainTo = (id: string): number => {
    const known = chains.get(id);
    if (known !== undefined) return known;
    // Stands in while the chain is walked, so that a cycle in a foreign record ends.
    chains.set(id, 0);
    const before = (dependencies.get(id) ?? []).map(chainTo);
    const chain = durationOf(id) + Math.max(0, ...before);
    chains.set(id, chain);
    return chain;
  };
  const longest = Math.max(0, ...steps.map((step) => chainTo(step.id)));
  return longest > 0 ? longest : null;
}
