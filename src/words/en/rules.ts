/** Rules of a firewall: what each is for, and how much it matters. */
import type { Need } from '../../core/words.ts';
import type { Category } from '../../regions/needs.ts';

/** Categories of the tables, and those of addresses that the rules add. */
export type RuleCategory =
  | Category
  | 'healthCheckIpv6'
  | 'pcoipGateway'
  | 'pcoipGatewayIpv6'
  | 'dcvGateway'
  | 'dcvGatewayIpv6'
  | 'dcvGatewayName'
  | 'dcvAccelerator'
  | 'dcvVpcEndpointName'
  | 'webRanges';

/** What a rule says of itself: its category (an overlay may bring one that nobody here knows), and its purpose in English. */
interface RuleTold {
  readonly category: string;
  readonly purpose: string;
}

export const rules = {
  /** English stands in the rule itself: files of rules and JSON carry it. */
  purpose: ({ purpose }: RuleTold): string => purpose,
  ruleNeed: {
    essential: 'essential',
    supporting: 'supporting',
    situational: 'situational',
  } satisfies Record<Need, string>,
};
