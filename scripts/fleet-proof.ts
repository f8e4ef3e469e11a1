/**
 * `npm run fleet-proof [-- BUNDLES]`: 5,000 made-up bundles and a few hostile files through `fleet`, twice, and 1,000 of them through `bundle summary`, by
 * the built program; its JSON lines by one COPY into a real PostgreSQL and counted the same; figures of as many machines by text import into a real VictoriaMetrics. Needs root, PostgreSQL and
 * victoria-metrics (Debian). Nothing leaves the machine. Writes docs/proof/fleet.md.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'prettier';
import { keyOfText, newKeyText } from '../src/bundle/tag-key.ts';
import type { BundleSummary } from '../src/fleet/summarise.ts';
import { BEGIN, SITES, bundleOf, machinesOf, templates } from '../test/unit/fleet/outage.ts';
import { hostileZips } from '../test/unit/bundle/hostile-zips.ts';
import { ensureBuilt } from '../test/lab/ensure-built.ts';
import { PREFLIGHT } from '../test/lab/places.ts';
import { measureMetrics } from './fleet-metrics.ts';
import { peakOf } from './process-memory.ts';

const COUNT = Number(process.argv[2] ?? 5000);
const HOSTILE = 20;
/** As many as `bundle summary` is given. */
const SUMMED = 1000;
const PAGE = new URL('../docs/proof/fleet.md', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'preflight-fleet-proof-'));
const rows: (readonly [what: string, measured: string, bound: string])[] = [];

interface Measured {
  readonly seconds: number;
  readonly peakMb: number;
}

async function generate(): Promise<void> {
  const key = newKeyText();
  writeFileSync(join(folder, 'org.key'), key);
  writeFileSync(join(folder, 'sites.json'), JSON.stringify(SITES));
  const all = await templates();
  mkdirSync(join(folder, 'summed'));
  for (const [at, machine] of machinesOf(COUNT, 3).entries()) {
    const template =
      at % 3 === 0 ? ('broken' as const) : at % 7 === 0 ? ('slow' as const) : ('ready' as const);
    const run = { machine, template, at: BEGIN + (at % 90) * 60_000 };
    const { name, bytes, mtimeMs } = bundleOf(all, run, keyOfText(key));
    const under = join(folder, 'drop', machine.site.name, '2026-11-29');
    mkdirSync(under, { recursive: true });
    writeFileSync(join(under, name), bytes);
    utimesSync(join(under, name), mtimeMs / 1000, mtimeMs / 1000);
    if (at < SUMMED) linkSync(join(under, name), join(folder, 'summed', name));
    if (at === 0)
      for (const [number, { bytes: hostile }] of hostileZips(bytes)
        .filter(({ refused }) => refused !== null)
        .slice(0, HOSTILE)
        .entries())
        writeFileSync(join(folder, 'drop', `hostile-${number}.zip`), hostile);
  }
}

/** Time and memory of one run of the program, its start with it. `what`: the command and its folder. */
async function measured(what: readonly string[], form: string, output: string): Promise<Measured> {
  const keyed = ['--key', join(folder, 'org.key'), '--sites', join(folder, 'sites.json')];
  const start = performance.now();
  const child = spawn(
    process.execPath,
    [PREFLIGHT, ...what, ...keyed, '--format', form, '--output', join(folder, output)],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PREFLIGHT_DATA: join(folder, 'data') },
    },
  );
  let peakMb = 0;
  const watch = setInterval(() => (peakMb = Math.max(peakMb, peakOf(child.pid))), 20);
  const [code] = (await once(child, 'close')) as [number];
  clearInterval(watch);
  if (code !== 0) throw new Error(`${what.join(' ')} ended with ${code}`);
  return { seconds: (performance.now() - start) / 1000, peakMb };
}

function run(command: string, args: readonly string[], input?: string): string {
  const done = spawnSync(command, args, { encoding: 'utf8', input });
  if (done.status !== 0) throw new Error(`${command} ${args[0] ?? ''}: ${done.stderr}`);
  return done.stdout.trim();
}

const LOAD = `CREATE TABLE runs (doc jsonb);
COPY runs FROM 'FILE' WITH (FORMAT csv, QUOTE e'\\x01', DELIMITER e'\\x02');`;

/** Counts by verdict and by cause of what one COPY brought in. */
function inPostgres(lines: string): { seconds: number; counts: string; version: string } {
  const bin = join('/usr/lib/postgresql', readdirSync('/usr/lib/postgresql').sort().at(-1) ?? '', 'bin');
  const base = mkdtempSync(join(tmpdir(), 'preflight-postgres-'));
  run('chown', ['postgres', base]);
  chmodSync(folder, 0o755);
  const as = (...args: string[]) => run('runuser', ['-u', 'postgres', '--', ...args]);
  const data = join(base, 'data');
  as(join(bin, 'initdb'), '-D', data, '-A', 'peer');
  // A socket in its own folder, and no port at all.
  as(
    join(bin, 'pg_ctl'),
    '-D',
    data,
    '-w',
    '-l',
    join(base, 'log'),
    '-o',
    `-c listen_addresses= -k ${base}`,
    'start',
  );
  try {
    const sql = (text: string) => as('psql', '-h', base, '-d', 'postgres', '-AtF', ' ', '-c', text);
    const start = performance.now();
    for (const one of LOAD.replace('FILE', lines).split('\n')) sql(one);
    const seconds = (performance.now() - start) / 1000;
    const counts = sql(
      "SELECT 'verdict ' || (doc->>'verdict'), count(*) FROM runs GROUP BY 1 UNION ALL SELECT 'cause ' || code, count(*) FROM runs, jsonb_array_elements_text(doc->'codes') code GROUP BY 1 ORDER BY 1",
    );
    return { seconds, counts, version: sql('SHOW server_version') };
  } finally {
    as(join(bin, 'pg_ctl'), '-D', data, '-m', 'immediate', 'stop');
    rmSync(base, { recursive: true, force: true });
  }
}

function ownCounts({ members }: BundleSummary): string {
  const counts = new Map<string, number>();
  for (const { verdict, codes } of members)
    for (const word of [`verdict ${verdict}`, ...codes.map((code) => `cause ${code}`)])
      counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .map(([word, count]) => `${word} ${count}`)
    .sort()
    .join('\n');
}

async function main(): Promise<void> {
  await ensureBuilt();
  await generate();
  const drop = join(folder, 'drop');
  const first = await measured(['fleet', drop], 'jsonl', 'fleet.jsonl');
  const again = await measured(['fleet', drop], 'json', 'fleet.json');
  const sum = await measured(['bundle', 'summary', join(folder, 'summed')], 'json', 'summed.json');
  const summary = JSON.parse(readFileSync(join(folder, 'fleet.json'), 'utf8')) as BundleSummary;
  const { seconds, counts, version } = inPostgres(join(folder, 'fleet.jsonl'));
  const isSame = counts.split('\n').sort().join('\n') === ownCounts(summary);
  rows.push(
    [`first run over ${COUNT + HOSTILE} files`, `${first.seconds.toFixed(1)} s`, '25 s for 5,000'],
    ['the same again, from the index', `${again.seconds.toFixed(1)} s`, '3 s'],
    ['highest resident memory', `${Math.max(first.peakMb, again.peakMb)} MB`, '200 MB'],
    [
      `\`bundle summary\` over ${Math.min(SUMMED, COUNT)}`,
      `${sum.seconds.toFixed(1)} s, ${sum.peakMb} MB`,
      'report',
    ],
    [
      'machines / not readable, named and passed over',
      `${summary.machines} / ${summary.unreadable.length}`,
      `${COUNT} / ${HOSTILE}`,
    ],
    [
      `COPY into PostgreSQL ${version}`,
      `${seconds.toFixed(1)} s; counted ${isSame ? 'the same' : 'OTHERWISE'}`,
      'the same',
    ],
    ...(await measureMetrics(COUNT)),
  );
  await writePage(counts);
  if (!isSame || summary.machines !== COUNT || summary.unreadable.length !== HOSTILE) process.exitCode = 1;
}

async function writePage(counts: string): Promise<void> {
  const old = readFileSync(PAGE, { encoding: 'utf8', flag: 'a+' });
  const paper = old.slice(Math.max(0, old.indexOf('## On paper')));
  const table = [['what', 'measured', 'bound'], ['---', '---', '---'], ...rows].map(
    (row) => `| ${row.join(' | ')} |`,
  );
  const text = `# A fleet

Made by \`npm run fleet-proof\` on ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, two cores, load ${loadavg()[0]?.toFixed(1) ?? '?'} at the end. The bundles are made of simulated runs, each with a machine, a time and tags of
its own; they hold the manifest, the report and the ticket text in real size, not the evidence, which \`fleet\` does not open.

${table.join('\n')}

Loaded by:

\`\`\`sql
${LOAD}
\`\`\`

PostgreSQL counted, and so did \`fleet\`:

\`\`\`
${counts}
\`\`\`

${paper}`;
  writeFileSync(PAGE, await format(text, { parser: 'markdown' }));
}

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
