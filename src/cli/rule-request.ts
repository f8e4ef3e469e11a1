/** The request that the options of the commands about firewall rules make. Apart from them, since every help loads the options. */
import { resolvedNames } from '../report/resolved-names.ts';
import type { RuleRequest } from '../rules/rule-request.ts';
import type { Tables } from '../regions/model.ts';
import { isOn, oneOf, type GivenOptions } from './given-options.ts';
import { acceptOptions } from './run-setup.ts';
import { readReportFile } from './read-report-file.ts';

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
