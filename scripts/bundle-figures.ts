/**
 * Prints the figures of docs/bundles.md: time and size of a bundle for one Region and for all, and a summary over 1,000 generated bundles with
 * its time and peak memory. `npm run bundle:figures` (needs --expose-gc, which the script in package.json gives).
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBundle, type BundleInput } from '../src/bundle/make-bundle.ts';
import { openBundle } from '../src/bundle/open-bundle.ts';
import { summariseBundles } from '../src/bundle/summarise-bundles.ts';
import { simulatedInput, tables } from '../test/unit/bundle/simulated-input.ts';

const BUNDLES = 1000;
const CHOICE = { level: 'standard', leaveOut: [], putIn: [] } as const;
const MEGABYTE = 1024 * 1024;

async function timed<T>(work: () => T | Promise<T>): Promise<readonly [T, number]> {
  const start = performance.now();
  const result = await work();
  return [result, Math.round(performance.now() - start)];
}

async function oneBundle(name: string, input: BundleInput): Promise<void> {
  makeBundle(input, CHOICE);
  const [{ bytes, manifest }, makeMs] = await timed(() => makeBundle(input, CHOICE));
  const [, openMs] = await timed(() => openBundle(bytes));
  const unpacked = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  console.log(
    `${name}: ${input.report.checks.length} checks; made in ${makeMs} ms; ${Math.round(bytes.length / 1024)} kB packed, ${Math.round(unpacked / 1024)} kB unpacked, ${manifest.files.length + 1} files; opened in ${openMs} ms`,
  );
}

/** A thousand users of twenty offices and five situations, each with a report of one Region. */
async function generate(folder: string): Promise<number> {
  const ids = ['ready', 'pcoip-blocked', 'streaming-blocked', 'slow', 'name-lookup-dead'];
  const inputs = await Promise.all(ids.map((id) => simulatedInput(id)));
  let bytesOfAll = 0;
  for (let at = 0; at < BUNDLES; at += 1) {
    const input = inputs[at % inputs.length];
    if (input === undefined) continue;
    const gateway = { family: 4 as const, address: `10.${at % 20}.0.1`, interfaceName: 'en0' };
    const host = { ...input.report.host, hostName: `laptop-${at}`, defaultGateways: [gateway] };
    const report = { ...input.report, id: `report-${at}`, host };
    const { bytes } = makeBundle(
      { ...input, report, identity: { ...input.identity, hostNames: [] } },
      CHOICE,
    );
    bytesOfAll += bytes.length;
    await writeFile(join(folder, `user-${at}.zip`), bytes);
  }
  return bytesOfAll;
}

async function summary(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'preflight-bundles-'));
  try {
    const [bytesOfAll, makeMs] = await timed(() => generate(folder));
    console.log(`${BUNDLES} bundles generated in ${makeMs} ms, ${Math.round(bytesOfAll / MEGABYTE)} MB`);
    globalThis.gc?.();
    const before = process.memoryUsage.rss();
    let peak = before;
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
    const [result, ms] = await timed(() => summariseBundles(folder));
    clearInterval(watch);
    console.log(
      `summary: ${result.bundles} bundles in ${ms} ms; ${result.groups.cause.length} causes, ${result.groups.site.length} networks; memory ${Math.round(before / MEGABYTE)} MB before, ${Math.round(peak / MEGABYTE)} MB at its peak`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const all = tables.regions.filter(({ partition }) => partition === 'aws').map(({ code }) => code);
await oneBundle('one Region', await simulatedInput('pcoip-blocked'));
await oneBundle(
  `all ${all.length} Regions`,
  await simulatedInput('pcoip-blocked', { regions: all, allRegions: true }),
);
await summary();
