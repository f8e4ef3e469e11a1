/**
 * `npm run bench`: all figures, written to docs/proof/benchmarks.md and docs/proof/benchmarks.json. `npm run bench -- quick`: a few of them in under
 * a minute, printed only. `npm run bench -- ID…`: those figures, printed only.
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
import { besideNmap } from './figures/beside-nmap.ts';
import { dropped } from './figures/dropped.ts';
import { growth } from './figures/growth.ts';
import { oneRegion } from './figures/one-region.ts';
import { packets } from './figures/packets.ts';
import { page } from './figures/page.ts';
import { roundTrip } from './figures/round-trip.ts';
import { start } from './figures/start.ts';
import { describeMachine, load } from './machine.ts';

const SOURCES: readonly FigureSource[] = [
  roundTrip,
  oneRegion,
  dropped,
  besideNmap,
  growth,
  start,
  packets,
  page,
];
/** Above this the machine is busy with something else; the figures say so, but nobody should trust them. */
const BUSY_LOAD = 1.5;
/** A session of this niceness gets the processor before all others: `setsid sh -c 'echo -20 > /proc/self/autogroup; npm run bench'`. */
const FAVOURED = -20;

async function main(args: readonly string[]): Promise<number> {
  const quick = args[0] === 'quick';
  const chosen =
    args.length === 0
      ? SOURCES
      : SOURCES.filter(({ id, quick: isQuick }) => args.includes(id) || (quick && isQuick));
  if (chosen.length === 0)
    throw new Error(`no such figure; there are: quick, ${SOURCES.map(({ id }) => id).join(', ')}`);
  const refusal = labRefusal();
  if (refusal !== null) throw new Error(refusal);
  const missing = ensureSystemPackages('bench');
  if (missing.length > 0) throw new Error(`these Debian packages are missing: ${missing.join(' ')}`);
  await ensureBuilt();
  const result = await measureAll(chosen, quick);
  if (args.length === 0) await write(result);
  return result.figures.some(({ met }) => met === false) ? 1 : 0;
}

async function measureAll(sources: readonly FigureSource[], quick: boolean): Promise<Result> {
  const figures: Result['figures'][number][] = [];
  if (load() > BUSY_LOAD && describeMachine().nice > FAVOURED)
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
