/** Rules on certificates: somebody decrypts, the chain is bad, this machine lacks the root. */
import { atMost, hostsOf, shareDraft, sharesOf, type Draft, type Share } from './draft.ts';
import { withHttpsOutcome } from '../reading/https-entries.ts';
import {
  decidingAttempt,
  issuerOf,
  machineTrusts,
  troubleOf,
  type CertificateTrouble,
} from '../reading/https-outcome.ts';
import { measuredOf, unique, type View } from '../reading/view.ts';
import { directEntries, metEntries, proxyEntries, type HttpsEntry } from '../reading/ways.ts';

function withTrouble(entries: readonly HttpsEntry[], ...troubles: readonly CertificateTrouble[]) {
  return withHttpsOutcome(entries, ['bad-certificate']).filter((entry) =>
    troubles.includes(troubleOf(entry.evidence)),
  );
}

/** Somebody decrypts. A warning where this machine trusts him, an error where it does not; the two are told apart. */
export function intercepted(view: View): readonly Draft[] {
  const met = metEntries(view);
  // A proxy that is set is what the client takes first; where the direct way works too, it stops nobody.
  const spare = proxyEntries(view).filter((entry) => !met.includes(entry));
  const entries = [...withTrouble(met, 'intercepted'), ...hiddenAuthority(view)];
  const refusedHere = entries.filter((entry) => machineTrusts(entry.evidence) === false);
  const trusted = [
    ...entries.filter((entry) => !refusedHere.includes(entry)),
    ...withTrouble(spare, 'intercepted'),
  ];
  return [
    ...sharesOf(view, refusedHere).map((share) => interceptedDraft(view, share)),
    ...sharesOf(view, trusted).map((share) =>
      interceptedDraft(view, { ...share, severity: atMost(share.severity, 'warning') }),
    ),
  ];
}

/**
 * A chain that lacks its end may be a badly kept server's. One unknown issuer on hosts of unrelated sites is none: no two operators
 * make the same mistake with the same authority, so it is somebody on the way who keeps his root to himself.
 */
function hiddenAuthority(view: View): readonly HttpsEntry[] {
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

function interceptedDraft(view: View, share: Share): Draft {
  const { entries } = share;
  const https = entries.filter((entry): entry is HttpsEntry => entry.evidence?.kind === 'https');
  const issuers = https.map((entry) => issuerOf(entry.evidence)).filter((issuer) => issuer !== null);
  return shareDraft(view, 'https/tls-intercepted', {
    ...share,
    params: {
      hosts: hostsOf(entries),
      issuers: unique(issuers),
      trustedHere: https.every((entry) => machineTrusts(entry.evidence) === true)
        ? true
        : https.every((entry) => machineTrusts(entry.evidence) === false)
          ? false
          : null,
    },
  });
}

/** Expired, not yet valid, wrong name, incomplete chain; told apart in `reasons`. */
export function certificateInvalid(view: View): readonly Draft[] {
  const hidden = new Set(hiddenAuthority(view));
  const entries = withTrouble(
    metEntries(view),
    'expired',
    'not-yet-valid',
    'wrong-name',
    'incomplete-chain',
  ).filter((entry) => !hidden.has(entry));
  return sharesOf(view, entries).map((share) => {
    const { entries: own } = share;
    const https = own.filter((entry): entry is HttpsEntry => entry.evidence?.kind === 'https');
    return shareDraft(view, 'https/certificate-invalid', {
      ...share,
      params: {
        hosts: hostsOf(own),
        reasons: unique(https.map((entry) => troubleOf(entry.evidence))),
        subjects: unique(https.map(subjectOf).filter((one) => one !== null)),
      },
    });
  });
}

function subjectOf(entry: HttpsEntry): string | null {
  return decidingAttempt(entry.evidence)?.tls?.chain[0]?.subject ?? null;
}

/**
 * The operating system's own handshake fails for lack of the root, with a host whose chain the public roots accept; only from that
 * handshake, never from a list of the store.
 */
export function rootsMissing(view: View): readonly Draft[] {
  const entries = measuredOf(view, 'system-tls', 'system-trust').filter(
    ({ evidence }) => evidence.accepted === false && isPubliclyTrusted(view, evidence.host),
  );
  return sharesOf(view, entries).map((share) =>
    shareDraft(view, 'client/roots-missing', { ...share, params: { hosts: hostsOf(share.entries) } }),
  );
}

/** What the public roots refuse is somebody else's certificate, and no root is missing. */
function isPubliclyTrusted(view: View, host: string): boolean {
  return directEntries(view).some(
    ({ evidence }) =>
      evidence.host === host && evidence.attempts.some((attempt) => attempt.tls?.publicTrust.ok === true),
  );
}
