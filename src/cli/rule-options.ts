/** Options of the commands about firewall rules, and the request that they make. */
import type { RuleRequest } from '../rules/rule-request.ts';
import type { Tables } from '../regions/model.ts';
import type { OptionDefinition } from './command-definition.ts';
import { isOn, type GivenOptions } from './given-options.ts';
import { parseRequest } from './parse-request.ts';
import {
  CALIBRATION,
  CONFIG,
  DIRECTORY_ID,
  OUTPUT,
  OVERLAY,
  PROFILE,
  PROTOCOL,
  REGION,
  REGISTRATION_CODE,
} from './shared-options.ts';

/** What widens a rule set beyond the usual client. */
export const RULE_EXTRAS: readonly OptionDefinition[] = [
  { name: 'aga', help: 'with the ranges of Global Accelerator (DCV)' },
  { name: 'fips', help: 'with the FIPS names' },
  { name: 'ipv6', help: 'with the IPv6 names and ranges' },
];

export const RULE_OPTIONS: readonly OptionDefinition[] = [
  REGION,
  REGISTRATION_CODE,
  PROTOCOL,
  PROFILE,
  DIRECTORY_ID,
  ...RULE_EXTRAS,
  OUTPUT,
  OVERLAY,
  CALIBRATION,
  CONFIG,
];

export function parseRuleRequest(options: GivenOptions, tables: Tables): RuleRequest {
  const { request } = parseRequest(options, { tables, fallbackPartition: null });
  return {
    regions: request.regions,
    protocols: request.protocols,
    profile: request.profile,
    directoryId: request.directoryId,
    withAga: isOn(options, 'aga'),
    withFips: isOn(options, 'fips'),
    withIpv6: isOn(options, 'ipv6'),
  };
}
