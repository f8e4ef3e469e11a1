/**
 * OPNsense: a file for "Firewall: Aliases", import: hosts (names), networks and ports. Constraints are those of the product's model
 * of an alias (opnsense/core, models/OPNsense/Firewall/Alias.xml). JSON has no comments: descriptions say what a comment would.
 */
import { policiesOf, stableUuid, type Policy } from './policies.ts';
import type { RuleFormat } from './rule-format.ts';
import type { Alias, OpnsenseAliases } from './written-schemas.ts';

const PROOF = 'checked against the constraints of the model of an alias; not proved on the product';

export const opnsense: RuleFormat = {
  id: 'opnsense',
  summary: 'aliases to import into OPNsense (JSON)',
  proof: PROOF,
  render(set, options) {
    const { policies, notCovered } = policiesOf(set, options, ({ kind }) => kind !== 'wildcard');
    const made: OpnsenseAliases = {
      aliases: { alias: Object.fromEntries(policies.flatMap(aliasesOf)) },
    };
    return { text: `${JSON.stringify(made, null, 2)}\n`, notCovered };
  },
};

/** For each policy the names, the networks, and the ports of each transport: a rule of the firewall uses them together. */
function aliasesOf({ number, title, destinations, services }: Policy): [string, Alias][] {
  const of = (kinds: readonly string[]): string[] =>
    destinations.filter(({ kind }) => kinds.includes(kind)).map(({ value }) => value);
  const ports = (wanted: 'tcp' | 'udp'): string[] =>
    services.flatMap(({ transport, port }) => (transport === wanted ? [`${port}`] : []));
  const lists = [
    ['names', 'host', of(['fqdn'])],
    ['networks', 'network', of(['cidr'])],
    ['tcp', 'port', ports('tcp')],
    ['udp', 'port', ports('udp')],
  ] as const;
  return lists.flatMap(([what, type, content]): [string, Alias][] => {
    if (content.length === 0) return [];
    const name = `workspaces_${number}_${what}`;
    const description = `WorkSpaces ${number}, allow ${title} and no more. Made by preflight, not proved on the product.`.slice(0, 255); // prettier-ignore
    return [
      [stableUuid(name), { enabled: '1', name, type, proto: '', content: content.join('\n'), description }],
    ];
  });
}
