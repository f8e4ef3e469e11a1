/** The one address that a step talks to: the plan's own, or the first that its `dns` dependency gave. */
import type { IpAddress } from '../core/address.ts';
import type { Step } from '../plan/step.ts';
import type { ProbeContext } from './probe.ts';

type Aimed = Extract<Step, { target: { address: IpAddress | null } }>;

/** Throws for a step without either: the planner must not let such a step run. */
export function targetAddress(step: Aimed, context: ProbeContext): IpAddress {
  return step.target.address ?? resolvedAddress(step, context);
}

/** Throws where the name gave none, for the same reason. */
export function resolvedAddress({ id }: Pick<Step, 'id'>, { resolved }: ProbeContext): IpAddress {
  const [address] = resolved;
  if (address === undefined) throw new Error(`step ${id} has no address`);
  return address;
}
