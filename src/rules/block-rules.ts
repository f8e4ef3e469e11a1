/** Address facts to rules: aggregated per doubt and never widened, one rule for each block, port and transport. */
import type { Need, Protocol } from '../core/words.ts';
import type { Region } from '../regions/model.ts';
import { aggregateCidrs } from '../regions/ip-interval.ts';
import type { Rule } from './rule.ts';
import { doubtText, ruleId, sourceText } from './rule-text.ts';

export interface BlockFact {
  /** CIDR blocks with a prefix. */
  readonly cidrs: readonly string[];
  readonly source: { readonly document: string; readonly lines: string };
  readonly doubt: { readonly conflict: string; readonly text: string } | null;
}

export interface Opening {
  readonly port: number;
  readonly transport: Rule['transport'];
  readonly need: Need;
}

export interface BlockGroup {
  readonly region: Region;
  readonly category: string;
  readonly protocol: Protocol;
  readonly purpose: string;
  readonly facts: readonly BlockFact[];
  readonly openings: readonly Opening[];
}

export function blockRules(group: BlockGroup): Rule[] {
  const blocks = aggregated(group.facts);
  return group.openings.flatMap((opening) => blocks.map((block) => toRule(group, opening, block)));
}

interface Block {
  readonly cidr: string;
  readonly source: string;
  readonly doubt: string | null;
}

/** Doubtful blocks are not merged with sound ones: the doubt must stay with its own addresses. */
function aggregated(facts: readonly BlockFact[]): Block[] {
  const doubts = [...new Set(facts.map(({ doubt }) => doubtText(doubt)))];
  return doubts.flatMap((doubt) => {
    const same = facts.filter((fact) => doubtText(fact.doubt) === doubt);
    const cidrs = aggregateCidrs(same.flatMap((fact) => fact.cidrs));
    // The tables' schema and lint keep malformed blocks out; one that got here must not vanish from a rule set.
    if (cidrs === null) throw new Error('a malformed block in the tables');
    const source = [...new Set(same.map((fact) => sourceText(fact.source)))].join('; ');
    return cidrs.map((cidr) => ({ cidr, source, doubt }));
  });
}

function toRule(group: BlockGroup, { port, transport, need }: Opening, block: Block): Rule {
  const { region, category, protocol, purpose } = group;
  return {
    id: ruleId({ region: region.code, destination: block.cidr, port, transport }),
    region: region.code,
    category,
    need,
    protocol,
    destination: block.cidr,
    kind: 'cidr',
    port,
    transport,
    direction: 'outbound',
    purpose,
    doubt: block.doubt,
    source: block.source,
  };
}
