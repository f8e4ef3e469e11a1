/** Entries that name a rule's destination: what they say of it, and where they stand. Pure. */
import type { IpInterval } from '../../regions/ip-interval.ts';
import type { Rule } from '../rule.ts';
import type { AuditEntry, AuditLayer, AuditWords } from './audit-entry.ts';
import { IntervalIndex, type Indexed } from './interval-index.ts';
import { isWhole } from './parse-destination.ts';
import { isBelow } from './rule-index.ts';
import { MOST_PLACES } from './shut-parts.ts';

/** Whether what becomes of a name may stand in the entry: it holds names, or surely everything. */
export function decidesNames({ target, doubt }: AuditEntry): boolean {
  return target.kind === 'name' || target.kind === 'wildcard' || (doubt === null && isWhole(target, 4));
}

/** What the first entries that name it say, before any that has everything; null when none names it. Of the entries that decide names. */
export function namedVerdict(rule: Rule, layers: readonly AuditLayer[]): 'accept' | 'drop' | null {
  const deciding = layers.map(({ entries }) =>
    entries.find((entry) => namesIt(rule, entry) || isWhole(entry.target, 4)),
  );
  const naming = deciding.map((entry) =>
    entry !== undefined && entry.doubt === null && namesIt(rule, entry) ? entry.verdict : null,
  );
  if (naming.includes('drop')) return 'drop';
  const others = deciding.filter((_entry, index) => naming[index] === null);
  return naming.includes('accept') && others.every((entry) => entry?.verdict === 'accept') ? 'accept' : null;
}

function namesIt(rule: Rule, { target }: AuditEntry): boolean {
  if (target.kind === 'name') return rule.destination === target.name;
  if (target.kind !== 'wildcard' || rule.kind === 'cidr') return false;
  return isBelow(rule, target.suffix) || (target.withSelf === true && rule.destination === target.suffix);
}

/** Entries of a firewall by what they are about, for the places near a rule. Most audits have nothing to look for. */
export class Places {
  private readonly layers: readonly AuditLayer[];
  private readonly words: AuditWords;
  private byAddress: IntervalIndex<AuditEntry> | null = null;

  constructor(layers: readonly AuditLayer[], words: AuditWords) {
    this.layers = layers;
    this.words = words;
  }

  near(rule: Rule, blocks: readonly IpInterval[]): string[] {
    const places = new Set<string>();
    const named = this.layers.flatMap(({ entries }) => entries.filter((entry) => namesIt(rule, entry)));
    this.byAddress ??= new IntervalIndex(this.layers.flatMap(({ entries }) => entries.flatMap(narrowOnes)));
    for (const entry of [...named, ...this.byAddress.touching(blocks)]) {
      if (places.size === MOST_PLACES) break;
      places.add(this.placeOf(entry));
    }
    return [...places];
  }

  private placeOf({ verdict, place }: AuditEntry): string {
    return verdict === 'drop' ? this.words.place.refuses(place) : place;
  }
}

/** An entry for every destination that leaves this port shut is no place to look at: it is near everything. */
function narrowOnes(entry: AuditEntry): Indexed<AuditEntry>[] {
  const { target } = entry;
  if (target.kind !== 'addresses' || isWhole(target, 4) || isWhole(target, 6)) return [];
  return target.intervals.map((interval) => ({ interval, value: entry }));
}
