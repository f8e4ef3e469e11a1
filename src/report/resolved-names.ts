/** Which addresses the names of a report had: for firewall syntaxes that know no names. Pure. */
import { dnsEvidence } from '../evidence/dns.ts';
import type { Report } from './report.ts';

/** By host name; a name that did not resolve has none. */
export function resolvedNames({
  checks,
}: Pick<Report, 'checks'>): Readonly<Record<string, readonly string[]>> {
  const names = new Map<string, readonly string[]>();
  for (const check of checks) {
    const evidence = dnsEvidence.safeParse(check.evidence);
    if (evidence.success) names.set(evidence.data.host, evidence.data.system?.addresses ?? []);
  }
  return Object.fromEntries(names);
}
