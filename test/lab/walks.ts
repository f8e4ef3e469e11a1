/**
 * What one check of one network cannot show: runs repeated while a fault comes and goes, a run against an earlier one, and printers
 * on the client's own network. Each opens one lab; `node scripts/lab.mjs walks` runs them alone, `npm test` with the fast suite.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Change } from './change.ts';
import { ensureBuilt } from './ensure-built.ts';
import { openLab, type Lab } from './lab.ts';
import { labRefusal } from './lab-refusal.ts';
import { RUN_FOLDER } from './namespaces.ts';
import { NETWORK, PREFLIGHT } from './places.ts';
import { PKI } from './pki.ts';
import { mustRun } from './run-command.ts';
import { runPreflight, runScenario } from './run-scenario.ts';
import { scenarioNamed } from './scenarios/index.ts';
import { runTruths, type Truth } from './truth-check.ts';
import { applyChange, healthyWorld } from './world.ts';

const REGION = 'eu-central-1';
const CHECK = ['check', '--region', REGION, '--public-roots', PKI.publicRoot, '--assume-udp-answers'];
const JSON_REPORT = ['--format', 'json'];

const report = z.object({
  verdict: z.string(),
  summary: z.string(),
  durationMs: z.number(),
  findings: z.array(z.object({ code: z.string(), severity: z.string() })),
  checks: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      evidence: z.looseObject({ kind: z.string().optional() }).nullable(),
    }),
  ),
  repeat: z
    .object({
      runs: z.array(z.object({ verdict: z.string() })),
      checks: z.array(
        z.object({ id: z.string(), steady: z.boolean(), statuses: z.object({ fail: z.number() }) }),
      ),
      findings: z.array(
        z.object({ code: z.string(), inRuns: z.array(z.number()), comesAndGoes: z.boolean() }),
      ),
    })
    .optional(),
  comparison: z
    .object({
      differs: z.boolean(),
      causes: z.array(z.object({ change: z.string(), finding: z.object({ code: z.string() }) })),
      checks: z.array(z.object({ id: z.string(), a: z.string(), b: z.string() })),
    })
    .optional(),
});
type Got = z.infer<typeof report>;

async function inLab<T>(changes: readonly Change[], use: (lab: Lab) => Promise<T>): Promise<T> {
  const lab = await openLab(changes.reduce(applyChange, healthyWorld(REGION)));
  try {
    return await use(lab);
  } finally {
    await lab.close();
  }
}

/** Null when `got` is `wanted`, else both. */
function expectSame(got: unknown, wanted: unknown): string | null {
  const [seen, expected] = [JSON.stringify(got), JSON.stringify(wanted)];
  return seen === expected ? null : `got ${seen}, expected ${expected}`;
}

/** The router drops TCP 4172 from now on, or no longer. */
async function hold4172({ spaces }: Lab, held: boolean): Promise<void> {
  const rules = held
    ? 'table inet comes_and_goes {\nchain f {\ntype filter hook forward priority 1;\ntcp dport 4172 drop\n}\n}'
    : 'delete table inet comes_and_goes';
  await mustRun('ip', ['netns', 'exec', spaces.router, 'nft', '-f', '-'], `${rules}\n`);
}

/**
 * Three runs, the fault in the second alone: it is put in and taken out in the second of pause that the program announces. It does so on a
 * terminal only, which `script` gives it; the report goes into a file.
 */
async function comesAndGoes(): Promise<string | null> {
  const got = await inLab([], async (lab) => {
    const file = join(RUN_FOLDER, lab.spaces.id, 'repeated.json');
    const args = [...CHECK, '--repeat', '3', '--every', '1', ...JSON_REPORT, '--output', file];
    const line = [execPath, PREFLIGHT, ...args].map((word) => `'${word}'`).join(' ');
    const child = lab.spawn('script', ['-qefc', `stty cols 120; exec ${line}`, '/dev/null'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const turned: Promise<void>[] = [];
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (turned.length < 1 && said.includes('Run 1 of 3 is over')) turned.push(hold4172(lab, true));
      if (turned.length < 2 && said.includes('Run 2 of 3 is over')) turned.push(hold4172(lab, false));
    });
    await once(child, 'close');
    await Promise.all(turned);
    return report.parse(JSON.parse(await readFile(file, 'utf8')));
  });
  return expectSame(repeatSeen(got), {
    verdicts: ['ready', 'degraded', 'ready'],
    blocked: [{ inRuns: [2], comesAndGoes: true }],
    failedOnce: true,
    first: 'pcoip/tcp-blocked',
    told: true,
  });
}

function repeatSeen({ repeat, findings, summary }: Got): object {
  const ports = (repeat?.checks ?? []).filter(({ id }) => id.includes('/health-check/tcp-4172/'));
  return {
    verdicts: repeat?.runs.map(({ verdict }) => verdict),
    blocked: repeat?.findings
      .filter(({ code }) => code === 'pcoip/tcp-blocked')
      .map(({ inRuns, comesAndGoes: goes }) => ({ inRuns, comesAndGoes: goes })),
    failedOnce: ports.length > 0 && ports.every(({ steady, statuses }) => !steady && statuses.fail === 1),
    first: findings[0]?.code,
    told: summary.includes('1 of 3 runs'),
  };
}

/** The same machine before and after: what changed, the cause first. */
async function comparesWithEarlier(): Promise<string | null> {
  const seen = await inLab([], async (lab) => {
    const file = join(RUN_FOLDER, lab.spaces.id, 'before.json');
    await writeFile(file, (await runPreflight(lab, [...CHECK, ...JSON_REPORT])).stdout);
    await hold4172(lab, true);
    const after = await runPreflight(lab, [...CHECK, '--compare-with', file, ...JSON_REPORT]);
    const same = await runPreflight(lab, [...CHECK, '--compare-with', file]);
    return { after: report.parse(JSON.parse(after.stdout)).comparison, text: same.stdout };
  });
  const [first] = seen.after?.causes ?? [];
  const changed = (seen.after?.checks ?? []).filter(({ id }) => id.includes('/health-check/tcp-4172/'));
  const lines = seen.text.split('\n').slice(0, 12).join('\n');
  return expectSame(
    {
      differs: seen.after?.differs,
      cause: [first?.change, first?.finding.code],
      worse: changed.length > 0 && changed.every(({ a, b }) => a === 'pass' && b === 'fail'),
      textBeginsWithIt: /PCoIP/.test(lines),
    },
    { differs: true, cause: ['new', 'pcoip/tcp-blocked'], worse: true, textBeginsWithIt: true },
  );
}

/** Printers that a check with `--local-discovery` finds while somebody answers, or nobody does. */
async function printersWith(manner: 'printer' | 'malformed' | null): Promise<object> {
  return inLab([], async (lab) => {
    const responder = manner === null ? null : await startResponder(lab, manner);
    const run = await runPreflight(lab, [...CHECK, '--local-discovery', ...JSON_REPORT]);
    responder?.kill('SIGKILL');
    const got = report.parse(JSON.parse(run.stdout));
    const step = got.checks.find(({ evidence }) => evidence?.kind === 'local-services');
    return {
      verdict: got.verdict,
      status: step?.status,
      printers: step?.evidence?.['printers'],
      loud: got.findings.filter(({ severity }) => severity !== 'notice').length,
      bounded: got.durationMs < 20_000,
      noise: /mdns|dns-sd|\n\s+at /i.test(run.stderr),
    };
  });
}

async function startResponder({ spaces }: Lab, manner: string): Promise<ChildProcess> {
  const program = join(import.meta.dirname, 'service/mdns_responder.py');
  const args = ['netns', 'exec', spaces.router, '/usr/bin/python3', '-B', '-S', program];
  const child = spawn('ip', [...args, NETWORK.router.ipv4, manner], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

const NOBODY = [
  'setpriv',
  '--reuid',
  '65534',
  '--regid',
  '65534',
  '--clear-groups',
  execPath,
  PREFLIGHT,
] as const;

/** Where on the way, asked by an ordinary user without a capability: a port of UDP, one of TCP, a size. */
async function whereAsNobody(): Promise<string | null> {
  const wrong: string[] = [];
  for (const name of ['where-udp-forbidden-at-2', 'where-tcp-dropped-at-2', 'where-mtu-1150-at-2']) {
    const scenario = scenarioNamed(name);
    if (scenario === null) throw new Error(`no scenario ${name}`);
    const { differences } = await runScenario(scenario, {
      client: (lab, args) => runPreflight(lab, args, {}, NOBODY),
    });
    wrong.push(...differences.map((line) => `${name}: ${line}`));
  }
  return wrong.length === 0 ? null : wrong.join('; ');
}

const QUIET = { verdict: 'ready', status: 'pass', loud: 0, bounded: true, noise: false };
const PRINTER = { name: 'Lab Printer', address: NETWORK.router.ipv4, port: 631 };

async function expectPrinters(
  manner: 'printer' | 'malformed' | null,
  printers: object[],
): Promise<string | null> {
  const { verdict, status, loud, bounded, noise } = QUIET;
  return expectSame(await printersWith(manner), { verdict, status, printers, loud, bounded, noise });
}

export const WALKS: readonly Truth[] = [
  { name: 'a fault in one of three runs is said to come and go', check: comesAndGoes },
  { name: 'a run against an earlier one names the new cause first', check: comparesWithEarlier },
  { name: 'a printer that is announced is found', check: () => expectPrinters('printer', [PRINTER]) },
  { name: 'no printer is no finding and no wait', check: () => expectPrinters(null, []) },
  { name: 'where on the way is told to an ordinary user too (uid 65534)', check: whereAsNobody },
  { name: 'a malformed announcement is passed over', check: () => expectPrinters('malformed', []) },
];

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const refusal = labRefusal();
  if (refusal !== null) throw new Error(refusal);
  await ensureBuilt();
  const { failed } = await runTruths(WALKS);
  process.exitCode = failed === 0 ? 0 : 1;
}
