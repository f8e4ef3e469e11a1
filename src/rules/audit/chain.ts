/**
 * Chains of rules as one ordered list of entries for one sender: jumps are followed, conditions on the way are taken along, and the first
 * entry that matches decides. What cannot be decided becomes an entry in doubt. Pure.
 */
import type { Family } from '../../core/words.ts';
import {
  shownText,
  type AuditEntry,
  type AuditLayer,
  type AuditWords,
  type Match,
  type Told,
  type Unread,
} from './audit-entry.ts';
import { allHold, firstDoubt, type Circumstances, type Condition } from './condition.ts';
import type { Facing } from './audit-entry.ts';
import { describeMatch, EVERYTHING, intersectMatches, isEverything } from './match.ts';
import { TooMuchWork, type Work } from './work.ts';

export type ChainVerdict =
  | { readonly kind: 'accept' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'return' }
  | { readonly kind: 'jump'; readonly chain: string }
  | { readonly kind: 'goto'; readonly chain: string };

export interface ChainCase {
  /** Where a condition is in doubt, the most that the rule may match. */
  readonly match: Match;
  readonly conditions: readonly Condition[];
  readonly verdict: ChainVerdict;
}

export interface ChainRule {
  readonly place: Told;
  /** As written, for a rule that is in doubt. */
  readonly text: string;
  /** Alternatives in their order; a verdict map has several. Empty: it decides nothing that matters here. */
  readonly cases: readonly ChainCase[];
}

export interface BaseChain {
  readonly name: string;
  /** As nft names it; null where the format has no hooks. */
  readonly hook: string | null;
  readonly family: Family | null;
  readonly facing: Facing;
  readonly policy: 'accept' | 'drop';
  readonly rules: readonly ChainRule[];
  /** What the hook knows of a packet. */
  readonly at: Pick<Circumstances, 'tracked' | 'has' | 'local'>;
}

/** Chains that only a jump reaches, by key. */
export type Chains = Pick<ReadonlyMap<string, readonly ChainRule[]>, 'get'>;

/** The same chains as a packet on its way and an answer meet them. */
export type ChainsByWay = Readonly<Record<'onward' | 'answer', Chains>>;

export function chainsFacing({ onward, answer }: ChainsByWay, facing: Facing): Chains {
  return facing === 'answer' ? answer : onward;
}

/** Each chain is read when somebody first comes there: long files hold thousands of rules for other ways. */
export function readChains(read: (key: string) => readonly ChainRule[] | undefined): Chains {
  const known = new Map<string, readonly ChainRule[] | undefined>();
  return {
    get: (key) => {
      if (!known.has(key)) known.set(key, read(key));
      return known.get(key);
    },
  };
}

interface Flat {
  readonly layer: AuditLayer;
  /** Rules in doubt, once each. */
  readonly unread: readonly Unread[];
}

interface Asked {
  readonly base: BaseChain;
  readonly chains: Chains;
  readonly circumstances: Circumstances;
  readonly work: Work;
  readonly words: AuditWords;
}

/** Throws TooMuchWork when the chains are too tangled: jumps in a circle, or more entries than anyone has. */
export function flatten(asked: Asked): Flat {
  const walk = new Walk(asked);
  walk.run();
  const { family, facing } = asked.base;
  return { layer: { family, facing, entries: walk.entries }, unread: walk.unread };
}

/** The kernel follows sixteen jumps (nft: NFT_JUMP_STACK_SIZE). */
const DEEPEST = 16;

/** Rules that go on behind a conditional return, one in the other: more would be too many for the stack. */
const MOST_LEVELS = 500;

/** Which packets go on, and why it is not known whether they do. */
interface Stream {
  readonly match: Match;
  readonly doubt: string | null;
}

/** What a `return` leads on to, for the packets that it sends back. */
type Rest = (stream: Stream) => void;

interface At extends Stream {
  readonly rules: readonly ChainRule[];
  readonly rest: Rest;
  readonly depth: number;
}

interface Taken extends Stream {
  readonly rule: ChainRule;
  readonly verdict: ChainVerdict;
  /** Everything that came here is meant, for certain. */
  readonly always: boolean;
  readonly rest: Rest;
  readonly after: Rest;
  readonly depth: number;
}

interface Added extends Stream {
  readonly verdict: AuditEntry['verdict'];
  readonly place: Told;
  /** Absent: what the match is about. */
  readonly text?: string;
}

/** A long file has tens of thousands for each sender. */
class FlatEntry implements AuditEntry {
  readonly target: AuditEntry['target'];
  readonly ports: AuditEntry['ports'];
  readonly transports: AuditEntry['transports'];
  readonly verdict: AuditEntry['verdict'];
  readonly doubt: string | null;
  private readonly added: Added;
  private readonly words: AuditWords;

  constructor(added: Added, words: AuditWords) {
    ({ target: this.target, ports: this.ports, transports: this.transports } = added.match);
    ({ verdict: this.verdict, doubt: this.doubt } = added);
    this.added = added;
    this.words = words;
  }

  /** Said only where it is told, as the text is: most entries never are. */
  get place(): string {
    return this.added.place(this.words);
  }

  get text(): string {
    return this.added.text ?? describeMatch(this.added.match, this.words);
  }
}

class Walk {
  readonly unread: Unread[] = [];
  readonly entries: AuditEntry[] = [];
  private readonly asked: Asked;
  private readonly told = new Set<string>();
  private level = 0;

  constructor(asked: Asked) {
    this.asked = asked;
  }

  run(): void {
    const { base } = this.asked;
    const policy: Rest = (stream) =>
      this.add({
        ...stream,
        verdict: base.policy,
        place: ({ place }) => place.chain(base.name),
        text: `policy ${base.policy}`,
      });
    const start = { match: EVERYTHING, doubt: null };
    const decided = this.walk({ ...start, rules: base.rules, rest: policy, depth: 0 });
    // What nothing matches is refused anyway.
    if (!decided && base.policy === 'accept') policy(start);
  }

  /** True when nothing that matched goes on behind these rules. */
  private walk(at: At): boolean {
    this.level += 1;
    if (at.depth > DEEPEST || this.level > MOST_LEVELS) throw new TooMuchWork();
    const decided = this.walkRules(at);
    this.level -= 1;
    return decided;
  }

  private walkRules(at: At): boolean {
    for (const [index, rule] of at.rules.entries()) {
      this.asked.work.spend(1);
      const after: Rest = (stream) => {
        const decided = this.walk({ ...at, ...stream, rules: at.rules.slice(index + 1) });
        if (!decided) at.rest(stream);
      };
      for (const one of rule.cases) {
        const ended = this.takeCase({ rule, one, after, at });
        if (ended !== null) return ended;
      }
    }
    return false;
  }

  private takeCase({
    rule,
    one,
    after,
    at,
  }: {
    rule: ChainRule;
    one: ChainCase;
    after: Rest;
    at: At;
  }): boolean | null {
    const { circumstances, work } = this.asked;
    const held = one.conditions.length === 0 ? true : allHold(one.conditions, circumstances);
    if (held === false) return null;
    const match = at.match === EVERYTHING ? one.match : intersectMatches(at.match, one.match, work);
    if (match === null) return null;
    const why = held === null ? firstDoubt(one.conditions, circumstances)(this.asked.words) : null;
    if (why !== null) this.tell(rule, why);
    const always = held === true && isEverything(one.match);
    const { rest, depth } = at;
    return this.take({
      rule,
      verdict: one.verdict,
      match,
      doubt: at.doubt ?? why,
      always,
      rest,
      after,
      depth,
    });
  }

  /** Null: the walk goes on. Else whether everything that came here was decided (false: it goes back to the caller). */
  private take(taken: Taken): boolean | null {
    const { rule, verdict, match, doubt, always } = taken;
    switch (verdict.kind) {
      case 'accept':
      case 'drop':
        this.add({ match, doubt, verdict: verdict.kind, place: rule.place });
        return always ? true : null;
      case 'return':
        return this.back(taken);
      default:
        return this.follow(taken, verdict);
    }
  }

  private follow(taken: Taken, to: { kind: 'jump' | 'goto'; chain: string }): boolean | null {
    const { match, doubt, depth, always } = taken;
    const rules = this.asked.chains.get(to.chain);
    if (rules === undefined) {
      this.eitherWay(taken, this.asked.words.doubt.noChain);
      return null;
    }
    const rest = to.kind === 'goto' ? taken.rest : taken.after;
    const decided = this.walk({ match, doubt, rules, rest, depth: depth + 1 });
    if (to.kind === 'goto' && !decided) return this.back(taken);
    return always && decided ? true : null;
  }

  /** An unconditional way back is simply the end of the chain. */
  private back({ rest, match, doubt, always }: Taken): false | null {
    if (always) return false;
    rest({ match, doubt });
    return null;
  }

  private eitherWay({ rule, match }: Taken, doubt: string): void {
    this.tell(rule, doubt);
    const entry = { match, doubt, place: rule.place };
    this.add({ ...entry, verdict: 'accept' });
    this.add({ ...entry, verdict: 'drop' });
  }

  private add(added: Added): void {
    this.asked.work.spend(1 + costOf(added.match));
    this.entries.push(new FlatEntry(added, this.asked.words));
  }

  /** Once, however many jumps lead to the rule. */
  private tell({ place: at, text }: ChainRule, why: string): void {
    const place = at(this.asked.words);
    const key = `${place} ${why}`;
    if (this.told.has(key)) return;
    this.told.add(key);
    this.unread.push({ place, text: shownText(text), why });
  }
}

function costOf({ target, ports }: Match): number {
  return (target.kind === 'addresses' ? target.intervals.length : 1) + (ports?.length ?? 0);
}
