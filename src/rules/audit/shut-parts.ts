/** What of a block the layers of a firewall refuse, with or without what is in doubt, and which entries do. Pure. */
import type { Family } from '../../core/words.ts';
import {
  integerToAddress,
  intervalsOverlap,
  mergeIntervals,
  type IpInterval,
} from '../../regions/ip-interval.ts';
import type { AuditEntry, AuditLayer, AuditWords } from './audit-entry.ts';
import { refusedParts, type Claim } from './first-match.ts';

/** More than these help nobody to find the place. */
export const MOST_PLACES = 3;

/** A layer of the other family does not see the packets, and so does not refuse them. */
export function layersFor(layers: readonly AuditLayer[], family: Family): readonly AuditLayer[] {
  return layers.filter((layer) => layer.family === null || layer.family === family);
}

/** `told`: what is sure. `worst`: also what may refuse. `best`: also what may let out. */
export type Mode = 'told' | 'worst' | 'best';

const COUNTS: Readonly<Record<Mode, (entry: AuditEntry) => boolean>> = {
  told: ({ doubt }) => doubt === null,
  worst: ({ doubt, verdict }) => doubt === null || verdict === 'drop',
  best: ({ doubt, verdict }) => doubt === null || verdict === 'accept',
};

/** What of the block at least one layer refuses. */
export function shutParts(block: IpInterval, layers: readonly AuditLayer[], mode: Mode): IpInterval[] {
  const counts = COUNTS[mode];
  return mergeIntervals(
    layersFor(layers, block.family).flatMap(({ entries }) => refused(block, entries.filter(counts))),
  );
}

function refused(block: IpInterval, entries: readonly AuditEntry[]): IpInterval[] {
  const claims: Claim[] = [];
  for (const [order, entry] of entries.entries()) {
    const refuses = entry.verdict === 'drop';
    for (const { first, last } of heldBy(entry, block)) claims.push({ first, last, order, refuses });
    // Nothing behind an entry for everything is ever met.
    if (entry.target.kind === 'anywhere') break;
  }
  return refusedParts(block, claims);
}

export function heldBy({ target }: AuditEntry, block: IpInterval): readonly IpInterval[] {
  if (target.kind === 'anywhere') return [block];
  if (target.kind !== 'addresses') return NONE;
  const { intervals } = target;
  // Nearly every entry has one block, or none that is meant, and is asked for each rule.
  if (!intervals.some((one) => intervalsOverlap(one, block))) return NONE;
  return intervals.length === 1 ? intervals : intervals.filter((one) => intervalsOverlap(one, block));
}

const NONE: readonly IpInterval[] = [];

export function doubtPlaces(
  layers: readonly AuditLayer[],
  parts: readonly IpInterval[],
  words: AuditWords,
): string[] {
  const places = layers.flatMap(({ entries }) =>
    entries.flatMap((entry) =>
      entry.doubt !== null && entry.verdict === 'drop' && parts.some((part) => heldBy(entry, part).length > 0)
        ? [words.at(entry.place, entry.doubt)]
        : [],
    ),
  );
  return [...new Set(places)].slice(0, MOST_PLACES);
}

/** The first entry that refuses one of the parts: one example is enough. */
export function refusingPlaces(
  layers: readonly AuditLayer[],
  parts: readonly IpInterval[],
  { doubtAbout }: AuditWords,
): string[] {
  const [first] = parts;
  if (first === undefined) return [];
  const example = integerToAddress(first.first, first.family);
  for (const { entries } of layers)
    for (const entry of entries)
      if (entry.verdict === 'drop' && parts.some((part) => heldBy(entry, part).length > 0))
        return [doubtAbout.refusesPublic(entry.place, example)];
  return [];
}
