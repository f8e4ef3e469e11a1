/** One rule of `nft -j list ruleset` as the cases of a chain: its matches, and what it does with what they match. */
import { z } from 'zod';
import type { AuditWords, Told } from './audit-entry.ts';
import type { ChainCase, ChainRule, ChainVerdict } from './chain.ts';
import { doubt, rateCondition } from './condition.ts';
import { ANYTHING, combined, ofFamily, type NftCase, type NftContext } from './nft-headers.ts';
import { nftCases } from './nft-match.ts';
import { listOf, type Asked } from './nft-values.ts';

export interface NftRule {
  readonly table: string;
  readonly family: string;
  readonly chain: string;
  readonly handle?: number | undefined;
  readonly expr: readonly Readonly<Record<string, unknown>>[];
}

/** Elements of a named set or map of the rule's table; null when the file does not have it. */
export type SetOf = (name: string) => readonly unknown[] | null;

/** The key of a chain: names are unique in a table alone. */
export function chainKey({ family, table }: Pick<NftRule, 'family' | 'table'>, chain: string): string {
  return JSON.stringify([family, table, chain]);
}

/** As people know it; `inet` is what most tables are. */
export function chainName({ family, table }: Pick<NftRule, 'family' | 'table'>, chain: string): string {
  return family === 'inet' ? `${table} ${chain}` : `${family} ${table} ${chain}`;
}

interface Part {
  readonly part: Readonly<Record<string, unknown>>;
  readonly setOf: SetOf;
  readonly rule: NftRule;
  readonly context: NftContext;
}

interface Draft {
  readonly cases: readonly NftCase[];
  readonly done: readonly ChainCase[];
}

export function toChainRule(rule: NftRule, setOf: SetOf, context: NftContext): ChainRule {
  let draft: Draft = { cases: [ANYTHING], done: [] };
  let unknown = '';
  for (const part of rule.expr) {
    if (isNeutral(part)) continue;
    const next = applyPart(draft, { part, setOf, rule, context });
    if (next.isUnknown && unknown === '') unknown = JSON.stringify(part);
    draft = next;
  }
  return { place: placeOf(rule), text: unknown, cases: draft.done };
}

/** Holds no more of the rule than it says: a long file's expressions are done with. */
function placeOf({ family, table, chain, handle }: NftRule): Told {
  return ({ place }) => place.handle(String(handle ?? place.noHandle), chainName({ family, table }, chain));
}

interface Applied extends Draft {
  readonly isUnknown?: boolean;
}

/** Statements that neither open nor close anything, nor ask for anything. */
const NEUTRAL: ReadonlySet<string> = new Set([
  'counter',
  'comment',
  'log',
  'mangle',
  'ct helper',
  'ct timeout',
  'ct expectation',
  'continue',
  'flow',
  'map',
  'secmark',
]);

const isNeutral = (part: Part['part']): boolean => NEUTRAL.has(Object.keys(part)[0] ?? '');

const NOT_UNDERSTOOD = doubt('match');

function applyPart(draft: Draft, one: Part): Applied {
  const { part, context } = one;
  const key = Object.keys(part)[0] ?? '';
  if (key === 'limit' || key === 'quota') return limited(draft, part[key], context);
  if (key === 'match') return matched(draft, matchCases(part['match'], one), context);
  if (key === 'vmap') return mapped(draft, one);
  const verdict = verdictOf(part, one.rule);
  const meant = combined(draft.cases, refusedKind(part['reject']), context.work);
  if (verdict !== null) return { cases: [], done: [...draft.done, ...withVerdict(meant, verdict)] };
  const goesOn = GOES_ON.get(key);
  if (goesOn !== undefined) return { ...draft, done: [...draft.done, ...either(draft.cases, goesOn)] };
  // A statement that nobody here knows may let out or refuse, and may be a condition for what follows.
  return {
    ...matched(draft, null, context),
    done: [...draft.done, ...either(draft.cases, 'statement')],
    isUnknown: true,
  };
}

const rejected = z.object({ type: z.string() });

/** nft leaves out the match that a kind of refusal implies: `reject with icmp` is about IPv4 alone, `tcp reset` about TCP. */
function refusedKind(reject: unknown): readonly NftCase[] {
  if (typeof reject !== 'object' || reject === null) return [ANYTHING];
  const kind = rejected.safeParse(reject).data?.type;
  if (kind === 'icmp' || kind === 'icmpv6') return [ofFamily(kind === 'icmp' ? 4 : 6)];
  return kind === 'tcp reset'
    ? [{ ...ANYTHING, match: { ...ANYTHING.match, transports: ['tcp'] } }]
    : [ANYTHING];
}

/** Statements that lead the packet where nobody here can follow. */
const GOES_ON: ReadonlyMap<string, keyof AuditWords['doubt']> = new Map([
  ['dnat', 'otherDestination'],
  ['redirect', 'otherDestination'],
  ['tproxy', 'toProxy'],
  ['queue', 'toProgram'],
  ['notrack', 'untracked'],
  ['synproxy', 'answers'],
  ['fwd', 'otherInterface'],
  ['dup', 'copy'],
]);

function withVerdict(cases: readonly NftCase[], verdict: ChainVerdict): ChainCase[] {
  return cases.map((one) => ({ ...one, verdict }));
}

function either(cases: readonly NftCase[], why: keyof AuditWords['doubt']): ChainCase[] {
  const doubtful = cases.map((one): NftCase => ({ ...one, conditions: [...one.conditions, doubt(why)] }));
  return [...withVerdict(doubtful, { kind: 'accept' }), ...withVerdict(doubtful, { kind: 'drop' })];
}

function matched(draft: Draft, own: readonly NftCase[] | null, context: NftContext): Applied {
  if (own === null) {
    return {
      ...draft,
      cases: draft.cases.map((one) => ({ ...one, conditions: [...one.conditions, NOT_UNDERSTOOD] })),
      isUnknown: true,
    };
  }
  return { ...draft, cases: combined(draft.cases, own, context.work) };
}

const limitOrQuota = z.object({
  inv: z.boolean().default(false),
  rate: z.number().optional(),
  per: z.string().optional(),
  rate_unit: z.string().default('packets'),
});
const SECONDS: ReadonlyMap<string, number> = new Map([
  ['second', 1],
  ['minute', 60],
  ['hour', 3600],
  ['day', 86_400],
  ['week', 604_800],
]);

/** A sender stays below every quota, and below a rate that streaming has room in. */
function limited(draft: Draft, statement: unknown, context: NftContext): Applied {
  const parsed = limitOrQuota.safeParse(statement);
  if (!parsed.success) return matched(draft, null, context);
  const { inv: isOver, rate, per = '', rate_unit: unit } = parsed.data;
  if (rate === undefined) return matched(draft, isOver ? [] : [ANYTHING], context);
  const seconds = SECONDS.get(per);
  const packets = seconds === undefined || unit !== 'packets' ? null : rate / seconds;
  return matched(draft, [{ ...ANYTHING, conditions: [rateCondition(packets, isOver)] }], context);
}

const OPS: ReadonlyMap<string, Asked['op']> = new Map([
  ['==', '=='],
  ['in', '=='],
  ['!=', '!='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
]);
const matchSchema = z.object({ op: z.string(), left: z.unknown(), right: z.unknown() });

function matchCases(match: unknown, { setOf, context }: Part): readonly NftCase[] | null {
  const parsed = matchSchema.safeParse(match);
  const op = parsed.success ? OPS.get(parsed.data.op) : undefined;
  if (!parsed.success || op === undefined) return null;
  // Flags joined by commas are one value of several bits, unless `in` asks for any of them: no state is such a value.
  const { right } = parsed.data;
  if (isJoined(right) && parsed.data.op !== 'in') return op === '!=' ? [ANYTHING] : [];
  const values = listed(parsed.data.right, setOf);
  return values === null ? null : nftCases(parsed.data.left, { op, values }, context);
}

const joined = z.union([z.array(z.unknown()).min(2), z.object({ '|': z.array(z.unknown()).min(2) })]);

/** A parse that fails is dear, and nearly every one would. */
function isJoined(right: unknown): boolean {
  if (typeof right !== 'object' || right === null) return false;
  return (Array.isArray(right) || '|' in right) && joined.safeParse(right).success;
}

const vmapSchema = z.object({ key: z.unknown(), data: z.unknown() });
const pair = z.tuple([z.unknown(), z.record(z.string(), z.unknown())]);

/** `tcp dport vmap { 443 : accept }`: each pair is a match with a verdict of its own. What no pair matches goes on. */
function mapped(draft: Draft, { part, setOf, rule, context }: Part): Applied {
  const parsed = vmapSchema.safeParse(part['vmap']);
  const pairs = parsed.success ? z.array(pair).safeParse(listed(parsed.data.data, setOf)) : null;
  const unknown = (): Applied => ({
    ...draft,
    done: [...draft.done, ...either(draft.cases, 'map')],
    isUnknown: true,
  });
  if (!parsed.success || !pairs?.success) return unknown();
  const done: ChainCase[] = [];
  for (const [value, statement] of pairs.data) {
    const verdict = verdictOf(statement, rule);
    // `continue` decides nothing.
    if (verdict === null) continue;
    const own = nftCases(parsed.data.key, { op: '==', values: listOf(value) }, context);
    if (own === null) return unknown();
    done.push(...withVerdict(combined(draft.cases, own, context.work), verdict));
  }
  return { ...draft, done: [...draft.done, ...done] };
}

const target = z.object({ target: z.string() });

/** Null for a statement that is no verdict. Translating the source lets the packet pass. */
function verdictOf(part: Readonly<Record<string, unknown>>, rule: NftRule): ChainVerdict | null {
  if ('accept' in part || 'masquerade' in part || 'snat' in part) return { kind: 'accept' };
  if ('drop' in part || 'reject' in part) return { kind: 'drop' };
  if ('return' in part) return { kind: 'return' };
  for (const kind of ['jump', 'goto'] as const) {
    if (!(kind in part)) continue;
    const to = target.safeParse(part[kind]);
    if (to.success) return { kind, chain: chainKey(rule, to.data.target) };
  }
  return null;
}

/** A value, `{ "set": [...] }`, a list or `@name` as a list; null for a set that is not in the file. */
function listed(right: unknown, setOf: SetOf): readonly unknown[] | null {
  return typeof right === 'string' && right.startsWith('@') ? setOf(right.slice(1)) : listOf(right);
}

const markKey = z.object({ key: z.literal('mark') });
const marking = {
  meta: z.object({ key: z.object({ meta: markKey }) }),
  ct: z.object({ key: z.object({ ct: markKey }) }),
};

/** Whether a rule of the file sets a mark (`meta`) or a connection's mark (`ct`), or takes one over. */
export function setsMark({ expr }: NftRule, key: 'meta' | 'ct'): boolean {
  return expr.some((part) => 'mangle' in part && marking[key].safeParse(part['mangle']).success);
}
