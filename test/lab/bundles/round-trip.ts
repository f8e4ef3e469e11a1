/**
 * One scenario as a helpdesk meets it: its bundle opens, judges to the same findings at every level, and the comparison with the bundle of the
 * same network without the fault names that fault and nothing else.
 */
import { execFile } from 'node:child_process';
import { execPath } from 'node:process';
import { rejudge } from '../../../src/bundle/rejudge.ts';
import { REDACTION_LEVELS } from '../../../src/core/words.ts';
import { tablesIdentity } from '../../../src/regions/model.ts';
import { comparison, type Comparison } from '../../../src/report/comparison.ts';
import type { Report } from '../../../src/report/report.ts';
import { PREFLIGHT } from '../places.ts';
import type { Expectation, Scenario } from '../scenario.ts';
import { tables, type BundleSet } from './bundle-set.ts';

export interface RoundTrip {
  readonly scenario: Scenario;
  readonly verdict: string;
  /** Causes that the comparison names, in its order: `new error pcoip/tcp-blocked`. */
  readonly told: readonly string[];
  /** Figures that moved beyond noise. */
  readonly figures: readonly string[];
  /** One sentence each; empty when all is as it should be. */
  readonly problems: readonly string[];
  readonly bytes: number;
}

export async function roundTrip(scenario: Scenario, set: BundleSet, healthy: BundleSet): Promise<RoundTrip> {
  const inspected = await program(['bundle', 'inspect', set.path, '--rejudge', '--format', 'json']);
  const compared = await program(['bundle', 'compare', healthy.path, set.path, '--format', 'json']);
  const read = comparison.safeParse(parsed(compared.stdout));
  const problems = [
    ...REDACTION_LEVELS.flatMap((level) => levelProblems(level, set)),
    ...(inspected.code === 0 ? [] : [`inspect ended with ${inspected.code}: ${inspected.stderr}`]),
    ...(read.success
      ? comparisonProblems(scenario.expected, read.data, compared.code)
      : [`compare ended with ${compared.code}: ${compared.stderr}`]),
  ];
  const told = read.success ? changed(read.data).map(words) : [];
  const figures = read.success ? read.data.figures.filter((one) => one.matters).map((one) => one.figure) : [];
  return { scenario, verdict: set.printed.verdict, told, figures, problems, bytes: set.bytes };
}

/** The bundle is whole, says what was printed, and judging it again says it once more. */
function levelProblems(level: (typeof REDACTION_LEVELS)[number], { printed, opened }: BundleSet): string[] {
  const bundle = opened[level];
  const again = rejudge(bundle, tables, tablesIdentity(tables));
  return [
    ...bundle.problems.map(({ file, problem }) => `${level}: ${file} ${problem}`),
    ...difference(`${level}, its report`, codes(printed), codes(bundle.report)),
    ...difference(`${level}, judged again`, ids(bundle.report), ids(again)),
    ...difference(`${level}, verdicts judged again`, verdicts(printed), verdicts(again)),
  ];
}

function difference(what: string, wanted: string, got: string): string[] {
  return wanted === got ? [] : [`${what}: "${wanted}" became "${got}"`];
}

function codes({ findings }: Report): string {
  return findings.map(({ code, severity, region }) => `${severity} ${code} ${region}`).join('; ');
}

function ids({ findings }: Report): string {
  return findings.map(({ id, severity }) => `${severity} ${id}`).join('; ');
}

function verdicts({ verdict, protocols }: Report): string {
  const each = [protocols.pcoip, protocols.dcv].map((one) =>
    one ? `${one.verdict} ${one.transport} ${one.udpProof}` : 'not asked',
  );
  return [verdict, ...each].join('; ');
}

type Cause = Comparison['causes'][number];

function changed({ causes }: Comparison): readonly Cause[] {
  return causes.filter(({ change }) => change !== 'stayed');
}

function words({ change, severity, finding }: Cause): string {
  return `${change} ${severity} ${finding.code}`;
}

/** Exactly the fault: the first new cause is the expected one, every other grave one is expected too, and none went away. Pure. */
export function comparisonProblems(expected: Expectation, found: Comparison, code: number | null): string[] {
  const grave = changed(found).filter(({ severity }) => severity !== 'notice');
  const allowed = new Set([expected.first, ...(expected.then ?? []), ...(expected.may ?? [])]);
  const all = changed(found).filter(({ change }) => change === 'new');
  const [first] = all.map(({ finding }) => finding.code);
  const wantedCode = found.differs ? 1 : 0;
  return [
    ...grave
      .filter(({ change, finding }) => change === 'gone' || !allowed.has(finding.code))
      .map((cause) => `the comparison also names: ${words(cause)}`),
    ...(expected.first === null || all.some(({ finding }) => finding.code === expected.first)
      ? []
      : [`the comparison does not name ${expected.first}`]),
    ...(expected.first !== null && grave.length > 0 && first !== undefined && !allowed.has(first)
      ? [`the comparison begins with ${first}`]
      : []),
    ...(code === wantedCode ? [] : [`compare ended with ${code}, not ${wantedCode}`]),
  ];
}

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command line; it reads two files and sends nothing. */
function program(args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { maxBuffer: 1e8, env: { PATH: process.env['PATH'] ?? '' } };
    const child = execFile(execPath, [PREFLIGHT, ...args], options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr: stderr.slice(-300) }),
    );
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
