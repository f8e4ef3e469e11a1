/** Rules put together for people: the same destination by TCP and UDP, the same blocks on the same port, one line each. */
import type { Vocabulary } from '../../words/en/index.ts';
import type { Rule, RuleSet } from '../rule.ts';

export interface SummaryRow {
  readonly kind: Rule['kind'];
  readonly destinations: readonly string[];
  /** `TCP 443`, `TCP+UDP 4172`. */
  readonly ports: string;
  readonly need: Rule['need'];
  readonly purpose: string;
  readonly region: string | null;
  readonly doubt: string | null;
  readonly source: string;
}

/** In the order of the rules. The need of a row is the strongest of its rules: they stand in that order already. */
export function summaryRows(set: RuleSet, words: Vocabulary): SummaryRow[] {
  const ports = (rules: readonly Rule[]): string => portsText(rules, words);
  const byDestination = new Map<string, Rule[]>();
  for (const rule of set.rules)
    add(byDestination, JSON.stringify([rule.region, rule.category, rule.destination, rule.doubt]), rule);
  const groups = new Map<string, Rule[][]>();
  for (const rules of byDestination.values()) {
    const [first] = rules;
    if (!first) continue;
    const own = first.kind === 'cidr' ? '' : first.destination;
    add(groups, JSON.stringify([first.region, first.category, first.doubt, ports(rules), own]), rules);
  }
  return [...groups.values()].flatMap((rules) => toRow(rules, words));
}

function add<T>(map: Map<string, T[]>, key: string, item: T): void {
  map.set(key, [...(map.get(key) ?? []), item]);
}

function toRow(groups: readonly (readonly Rule[])[], words: Vocabulary): SummaryRow[] {
  const first = groups[0]?.[0];
  if (first === undefined) return [];
  const { kind, need, region, doubt, source } = first;
  const purpose = words.purpose(first);
  const destinations = groups.flatMap(([rule]) => rule?.destination ?? []);
  return [
    { kind, destinations, ports: portsText(groups[0] ?? [], words), need, purpose, region, doubt, source },
  ];
}

/** By port; a need weaker than the first rule's stands in brackets: `TCP 4195, UDP 4195 (helpful), TCP+UDP 443 (if used)`. */
function portsText(rules: readonly Rule[], { rules: words, need: needs, comma }: Vocabulary): string {
  const strongest = rules[0]?.need;
  const keys = [...new Set(rules.map(({ port, need }) => `${port} ${need}`))];
  const texts = keys.map((key) => {
    const same = rules.filter(({ port, need }) => `${port} ${need}` === key);
    const transports = [...new Set(same.map(({ transport }) => transport.toUpperCase()))].sort().join('+');
    const need = same[0]?.need;
    const port = `${transports} ${same[0]?.port}`;
    return need === strongest || need === undefined ? port : words.weaker(port, needs[need]);
  });
  return texts.join(comma);
}
