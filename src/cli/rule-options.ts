/** Options of the commands about firewall rules, and the request that they make. */
import { resolvedNames } from '../report/resolved-names.ts';
import type { RuleRequest } from '../rules/rule-request.ts';
import type { Tables } from '../regions/model.ts';
import type { OptionDefinition } from './command-definition.ts';
import { isOn, oneOf, type GivenOptions } from './given-options.ts';
import { acceptOptions } from './run-setup.ts';
import { readReportFile } from './read-report-file.ts';
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

/** Addresses of names for firewalls that know none. */
export const RESOLVED: OptionDefinition = {
  name: 'resolved',
  value: 'REPORT',
  file: true,
  help: 'take the addresses of names from this report (JSON)',
};

/** By host name; empty without the option. */
export async function readResolved(options: GivenOptions): Promise<ReturnType<typeof resolvedNames>> {
  const path = oneOf(options, 'resolved');
  return path === null ? {} : resolvedNames(await readReportFile('--resolved', path));
}

export function parseRuleRequest(options: GivenOptions, tables: Tables): RuleRequest {
  const { request } = acceptOptions(options, tables);
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
