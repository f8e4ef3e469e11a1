/** The request that the options of the commands about firewall rules make. Apart from them, since every help loads the options. */
import type { RuleRequest } from '../rules/rule-request.ts';
import type { Tables } from '../regions/model.ts';
import { isOn, oneOf, type GivenOptions } from './given-options.ts';
import { acceptOptions } from './run-setup.ts';

/** By host name; empty without the option. */
export async function readResolved(
  options: GivenOptions,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const path = oneOf(options, 'resolved');
  if (path === null) return {};
  // The schemas of a report are half of what the program would load, and few commands are given one.
  const [{ resolvedNames }, { readReportFile }] = await Promise.all([
    import('../report/resolved-names.ts'),
    import('./read-report-file.ts'),
  ]);
  return resolvedNames(await readReportFile('--resolved', path));
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
