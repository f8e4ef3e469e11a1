/**
 * The lab's part of `npm test`: the emulator's own truth, the fast scenarios, the proof that they fail without their fault, and
 * twenty networks with and without bounded waits. Ends with `N passed, N failed, N skipped`. Linux as root alone; elsewhere it says why and skips.
 */
import { ensureBuilt } from './ensure-built.ts';
import { hasFault, idleScenarios } from './controls.ts';
import { labRefusal } from './lab-refusal.ts';
import { PAIRED, runPairs } from './paired.ts';
import { describeRun, runMany } from './run-many.ts';
import { SCENARIOS } from './scenarios/index.ts';
import { runTruths, TRUTHS } from './truth-check.ts';
import { WALKS } from './walks.ts';

const FAST = SCENARIOS.filter((scenario) => scenario.fast);
const CONTROLS = FAST.filter(hasFault);
const PAIRS = SCENARIOS.filter(({ name }) => PAIRED.includes(name));
const AT_ONCE = 2;

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

function ending({ passed, failed, skipped }: Counts): number {
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const total = TRUTHS.length + WALKS.length + FAST.length + CONTROLS.length + PAIRS.length;
  const reason = labRefusal();
  if (reason !== null) {
    console.log(`The lab is skipped: ${reason}.`);
    return ending({ passed: 0, failed: 0, skipped: total });
  }
  await ensureBuilt();
  const truths = await runTruths();
  const walks = await runTruths(WALKS);
  const runs = await runMany(FAST, { atOnce: AT_ONCE, onEnd: (run) => console.log(describeRun(run)) });
  const idle = await idleScenarios(CONTROLS, AT_ONCE);
  for (const line of idle) console.log(`FAIL control: ${line}`);
  const paired = await runPairs(PAIRS, AT_ONCE);
  const wrong = runs.filter((run) => run.result?.ok === false).length;
  const skipped = runs.filter((run) => run.result === null).length + paired.skipped;
  const failed = truths.failed + walks.failed + wrong + idle.length + paired.differ;
  return ending({ passed: total - failed - skipped, failed, skipped });
}

process.exitCode = await main();
