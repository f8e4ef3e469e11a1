/** The Linux program as the client of networks of the lab: what it says, and that its names are looked up by one child, which is itself. */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../../scripts/system-packages.mjs';
import type { Suite } from '../e2e/suite.ts';
import { labRefusal } from '../lab/lab-refusal.ts';
import { runPreflight, runScenario } from '../lab/run-scenario.ts';
import { scenarioNamed } from '../lab/scenarios/index.ts';
import { inHome } from './each-program.ts';

/** One where names are answered, one where nothing answers for them. */
const NETWORKS = ['healthy', 'dns-silent'];

export async function testInLab(suite: Suite, program: string): Promise<void> {
  const strace = findProgram('strace');
  const reason = labRefusal() ?? (strace === null ? 'strace is not installed' : null);
  for (const name of NETWORKS)
    if (reason === null)
      await suite.test(`${name}: as with Node, and one child looks names up`, () =>
        looksUpByOneChild(name, [strace ?? '', program]),
      );
    else suite.skip(`the program in the network ${name}`, reason);
}

function looksUpByOneChild(name: string, [strace, program]: readonly [string, string]): Promise<void> {
  return inHome(async (home) => {
    const scenario = scenarioNamed(name);
    assert.ok(scenario);
    const trace = join(home, 'trace.txt');
    const traced = [
      strace,
      '-f',
      '--seccomp-bpf',
      '-s',
      '200',
      '-o',
      trace,
      '-e',
      'trace=execve',
      program,
    ] as const;
    const { differences } = await runScenario(scenario, {
      client: (lab, args) => runPreflight(lab, args, {}, traced),
    });
    assert.deepEqual(differences, []);
    assert.deepEqual(endsOfChildren(readFileSync(trace, 'utf8'), program), ['killed by SIGKILL']);
  });
}

/** How each further process of the program itself ended: a child that looks names up ends itself by SIGKILL when its parent goes. */
function endsOfChildren(trace: string, program: string): readonly string[] {
  const started = trace
    .split('\n')
    .filter((line) => line.includes(`execve("${program}"`) && line.includes('--internal-look-up'))
    .flatMap((line) => /^\d+/.exec(line)?.[0] ?? []);
  return started.map(
    // A short number is filled up with blanks.
    (pid) => new RegExp(`^${pid} +\\+\\+\\+ (.+) \\+\\+\\+$`, 'm').exec(trace)?.[1] ?? 'not ended',
  );
}
