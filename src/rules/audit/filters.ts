/** The base chains of a packet filter as the layers of an audit, and what the reading took for granted. Pure. */
import type { AuditFile, AuditLayer } from './audit-entry.ts';
import { flatten, type BaseChain, type ChainRule } from './chain.ts';
import { isEverything } from './match.ts';

interface Filters {
  readonly format: AuditFile['format'];
  readonly bases: readonly BaseChain[];
  readonly chains: ReadonlyMap<string, readonly ChainRule[]>;
  readonly hook: string;
  readonly mostEntries: number;
}

export function readFilters({ format, bases, chains, hook, mostEntries }: Filters): AuditFile | string {
  if (bases.length === 0) return `no chain of the hook ${hook} filters anything`;
  const flat = bases.map((base) => flatten({ chains, base }, mostEntries));
  const read = flat.flatMap((one) => one ?? []);
  if (read.length < flat.length)
    return 'the chains jump in a circle, or lead to too many rules: split the file';
  const layers = read.map(({ layer }) => layer);
  const shutting = layers.filter((layer) => !isOpen(layer));
  return {
    format,
    // A chain that lets everything pass shuts nothing, and is nothing to remark upon where another one filters.
    layers: shutting.length > 0 ? shutting : layers.slice(0, 1),
    unread: read.flatMap(({ unread }) => unread),
    assumptions: [
      `Chains of the hook ${hook} were read in their order: the first rule that matches decides.`,
      ...(shutting.length > 1
        ? [`${shutting.length} chains filter: a packet must pass each of them that sees its family.`]
        : []),
      'Conditions on interfaces, sources and rates were taken as met where a rule lets out.',
    ],
  };
}

/** It refuses nothing. */
function isOpen({ entries }: AuditLayer): boolean {
  return entries.every(({ verdict }) => verdict === 'accept') && entries.some(isEverything);
}
