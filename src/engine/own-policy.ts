/** The policy of this computer, for faces without a command line. */
import { makeCommandRunner } from '../net/command-runner.ts';
import { NO_POLICY, type Policy } from '../policy/policy.ts';
import { readPolicy, type PolicyInput } from '../policy/read-policy.ts';

export function policyInput(): Promise<PolicyInput> {
  return readPolicy({ platform: process.platform, commands: makeCommandRunner() });
}

/** One that is refused switches checks off: to go on without it would be to undo it. `onRefused` hears why. */
export async function policyOrOff(onRefused: (line: string) => void): Promise<Policy> {
  const read = await policyInput();
  if (read.kind === 'read') return read.policy;
  onRefused(`${read.place} is refused: ${read.problem}`);
  return { ...NO_POLICY, probing: { value: 'off', locked: true } };
}
