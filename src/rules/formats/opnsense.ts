/**
 * OPNsense: a file for "Firewall: Aliases", import: hosts (names), networks and ports. Constraints are those of the product's model
 * of an alias (opnsense/core, models/OPNsense/Firewall/Alias.xml). JSON has no comments: descriptions say what a comment would.
 */
import { z } from 'zod';
import { policiesOf, stableUuid, type Policy } from './policies.ts';
import type { RuleFormat } from './rule-format.ts';

const PROOF = 'checked against the constraints of the model of an alias; not proved on the product';

const alias = z.strictObject({
  enabled: z.literal('1'),
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,31}$/),
  type: z.enum(['host', 'network', 'port']),
  proto: z.literal(''),
  /** One entry a line. */
  content: z.string().min(1),
  description: z.string().regex(/^[ 0-9a-zA-Z.\-,_]{1,255}$/),
});

/** What is written: aliases by UUID. */
export const opnsenseAliases = z.strictObject({
  aliases: z.strictObject({ alias: z.record(z.uuid(), alias) }),
});

export const opnsense: RuleFormat = {
  id: 'opnsense',
  summary: 'aliases to import into OPNsense (JSON)',
  proof: PROOF,
  render(set, options) {
    const { policies, notCovered } = policiesOf(set, options, ({ kind }) => kind !== 'wildcard');
    const made: z.infer<typeof opnsenseAliases> = {
      aliases: { alias: Object.fromEntries(policies.flatMap(aliasesOf)) },
    };
    return { text: `${JSON.stringify(made, null, 2)}\n`, notCovered };
  },
};

type Alias = z.infer<typeof alias>;

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
