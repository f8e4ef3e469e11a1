/**
 * The longest dependency chain of a run, from the start and end times of its checks and the edges of the plan. A quiet phase (the
 * timing series) is an edge too: a series depends on whatever noise ended before it began, because noise would spoil its figures.
 */
import type { Report } from '../../src/report/report.ts';

export interface PlannedEdge {
  readonly id: string;
  readonly probe: string;
  readonly dependsOn: readonly string[];
}

export interface Link {
  readonly id: string;
  readonly startMs: number;
  readonly durationMs: number;
}

/** Steps that time the path, and so wait for a quiet moment. */
const QUIET_PROBES = ['rtt', 'icmp'];

/** The chain from its first step to its last. */
export function longestChain(report: Report, edges: readonly PlannedEdge[]): readonly Link[] {
  const planned = new Map(edges.map((edge) => [edge.id, edge]));
  const links = new Map(report.checks.flatMap((check) => linkOf(check)).map((link) => [link.id, link]));
  const known = new Map<string, readonly Link[]>();
  const before = (link: Link): readonly Link[] => [
    ...(planned.get(link.id)?.dependsOn ?? []).flatMap((id) => links.get(id) ?? []),
    ...(QUIET_PROBES.includes(planned.get(link.id)?.probe ?? '') ? noiseBefore(link, links, planned) : []),
  ];
  const chainTo = (link: Link): readonly Link[] => {
    const found = known.get(link.id);
    if (found) return found;
    known.set(link.id, [link]);
    const chain = [...longest(before(link).map(chainTo)), link];
    known.set(link.id, chain);
    return chain;
  };
  return longest([...links.values()].map(chainTo));
}

function linkOf({ id, startMs, durationMs }: Report['checks'][number]): Link[] {
  return startMs === null || durationMs === null ? [] : [{ id, startMs, durationMs }];
}

function noiseBefore(
  link: Link,
  links: ReadonlyMap<string, Link>,
  planned: ReadonlyMap<string, PlannedEdge>,
): Link[] {
  return [...links.values()].filter(
    (other) =>
      !QUIET_PROBES.includes(planned.get(other.id)?.probe ?? '') &&
      other.startMs + other.durationMs <= link.startMs,
  );
}

function longest(chains: readonly (readonly Link[])[]): readonly Link[] {
  return chains.reduce<readonly Link[]>(
    (best, chain) => (lengthMs(chain) > lengthMs(best) ? chain : best),
    [],
  );
}

export function lengthMs(chain: readonly Link[]): number {
  return chain.reduce((sum, { durationMs }) => sum + durationMs, 0);
}
