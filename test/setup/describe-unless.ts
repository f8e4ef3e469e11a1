/** Groups of tests that need something of the machine: nothing is skipped in silence. */
import { describe, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { findProgram } from '../../scripts/system-packages.mjs';

const isStrict = process.env['CI'] === 'true' && process.platform === 'linux';

/** Runs the group unless there is a reason not to: that one is printed, and in CI on Linux it is a failure. */
export function describeUnless(why: string | null, name: string, body: () => void): void {
  if (why === null) return describe(name, body);
  if (isStrict)
    return test(name, () => {
      throw new Error(`cannot run: ${why}`);
    });
  process.stderr.write(`skipped: ${name}: ${why}\n`);
  describe.skip(name, body);
}

/** Why programs cannot be used; null when all are installed. */
export function whyMissing(...programs: readonly string[]): string | null {
  const missing = programs.filter((name) => findProgram(name) === null);
  return missing.length === 0 ? null : `not installed here: ${missing.join(', ')}`;
}

/** Why a program cannot run in network and user namespaces of its own; null when it can. */
export function whyNotApart(program: string, ...args: readonly string[]): string | null {
  const missing = whyMissing('unshare', program);
  if (missing !== null) return missing;
  const ran = spawnSync('unshare', ['-rn', program, ...args]).status === 0;
  return ran ? null : `${program} cannot run in a namespace of its own here`;
}

export const whyNotLinux = process.platform === 'linux' ? null : 'it needs Linux';
