/**
 * The two ways to a host on 443: direct, and through the machine's proxy. Where the direct one does not lead there, what the proxy's
 * way shows (certificates, answers) is what the client meets.
 */
import { dnsOutcome } from './dns-outcome.ts';
import { nameEntries } from './name-entries.ts';
import { decidingAttempt, httpsOutcome, type HttpsOutcome } from './https-outcome.ts';
import { familyOf } from '../core/address.ts';
import type { EvidenceOf } from '../evidence/index.ts';
import { measuredOf, type Entry, type View } from './view.ts';

export type HttpsEntry = Entry & { readonly evidence: EvidenceOf<'https'> };

/** Direct 443 to names of the tables and of the person. */
export function directEntries(view: View): readonly HttpsEntry[] {
  return measuredOf(view, 'https', 'endpoint', 'also');
}

/** Of these what no session can do without; what the person added counts as such. */
export function essentialEntries(view: View): readonly HttpsEntry[] {
  return directEntries(view).filter(({ step }) => (step.need ?? 'essential') === 'essential');
}

export function proxyEntries(view: View): readonly HttpsEntry[] {
  return measuredOf(view, 'https', 'endpoint-by-proxy');
}

const UNREACHED: ReadonlySet<HttpsOutcome> = new Set(['blocked', 'refused', 'no-route', 'handshake-cut']);

/** How a host fares without the proxy: `failed` for a name that does not resolve or a 443 that is not reached, null when unmeasured. */
export function directWay(view: View, host: string): 'works' | 'failed' | null {
  const https = directEntries(view).filter((entry) => entry.evidence.host === host);
  const outcomes = https.map((entry) => httpsOutcome(entry.evidence)).filter((outcome) => outcome !== null);
  if (outcomes.length > 0) return outcomes.some((outcome) => !UNREACHED.has(outcome)) ? 'works' : 'failed';
  const names = nameEntries(view).filter((entry) => entry.evidence.host === host);
  return names.length > 0 && names.every((entry) => dnsOutcome(entry.evidence) !== 'resolved')
    ? 'failed'
    : null;
}

/** Hosts that the client meets through the proxy alone: the direct way fails, or a root cause took it out of the view. */
export function byProxyAlone(view: View): readonly HttpsEntry[] {
  return proxyEntries(view).filter((entry) => directWay(view, entry.evidence.host) !== 'works');
}

/** What the client meets on 443, one way a host. */
export function metEntries(view: View): readonly HttpsEntry[] {
  return [...directEntries(view), ...byProxyAlone(view)];
}

/**
 * Hosts that pass over one family and are met over both, each with the attempts of the other family alone: what the better one hides.
 * The client prefers IPv6 and falls back only where no connection comes about.
 */
export function otherFamilyEntries(view: View): readonly HttpsEntry[] {
  return directEntries(view).flatMap((entry) => {
    const best = decidingAttempt(entry.evidence)?.address ?? null;
    if (best === null || httpsOutcome(entry.evidence) !== 'passed') return [];
    const attempts = entry.evidence.attempts.filter(
      ({ address, depth }) => address !== null && depth === 'http' && familyOf(address) !== familyOf(best),
    );
    return attempts.length === 0 ? [] : [{ ...entry, evidence: { ...entry.evidence, attempts } }];
  });
}
