/**
 * Two plain lists, one entry a line, `#` begins a comment: blocks and names. External lists of PAN-OS, URL tables of pfSense and OPNsense,
 * threat feeds of FortiGate, Zscaler and Route 53 take such files. A list says nothing about ports: the rule that uses it does.
 */
import type { Rule, RuleSet } from '../rule.ts';
import { headerLines } from './header-lines.ts';
import { ipOpenings, rulesWithoutAddress } from './ip-openings.ts';
import type { RuleFormat } from './rule-format.ts';

const PROOF = 'read back by our own reader of lists; not proved on a product';

function portsOf(rules: readonly Pick<Rule, 'transport' | 'port'>[]): string {
  return [...new Set(rules.map(({ transport, port }) => `${transport.toUpperCase()} ${port}`))].join(', ');
}

function list(set: RuleSet, ports: string, entries: readonly string[]): string {
  const lines = [
    ...headerLines(set, '# ', PROOF),
    `# Allow these ports to the list and no others: ${ports}`,
    ...new Set(entries),
  ];
  return `${lines.join('\n')}\n`;
}

export const blocks: RuleFormat = {
  id: 'blocks',
  summary: 'a plain list of address blocks, one a line',
  proof: PROOF,
  render(set, options) {
    const openings = ipOpenings(set, options);
    const cidrs = openings.flatMap((opening) => opening.cidrs);
    return { text: list(set, portsOf(openings), cidrs), notCovered: rulesWithoutAddress(set, options) };
  },
};

export const names: RuleFormat = {
  id: 'names',
  summary: 'a plain list of names and wildcards, one a line',
  proof: PROOF,
  render(set) {
    const named = set.rules.filter(({ kind }) => kind !== 'cidr');
    const text = list(
      set,
      portsOf(named),
      named.map(({ destination }) => destination),
    );
    return { text, notCovered: set.rules.filter(({ kind }) => kind === 'cidr') };
  },
};
