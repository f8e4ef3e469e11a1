/** Terraform: the egress of an AWS security group (provider hashicorp/aws, `aws_security_group`). It knows no names. */
import { egressPermissions, quotaWarnings } from './aws-security-group.ts';
import { headerLines, notCoveredLines } from './header-lines.ts';
import { rulesWithoutAddress } from './ip-openings.ts';
import type { RuleFormat } from './rule-format.ts';
import type { EgressPermission } from './written-schemas.ts';

const PROOF = 'parsed by hcl2json (the parser of HashiCorp); not applied by Terraform';

export const terraformAws: RuleFormat = {
  id: 'terraform-aws',
  summary: 'Terraform: an AWS security group with its egress',
  proof: PROOF,
  render(set, options) {
    const notCovered = rulesWithoutAddress(set, options);
    const permissions = egressPermissions(set, options);
    const lines = [
      ...headerLines(set, '# ', PROOF),
      ...notCoveredLines(notCovered, '# '),
      'variable "vpc_id" {',
      '  type        = string',
      '  description = "The VPC of the clients"',
      '}',
      '',
      'resource "aws_security_group" "workspaces" {',
      '  name_prefix = "workspaces-"',
      '  description = "Amazon WorkSpaces, made by preflight"',
      '  vpc_id      = var.vpc_id',
      ...permissions.flatMap(egressLines),
      '}',
    ];
    return { text: `${lines.join('\n')}\n`, notCovered, warnings: quotaWarnings(permissions) };
  },
};

function egressLines({ IpProtocol, FromPort, ToPort, IpRanges, Ipv6Ranges }: EgressPermission): string[] {
  return [
    '',
    '  egress {',
    `    description = "WorkSpaces ${IpProtocol} ${FromPort}"`,
    `    protocol    = "${IpProtocol}"`,
    `    from_port   = ${FromPort}`,
    `    to_port     = ${ToPort}`,
    ...blockLines(
      'cidr_blocks',
      IpRanges.map(({ CidrIp, Description }) => [CidrIp, Description]),
    ),
    ...blockLines(
      'ipv6_cidr_blocks',
      Ipv6Ranges.map(({ CidrIpv6, Description }) => [CidrIpv6, Description]),
    ),
    '  }',
  ];
}

function blockLines(name: string, blocks: readonly (readonly [string, string])[]): string[] {
  if (blocks.length === 0) return [];
  return [`    ${name} = [`, ...blocks.map(([cidr, about]) => `      "${cidr}", # ${about}`), '    ]'];
}
