/** Terraform files by HashiCorp's own parser, and then by what the providers' blocks may hold. */
import { parse } from '@cdktf/hcl2json';
import { z } from 'zod';
import { product, type Said } from './said.ts';

const egress = z.strictObject({
  description: z.string(),
  protocol: z.enum(['tcp', 'udp']),
  from_port: z.int(),
  to_port: z.int(),
  cidr_blocks: z.array(z.cidrv4()).default([]),
  ipv6_cidr_blocks: z.array(z.cidrv6()).default([]),
});
const aws = z.object({
  resource: z.strictObject({
    aws_security_group: z.strictObject({
      workspaces: z.tuple([
        z.strictObject({
          name_prefix: z.string(),
          description: z.string(),
          vpc_id: z.literal('${var.vpc_id}'),
          egress: z.array(egress),
        }),
      ]),
    }),
  }),
});

export async function saidByTerraformAws(text: string): Promise<Said> {
  const [{ egress: rules }] = aws.parse(await parse('workspaces.tf', text)).resource.aws_security_group
    .workspaces;
  const keys = rules.map(({ protocol, from_port: port }) => `${protocol} ${port}`);
  // The provider takes a block that comes twice for one port for one that changes for ever.
  if (new Set(keys).size !== keys.length) throw new Error('a port that comes twice');
  return new Set(
    rules.flatMap(({ protocol, from_port: from, to_port: to, cidr_blocks: four, ipv6_cidr_blocks: six }) => {
      if (from !== to) throw new Error(`more than one port: ${from}-${to}`);
      return product([`${protocol} ${from}`], [...four, ...six]);
    }),
  );
}

const common = { name: z.string().max(80), source_addresses: z.literal('${var.source_addresses}') };
const network = z.strictObject({
  ...common,
  protocols: z.array(z.enum(['TCP', 'UDP'])).length(1),
  destination_ports: z.array(z.string().regex(/^\d+$/)),
  destination_addresses: z.array(z.cidrv4()).default([]),
  destination_fqdns: z.array(z.hostname()).default([]),
});
const application = z.strictObject({
  ...common,
  protocols: z.tuple([z.strictObject({ type: z.enum(['Https', 'Http']), port: z.int() })]),
  destination_fqdns: z.array(z.string()),
});
const collection = <T extends z.ZodType>(rule: T) =>
  z.tuple([
    z.strictObject({ name: z.string(), priority: z.int(), action: z.literal('Allow'), rule: z.array(rule) }),
  ]);
const azure = z.object({
  resource: z.strictObject({
    azurerm_firewall_policy_rule_collection_group: z.strictObject({
      workspaces: z.tuple([
        z.strictObject({
          name: z.string(),
          priority: z.int(),
          firewall_policy_id: z.literal('${var.firewall_policy_id}'),
          network_rule_collection: collection(network),
          application_rule_collection: collection(application),
        }),
      ]),
    }),
  }),
});

export async function saidByTerraformAzure(text: string): Promise<Said> {
  const [group] = azure.parse(await parse('workspaces.tf', text)).resource
    .azurerm_firewall_policy_rule_collection_group.workspaces;
  const rules = [...group.network_rule_collection[0].rule, ...group.application_rule_collection[0].rule];
  if (new Set(rules.map(({ name }) => name)).size !== rules.length)
    throw new Error('a name that comes twice');
  return new Set([
    ...group.network_rule_collection[0].rule.flatMap((one) =>
      product(
        one.destination_ports.map((port) => `${one.protocols[0]?.toLowerCase()} ${port}`),
        [...one.destination_addresses, ...one.destination_fqdns],
      ),
    ),
    ...group.application_rule_collection[0].rule.flatMap((one) =>
      product([`tcp ${one.protocols[0].port}`], one.destination_fqdns),
    ),
  ]);
}
