/** The measured names that rules speak of. */
import type { EvidenceOf } from '../evidence/index.ts';
import { outcomeHere, type DnsOutcome } from './dns-outcome.ts';
import { measuredOf, type Entry, type View } from './view.ts';

export type DnsEntry = Entry & { readonly evidence: EvidenceOf<'dns'> };

/** Names of the tables and of the person; names of our own controls have no need and say nothing of their own. */
export function nameEntries(view: View): readonly DnsEntry[] {
  return measuredOf(view, 'dns', 'name', 'health-check-name', 'also').filter(
    (entry) => entry.step.need !== null,
  );
}

/** Names whose questions ended so for this machine. */
export function withDnsOutcome(view: View, ...outcomes: readonly DnsOutcome[]): readonly DnsEntry[] {
  return nameEntries(view).filter((entry) =>
    outcomes.includes(outcomeHere(entry.evidence, view.record.host)),
  );
}

export function hasHealthCheck(entries: readonly Entry[]): boolean {
  return entries.some((entry) => entry.step.role === 'health-check-name');
}
