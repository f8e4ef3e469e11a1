/** Runs programs inside an open lab and collects claims: each is a sentence that held or did not. */
import type { Lab } from '../lab.ts';
import { runCommand, type CommandOutcome } from '../run-command.ts';
import { PKI } from '../pki.ts';
import { runPreflight, type ProgramRun } from '../run-scenario.ts';

type Place = 'client' | 'router' | 'service';

export function runInside(
  lab: Lab,
  place: Place,
  command: readonly [string, ...string[]],
  input = '',
): Promise<CommandOutcome> {
  return runCommand('ip', ['netns', 'exec', lab.spaces[place], ...command], input);
}

export async function mustRunInside(
  lab: Lab,
  place: Place,
  command: readonly [string, ...string[]],
  input = '',
): Promise<string> {
  const { exitCode, stdout, stderr } = await runInside(lab, place, command, input);
  if (exitCode === 0) return stdout;
  throw new Error(`${command.join(' ')} ended with ${exitCode}: ${stderr.trim().slice(0, 1000)}`);
}

/** A command of the built program; its standard output when the exit code is one of the wanted. */
export async function preflightText(
  lab: Lab,
  args: readonly string[],
  wanted: readonly number[] = [0],
): Promise<string> {
  const run: ProgramRun = await runPreflight(lab, args);
  if (run.exitCode !== null && wanted.includes(run.exitCode)) return run.stdout;
  throw new Error(`preflight ${args.join(' ')} ended with ${run.exitCode}: ${run.stderr.trim().slice(-500)}`);
}

/** What every run against the lab's service needs: its authority stands for the public ones, its UDP answers are known. */
export const LAB_RUN = ['--public-roots', PKI.publicRoot, '--assume-udp-answers', '--quiet'] as const;

export interface Claim {
  readonly claim: string;
  readonly held: boolean;
  /** What was measured, or what was seen instead. */
  readonly seen: string;
}

export class Claims {
  readonly list: Claim[] = [];

  get held(): boolean {
    return this.list.every((claim) => claim.held);
  }

  add(claim: string, held: boolean, seen: string): void {
    this.list.push({ claim, held, seen });
    console.log(`${held ? 'ok  ' : 'FAIL'} ${claim}: ${seen}`);
  }
}
