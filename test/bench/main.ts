/**
 * `npm run bench`: all figures, written to docs/proof/benchmarks.md and docs/proof/benchmarks.json. `npm run bench -- quick`: a few of them in under
 * a minute, printed only. `npm run bench -- ID…`: those figures, printed only. `--anyway`: written although the machine is busy.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'prettier';
import { ensureBuilt } from '../lab/ensure-built.ts';
import { ensureSystemPackages } from '../../scripts/system-packages.mjs';
import { labRefusal } from '../lab/lab-refusal.ts';
import { REPOSITORY } from '../lab/places.ts';
import { benchDocument, type Result } from './document.ts';
import type { FigureSource } from './figure.ts';
import { audit } from './figures/audit.ts';
import { besideTools, singleTools } from './figures/beside-tools.ts';
import { besideNmap } from './figures/beside-nmap.ts';
import { cost } from './figures/cost.ts';
import { dropped } from './figures/dropped.ts';
import { growth } from './figures/growth.ts';
import { oneRegion } from './figures/one-region.ts';
import { packets } from './figures/packets.ts';
import { overTimePage } from './figures/over-time.ts';
import { page } from './figures/page.ts';
import { roundTrip, roundTripBusy } from './figures/round-trip.ts';
import { start } from './figures/start.ts';
import { waits } from './figures/waits.ts';
import { describeMachine, load } from './machine.ts';

const SOURCES: readonly FigureSource[] = [
  roundTrip,
  waits,
  oneRegion,
  dropped,
  besideNmap,
  besideTools,
  growth,
  cost,
  audit,
  start,
  packets,
  page,
  overTimePage,
  // Last: the load that it makes would make every later figure a busy machine's.
  roundTripBusy,
];
/** One tool of `tools` alone, asked for by its id: no figure of the page. */
const PARTS: readonly FigureSource[] = singleTools;
/** Above this the machine is busy with something else: nothing is written, unless `--anyway` says so, and then it stands in the page. */
const BUSY_LOAD = 2;
const ANYWAY = '--anyway';
/** A session of this niceness gets the processor before all others: `setsid sh -c 'echo -20 > /proc/self/autogroup; npm run bench'`. */
const FAVOURED = -20;

async function main(given: readonly string[]): Promise<number> {
  const args = given.filter((arg) => arg !== ANYWAY);
  const quick = args[0] === 'quick';
  const chosen =
    args.length === 0
      ? SOURCES
      : [...SOURCES, ...PARTS].filter(({ id, quick: isQuick }) => args.includes(id) || (quick && isQuick));
  if (chosen.length === 0)
    throw new Error(
      `no such figure; there are: quick, ${[...SOURCES, ...PARTS].map(({ id }) => id).join(', ')}`,
    );
  const refusal = labRefusal();
  if (refusal !== null) throw new Error(refusal);
  const missing = ensureSystemPackages('bench');
  if (missing.length > 0) throw new Error(`these Debian packages are missing: ${missing.join(' ')}`);
  await ensureBuilt();
  const result = await measureAll(chosen, quick);
  if (args.length === 0) await keep(result, given.includes(ANYWAY));
  return result.figures.some(({ met }) => met === false) ? 1 : 0;
}

async function measureAll(sources: readonly FigureSource[], quick: boolean): Promise<Result> {
  const figures: Result['figures'][number][] = [];
  if (isBusy(load()))
    console.log(`The machine is busy (load ${load().toFixed(1)}): the figures mean little.`);
  for (const source of sources) {
    const before = load();
    const figure = { ...(await source.measure({ quick })), load: { before, after: load() } };
    figures.push(figure);
    console.log(
      `${figure.met === false ? 'MISSED' : 'met   '} ${figure.id}: ${figure.measured} (bound: ${figure.bound})`,
    );
    for (const [name, value] of figure.details) console.log(`         ${name}: ${value}`);
  }
  return { takenAt: new Date().toISOString(), machine: describeMachine(), figures };
}

function isBusy(loadNow: number): boolean {
  return loadNow > BUSY_LOAD && describeMachine().nice > FAVOURED;
}

/** Figures of a busy machine are printed and not kept: they would stand beside true ones as if they were. */
async function keep(result: Result, anyway: boolean): Promise<void> {
  const busy = result.figures.filter(({ load: { before } }) => isBusy(before));
  if (busy.length === 0 || anyway) return write(result);
  const ids = busy.map(({ id }) => id).join(', ');
  console.log(
    `not written: load above ${BUSY_LOAD} before ${ids}; ${ANYWAY} writes them all the same, with the load`,
  );
}

async function write(result: Result): Promise<void> {
  const docs = join(REPOSITORY, 'docs', 'proof');
  await writeFile(join(docs, 'benchmarks.md'), await format(benchDocument(result), { parser: 'markdown' }));
  await writeFile(
    join(docs, 'benchmarks.json'),
    await format(JSON.stringify(result), { parser: 'json', printWidth: 110 }),
  );
  console.log('written: docs/proof/benchmarks.md, docs/proof/benchmarks.json');
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  return 2;
});
