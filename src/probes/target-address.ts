/** What a step talks to: its host name, and its one address (the plan's own, or the first that its `dns` dependency gave). */
import { parseHostName, type HostName, type IpAddress } from '../core/address.ts';
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

/** With a label before it where one is given. Throws where that is no name, for the same reason. */
export function hostOf(
  { id, target }: { readonly id: string; readonly target: { readonly host: string } },
  label = '',
): HostName {
  const host = parseHostName(label + target.host);
  if (host === null) throw new Error(`step ${id} has no host name`);
  return host;
}
