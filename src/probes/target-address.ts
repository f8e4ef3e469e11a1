/** The one address that a step talks to: the plan's literal, or the first that its `dns` dependency gave. */
import { parseIpAddress, type IpAddress } from '../core/address.ts';
import type { Step } from '../plan/step.ts';
import type { ProbeContext } from './probe.ts';

/** Throws for a step without either: the planner must not let such a step run. */
export function targetAddress(step: Step, context: ProbeContext): IpAddress {
  const literal = step.target.address === null ? null : parseIpAddress(step.target.address);
  const address = literal ?? context.resolved[0];
  if (address === undefined) throw new Error(`step ${step.id} has no address`);
  return address;
}

/** Throws for a step without a port, for the same reason. */
export function targetPort(step: Step): number {
  if (step.target.port === null) throw new Error(`step ${step.id} has no port`);
  return step.target.port;
}
