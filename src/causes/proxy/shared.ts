/** What causes about the proxy share. Streaming on 4172 never goes through one (technical-facts A.7). */
import { z } from 'zod';
import { dnsOutcome } from '../../reading/dns-outcome.ts';
import { httpsOutcome, type HttpsOutcome } from '../../reading/https-outcome.ts';
import { nameEntries } from '../../reading/name-entries.ts';
import type { Entry, View } from '../../reading/view.ts';
import { directWay, proxyEntries, type HttpsEntry } from '../../reading/ways.ts';
import type { Found } from '../cause.ts';
import { server } from '../facts.ts';

export const proxyFact = z.object({
  /** `host:port`, the machine's setting, or the address of its PAC file. */
  proxy: server().nullable(),
});
type ProxyFact = z.infer<typeof proxyFact>;

export function byProxy(view: View, isOutcome: (outcome: HttpsOutcome) => boolean): readonly HttpsEntry[] {
  return proxyEntries(view).filter((entry) => {
    const outcome = httpsOutcome(entry.evidence);
    return outcome !== null && isOutcome(outcome);
  });
}

/** Hosts that the proxy gave this outcome and that the direct way does not reach. */
export function neededWith(view: View, wanted: HttpsOutcome): readonly HttpsEntry[] {
  return byProxy(view, (outcome) => outcome === wanted).filter(
    (entry) => directWay(view, entry.evidence.host) === 'failed',
  );
}

export function proxyOf(view: View, entries: readonly HttpsEntry[]): string | null {
  return entries[0]?.evidence.proxy ?? view.record.host.proxy.httpsProxy;
}

/** `proxy (proxy.corp.example:8080)`, in the middle of a sentence. */
export function proxyEn({ proxy }: ProxyFact): string {
  return proxy === null ? 'proxy' : `proxy (${proxy})`;
}

export function proxyJa({ proxy }: ProxyFact): string {
  return proxy === null ? 'プロキシ' : `プロキシ（${proxy}）`;
}

/**
 * The same hosts by the direct way. Where nothing resolves here because only the proxy resolves, the health-check name is in the same
 * case: it is not asked for on 443, so the proxy can never stand in for it by name.
 */
export function coversDirectWay(
  entry: Entry,
  { facts: { hosts } }: Found<{ readonly hosts: readonly string[] }>,
  view: View,
): boolean {
  if (!isDirectFailure(entry)) return false;
  if (hosts.includes(hostOf(entry) ?? '')) return true;
  const resolves = nameEntries(view).some((one) => dnsOutcome(one.evidence) === 'resolved');
  return entry.step.role === 'health-check-name' && !resolves;
}

/** Direct 443 that was not reached, or a name that did not resolve: what a proxy stands in for. */
function isDirectFailure({ step, evidence }: Entry): boolean {
  if (evidence?.kind === 'dns') return dnsOutcome(evidence) !== 'resolved';
  if (evidence?.kind !== 'https' || step.role === 'endpoint-by-proxy') return false;
  const outcome = httpsOutcome(evidence);
  return (
    outcome === 'blocked' || outcome === 'refused' || outcome === 'no-route' || outcome === 'handshake-cut'
  );
}

function hostOf({ check, evidence }: Entry): string | null {
  return evidence?.kind === 'dns' || evidence?.kind === 'https' ? evidence.host : check.target.host;
}
