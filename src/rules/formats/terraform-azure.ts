/**
 * Terraform: a rule collection group of an Azure Firewall policy (provider hashicorp/azurerm). Names on 443 and 80 are application rules,
 * which look at TLS and HTTP; other names are network rules, which need the DNS proxy of the policy. Azure Firewall knows no IPv6.
 */
import { headerLines, notCoveredLines } from './header-lines.ts';
import { policiesOf, type Destination, type Policy, type Service } from './policies.ts';
import type { RuleFormat } from './rule-format.ts';

const PROOF = 'parsed by hcl2json (the parser of HashiCorp); not applied by Terraform';
const WEB: ReadonlyMap<number, string> = new Map([
  [443, 'Https'],
  [80, 'Http'],
]);

export const terraformAzure: RuleFormat = {
  id: 'terraform-azure',
  summary: 'Terraform: a rule collection group of an Azure Firewall policy',
  proof: PROOF,
  render(set, options) {
    const { policies, notCovered } = policiesOf(
      set,
      options,
      (rule) => !rule.destination.includes(':') && (rule.kind !== 'wildcard' || isWeb(rule)),
    );
    const lines = [
      ...headerLines(set, '# ', PROOF),
      ...notCoveredLines(notCovered, '# '),
      ...HEAD,
      ...collection('network', 500, policies.flatMap(networkRules)),
      ...collection('application', 600, policies.flatMap(applicationRules)),
      '}',
    ];
    return { text: `${lines.join('\n')}\n`, notCovered };
  },
};

const HEAD = [
  '# Names outside of 443 need the DNS proxy of the firewall policy (dns { proxy_enabled = true }).',
  'variable "firewall_policy_id" {',
  '  type = string',
  '}',
  '',
  'variable "source_addresses" {',
  '  type        = list(string)',
  '  description = "Where the clients are"',
  '}',
  '',
  'resource "azurerm_firewall_policy_rule_collection_group" "workspaces" {',
  '  name               = "workspaces"',
  '  firewall_policy_id = var.firewall_policy_id',
  '  priority           = 500',
];

function isWeb({ transport, port }: Service): boolean {
  return transport === 'tcp' && WEB.has(port);
}

function collection(kind: 'network' | 'application', priority: number, rules: readonly string[]): string[] {
  if (rules.length === 0) return [];
  return [
    '',
    `  ${kind}_rule_collection {`,
    `    name     = "workspaces-${kind}"`,
    `    priority = ${priority}`,
    '    action   = "Allow"',
    ...rules,
    '  }',
  ];
}

/** Transports and ports multiply in one rule, so each transport has its own. */
function networkRules({ number, destinations, services }: Policy): string[] {
  const blocks = destinations.filter(({ kind }) => kind === 'cidr');
  const names = destinations.filter(({ kind }) => kind === 'fqdn');
  return (['tcp', 'udp'] as const).flatMap((transport) => {
    const own = services.filter((one) => one.transport === transport);
    return [
      ...networkRule(`${number}-${transport}`, { transport, services: own, key: 'destination_addresses', destinations: blocks }), // prettier-ignore
      ...networkRule(`${number}-${transport}-names`, { transport, services: own.filter((one) => !isWeb(one)), key: 'destination_fqdns', destinations: names }), // prettier-ignore
    ];
  });
}

interface NetworkRule {
  readonly transport: Service['transport'];
  readonly services: readonly Service[];
  readonly key: string;
  readonly destinations: readonly Destination[];
}

function networkRule(name: string, { transport, services, key, destinations }: NetworkRule): string[] {
  if (services.length === 0 || destinations.length === 0) return [];
  return rule(name, [
    `      protocols         = ["${transport.toUpperCase()}"]`,
    `      destination_ports = [${services.map(({ port }) => `"${port}"`).join(', ')}]`,
    ...listLines(key, destinations),
  ]);
}

function applicationRules({ number, destinations, services }: Policy): string[] {
  const names = destinations.filter(({ kind }) => kind !== 'cidr');
  return services
    .filter((one) => isWeb(one) && names.length > 0)
    .flatMap(({ port }) =>
      rule(`${number}-${port}`, [
        '      protocols {',
        `        type = "${WEB.get(port)}"`,
        `        port = ${port}`,
        '      }',
        ...listLines('destination_fqdns', names),
      ]),
    );
}

function rule(name: string, lines: readonly string[]): string[] {
  return [
    '',
    '    rule {',
    `      name             = "workspaces-${name}"`,
    '      source_addresses = var.source_addresses',
    ...lines,
    '    }',
  ];
}

function listLines(key: string, destinations: readonly Destination[]): string[] {
  return [
    `      ${key} = [`,
    ...destinations.map(({ value, title }) => `        "${value}", # ${title}`),
    '      ]',
  ];
}
