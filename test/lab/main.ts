/** `npm run lab`: lists scenarios, runs them, or opens one for a command or a shell. */
import type { spawn } from 'node:child_process';
import { execPath } from 'node:process';
import { ensureBuilt } from './ensure-built.ts';
import { openLab, type Lab } from './lab.ts';
import { labRefusal } from './lab-refusal.ts';
import { PKI } from './pki.ts';
import { PREFLIGHT } from './places.ts';
import { checkArguments, runScenario, worldOf, type ScenarioResult } from './run-scenario.ts';
import { SCENARIOS, scenarioNamed } from './scenarios/index.ts';
import type { Scenario } from './scenario.ts';

const USAGE = `npm run lab -- list                            all scenarios
npm run lab -- SCENARIO                        runs its check and compares
npm run lab -- SCENARIO --control              the same with the fault removed: must not match
npm run lab -- SCENARIO -- check [options]     any preflight command inside (check gets the scenario's options)
npm run lab -- SCENARIO -- shell               a shell inside the client
npm run lab -- SCENARIO -- PROGRAM [args]      any program inside the client`;

const PREFLIGHT_COMMANDS = new Set([
  'check', 'regions', 'plan', 'tables', 'rules', 'audit', 'prove', 'merge', 'directory', 'explain', 'calibrate', 'bundle', 'serve',
  'completion', 'watch', '--help', '--version',
]); // prettier-ignore

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help') return say(USAGE, name === undefined ? 2 : 0);
  if (name === 'list') return list();
  const scenario = scenarioNamed(name);
  if (scenario === null) return complain(`no scenario "${name}"; npm run lab -- list names them`);
  const refusal = labRefusal();
  if (refusal !== null) return complain(refusal);
  const split = rest.indexOf('--');
  if (split >= 0) return openFor(scenario, rest.slice(split + 1));
  return report(await runBuilt(scenario, rest.includes('--control')));
}

function say(text: string, exitCode: number): number {
  console.log(text);
  return exitCode;
}

function complain(text: string): number {
  console.error(`lab: ${text}`);
  return 2;
}

function list(): number {
  const width = Math.max(...SCENARIOS.map((scenario) => scenario.name.length));
  const lines = SCENARIOS.map(
    ({ name, layer, fast, broken }) =>
      `${name.padEnd(width)}  ${layer.padEnd(16)} ${fast ? 'fast' : '    '}  ${broken}`,
  );
  return say(`${lines.join('\n')}\n${SCENARIOS.length} scenarios`, 0);
}

async function runBuilt(scenario: Scenario, control: boolean): Promise<ScenarioResult> {
  await ensureBuilt();
  return runScenario(scenario, { control });
}

function report(result: ScenarioResult): number {
  const seconds = (result.durationMs / 1000).toFixed(1);
  const codes = result.got?.findings.map((finding) => `${finding.severity} ${finding.code}`) ?? [];
  console.log(`${result.name}: ${result.ok ? 'as expected' : 'NOT as expected'} (${seconds} s)`);
  console.log(`got: ${result.got?.verdict ?? 'no report'}; ${codes.join(', ') || 'no findings'}`);
  for (const line of result.differences) console.log(`  ${line}`);
  return result.ok ? 0 : 1;
}

async function openFor(scenario: Scenario, command: readonly string[]): Promise<number> {
  const lab = await openLab(worldOf(scenario));
  try {
    return await ended(await startInside(lab, scenario, command));
  } finally {
    await lab.close();
  }
}

async function startInside(lab: Lab, scenario: Scenario, command: readonly string[]) {
  const [first = 'shell', ...rest] = command;
  const terminal = { TERM: process.env['TERM'] ?? 'dumb' };
  if (first === 'shell') return lab.spawn('bash', ['--norc'], { stdio: 'inherit', env: terminal });
  if (!PREFLIGHT_COMMANDS.has(first)) return lab.spawn(first, rest, { stdio: 'inherit', env: terminal });
  await ensureBuilt();
  const args = [first, ...defaultsFor(first, scenario, rest), ...rest];
  return lab.spawn(execPath, [PREFLIGHT, ...args], { stdio: 'inherit', env: terminal });
}

/** What the scenario adds to a command, unless the person gave it. */
function defaultsFor(command: string, scenario: Scenario, given: readonly string[]): readonly string[] {
  if (command === 'check' || command === 'watch')
    return given.includes('--region')
      ? ['--public-roots', PKI.publicRoot, ...scenario.args]
      : checkArguments(scenario);
  if (command === 'prove')
    return [
      ...(given.includes('--region') ? [] : ['--region', scenario.region]),
      '--public-roots',
      PKI.publicRoot,
    ];
  if (command === 'serve') return ['--public-roots', PKI.publicRoot];
  return command === 'plan' && !given.includes('--region') ? ['--region', scenario.region] : [];
}

function ended(child: ReturnType<typeof spawn>): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) =>
  complain(error instanceof Error ? error.message : String(error)),
);
