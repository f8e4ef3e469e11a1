/**
 * Chains of a packet filter (nftables, iptables) as one ordered list of entries: jumps are followed, conditions on the way are
 * taken along, and the first entry that matches decides. Pure.
 */
import type { Family } from '../../core/words.ts';
import { shownText, type AuditEntry, type AuditLayer, type Match, type Unread } from './audit-entry.ts';
import { describeMatch, EVERYTHING, intersectMatches, isEverything } from './match.ts';

type ChainVerdict =
  | { readonly kind: 'accept' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'return' }
  | { readonly kind: 'jump'; readonly chain: string }
  | { readonly kind: 'goto'; readonly chain: string };

export interface ChainCase {
  readonly match: Match;
  readonly verdict: ChainVerdict;
  /** It also asks for an interface or a source: taken as met where it lets out, as not met where it refuses. */
  readonly onlySome: boolean;
}

export interface ChainRule {
  readonly place: string;
  /** As written, for a rule that is not understood. */
  readonly text: string;
  /** Alternatives in their order; a verdict map has several. Empty: it decides nothing that matters here. */
  readonly cases: readonly ChainCase[];
  /** Why the rule is not understood; null when it is. */
  readonly problem: string | null;
}

export interface BaseChain {
  readonly name: string;
  readonly family: Family | null;
  readonly policy: 'accept' | 'drop';
  readonly rules: readonly ChainRule[];
}

export interface Filter {
  /** Chains that only a jump reaches. */
  readonly chains: ReadonlyMap<string, readonly ChainRule[]>;
  /** A jump out of this base chain names its target by this key. */
  readonly base: BaseChain;
}

interface Flat {
  readonly layer: AuditLayer;
  readonly unread: readonly Unread[];
}

/** Null when the chains are too tangled: jumps in a circle, or more entries than anyone has. */
export function flatten(filter: Filter, mostEntries: number): Flat | null {
  const walk = new Walk(filter, mostEntries);
  return walk.run() ? { layer: walk.layer, unread: walk.unread } : null;
}

/** The kernel follows sixteen jumps (nft: NFT_JUMP_STACK_SIZE). */
const DEEPEST = 16;

/** Rules that go on behind a conditional return, one in the other: more would be too many for the stack. */
const MOST_LEVELS = 500;

/** What a `return` leads on to, for the packets that it sends back. */
type Rest = (match: Match) => void;

interface At {
  readonly rules: readonly ChainRule[];
  readonly match: Match;
  readonly rest: Rest;
  readonly depth: number;
}

interface Taken {
  readonly rule: ChainRule;
  readonly one: ChainCase;
  readonly match: Match;
  readonly rest: Rest;
  readonly after: Rest;
  readonly depth: number;
}

class Walk {
  readonly unread: Unread[] = [];
  private readonly entries: AuditEntry[] = [];
  private readonly filter: Filter;
  private readonly mostEntries: number;
  private steps = 0;
  private level = 0;

  constructor(filter: Filter, mostEntries: number) {
    this.filter = filter;
    this.mostEntries = mostEntries;
  }

  get layer(): AuditLayer {
    return { family: this.filter.base.family, entries: this.entries };
  }

  run(): boolean {
    const { base } = this.filter;
    const policy: Rest = (match) =>
      this.add({
        ...match,
        verdict: base.policy,
        place: `chain ${base.name}`,
        text: `policy ${base.policy}`,
      });
    try {
      const decided = this.walk({ rules: base.rules, match: EVERYTHING, rest: policy, depth: 0 });
      // What nothing matches is refused anyway.
      if (!decided && base.policy === 'accept') policy(EVERYTHING);
      return true;
    } catch (error) {
      if (error instanceof Tangled) return false;
      throw error;
    }
  }

  /** True when nothing that matched goes on behind these rules. */
  private walk(at: At): boolean {
    this.level += 1;
    if (at.depth > DEEPEST || this.level > MOST_LEVELS) throw new Tangled();
    const decided = this.walkRules(at);
    this.level -= 1;
    return decided;
  }

  private walkRules(at: At): boolean {
    for (const [index, rule] of at.rules.entries()) {
      this.steps += 1;
      if (this.steps > this.mostEntries * 10) throw new Tangled();
      if (rule.problem !== null) this.tell(rule, rule.problem);
      const after: Rest = (match) => {
        const decided = this.walk({ ...at, rules: at.rules.slice(index + 1), match });
        if (!decided) at.rest(match);
      };
      for (const one of rule.cases) {
        const ended = this.take({ rule, one, after, ...at });
        if (ended !== null) return ended;
      }
    }
    return false;
  }

  /** Null: the walk goes on. Else whether everything that came here was decided (false: it goes back to the caller). */
  private take(at: Taken): boolean | null {
    const { rule, one } = at;
    const match = intersectMatches(at.match, one.match);
    if (match === null) return null;
    const always = isEverything(one.match) && !one.onlySome;
    const { verdict } = one;
    switch (verdict.kind) {
      case 'accept':
      case 'drop':
        this.decide({ rule, match, verdict: verdict.kind, onlySome: one.onlySome });
        return always ? true : null;
      case 'return':
        // A condition that is taken as not met sends nothing back.
        return one.onlySome ? null : this.back(at.rest, match, always);
      default:
        return this.follow({ ...at, match }, { ...verdict, always });
    }
  }

  private follow(at: Taken, to: { kind: 'jump' | 'goto'; chain: string; always: boolean }): boolean | null {
    const { rule, match, depth } = at;
    const rules = this.filter.chains.get(to.chain);
    if (rules === undefined) {
      this.tell(rule, 'it jumps to a chain that is not in the file');
      return null;
    }
    const rest = to.kind === 'goto' ? at.rest : at.after;
    const decided = this.walk({ rules, match, rest, depth: depth + 1 });
    if (to.kind === 'goto' && !decided) return this.back(at.rest, match, to.always);
    return to.always && decided ? true : null;
  }

  /** An unconditional way back is simply the end of the chain. */
  private back(rest: Rest, match: Match, always: boolean): false | null {
    if (always) return false;
    rest(match);
    return null;
  }

  private decide(at: {
    rule: ChainRule;
    match: Match;
    verdict: AuditEntry['verdict'];
    onlySome: boolean;
  }): void {
    const { rule, match, verdict, onlySome } = at;
    if (verdict === 'drop' && onlySome) {
      this.tell(rule, 'it refuses only some interfaces, sources or rates: taken as not met');
    } else this.add({ ...match, verdict, place: rule.place, text: describeMatch(match) });
  }

  private add(entry: AuditEntry): void {
    if (this.entries.length >= this.mostEntries) throw new Tangled();
    this.entries.push(entry);
  }

  /** Once, however many jumps lead to the rule. */
  private tell({ place, text }: ChainRule, why: string): void {
    if (!this.unread.some((one) => one.place === place && one.why === why))
      this.unread.push({ place, text: shownText(text), why });
  }
}

class Tangled extends Error {}
