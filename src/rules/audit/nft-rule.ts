/** One rule of `nft -j list ruleset` as the cases of a chain: its matches, and what it does with what they match. */
import { z } from 'zod';
import type { ChainCase, ChainRule } from './chain.ts';
import { EVERYTHING } from './match.ts';
import { combined, nftCases, type NftCase } from './nft-match.ts';

export interface NftRule {
  readonly table: string;
  readonly family: string;
  readonly chain: string;
  readonly handle?: number | undefined;
  readonly expr: readonly Readonly<Record<string, unknown>>[];
}

/** Elements of a named set or map of the rule's table; null when the file does not have it. */
export type SetOf = (name: string) => readonly unknown[] | null;

type Verdict = ChainCase['verdict'];

interface Draft extends NftCase {
  readonly verdict: Verdict | null;
}

/** The key of a chain: names are unique in a table alone. */
export function chainKey({ family, table }: Pick<NftRule, 'family' | 'table'>, chain: string): string {
  return JSON.stringify([family, table, chain]);
}

/** As people know it; `inet` is what most tables are. */
export function chainName({ family, table }: Pick<NftRule, 'family' | 'table'>, chain: string): string {
  return family === 'inet' ? `${table} ${chain}` : `${family} ${table} ${chain}`;
}

export function toChainRule(rule: NftRule, setOf: SetOf): ChainRule {
  const place = `handle ${rule.handle ?? 'unknown'} (${chainName(rule, rule.chain)})`;
  let drafts: readonly Draft[] = [{ match: EVERYTHING, onlySome: false, verdict: null }];
  for (const part of rule.expr) {
    const next = applyPart(drafts, { part, setOf, rule });
    if (next === null) {
      const problem = decides(rule) ? problemOf(rule) : null;
      return { place, text: JSON.stringify(part), cases: [], problem };
    }
    drafts = next;
  }
  const cases = drafts.flatMap(({ match, onlySome, verdict }): ChainCase[] =>
    verdict === null ? [] : [{ match, onlySome, verdict }],
  );
  return { place, text: '', cases, problem: null };
}

const DECIDING = ['accept', 'drop', 'reject', 'return', 'jump', 'goto', 'queue', 'vmap'];

/** A rule that only counts, logs or marks may hold anything. */
function decides({ expr }: NftRule): boolean {
  return expr.some((part) => DECIDING.some((key) => key in part));
}

function problemOf({ expr }: NftRule): string {
  const refuses = expr.some((part) => 'drop' in part || 'reject' in part);
  return `a match that is not understood${refuses ? '; what it refuses was not reckoned' : ''}`;
}

interface Part {
  readonly part: Readonly<Record<string, unknown>>;
  readonly setOf: SetOf;
  readonly rule: NftRule;
}

/** Statements that neither open nor close anything, nor ask for anything. */
const NEUTRAL: ReadonlySet<string> = new Set([
  ...['counter', 'comment', 'log', 'mangle', 'notrack', 'ct helper', 'continue', 'flow', 'set', 'map'],
]);

/** Null: not understood. */
function applyPart(drafts: readonly Draft[], one: Part): readonly Draft[] | null {
  const { part, setOf } = one;
  const [key = ''] = Object.keys(part);
  if (NEUTRAL.has(key)) return drafts;
  if (key === 'limit') return drafts.map((draft) => ({ ...draft, onlySome: true }));
  if (key === 'match') return narrowed(drafts, matchCases(part['match'], setOf));
  if (key === 'vmap') return mapped(drafts, one);
  const verdict = verdictOf(part, one.rule);
  return verdict === null ? null : drafts.map((draft) => ({ ...draft, verdict }));
}

/** A rule of more alternatives is nobody's (sets are one alternative, whatever their size): it is told as not understood. */
const MOST_CASES = 20_000;

function narrowed(
  drafts: readonly Draft[],
  cases: readonly NftCase[] | null,
  verdict: Verdict | null = null,
): readonly Draft[] | null {
  if (cases === null || drafts.length * cases.length > MOST_CASES) return null;
  return combined(drafts, cases).map((one) => ({ ...one, verdict }));
}

const matchSchema = z.object({ op: z.string(), left: z.unknown(), right: z.unknown() });

function matchCases(match: unknown, setOf: SetOf): readonly NftCase[] | null {
  const parsed = matchSchema.safeParse(match);
  if (!parsed.success || !['==', 'in', '!='].includes(parsed.data.op)) return null;
  const { op, left, right } = parsed.data;
  const values = listed(right, setOf);
  return values === null ? null : nftCases(left, { values, negated: op === '!=' });
}

const vmapSchema = z.object({ key: z.unknown(), data: z.unknown() });
const pair = z.tuple([z.unknown(), z.record(z.string(), z.unknown())]);

/** `tcp dport vmap { 443 : accept }`: each pair is a match with a verdict of its own. */
function mapped(drafts: readonly Draft[], { part, setOf, rule }: Part): readonly Draft[] | null {
  const parsed = vmapSchema.safeParse(part['vmap']);
  const pairs = parsed.success ? pairsOf(listed(parsed.data.data, setOf)) : null;
  if (!parsed.success || pairs === null) return null;
  const all: Draft[] = [];
  for (const [value, statement] of pairs) {
    const verdict = verdictOf(statement, rule);
    // `continue` decides nothing.
    if (verdict === null) continue;
    const asked = { values: listed(value, setOf) ?? [], negated: false };
    const own = narrowed(drafts, nftCases(parsed.data.key, asked), verdict);
    if (own === null || all.length + own.length > MOST_CASES) return null;
    all.push(...own);
  }
  return all;
}

function pairsOf(elements: readonly unknown[] | null): readonly z.infer<typeof pair>[] | null {
  const parsed = z.array(pair).safeParse(elements);
  return parsed.success ? parsed.data : null;
}

const target = z.object({ target: z.string() });

/** Null for a statement that is no verdict. */
function verdictOf(part: Readonly<Record<string, unknown>>, rule: NftRule): Verdict | null {
  if ('accept' in part) return { kind: 'accept' };
  if ('drop' in part || 'reject' in part) return { kind: 'drop' };
  if ('return' in part) return { kind: 'return' };
  for (const kind of ['jump', 'goto'] as const) {
    const to = target.safeParse(part[kind]);
    if (to.success) return { kind, chain: chainKey(rule, to.data.target) };
  }
  return null;
}

const anonymous = z.object({ set: z.array(z.unknown()) });

/** A value, `{ "set": [...] }`, a list or `@name` as a list; null for a set that is not in the file. */
function listed(right: unknown, setOf: SetOf): readonly unknown[] | null {
  if (typeof right === 'string' && right.startsWith('@')) return setOf(right.slice(1));
  const set = anonymous.safeParse(right);
  if (set.success) return set.data.set;
  return Array.isArray(right) ? (right as unknown[]) : [right];
}
