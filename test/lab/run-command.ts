/** Runs a program to its end; throws with its own words when it fails. */
import { spawn } from 'node:child_process';

export interface CommandOutcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function runCommand(file: string, args: readonly string[], input = ''): Promise<CommandOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    const parts = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (parts.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (parts.stderr += text));
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, ...parts }));
    child.stdin.on('error', () => undefined).end(input);
  });
}

/** Standard output of a program that must succeed. */
export async function mustRun(file: string, args: readonly string[], input = ''): Promise<string> {
  const outcome = await runCommand(file, args, input);
  if (outcome.exitCode === 0) return outcome.stdout;
  throw new Error(
    `${file} ${args.join(' ')} ended with ${outcome.exitCode}: ${outcome.stderr.trim().slice(0, 2000)}`,
  );
}
