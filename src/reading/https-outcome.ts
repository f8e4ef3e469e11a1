/**
 * What one `https` step came to, in one word, and why its certificate was not accepted. A pass is a finished handshake with a
 * valid certificate and any status below 500 (findings.md, HTTPS).
 */
import type { Failure, FailureCode } from '../core/failure.ts';
import { httpsEvidence } from '../evidence/https.ts';
import type { HttpsAttempt, HttpsEvidence } from '../evidence/index.ts';

export type HttpsOutcome =
  | 'passed'
  | 'blocked'
  | 'refused'
  | 'no-route'
  | 'handshake-cut'
  | 'bad-certificate'
  | 'protocol-error'
  | 'server-error'
  | 'proxy-authentication'
  | 'proxy-unreachable'
  | 'proxy-denied';

export type CertificateTrouble =
  | 'none'
  /** Right name, root outside the public set: somebody decrypts. */
  | 'intercepted'
  | 'expired'
  | 'not-yet-valid'
  | 'wrong-name'
  | 'incomplete-chain';

/** Dates in OpenSSL's words. */
const TROUBLE_OF_ERROR: Readonly<Record<string, CertificateTrouble>> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
};

/** The probe's own reading of a chain to ours. */
const TROUBLE_OF_FAILURE: Partial<Record<FailureCode, CertificateTrouble>> = {
  'tls-certificate-wrong-name': 'wrong-name',
  'tls-certificate-expired': 'expired',
  'tls-certificate-not-yet-valid': 'not-yet-valid',
  'tls-incomplete-chain': 'incomplete-chain',
  'tls-unknown-authority': 'intercepted',
};

/** Failure codes to outcomes; what is missing here is a TCP matter and read from the port state. */
const OUTCOME_OF_FAILURE: Partial<Record<FailureCode, HttpsOutcome>> = {
  'tls-timeout': 'handshake-cut',
  'tls-reset': 'handshake-cut',
  'tls-alert': 'handshake-cut',
  'tls-protocol-error': 'handshake-cut',
  'http-timeout': 'protocol-error',
  'http-protocol-error': 'protocol-error',
  'http-connection-cut': 'protocol-error',
  'http-server-error': 'server-error',
  'proxy-authentication-required': 'proxy-authentication',
  'proxy-unreachable': 'proxy-unreachable',
  'proxy-name-not-found': 'proxy-unreachable',
  'proxy-denied': 'proxy-denied',
  'proxy-protocol-error': 'proxy-denied',
  'network-unreachable': 'no-route',
  'address-unavailable': 'no-route',
};

/** The attempt that decides: the best of those that went through all phases, else the first. */
export function decidingAttempt(evidence: HttpsEvidence): HttpsAttempt | null {
  const full = evidence.attempts.filter((attempt) => attempt.depth === 'http');
  const ranked = [...(full.length > 0 ? full : evidence.attempts)].sort((a, b) => rankOf(a) - rankOf(b));
  return ranked[0] ?? null;
}

function rankOf(attempt: HttpsAttempt): number {
  const order: readonly HttpsOutcome[] = ['passed', 'server-error', 'bad-certificate', 'protocol-error'];
  const index = order.indexOf(outcomeOf(attempt));
  if (index >= 0) return index;
  return attempt.tcpState === 'open' ? 10 : attempt.tcpState === 'closed' ? 11 : 12;
}

/** Outcome of a step; null when no attempt was made. */
export function httpsOutcome(evidence: HttpsEvidence): HttpsOutcome | null {
  const attempt = decidingAttempt(evidence);
  if (attempt === null) return null;
  const outcome = outcomeOf(attempt);
  // "5xx twice": one bad answer is a moment, not a state.
  return outcome === 'server-error' && serverErrors(evidence) < 2 ? 'passed' : outcome;
}

function serverErrors(evidence: HttpsEvidence): number {
  return evidence.attempts.filter((attempt) => (attempt.http?.status ?? 0) >= 500).length;
}

function outcomeOf(attempt: HttpsAttempt): HttpsOutcome {
  if (certificateTrouble(attempt) !== 'none') return 'bad-certificate';
  if (attempt.http !== null) return attempt.http.status >= 500 ? 'server-error' : 'passed';
  const known = attempt.failure === null ? null : outcomeOfFailure(attempt.failure);
  if (known !== null) return known;
  if (attempt.tcpState === 'open') return attempt.depth === 'tcp' ? 'passed' : 'handshake-cut';
  return attempt.tcpState === 'closed' ? 'refused' : 'blocked';
}

/** Null where the port state has to tell. A proxy that takes the connection and never answers CONNECT lets nobody through either. */
function outcomeOfFailure({ code, operation }: Failure): HttpsOutcome | null {
  return OUTCOME_OF_FAILURE[code] ?? (operation === 'proxy-connect' ? 'proxy-denied' : null);
}

/** Why the certificate would not be accepted; `none` when it would, or when no handshake was finished. */
function certificateTrouble({ tls, failure }: HttpsAttempt): CertificateTrouble {
  if (tls === null) return 'none';
  const told = failure === null ? undefined : TROUBLE_OF_FAILURE[failure.code];
  if (told !== undefined) return told;
  if (!tls.nameMatches) return 'wrong-name';
  if (tls.publicTrust.ok === false) return TROUBLE_OF_ERROR[tls.publicTrust.error ?? ''] ?? 'intercepted';
  return 'none';
}

/** The issuer as it stands in the last certificate that the server sent. */
export function issuerOf(evidence: HttpsEvidence): string | null {
  return decidingAttempt(evidence)?.tls?.chain.at(-1)?.issuer ?? null;
}

export function troubleOf(evidence: HttpsEvidence): CertificateTrouble {
  const attempt = decidingAttempt(evidence);
  return attempt === null ? 'none' : certificateTrouble(attempt);
}

/** Whether the evidence of a check, as a report carries it, shows a certificate of an authority outside the public set. */
export function isOfOtherAuthority(evidence: Readonly<Record<string, unknown>>): boolean {
  const read = httpsEvidence.safeParse(evidence);
  return read.success && troubleOf(read.data) === 'intercepted';
}

/** Whether this machine's own store accepts the chain of the deciding attempt; null when it was not asked. */
export function machineTrusts(evidence: HttpsEvidence): boolean | null {
  return decidingAttempt(evidence)?.tls?.machineTrust.ok ?? null;
}
