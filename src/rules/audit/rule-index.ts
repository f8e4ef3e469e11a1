/** Rules prepared for thousands of questions "which of you has something of this destination?". Blocks are parsed once. */
import { parseCidr } from '../../regions/ip-interval.ts';
import type { Rule } from '../rule.ts';
import type { AuditTarget } from './audit-entry.ts';
import { IntervalIndex } from './interval-index.ts';
import { isWhole } from './parse-destination.ts';

export interface RuleIndex {
  readonly rules: readonly Rule[];
  readonly byName: ReadonlyMap<string, readonly Rule[]>;
  /** Each block once, with every rule (port, transport) that has it. */
  readonly blocks: IntervalIndex<readonly Rule[]>;
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
    return interval ? [{ interval, value: same }] : [];
  });
  return { rules, byName: byDestination, blocks: new IntervalIndex(blocks) };
}

/** Rules that have something of the target's destination, whatever port and transport. */
export function rulesTouching(index: RuleIndex, target: AuditTarget): readonly Rule[] {
  switch (target.kind) {
    case 'anywhere':
      return index.rules;
    case 'name':
      return index.byName.get(target.name) ?? [];
    case 'wildcard':
      return index.rules.filter((rule) => isBelow(rule, target.suffix));
    case 'addresses':
      return [
        ...(isWhole(target, 4) ? index.rules.filter(({ kind }) => kind !== 'cidr') : []),
        ...index.blocks.touching(target.intervals).flat(),
      ];
  }
}

/** `a.example.com` is below `example.com`; `*.example.com` is too, for both are about the names under it. */
export function isBelow({ destination, kind }: Rule, suffix: string): boolean {
  const name = destination.replace(/^\*\./, '');
  return name.endsWith(`.${suffix}`) || (kind === 'wildcard' && name === suffix);
}
