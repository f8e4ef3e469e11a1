/** Runs scenarios a few at a time and tells about each as it ends. */
import { missingPeers } from './peers.ts';
import { runScenario, worldOf, type RunOptions, type ScenarioResult } from './run-scenario.ts';
import type { Scenario } from './scenario.ts';

export interface ScenarioRun {
  readonly scenario: Scenario;
  /** Null when a peer program is not installed: skipped. */
  readonly result: ScenarioResult | null;
  /** Why it was skipped, or null. */
  readonly skipped: string | null;
}

export interface ManyOptions extends RunOptions {
  readonly atOnce: number;
  readonly onEnd: (run: ScenarioRun) => void;
}

/** Results in the order of the scenarios. No retries: a scenario that is right only at times is wrong. */
export async function runMany(
  scenarios: readonly Scenario[],
  options: ManyOptions,
): Promise<readonly ScenarioRun[]> {
  const runs: ScenarioRun[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < scenarios.length; index = next++) {
      const scenario = scenarios[index];
      if (scenario === undefined) return;
      const run = await runOne(scenario, options);
      runs[index] = run;
      options.onEnd(run);
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, work));
  return runs;
}

async function runOne(scenario: Scenario, options: ManyOptions): Promise<ScenarioRun> {
  const missing = missingPeers(worldOf(scenario));
  if (missing.length > 0)
    return { scenario, result: null, skipped: `not installed here: ${missing.join(', ')}` };
  const result = await runScenario(scenario, options).catch((error: unknown) => failed(scenario, error));
  return { scenario, result, skipped: null };
}

/** The lab itself failed: that is a failure of the scenario, not a skip. */
function failed(scenario: Scenario, error: unknown): ScenarioResult {
  const text = error instanceof Error ? error.message : String(error);
  const { name, expected } = scenario;
  return { name, expected, got: null, ok: false, differences: [`the lab failed: ${text}`], durationMs: 0 };
}

/** `ok   dns-silent (3.1 s)` and the differences below it. */
export function describeRun({ scenario, result, skipped }: ScenarioRun): string {
  if (result === null) return `skip ${scenario.name}: ${skipped}`;
  const line = `${result.ok ? 'ok  ' : 'FAIL'} ${scenario.name} (${(result.durationMs / 1000).toFixed(1)} s)`;
  return [line, ...result.differences.map((text) => `     ${text}`)].join('\n');
}
