/** Shared by the tests of the rules: a rule set out of the shipped tables. */
import { makeRules } from '../../../src/rules/make-rules.ts';
import type { RuleRequest } from '../../../src/rules/rule-request.ts';
import type { RuleSet } from '../../../src/rules/rule.ts';
import { loadTables } from '../../../src/regions/tables.ts';

export function ruleRequest(region: string, more: Partial<RuleRequest> = {}): RuleRequest {
  return {
    regions: [region],
    protocols: ['pcoip', 'dcv'],
    profile: 'client',
    withAga: false,
    withFips: false,
    withIpv6: false,
    directoryId: null,
    ...more,
  };
}

export function rulesFor(region: string, more: Partial<RuleRequest> = {}): RuleSet {
  return makeRules(loadTables(), ruleRequest(region, more));
}
