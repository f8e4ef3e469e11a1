/** Which rules are taken away one at a time, and which finding must then name what is missing. Pure. */
import { createHash } from 'node:crypto';
import type { Rule, RuleSet } from '../../../src/rules/rule.ts';

/** One line of the firewall: a name, or all blocks of one purpose, on one port by one transport. */
export interface Removal {
  readonly region: string;
  readonly category: string;
  readonly transport: Rule['transport'];
  readonly port: number;
  /** As the finding must name it: the host, or the port of the servers. */
  readonly destination: string;
  /** What a check must look at to miss it. */
  readonly protocol: Rule['protocol'];
  readonly rules: readonly Rule[];
}

/** The essential rules of a set, put together as a firewall holds them. The health-check name and its addresses are one. */
export function essentialRemovals(set: RuleSet): Removal[] {
  const region = set.request.regions[0] ?? '';
  const groups = new Map<string, Rule[]>();
  for (const rule of set.rules.filter(({ need }) => need === 'essential')) {
    const key = [rule.category, rule.transport, rule.port, isStreaming(rule) ? '' : rule.destination].join(
      ' ',
    );
    groups.set(key, [...(groups.get(key) ?? []), rule]);
  }
  return [...groups.values()].flatMap((rules) => {
    const [first] = rules;
    if (first === undefined) return [];
    const { category, transport, port, protocol } = first;
    const destination = isStreaming(first) ? category : first.destination;
    return [{ region, category, transport, port, destination, protocol, rules }];
  });
}

function isStreaming({ category }: Rule): boolean {
  return category === 'healthCheck' || category.endsWith('Gateway');
}

export function removalName({ region, transport, port, destination }: Removal): string {
  return `${region} ${transport.toUpperCase()} ${port} ${destination}`;
}

/**
 * A rule whose absence no check can tell: nothing is ever sent to a gateway by UDP on PCoIP's port, because an idle gateway would
 * stay silent anyway (docs/known-limits.md).
 */
export function canBeSeen({ category, transport }: Removal): boolean {
  return !(category === 'pcoipGateway' && transport === 'udp');
}

/** `count` of them, the categories taking turns; inside a category by a hash, so that nobody picks the easy ones. */
export function chooseRemovals(all: readonly Removal[], count: number): Removal[] {
  const hash = (removal: Removal): string => createHash('sha256').update(removalName(removal)).digest('hex');
  const categories = [...new Set(all.map(({ category }) => category))].sort();
  const piles = categories.map((category) =>
    all
      .filter((removal) => removal.category === category && canBeSeen(removal))
      .sort((left, right) => (hash(left) < hash(right) ? -1 : 1)),
  );
  const turns = Array.from({ length: Math.max(0, ...piles.map((pile) => pile.length)) }, (_, turn) =>
    piles.flatMap((pile) => pile.slice(turn, turn + 1)),
  );
  return turns.flat().slice(0, count);
}

/** The finding that must come first, and a word that it must hold. Codes from spec/findings.md. */
export function expectedFinding(removal: Removal): { readonly code: string; readonly names: string } {
  const { category, transport, port, destination } = removal;
  const protocol = port === 4172 ? 'pcoip' : 'dcv';
  if (category.endsWith('Gateway')) return { code: 'gateway/rejected', names: String(port) };
  if (category === 'healthCheck')
    return {
      code: `${protocol}/${transport === 'tcp' ? 'tcp-blocked' : 'udp-rejected'}`,
      names: String(port),
    };
  return { code: 'https/blocked', names: destination };
}

export function without(set: RuleSet, { rules }: Removal): RuleSet {
  const gone = new Set(rules.map(({ id }) => id));
  return { ...set, rules: set.rules.filter(({ id }) => !gone.has(id)) };
}
