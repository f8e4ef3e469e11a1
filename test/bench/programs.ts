/** Runs programs inside a lab's client and measures what they cost. */
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { execPath } from 'node:process';
import { evidence, type Evidence } from '../../src/evidence/index.ts';
import type { Report } from '../../src/report/report.ts';
import type { Lab } from '../lab/lab.ts';
import { PKI } from '../lab/pki.ts';
import { PREFLIGHT } from '../lab/places.ts';

export interface ProgramRun {
  /** From the start of the process to its end, with 2-3 ms of `ip netns exec`, the same for every program. */
  readonly wallMs: number;
  /** Peak resident memory of the process and of any one child (rusage, by /usr/bin/time). */
  readonly rssMb: number;
  /** User and system time of the process and of what it started and waited for (rusage, by /usr/bin/time). */
  readonly cpuMs: number;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let serial = 0;

/** Runs to the end. Rejects only when the program cannot be started. */
export async function runProgram(
  lab: Pick<Lab, 'spawn'>,
  file: string,
  args: readonly string[],
): Promise<ProgramRun> {
  const usage = join(tmpdir(), `preflight-bench-${process.pid}-${(serial += 1)}`);
  const startedMs = performance.now();
  const child = lab.spawn('/usr/bin/time', ['-f', '%M %U %S', '-o', usage, file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const parts = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (parts.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (parts.stderr += text));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const wallMs = performance.now() - startedMs;
  const last = (await readFile(usage, 'utf8')).trim().split('\n').at(-1) ?? '';
  const [kilobytes = Number.NaN, user = Number.NaN, system = Number.NaN] = last.split(' ').map(Number);
  await rm(usage, { force: true });
  return { wallMs, rssMb: kilobytes / 1000, cpuMs: (user + system) * 1000, exitCode, ...parts };
}

export interface CheckRun extends ProgramRun {
  readonly report: Report;
}

/** `--assume-udp-answers`, because the lab's servers do answer. */
export function checkArgs(regions: readonly string[], extra: readonly string[] = []): readonly string[] {
  const asked = regions.flatMap((code) => ['--region', code]);
  return [
    'check',
    ...asked,
    '--public-roots',
    PKI.publicRoot,
    '--assume-udp-answers',
    '--format',
    'json',
    ...extra,
  ];
}

/** What npm installs: the program in parts that it loads as it needs them. */
export const PARTS = join(dirname(PREFLIGHT), 'npm', basename(PREFLIGHT));

export async function runCheck(lab: Lab, args: readonly string[], program = PREFLIGHT): Promise<CheckRun> {
  const run = await runProgram(lab, execPath, [program, ...args]);
  try {
    return { ...run, report: JSON.parse(run.stdout) as Report };
  } catch {
    throw new Error(`check gave no report: exit ${run.exitCode}, ${run.stderr.slice(0, 500)}`);
  }
}

/** As the document shows a command. */
export function commandLine(args: readonly string[]): string {
  return ['preflight', ...args].map((part) => part.replace(PKI.publicRoot, 'LAB_ROOT.pem')).join(' ');
}

/** One after the other: two at a time would measure each other. */
export async function times<T>(count: number, run: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let index = 0; index < count; index += 1) results.push(await run(index));
  return results;
}

/** The evidence of the checks that have one; what does not parse is none. */
export function evidenceIn(report: Report): readonly Evidence[] {
  return report.checks.flatMap((check) => evidence.safeParse(check.evidence).data ?? []);
}
