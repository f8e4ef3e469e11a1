/** How much of one rule the layers of a firewall let out, the first entry that matches deciding. Pure. */
import type { Family } from '../../core/words.ts';
import {
  integerToAddress,
  intervalsOverlap,
  intervalToCidrs,
  mergeIntervals,
  parseCidr,
  subtractIntervals,
  type IpInterval,
} from '../../regions/ip-interval.ts';
import { english } from '../../words/en/index.ts';
import type { Rule } from '../rule.ts';
import { refusedParts } from './first-match.ts';
import type { AuditEntry, AuditLayer, AuditWords, Match } from './audit-entry.ts';
import { IntervalIndex } from './interval-index.ts';
import { isWhole, wholeFamily } from './parse-destination.ts';
import { isBelow } from './rule-index.ts';

/** `none`: nothing of the rule. `all`: the whole rule. Else the blocks. */
export type Part = 'none' | 'all' | readonly string[];

export interface Coverage {
  /** What is not let out, by all that is understood. */
  readonly left: Part;
  /** What of the rest something in doubt could shut, and where that stands. */
  readonly inDoubt: Part;
  readonly doubts: readonly string[];
  /** Whether something in doubt may let out what is `left`. */
  readonly mayBeOpen: boolean;
  /** Whether a name is let out by an entry that names it. */
  readonly byName: boolean;
  /** Places of entries that have the destination, in part or on another port or transport. */
  readonly near: readonly string[];
}

/** More than these help nobody to find the place. */
const MOST_PLACES = 3;

export interface CoverageOptions {
  /** What the rule's name has here, by which a firewall of addresses may let it out. */
  readonly addresses?: readonly string[];
  /** Families that the file speaks about. */
  readonly families?: readonly Family[];
  /** Blocks whose use is known: no name has an address there. */
  readonly known?: readonly IpInterval[];
  /** English unless said. */
  readonly words?: AuditWords;
}

/** The layers prepared for many rules: entries by port and transport, doubts apart. */
export class Firewall {
  private readonly layers: readonly AuditLayer[];
  private readonly options: CoverageOptions;
  private readonly words: AuditWords;
  private readonly places: Places;
  private readonly byPort = new Map<string, readonly AuditLayer[]>();
  /** By the layers that a port meets: ports that meet the same share it. */
  private readonly publicParts = new Map<readonly AuditLayer[], Names>();

  constructor(layers: readonly AuditLayer[], options: CoverageOptions = {}) {
    this.layers = layers;
    this.options = options;
    this.words = options.words ?? english.audit;
    this.places = new Places(layers, this.words);
  }

  coverage(rule: Rule, addresses: readonly string[] = []): Coverage {
    const layers = this.layersOf(rule);
    const block = rule.kind === 'cidr' ? parseCidr(rule.destination) : null;
    const blocks = block === null ? addresses.flatMap((text) => parseCidr(text) ?? []) : [block];
    const seen = block === null ? this.nameSeen(rule, blocks, layers) : this.blockSeen([block], layers);
    const near = seen.left === 'none' && seen.inDoubt === 'none' ? [] : this.places.near(rule, blocks);
    return { ...seen, near };
  }

  /** Entries that are about the rule's port and transport. */
  private layersOf(rule: Rule): readonly AuditLayer[] {
    const key = `${rule.transport}/${rule.port}`;
    const before = this.byPort.get(key);
    if (before !== undefined) return before;
    const own = this.layers.map((layer) => ({
      ...layer,
      entries: layer.entries.filter((entry) => opensPort(entry, rule)),
    }));
    const isAll = own.every(({ entries }, index) => entries.length === this.layers[index]?.entries.length);
    const layers = isAll ? this.layers : own;
    this.byPort.set(key, layers);
    return layers;
  }

  private blockSeen(blocks: readonly IpInterval[], layers: readonly AuditLayer[]): Omit<Coverage, 'near'> {
    const shut = (mode: Mode): IpInterval[] =>
      mergeIntervals(blocks.flatMap((block) => shutParts(block, layers, mode)));
    const told = shut('told');
    const doubtful = this.hasDoubt(layers, blocks);
    const worst = doubtful ? shut('worst') : told;
    const unheard = blocks.filter(({ family }) => !(this.options.families ?? [4, 6]).includes(family));
    const inDoubt = subtractIntervals([...worst, ...unheard], told);
    return {
      left: partOf(told, blocks),
      inDoubt: partOf(inDoubt, blocks),
      doubts:
        inDoubt.length === 0
          ? []
          : unheard.length > 0
            ? [this.words.doubtAbout.family(unheard[0]?.family ?? 6)]
            : doubtPlaces(layers, inDoubt, this.words),
      mayBeOpen: doubtful && told.length > 0 && subtractIntervals(told, shut('best')).length > 0,
      byName: false,
    };
  }

  private hasDoubt(layers: readonly AuditLayer[], blocks: readonly IpInterval[]): boolean {
    return layers.some(({ entries }) =>
      entries.some(
        (entry) => entry.doubt !== null && blocks.some((block) => heldBy(entry, block).length > 0),
      ),
    );
  }

  /** Names are let out as such, by each of the addresses that they have here, or with every public address. */
  private nameSeen(
    rule: Rule,
    own: readonly IpInterval[],
    layers: readonly AuditLayer[],
  ): Omit<Coverage, 'near'> {
    const named = namedVerdict(rule, layersFor(layers, 4));
    if (named === 'accept') return { ...OPEN, byName: true };
    if (named === 'drop') return { ...OPEN, left: 'all' };
    if (own.length > 0) {
      const seen = this.blockSeen(own, layers);
      return {
        ...seen,
        left: seen.left === 'none' ? 'none' : 'all',
        inDoubt: seen.inDoubt === 'none' || seen.left !== 'none' ? 'none' : 'all',
      };
    }
    return this.publicSeen(layers);
  }

  /** Whatever address the name has: every name has one of IPv4. */
  private publicSeen(layers: readonly AuditLayer[]): Omit<Coverage, 'near'> {
    if (!(this.options.families ?? [4]).includes(4))
      return { ...OPEN, inDoubt: 'all', doubts: [this.words.doubtAbout.family(4)] };
    const { told, worst, places, best } = this.publicPart(layers);
    if (!told.mostly) return { ...OPEN, left: 'all', mayBeOpen: best.mostly };
    return worst.refused === 0n ? OPEN : { ...OPEN, inDoubt: 'all', doubts: places };
  }

  /** What of all public addresses is refused on the rule's port: computed once a port, for a name may have any of them. */
  private publicPart(layers: readonly AuditLayer[]): Names {
    const before = this.publicParts.get(layers);
    if (before !== undefined) return before;
    const withoutNames = layersFor(layers, 4);
    const known = this.options.known ?? [];
    const shut = (mode: Mode): IpInterval[] =>
      subtractIntervals(shutParts(wholeFamily(4), withoutNames, mode), [...known, ...NOT_PUBLIC]);
    const told = shut('told');
    const isSure = withoutNames.every(({ entries }) => entries.every(({ doubt }) => doubt === null));
    const parts = isSure
      ? { told, worst: told, best: told }
      : { told, worst: shut('worst'), best: shut('best') };
    const names: Names = {
      told: sized(parts.told),
      worst: sized(parts.worst),
      best: sized(parts.best),
      places: refusingPlaces(withoutNames, parts.worst, this.words),
    };
    this.publicParts.set(layers, names);
    return names;
  }
}

interface Sized {
  readonly refused: bigint;
  /** More public addresses are let out than refused. */
  readonly mostly: boolean;
}

interface Names {
  readonly told: Sized;
  readonly worst: Sized;
  readonly best: Sized;
  readonly places: readonly string[];
}

function sized(parts: readonly IpInterval[]): Sized {
  const refused = parts.reduce((sum, { first, last }) => sum + last - first + 1n, 0n);
  return { refused, mostly: refused < 1n << 31n };
}

/** Addresses that no public name has: private, shared, documentation, multicast (IANA's registry of special-purpose addresses). */
const NOT_PUBLIC: readonly IpInterval[] = [
  ...[
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
  ],
  ...[
    '192.0.2.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/3',
  ],
].flatMap((cidr) => parseCidr(cidr) ?? []);

const OPEN: Omit<Coverage, 'near'> = {
  left: 'none',
  inDoubt: 'none',
  doubts: [],
  mayBeOpen: false,
  byName: false,
};

export function opensPort(
  { ports, transports }: Omit<Match, 'target'>,
  rule: Pick<Rule, 'port' | 'transport'>,
): boolean {
  if (transports !== null && !transports.includes(rule.transport)) return false;
  if (ports === null) return true;
  for (const { first, last } of ports) if (first <= rule.port && rule.port <= last) return true;
  return false;
}

/** What the first entries that name it say, before any that has everything; null when none names it. */
function namedVerdict(rule: Rule, layers: readonly AuditLayer[]): 'accept' | 'drop' | null {
  const deciding = layers.map(({ entries }) =>
    entries.find((entry) => namesIt(rule, entry) || (entry.doubt === null && isWhole(entry.target, 4))),
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

function partOf(parts: readonly IpInterval[], blocks: readonly IpInterval[]): Part {
  if (parts.length === 0) return 'none';
  return subtractIntervals(blocks, parts).length === 0 ? 'all' : parts.flatMap(intervalToCidrs);
}

/** A layer of the other family does not see the packets, and so does not refuse them. */
function layersFor(layers: readonly AuditLayer[], family: Family): readonly AuditLayer[] {
  return layers.filter((layer) => layer.family === null || layer.family === family);
}

/** `told`: what is sure. `worst`: also what may refuse. `best`: also what may let out. */
type Mode = 'told' | 'worst' | 'best';

const COUNTS: Readonly<Record<Mode, (entry: AuditEntry) => boolean>> = {
  told: ({ doubt }) => doubt === null,
  worst: ({ doubt, verdict }) => doubt === null || verdict === 'drop',
  best: ({ doubt, verdict }) => doubt === null || verdict === 'accept',
};

/** What of the block at least one layer refuses. */
function shutParts(block: IpInterval, layers: readonly AuditLayer[], mode: Mode): IpInterval[] {
  const counts = COUNTS[mode];
  return mergeIntervals(
    layersFor(layers, block.family).flatMap(({ entries }) => refused(block, entries.filter(counts))),
  );
}

function refused(block: IpInterval, entries: readonly AuditEntry[]): IpInterval[] {
  const claims = entries.flatMap((entry, order) =>
    heldBy(entry, block).map(({ first, last }) => ({
      first,
      last,
      order,
      refuses: entry.verdict === 'drop',
    })),
  );
  return refusedParts(block, claims);
}

function heldBy({ target }: AuditEntry, block: IpInterval): readonly IpInterval[] {
  if (target.kind === 'anywhere') return [block];
  return target.kind === 'addresses' ? target.intervals.filter((one) => intervalsOverlap(one, block)) : [];
}

function doubtPlaces(
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
function refusingPlaces(
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

/** Entries of a firewall by what they are about, for the places near a rule. */
class Places {
  private readonly byAddress: IntervalIndex<string>;
  private readonly byName: readonly AuditEntry[];

  private readonly words: AuditWords;

  constructor(layers: readonly AuditLayer[], words: AuditWords) {
    this.words = words;
    const entries = layers.flatMap((layer) => layer.entries);
    this.byName = entries.filter(({ target }) => target.kind !== 'addresses');
    this.byAddress = new IntervalIndex(
      entries.flatMap((entry) => {
        const { target } = entry;
        // An entry for every destination that leaves this port shut is no place to look at: it is near everything.
        if (target.kind !== 'addresses' || isWhole(target, 4) || isWhole(target, 6)) return [];
        return target.intervals.map((interval) => ({ interval, value: this.placeOf(entry) }));
      }),
    );
  }

  near(rule: Rule, blocks: readonly IpInterval[]): string[] {
    const named = this.byName.filter((entry) => namesIt(rule, entry)).map((entry) => this.placeOf(entry));
    return [...new Set([...named, ...this.byAddress.touching(blocks)])].slice(0, MOST_PLACES);
  }

  private placeOf({ verdict, place }: AuditEntry): string {
    return verdict === 'drop' ? this.words.place.refuses(place) : place;
  }
}
