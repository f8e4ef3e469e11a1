/** What the file of each operating system says of the routing table. */
import type { Failure } from '../../core/failure.ts';
import type { CallOptions } from '../../probes/ports.ts';
import type { MachineDoors } from './host-reading.ts';

/** One answer of the routing table. */
export interface RouteLookup {
  readonly interfaceName: string | null;
  readonly gateway: string | null;
  readonly sourceAddress: string | null;
  readonly interfaceMtuBytes: number | null;
  readonly routeMtuBytes: number | null;
  /** Kind of tunnel that the interface is; null when it is none or that cannot be told. */
  readonly tunnelKind: string | null;
}

export type RouteAnswer = RouteLookup | { readonly failure: Failure };

/** Looks up all addresses at once; the answers stand in the order of the addresses. */
export type RouteTool = (
  doors: MachineDoors,
  addresses: readonly string[],
  options: CallOptions,
) => Promise<readonly RouteAnswer[]>;
