/**
 * `node scripts/lab.mjs bundles`: every scenario's bundle through the whole round trip, and docs/proof/bundle-round-trip.md. `--only NAME-PREFIX|LAYER`
 * does some and writes no page; `--keep FOLDER` leaves the bundles there; `--at-once N` (1).
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePart } from '../../../scripts/proof-section.ts';
import { ensureBuilt } from '../ensure-built.ts';
import { labRefusal } from '../lab-refusal.ts';
import { missingPeers } from '../peers.ts';
import { REPOSITORY } from '../places.ts';
import { checkArguments, worldOf } from '../run-scenario.ts';
import { SCENARIOS } from '../scenarios/index.ts';
import type { Scenario } from '../scenario.ts';
import { makeSet, type BundleSet } from './bundle-set.ts';
import { roundTripPart } from './round-trip-page.ts';
import { roundTrip, type RoundTrip } from './round-trip.ts';

const PAGE = join(REPOSITORY, 'docs/proof/bundle-round-trip.md');

function option(args: readonly string[], name: string): string | null {
  const at = args.indexOf(name);
  return at < 0 ? null : (args[at + 1] ?? null);
}

/** Scenarios that differ by their fault alone share the run without it. */
function makeBaselines(folder: string): (scenario: Scenario) => Promise<BundleSet> {
  const made = new Map<string, Promise<BundleSet>>();
  return (scenario) => {
    const key = JSON.stringify([worldOf(scenario, { control: true }), checkArguments(scenario)]);
    const set = made.get(key) ?? makeSet(scenario, { folder, name: `healthy-${made.size}`, control: true });
    made.set(key, set);
    return set;
  };
}

/** The lab itself failing, or no report, is a problem of the scenario. */
async function tripOf(
  scenario: Scenario,
  folder: string,
  baseline: (scenario: Scenario) => Promise<BundleSet>,
): Promise<RoundTrip> {
  try {
    const healthy = await baseline(scenario);
    const set = await makeSet(scenario, { folder, name: scenario.name, control: false });
    return await roundTrip(scenario, set, healthy);
  } catch (error) {
    const problems = [error instanceof Error ? error.message : String(error)];
    return { scenario, verdict: 'no report', told: [], figures: [], problems, bytes: 0 };
  }
}

function describeTrip({ scenario, told, problems }: RoundTrip, seconds: number): string {
  const line = `${problems.length === 0 ? 'ok  ' : 'FAIL'} ${scenario.name} (${seconds.toFixed(1)} s): ${told.join(', ') || 'nothing'}`;
  return [line, ...problems.map((text) => `     ${text}`)].join('\n');
}

async function runAll(scenarios: readonly Scenario[], folder: string, atOnce: number): Promise<RoundTrip[]> {
  const baseline = makeBaselines(folder);
  const trips: RoundTrip[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < scenarios.length; index = next++) {
      const scenario = scenarios[index];
      if (scenario === undefined) return;
      const missing = missingPeers(worldOf(scenario));
      if (missing.length > 0) {
        console.log(`skip ${scenario.name}: not installed here: ${missing.join(', ')}`);
        continue;
      }
      const began = performance.now();
      const trip = await tripOf(scenario, folder, baseline);
      trips[index] = trip;
      console.log(describeTrip(trip, (performance.now() - began) / 1000));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return trips.filter((trip) => trip !== undefined);
}

async function main(args: readonly string[]): Promise<number> {
  const refusal = labRefusal();
  if (refusal !== null) {
    console.error(`bundles: ${refusal}`);
    return 2;
  }
  await ensureBuilt();
  const only = option(args, '--only');
  const chosen = SCENARIOS.filter(
    ({ name, layer }) => only === null || name.startsWith(only) || layer === only,
  );
  const keep = option(args, '--keep');
  if (keep !== null) await mkdir(keep, { recursive: true });
  const folder = keep ?? (await mkdtemp(join(tmpdir(), 'preflight-bundles-')));
  try {
    const trips = await runAll(chosen, folder, Number(option(args, '--at-once') ?? 1));
    if (only === null) await writePart(PAGE, 'lab', roundTripPart(trips));
    const wrong = trips.filter(({ problems }) => problems.length > 0).length;
    console.log(`${trips.length} bundles: ${wrong} wrong, ${chosen.length - trips.length} skipped`);
    return wrong === 0 ? 0 : 1;
  } finally {
    if (keep === null) await rm(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main(process.argv.slice(2));
