/** Runs `preflight check` inside a scenario's network and holds the report against what the scenario expects. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { openLab, type Lab } from './lab.ts';
import { PKI } from './pki.ts';
import { PREFLIGHT, WRONG } from './places.ts';
import { compareReport, readOutcome, type Outcome } from './compare-report.ts';
import type { Scenario } from './scenario.ts';
import { applyChange, healthyWorld, type World } from './world.ts';

export interface ScenarioResult {
  readonly name: string;
  readonly expected: Scenario['expected'];
  /** Null when no report came. */
  readonly got: Outcome | null;
  readonly ok: boolean;
  /** One sentence each; empty when ok. */
  readonly differences: readonly string[];
  readonly durationMs: number;
}

export interface RunOptions {
  /** Leaves the faults out: the expectation of a fault scenario must then fail. */
  readonly control?: boolean;
  /** Further options of `check`, such as `--bundle FILE`. */
  readonly more?: readonly string[];
  /** Variables of the environment for the client, beside its own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Runs the client; the built command line when absent. */
  readonly client?: (lab: Lab, args: readonly string[]) => Promise<ProgramRun>;
}

/** No check of the lab may take longer: the run's own deadline is 60 s. */
const HANG_MS = 90_000;
/** A gentle run waits for its windows (src/run/session-window.ts). */
const GENTLE_HANG_MS = 900_000;

export function worldOf(scenario: Scenario, options: RunOptions = {}): World {
  const changes = [...scenario.manners, ...(options.control === true ? [] : scenario.faults)];
  return changes.reduce(applyChange, healthyWorld(scenario.region));
}

/** Arguments of `check` in a scenario. */
export function checkArguments(scenario: Scenario): readonly string[] {
  const given = new Set(scenario.args);
  const region =
    given.has('--region') || given.has('--registration-code') ? [] : ['--region', scenario.region];
  return [...region, '--public-roots', PKI.publicRoot, ...scenario.args];
}

/** Two runs in one network, one after the other: with the waits as they are, and with none of them bounded (docs/adr/0022). */
export async function observePair(
  scenario: Scenario,
  wholeFirst: boolean,
): Promise<{ readonly bounded: ProgramRun; readonly whole: ProgramRun }> {
  const lab = await openLab(worldOf(scenario));
  try {
    const args = ['check', ...checkArguments(scenario), '--format', 'json'];
    const runWhole = (): Promise<ProgramRun> => runPreflight(lab, args, { PREFLIGHT_WAITS: 'whole' });
    const early = wholeFirst ? await runWhole() : null;
    const bounded = await runPreflight(lab, args);
    return { bounded, whole: early ?? (await runWhole()) };
  } finally {
    await lab.close();
  }
}

/** Never throws for what the program does; throws when the lab itself cannot be set up. */
export async function runScenario(scenario: Scenario, options: RunOptions = {}): Promise<ScenarioResult> {
  const seen = await observe(scenario, options);
  const result = resultOf(scenario, seen);
  if (!result.ok) keepWrong(scenario.name, seen.run);
  return result;
}

/** What the program said where it was wrong, to be read afterwards: such a run may not come again. */
function keepWrong(name: string, { stdout, stderr }: ProgramRun): void {
  mkdirSync(WRONG, { recursive: true });
  writeFileSync(join(WRONG, `${name}.json`), stdout);
  writeFileSync(join(WRONG, `${name}.txt`), stderr);
}

/** One run of the program and how long it took with its network. */
export interface Observation {
  readonly run: ProgramRun;
  readonly durationMs: number;
}

export async function observe(scenario: Scenario, options: RunOptions = {}): Promise<Observation> {
  const started = performance.now();
  const lab = await openLab(worldOf(scenario, options));
  try {
    const args = ['check', ...checkArguments(scenario), '--format', 'json', ...(options.more ?? [])];
    const run = await (options.client ?? preflightWith(options.env))(lab, args);
    return { run, durationMs: performance.now() - started };
  } finally {
    await lab.close();
  }
}

/** Holds what was seen against what the scenario expects. Pure. */
export function resultOf(scenario: Scenario, { run, durationMs }: Observation): ScenarioResult {
  const { name, expected } = scenario;
  const got = readOutcome(run.stdout);
  const differences =
    got === null
      ? [describeNoReport(run)]
      : [...compareReport(scenario, got, run.exitCode), ...complaints(run)];
  return { name, expected, got, ok: differences.length === 0, differences, durationMs };
}

export interface ProgramRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function preflightWith(env: RunOptions['env']): NonNullable<RunOptions['client']> {
  return (lab, args) => runPreflight(lab, args, env);
}

/** Runs the built command line, or another form of the program, in the client's namespace; killed when it hangs. */
export async function runPreflight(
  lab: Lab,
  args: readonly string[],
  env: RunOptions['env'] = {},
  [file, ...before]: readonly [string, ...string[]] = [execPath, PREFLIGHT],
): Promise<ProgramRun> {
  if (!existsSync(PREFLIGHT)) throw new Error(`${PREFLIGHT} is missing: npm run build`);
  const child = lab.spawn(file, [...before, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const parts = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (parts.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (parts.stderr += text));
  const timer = setTimeout(() => child.kill('SIGKILL'), args.includes('--gentle') ? GENTLE_HANG_MS : HANG_MS);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => {
      clearTimeout(timer);
      resolve({ exitCode, ...parts });
    });
  });
}

function describeNoReport(run: ProgramRun): string {
  const words = run.stderr.trim().split('\n').slice(-3).join(' / ');
  return `no report: exit ${run.exitCode}, stderr: ${words.slice(0, 400)}`;
}

/** A stack trace on stderr is a defect whatever the report says. */
function complaints(run: ProgramRun): string[] {
  return /^\s+at .+:\d+:\d+\)?$/m.test(run.stderr) ? ['a stack trace on stderr'] : [];
}
