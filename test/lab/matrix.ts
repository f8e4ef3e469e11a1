/**
 * `npm run matrix`: every scenario, its control, and docs/proof/diagnosis-matrix.md. `--only PREFIX` runs some and writes
 * nothing. `--paired`: each network twice, with and without bounded waits; their findings must be the same.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.ts';
import { hasFault, idleScenarios } from './controls.ts';
import { matrixPage } from './matrix-page.ts';
import { labRefusal } from './lab-refusal.ts';
import { REPOSITORY } from './places.ts';
import { runPairs } from './paired.ts';
import { describeRun, runMany } from './run-many.ts';
import { SCENARIOS } from './scenarios/index.ts';

const PAGE = join(REPOSITORY, 'docs/proof/diagnosis-matrix.md');

function option(args: readonly string[], name: string): string | null {
  const at = args.indexOf(name);
  return at < 0 ? null : (args[at + 1] ?? null);
}

async function main(args: readonly string[]): Promise<number> {
  const refusal = labRefusal();
  if (refusal !== null) {
    console.error(`matrix: ${refusal}`);
    return 2;
  }
  await ensureBuilt();
  const prefix = option(args, '--only');
  const atOnce = Number(option(args, '--at-once') ?? 2);
  const chosen = SCENARIOS.filter(
    ({ name, layer }) => prefix === null || name.startsWith(prefix) || layer === prefix,
  );
  if (args.includes('--paired')) return (await runPairs(chosen, atOnce)).differ === 0 ? 0 : 1;
  const runs = await runMany(chosen, { atOnce, onEnd: (run) => console.log(describeRun(run)) });
  const controlled = args.includes('--no-controls') ? [] : chosen.filter(hasFault);
  const idle = await idleScenarios(controlled, atOnce);
  for (const line of idle) console.log(`FAIL control: ${line}`);
  // The page says that each fault was taken away once.
  if (prefix === null && controlled.length > 0) await writeFile(PAGE, matrixPage(runs));
  const failed = runs.filter((run) => run.result?.ok === false).length + idle.length;
  const skipped = runs.filter((run) => run.result === null).length;
  console.log(
    `${runs.length - skipped} scenarios and ${controlled.length} controls: ${failed} wrong, ${skipped} skipped`,
  );
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
