/** Certificates that are not accepted, and the authority that keeps its root to itself. */
import { withHttpsOutcome } from '../../reading/https-entries.ts';
import { issuerOf, troubleOf, type CertificateTrouble } from '../../reading/https-outcome.ts';
import type { Entry, View } from '../../reading/view.ts';
import { metEntries, type HttpsEntry } from '../../reading/ways.ts';
import { overAll, type Over } from '../family.ts';

export function withTrouble(entries: readonly HttpsEntry[], ...troubles: readonly CertificateTrouble[]) {
  return withHttpsOutcome(entries, ['bad-certificate']).filter((entry) =>
    troubles.includes(troubleOf(entry.evidence)),
  );
}

/**
 * A chain that lacks its end may be a badly kept server's. One unknown issuer on hosts of unrelated sites is none: no two operators
 * make the same mistake with the same authority, so it is somebody on the way who keeps his root to himself.
 */
export function hiddenAuthority(view: View): readonly HttpsEntry[] {
  const entries = withTrouble(metEntries(view), 'incomplete-chain').filter(
    ({ evidence }) => !PUBLIC_ISSUER.test(issuerOf(evidence) ?? ''),
  );
  return entries.filter(({ evidence }) => {
    const same = entries.filter((other) => issuerOf(other.evidence) === issuerOf(evidence));
    return new Set(same.map((other) => siteOf(other.evidence.host))).size >= 2;
  });
}

/** The authority that signs for every site of the service itself: a middlebox may cut its chains short without decrypting. */
const PUBLIC_ISSUER = /\bO=(Amazon|Starfield Technologies)\b|^$/;

/** The last two labels: none of the service's sites stands under a public suffix of two. */
function siteOf(host: string): string {
  return host.split('.').slice(-2).join('.');
}

/** A share's entries, which are `https` where a share of such entries was made. */
export function httpsOf(entries: readonly Entry[]): readonly HttpsEntry[] {
  return entries.filter((entry): entry is HttpsEntry => entry.evidence?.kind === 'https');
}

/** The family that was asked, of entries that hold one alone. */
export function overOfEntries(entries: readonly Entry[]): Over {
  return overAll(
    httpsOf(entries).flatMap(({ evidence }) => evidence.attempts.flatMap(({ address }) => address ?? [])),
  );
}
