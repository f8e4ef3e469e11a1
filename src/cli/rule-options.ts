/** Options of the commands about firewall rules; the request that they make is `rule-request.ts`. */
import type { OptionDefinition } from './command-definition.ts';
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
