/**
 * How often a property of judging is tried. The same runs every time, so that a red test is the change's own doing; to look further,
 * `PREFLIGHT_RUNS=1500 PREFLIGHT_SEED=$RANDOM npm run jest -- test/unit/judge/reduce.test.ts`.
 */
export function tried(numRuns: number): { readonly numRuns: number; readonly seed: number } {
  const { PREFLIGHT_RUNS: runs, PREFLIGHT_SEED: seed } = process.env;
  return { numRuns: Number(runs ?? numRuns), seed: Number(seed ?? 1) };
}
