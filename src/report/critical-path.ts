/** The longest dependency chain of a run: the time below which no scheduling could have brought it. */
import type { RunRecord } from '../reading/record.ts';

/** Times of a report are rounded. */
const CLOCK_STEP_MS = 0.01;

/**
 * Sum of the measured durations along the longest chain of `dependsOn`, in milliseconds; null when nothing was measured. What a step did not
 * wait for is no part of its chain: a series begins on the first port that opens, while another is still silent.
 */
export function criticalPathMs({
  steps,
  observations,
}: Pick<RunRecord, 'steps' | 'observations'>): number | null {
  const dependencies = new Map(steps.map((step) => [step.id, step.dependsOn]));
  const chains = new Map<string, number>();
  const timeOf = (id: string): { readonly startMs: number; readonly durationMs: number } | null => {
    const observed = observations[id];
    return observed !== undefined && 'durationMs' in observed ? observed : null;
  };
  const waitedFor = (id: string, before: string): boolean => {
    const [own, other] = [timeOf(id), timeOf(before)];
    return own === null || other === null || other.startMs + other.durationMs <= own.startMs + CLOCK_STEP_MS;
  };
  const chainTo = (id: string): number => {
    const known = chains.get(id);
    if (known !== undefined) return known;
    // Stands in while the chain is walked, so that a cycle in a foreign record ends.
    chains.set(id, 0);
    const before = (dependencies.get(id) ?? []).filter((one) => waitedFor(id, one)).map(chainTo);
    const chain = (timeOf(id)?.durationMs ?? 0) + Math.max(0, ...before);
    chains.set(id, chain);
    return chain;
  };
  const longest = Math.max(0, ...steps.map((step) => chainTo(step.id)));
  return longest > 0 ? longest : null;
}
