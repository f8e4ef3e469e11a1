/** Rules prepared for thousands of questions "which of you has something of this destination?". Blocks are parsed once. */
import { intervalsOverlap, parseCidr, type IpInterval } from '../../regions/ip-interval.ts';
import type { Rule } from '../rule.ts';
import type { AuditTarget } from './audit-entry.ts';
import { isWhole } from './parse-destination.ts';

export interface RuleIndex {
  readonly rules: readonly Rule[];
  readonly byName: ReadonlyMap<string, readonly Rule[]>;
  /** Each block once, with every rule (port, transport) that has it. */
  readonly blocks: readonly Block[];
  /** The blocks by the first bits of their addresses. */
  readonly buckets: ReadonlyMap<string, readonly Block[]>;
}

interface Block {
  readonly interval: IpInterval;
  readonly rules: readonly Rule[];
}

const BUCKET_BITS = { 4: 24n, 6: 100n } as const;
/** Wider than this a question is asked of every block. */
const MOST_BUCKETS = 64;

/** `4/18`: the buckets that an interval touches; null: too many. */
function bucketsOf({ family, first, last }: IpInterval): string[] | null {
  const [from, to] = [first >> BUCKET_BITS[family], last >> BUCKET_BITS[family]];
  if (to - from >= MOST_BUCKETS) return null;
  return Array.from({ length: Number(to - from) + 1 }, (_one, index) => `${family}/${from + BigInt(index)}`);
}

function inBuckets(blocks: readonly Block[]): Map<string, Block[]> {
  const buckets = new Map<string, Block[]>();
  for (const block of blocks)
    for (const key of bucketsOf(block.interval) ?? ['wide'])
      buckets.set(key, [...(buckets.get(key) ?? []), block]);
  return buckets;
}

const NONE: readonly Block[] = [];

/** A question of one bucket, which most are, needs no set. */
function nearBlocks(buckets: RuleIndex['buckets'], keys: readonly string[]): readonly Block[] {
  const [only] = keys;
  const wide = buckets.get('wide') ?? NONE;
  if (keys.length === 1 && only !== undefined && wide.length === 0) return buckets.get(only) ?? NONE;
  return [...new Set([...keys.flatMap((key) => buckets.get(key) ?? NONE), ...wide])];
}

/** Those that overlap one of the intervals. */
function blocksTouching({ blocks, buckets }: RuleIndex, intervals: readonly IpInterval[]): readonly Block[] {
  const keys = intervals.map(bucketsOf);
  const near = keys.some((key) => key === null)
    ? blocks
    : nearBlocks(
        buckets,
        keys.flatMap((key) => key ?? []),
      );
  return near.filter(({ interval }) => intervals.some((one) => intervalsOverlap(one, interval)));
}

export function indexRules(rules: readonly Rule[]): RuleIndex {
  const byDestination = new Map<string, Rule[]>();
  for (const rule of rules) {
    const same = byDestination.get(rule.destination);
    if (same) same.push(rule);
    else byDestination.set(rule.destination, [rule]);
  }
  const blocks = [...byDestination].flatMap(([destination, same]) => {
    const interval = same[0]?.kind === 'cidr' ? parseCidr(destination) : null;
    return interval ? [{ interval, rules: same }] : [];
  });
  return { rules, byName: byDestination, blocks, buckets: inBuckets(blocks) };
}

/** Rules that have something of the target's destination, whatever port and transport. */
export function rulesTouching(index: RuleIndex, target: AuditTarget): readonly Rule[] {
  switch (target.kind) {
    case 'anywhere':
      return index.rules;
    case 'name':
      return index.byName.get(target.name) ?? [];
    case 'wildcard':
      return index.rules.filter((rule) => rule.kind !== 'cidr' && isBelow(rule, target.suffix));
    case 'addresses':
      return [
        ...(isWhole(target, 4) ? index.rules.filter(({ kind }) => kind !== 'cidr') : []),
        ...blocksTouching(index, target.intervals).flatMap(({ rules }) => rules),
      ];
  }
}

/** `a.example.com` is below `example.com`; `*.example.com` is too, for both are about the names under it. */
export function isBelow({ destination, kind }: Rule, suffix: string): boolean {
  const name = destination.replace(/^\*\./, '');
  return name.endsWith(`.${suffix}`) || (kind === 'wildcard' && name === suffix);
}
