/**
 * `npm run wine`: every network of the lab with the Windows program as its client, one at a time, told in docs/proof/wine.md;
 * broken off, it goes on where it was. `npm run wine -- NAME…`: some of them. `fast`: twelve networks. With all and with `fast`: what the
 * program does with files, streams and other programs. Ends with `N passed, N failed, N skipped`.
 */
import { labRefusal } from '../lab/lab-refusal.ts';
import { describeRun, runMany, type ManyOptions, type ScenarioRun } from '../lab/run-many.ts';
import { SCENARIOS } from '../lab/scenarios/index.ts';
import type { Scenario } from '../lab/scenario.ts';
import { buildProgram } from '../programs/program.ts';
import { runUnderWine } from './networks.ts';
import { PROGRAM_TESTS, runProgramTests } from './program-tests.ts';
import { WineTable } from './table.ts';
import { whyNot } from './why-not.ts';
import { ensurePrefix, wineRefusal } from './wine.ts';

const FAST = [
  'healthy',
  'healthy-dual-stack',
  'captive-portal-page',
  'dns-silent',
  'pcoip-tcp-dropped',
  'dcv-tcp-reset',
  'dcv-tcp-dropped',
  'streaming-udp-dropped',
  'https-intercepted-untrusted',
  'pac-required',
  'proxy-unreachable',
  'two-clock-and-pcoip-dropped',
];

/**
 * Wine adds to every round trip what the machine is busy with, and a busy one makes "the delay varies" of it. A run that differs by that
 * warning alone is run once more, aloud; on a quiet machine none is.
 */
function isNoise({ result }: ScenarioRun): boolean {
  return result?.ok === false && result.differences.some((text) => text.includes('latency/jitter'));
}

async function againAlone({ scenario }: ScenarioRun, options: ManyOptions): Promise<ScenarioRun> {
  console.log(`again: ${scenario.name} (the machine is busy: the delay varied)`);
  const [run] = await runMany([scenario], options);
  if (run === undefined) throw new Error('no run');
  return run;
}

function chosen(args: readonly string[]): readonly Scenario[] {
  const names = args[0] === 'fast' ? FAST : args;
  if (names.length === 0) return SCENARIOS;
  return names.map((name) => {
    const found = SCENARIOS.find((scenario) => scenario.name === name);
    if (found === undefined) throw new Error(`no scenario "${name}"`);
    return found;
  });
}

const forWindows = (scenario: Scenario): Scenario => ({
  ...scenario,
  expected: { ...scenario.expected, ...scenario.onWindows },
});

function ending(passed: number, failed: number, skipped: number): number {
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0 ? 0 : 1;
}

async function main(args: readonly string[]): Promise<number> {
  const scenarios = chosen(args).map(forWindows);
  const withProgram = args.length === 0 || args[0] === 'fast';
  const total = scenarios.length + (withProgram ? PROGRAM_TESTS.length : 0);
  const reason = labRefusal() ?? wineRefusal();
  if (reason !== null) {
    console.log(`The Windows program is not tested: ${reason}.`);
    return ending(0, 0, total);
  }
  const started = performance.now();
  buildProgram('win-x64');
  ensurePrefix();
  const wrong = withProgram ? await runProgramTests() : 0;
  const table = args.length === 0 ? new WineTable() : null;
  const carried = scenarios.filter((scenario) => table === null || whyNot(scenario) === null);
  for (const scenario of scenarios)
    if (!carried.includes(scenario)) console.log(`skip ${scenario.name}: ${whyNot(scenario)}`);
  const runs = await runThem(
    carried.filter((scenario) => table?.isRight(scenario) !== true),
    (run) => table?.keep(run),
  );
  await table?.write(scenarios, whyNot);
  const failed = wrong + runs.filter(({ result }) => result?.ok === false).length;
  const skipped = scenarios.length - carried.length + runs.filter(({ result }) => result === null).length;
  console.log(`The Windows program under Wine took ${((performance.now() - started) / 1000).toFixed(0)} s.`);
  return ending(total - failed - skipped, failed, skipped);
}

/** One at a time; what noise made differ is run once more at the end. */
async function runThem(
  scenarios: readonly Scenario[],
  keep: (run: ScenarioRun) => void,
): Promise<readonly ScenarioRun[]> {
  const client: ManyOptions = {
    client: runUnderWine,
    atOnce: 1,
    onEnd: (run) => {
      keep(run);
      console.log(describeRun(run));
    },
  };
  const runs: ScenarioRun[] = [];
  for (const run of await runMany(scenarios, client))
    runs.push(isNoise(run) ? await againAlone(run, client) : run);
  return runs;
}

process.exitCode = await main(process.argv.slice(2));
