/**
 * Writes the demonstrations' part of docs/proof/bundle-round-trip.md: each through check, bundle, opening, judging again and comparing with `ready`.
 * Fails when a bundle does not judge to the same findings. `npm run bundle:round-trip`.
 */
import { join } from 'node:path';
import { compareBundles } from '../src/bundle/compare-bundles.ts';
import type { BundleInput } from '../src/bundle/bundle-input.ts';
import { makeBundle } from '../src/bundle/make-bundle.ts';
import { openBundle, type OpenedBundle } from '../src/bundle/open-bundle.ts';
import { rejudge } from '../src/bundle/rejudge.ts';
import { REDACTION_LEVELS, type RedactionLevel } from '../src/core/words.ts';
import { check } from '../src/engine/check.ts';
import { SITUATIONS, type Situation } from '../src/net/simulated/situation.ts';
import { tablesIdentity } from '../src/regions/model.ts';
import { loadTables } from '../src/regions/tables.ts';
import { writePart } from './proof-section.ts';

const tables = loadTables();
const ROOT = join(import.meta.dirname, '..');
const OUT = join(ROOT, 'docs', 'proof', 'bundle-round-trip.md');

async function runSituation(situation: Situation): Promise<BundleInput> {
  const { report, record } = await check({
    version: '0.1.0',
    tables,
    way: { scenario: situation.id, publicRoots: null, peerKeys: null, shapedBy: [], proxy: { mode: 'auto' } },
    request: {
      regions: ['eu-central-1'],
      allRegions: false,
      protocols: ['pcoip', 'dcv'],
      profile: 'client',
      samples: 10,
      deadlineMs: 60_000,
      directoryId: null,
      registrationName: null,
      also: [],
      require: [],
      stun: null,
      localDiscovery: false,
      assumeUdpAnswers: false,
      systemTrust: 'yes',
    },
    signal: new AbortController().signal,
  });
  return {
    ...{ report, record, tables, secrets: [], clientLogs: [] },
    identity: { userNames: ['jane.doe'], hostNames: ['demo-laptop'], domains: [] },
    createdAt: report.createdAt,
  };
}

function findingsText({ findings }: { findings: OpenedBundle['report']['findings'] }): string {
  return findings.map(({ id, severity }) => `${severity} ${id}`).join('; ');
}

interface Row {
  readonly situation: Situation;
  readonly cells: readonly string[];
  readonly problems: readonly string[];
}

async function rowOf(situation: Situation, ready: OpenedBundle): Promise<Row> {
  const input = await runSituation(situation);
  const problems: string[] = [];
  let shown: OpenedBundle = ready;
  for (const level of REDACTION_LEVELS) {
    const opened = await roundTrip(input, level, problems);
    if (level === 'standard') shown = opened;
  }
  const { causes, differs } = compareBundles(ready, shown);
  const changed = causes.filter(({ change }) => change !== 'stayed');
  const grave = changed.filter(({ severity }) => severity !== 'notice');
  const told = (grave.length > 0 ? grave : changed)
    .map(({ change, severity, finding }) => `${change} ${severity}: \`${finding.code}\``)
    .join('<br>');
  return {
    situation,
    problems,
    cells: [
      `\`${situation.id}\``,
      situation.description,
      shown.report.verdict,
      told || (differs ? 'no cause; verdict or figures' : 'nothing that matters'),
      problems.length === 0 ? 'same at every level' : problems.join('<br>'),
    ],
  };
}

async function roundTrip(
  input: BundleInput,
  level: RedactionLevel,
  problems: string[],
): Promise<OpenedBundle> {
  const opened = await openBundle(makeBundle(input, { level, leaveOut: [], putIn: [] }).bytes);
  const again = rejudge(opened, tables, tablesIdentity(tables));
  const [before, after] = [findingsText(input.report), findingsText(again)];
  if (before !== after) problems.push(`${level}: ${before} became ${after}`);
  if (again.verdict !== input.report.verdict)
    problems.push(`${level}: ${input.report.verdict} became ${again.verdict}`);
  if (opened.problems.length > 0) problems.push(`${level}: not intact`);
  return opened;
}

async function main(): Promise<void> {
  const healthy = SITUATIONS.find(({ id }) => id === 'ready');
  if (healthy === undefined) throw new Error('no healthy situation');
  const ready = await openBundle(
    makeBundle(await runSituation(healthy), { level: 'standard', leaveOut: [], putIn: [] }).bytes,
  );
  // One after the other: eighteen at once in one process stretch each other's name lookups, and the comparison rightly calls that a difference.
  const rows: Row[] = [];
  for (const situation of SITUATIONS) rows.push(await rowOf(situation, ready));
  const text = [
    '## Demonstrations',
    '',
    'Written by `npm run bundle:round-trip`. Each demonstration is checked, bundled at the three redaction levels, opened again, judged again by the',
    'rules of this version, and compared with the bundle of `ready`, as a helpdesk would.',
    '',
    '| demonstration | what is wrong | verdict | the comparison with `ready` names | findings after judging again |',
    '|---|---|---|---|---|',
    ...rows.map(({ cells }) => `| ${cells.join(' | ')} |`),
    '',
  ].join('\n');
  await writePart(OUT, 'demonstrations', text);
  const bad = rows.filter(({ problems }) => problems.length > 0);
  for (const { situation, problems } of bad) console.error(situation.id, problems.join('\n  '));
  process.exit(bad.length === 0 ? 0 : 1);
}

await main();
