/**
 * Egress permissions of an AWS security group, as `aws ec2 authorize-security-group-egress --cli-input-json file://…` takes them.
 * A security group knows no names; they are reported as not covered.
 * Descriptions: at most 255 characters of the set that EC2 accepts (IpRange, EC2 API reference).
 */
import type { Vocabulary } from '../../words/en/index.ts';
import type { RuleSet } from '../rule.ts';
import { openingComment } from './header-lines.ts';
import { ipOpenings, rulesWithoutAddress, type IpOpening } from './ip-openings.ts';
import type { FormatOptions, RuleFormat } from './rule-format.ts';
import type { AwsSecurityGroup, EgressPermission } from './written-schemas.ts';

const PROOF = 'checked against the published schema of a permission; not proved on AWS';

export const awsSecurityGroup: RuleFormat = {
  id: 'aws-security-group',
  summary: 'egress permissions of an AWS security group (JSON for the AWS CLI)',
  proof: PROOF,
  render(set, options) {
    const IpPermissions = egressPermissions(set, options);
    const made: AwsSecurityGroup = { IpPermissions };
    return {
      text: `${JSON.stringify(made, null, 2)}\n`,
      notCovered: rulesWithoutAddress(set, options),
      warnings: quotaWarnings(IpPermissions),
    };
  },
};

/** Each block counts, and each family has its own quota (Amazon VPC quotas: "Inbound or outbound rules per security group"). */
const RULES_PER_GROUP = 60;

export function quotaWarnings(
  permissions: readonly EgressPermission[],
): ((words: Vocabulary['rules']) => string)[] {
  const count = (family: 'IpRanges' | 'Ipv6Ranges'): number =>
    permissions.reduce((sum, one) => sum + one[family].length, 0);
  const counted = [
    ['IPv4', count('IpRanges')],
    ['IPv6', count('Ipv6Ranges')],
  ] as const;
  return counted.flatMap(([family, rules]) =>
    rules > RULES_PER_GROUP
      ? [(words: Vocabulary['rules']) => words.overQuota(rules, family, RULES_PER_GROUP)]
      : [],
  );
}

/** One for each transport and port, each block once. */
export function egressPermissions(set: RuleSet, options: FormatOptions): EgressPermission[] {
  const openings = ipOpenings(set, options);
  const keys = [...new Set(openings.map(({ transport, port }) => `${transport}/${port}`))];
  return keys.map((key) => {
    const same = openings.filter(({ transport, port }) => `${transport}/${port}` === key);
    const port = same[0]?.port ?? 0;
    return {
      IpProtocol: same[0]?.transport ?? 'tcp',
      FromPort: port,
      ToPort: port,
      IpRanges: blocks(same, 4).map(({ cidr, description }) => ({
        CidrIp: cidr,
        Description: description,
      })),
      Ipv6Ranges: blocks(same, 6).map(({ cidr, description }) => ({
        CidrIpv6: cidr,
        Description: description,
      })),
    };
  });
}

/** EC2 refuses a block that comes twice for one port: the first description stays. */
function blocks(openings: readonly IpOpening[], family: IpOpening['family']) {
  const all = openings
    .filter((opening) => opening.family === family)
    .flatMap((opening) =>
      opening.cidrs.map((cidr) => ({
        cidr,
        description: openingComment(opening).replaceAll(/[^a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]/g, ''),
      })),
    );
  return all.filter(({ cidr }, index) => all.findIndex((other) => other.cidr === cidr) === index);
}
