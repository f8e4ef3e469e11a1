/** How much of one rule the layers of a firewall let out, the first entry that matches deciding. Pure. */
import type { Family } from '../../core/words.ts';
import {
  intervalToCidrs,
  mergeIntervals,
  parseCidr,
  subtractIntervals,
  type IpInterval,
} from '../../regions/ip-interval.ts';
import { english } from '../../words/en/index.ts';
import type { Rule } from '../rule.ts';
import type { AuditEntry, AuditLayer, AuditWords } from './audit-entry.ts';
import { opensPort } from './match.ts';
import { decidesNames, namedVerdict, Places } from './named-entries.ts';
import { publicPart, type PublicPart } from './public-part.ts';
import { doubtPlaces, heldBy, layersFor, shutParts, type Mode } from './shut-parts.ts';

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

type Seen = Omit<Coverage, 'near'>;

/** What a port meets, sorted out once for all of its rules. */
interface Met {
  readonly layers: readonly AuditLayer[];
  readonly inDoubt: readonly AuditEntry[];
  /** Of IPv4, which every name has; the entries alone that may say what becomes of a name. */
  readonly naming: readonly AuditLayer[];
}

function metOf(layers: readonly AuditLayer[]): Met {
  return {
    layers,
    inDoubt: layers.flatMap(({ entries }) => entries.filter(({ doubt }) => doubt !== null)),
    naming: layersFor(layers, 4).map((layer) => ({ ...layer, entries: layer.entries.filter(decidesNames) })),
  };
}

/** The layers prepared for many rules: entries by port and transport, doubts apart. */
export class Firewall {
  private readonly layers: readonly AuditLayer[];
  private readonly options: CoverageOptions;
  private readonly words: AuditWords;
  private readonly places: Places;
  private readonly byPort = new Map<string, Met>();
  /** Ports that meet the same share it. */
  private readonly publicParts = new Map<Met, PublicPart>();
  private readonly all: Met;

  constructor(layers: readonly AuditLayer[], options: CoverageOptions = {}) {
    this.layers = layers;
    this.options = options;
    this.words = options.words ?? english.audit;
    this.places = new Places(layers, this.words);
    this.all = metOf(layers);
  }

  coverage(rule: Rule, addresses: readonly string[] = []): Coverage {
    const met = this.metBy(rule);
    const block = rule.kind === 'cidr' ? parseCidr(rule.destination) : null;
    const blocks = block === null ? addresses.flatMap((text) => parseCidr(text) ?? []) : [block];
    const seen = block === null ? this.nameSeen(rule, blocks, met) : this.blockSeen([block], met);
    const near = seen.left === 'none' && seen.inDoubt === 'none' ? [] : this.places.near(rule, blocks);
    return { ...seen, near };
  }

  /** Entries that are about the rule's port and transport. */
  private metBy(rule: Rule): Met {
    const key = `${rule.transport}/${rule.port}`;
    const before = this.byPort.get(key);
    if (before !== undefined) return before;
    const own = this.layers.map((layer) => ({
      ...layer,
      entries: layer.entries.filter((entry) => opensPort(entry, rule)),
    }));
    const isAll = own.every(({ entries }, index) => entries.length === this.layers[index]?.entries.length);
    const met = isAll ? this.all : metOf(own);
    this.byPort.set(key, met);
    return met;
  }

  private blockSeen(blocks: readonly IpInterval[], { layers, inDoubt: doubtfuls }: Met): Seen {
    const shut = (mode: Mode): IpInterval[] =>
      mergeIntervals(blocks.flatMap((block) => shutParts(block, layers, mode)));
    const told = shut('told');
    const doubtful = doubtfuls.some((entry) => blocks.some((block) => heldBy(entry, block).length > 0));
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

  /** Names are let out as such, by each of the addresses that they have here, or with every public address. */
  private nameSeen(rule: Rule, own: readonly IpInterval[], met: Met): Seen {
    const named = namedVerdict(rule, met.naming);
    if (named === 'accept') return { ...OPEN, byName: true };
    if (named === 'drop') return { ...OPEN, left: 'all' };
    if (own.length > 0) {
      const seen = this.blockSeen(own, met);
      return {
        ...seen,
        left: seen.left === 'none' ? 'none' : 'all',
        inDoubt: seen.inDoubt === 'none' || seen.left !== 'none' ? 'none' : 'all',
      };
    }
    return this.publicSeen(met);
  }

  /** Whatever address the name has: every name has one of IPv4. */
  private publicSeen(met: Met): Seen {
    if (!(this.options.families ?? [4]).includes(4))
      return { ...OPEN, inDoubt: 'all', doubts: [this.words.doubtAbout.family(4)] };
    const { told, worst, places, best } = this.publicPart(met);
    if (!told.mostly) return { ...OPEN, left: 'all', mayBeOpen: best.mostly };
    return worst.refused === 0n ? OPEN : { ...OPEN, inDoubt: 'all', doubts: places };
  }

  /** Computed once a port, for a name may have any public address. */
  private publicPart(met: Met): PublicPart {
    const known = this.options.known ?? [];
    const names = this.publicParts.get(met) ?? publicPart(met.layers, known, this.words);
    this.publicParts.set(met, names);
    return names;
  }
}

const OPEN: Seen = {
  left: 'none',
  inDoubt: 'none',
  doubts: [],
  mayBeOpen: false,
  byName: false,
};

function partOf(parts: readonly IpInterval[], blocks: readonly IpInterval[]): Part {
  if (parts.length === 0) return 'none';
  return subtractIntervals(blocks, parts).length === 0 ? 'all' : parts.flatMap(intervalToCidrs);
}
