/**
 * Prints the figures of docs/bundles.md from bundles of the lab (real sockets, real certificates, raw output of programs), which
 * `node scripts/lab.mjs bundles --keep FOLDER` leaves behind: `npm run bundle:figures -- FOLDER`. One Region, all Regions, and a summary by the
 * built command line over 1,000 bundles made of them.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import type { BundleInput } from '../src/bundle/bundle-input.ts';
import { makeBundle } from '../src/bundle/make-bundle.ts';
import { openBundle } from '../src/bundle/open-bundle.ts';
import type { RunRecord } from '../src/reading/record.ts';
import { peakOf } from './process-memory.ts';
import { loadTables } from '../src/regions/tables.ts';
import { ensureBuilt } from '../test/lab/ensure-built.ts';
import { PREFLIGHT } from '../test/lab/places.ts';

const BUNDLES = 1000;
const CHOICE = { level: 'standard', leaveOut: [], putIn: [] } as const;
const MEGABYTE = 1024 * 1024;
const FULL = '.full.zip';
const tables = loadTables();

async function timed<T>(work: () => T | Promise<T>): Promise<readonly [T, number]> {
  const start = performance.now();
  const result = await work();
  return [result, Math.round(performance.now() - start)];
}

function text(content: Uint8Array | undefined): string {
  return Buffer.from(content ?? new Uint8Array()).toString('utf8');
}

/** What the bundle was made of: certificates and raw output stand in files of their own and are put back. */
async function inputOf(zip: Buffer): Promise<BundleInput> {
  const { report, record, manifest } = await openBundle(zip);
  if (record === null) throw new Error('no evidence in it');
  const files = unzipSync(zip);
  const pems = new Map(
    Object.entries(files).flatMap(([name, content]) => {
      const [, sha256] = /^evidence\/certificates\/([0-9a-f]{64})\.pem$/.exec(name) ?? [];
      return sha256 === undefined ? [] : [[sha256, text(content)] as const];
    }),
  );
  const withPem = JSON.parse(JSON.stringify(record), (_key, value: unknown) => {
    const sha256 = (value as { sha256?: unknown } | null)?.sha256;
    const pem = typeof sha256 === 'string' ? pems.get(sha256.replaceAll(':', '').toLowerCase()) : undefined;
    return pem === undefined ? value : { ...(value as object), pem };
  }) as RunRecord;
  const identity = { userNames: ['root'], hostNames: [], domains: [] };
  return {
    ...{ report, tables, identity, secrets: [], clientLogs: [], createdAt: manifest.createdAt },
    record: { ...withPem, toolOutput: { runs: runsOf(files), unkeptRuns: 0 } },
  };
}

function runsOf(files: Readonly<Record<string, Uint8Array>>): NonNullable<RunRecord['toolOutput']>['runs'] {
  return Object.entries(files).flatMap(([name, content]) => {
    const [, tool] = /^evidence\/tool-output\/(.+)\.txt$/.exec(name) ?? [];
    if (tool === undefined) return [];
    const times = { atMs: 0, durationMs: 0, exitCode: 0, droppedChars: 0, problem: null };
    return [{ tool, args: [], output: text(content), ...times }];
  });
}

async function oneBundle(folder: string, name: string): Promise<void> {
  const input = await inputOf(readFileSync(join(folder, `${name}${FULL}`)));
  makeBundle(input, CHOICE);
  const [{ bytes, manifest }, makeMs] = await timed(() => makeBundle(input, CHOICE));
  const [, openMs] = await timed(() => openBundle(bytes));
  const unpacked = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  const count = (folderName: string): number =>
    manifest.files.filter((file) => file.name.startsWith(folderName)).length;
  console.log(
    `${name}: ${input.report.checks.length} checks; made in ${makeMs} ms; ${Math.round(bytes.length / 1024)} kB packed, ${Math.round(unpacked / 1024)} kB unpacked, ${manifest.files.length + 1} files (${count('evidence/certificates/')} certificates, ${count('evidence/tool-output/')} programs); opened in ${openMs} ms`,
  );
}

/** A thousand users of twenty offices: the bundles of the lab again and again, each with a machine and a report of its own. */
async function generate(from: string, to: string): Promise<number> {
  const names = readdirSync(from).filter((name) => name.endsWith(FULL));
  const unpacked = names.map((name) => unzipSync(readFileSync(join(from, name))));
  let bytesOfAll = 0;
  for (let at = 0; at < BUNDLES; at += 1) {
    const files = unpacked[at % unpacked.length] ?? {};
    const manifest = JSON.parse(text(files['manifest.json'])) as Record<string, unknown>;
    const tags = {
      key: 'kaaaa',
      scope: 'organisation',
      machine: at.toString(16).padStart(16, '0'),
      site: null,
    };
    const facts = [{ kind: 'prefix', tag: (at % 20).toString(16).padStart(16, '0') }];
    const changed = {
      ...files,
      'manifest.json': Buffer.from(JSON.stringify({ ...manifest, tags: { ...tags, facts } })),
    };
    const bytes = zipSync(changed, { level: 6 });
    bytesOfAll += bytes.length;
    await writeFile(join(to, `user-${at}.zip`), bytes);
  }
  console.log(
    `${BUNDLES} bundles made of ${names.length} of the lab, ${Math.round(bytesOfAll / MEGABYTE)} MB`,
  );
  return bytesOfAll;
}

async function summary(from: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'preflight-bundles-'));
  try {
    await generate(from, folder);
    const start = performance.now();
    const child = spawn(process.execPath, [PREFLIGHT, 'bundle', 'summary', folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let peak = 0;
    let said = '';
    child.stdout.on('data', (chunk) => (said += String(chunk)));
    const watch = setInterval(() => (peak = Math.max(peak, peakOf(child.pid))), 20);
    const [code] = (await once(child, 'close')) as [number];
    clearInterval(watch);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(
      `summary: exit ${code} after ${seconds} s, highest resident memory ${peak} MB; ${said.split('\n')[0]}`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const [, , from] = process.argv;
if (from === undefined) throw new Error('give the folder of "node scripts/lab.mjs bundles --keep FOLDER"');
await ensureBuilt();
console.log(`load ${loadavg()[0]?.toFixed(1)}, node ${process.versions.node}`);
await oneBundle(from, 'healthy-0');
await oneBundle(from, 'https-intercepted-untrusted');
await oneBundle(from, 'healthy-all-regions');
await summary(from);
