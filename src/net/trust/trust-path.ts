/**
 * Would a set of roots accept this chain? Offline, by issuer and signature, for the machine's own store: no second handshake.
 * (The public roots are asked by OpenSSL itself, on the connection: see https-tls.ts.) Pure; knows no store and no clock.
 */
import type { X509Certificate } from 'node:crypto';

/** Longest path that is followed; public chains have 3 to 5 certificates. */
const MAX_DEPTH = 10;

export interface PathJudgement {
  readonly ok: boolean;
  /** OpenSSL's name of what is wrong; null when nothing is. */
  readonly error: PathError | null;
}

type PathError =
  | 'CERT_HAS_EXPIRED'
  | 'CERT_NOT_YET_VALID'
  | 'DEPTH_ZERO_SELF_SIGNED_CERT'
  | 'SELF_SIGNED_CERT_IN_CHAIN'
  | 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'
  | 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY';

/**
 * Judges `chain` (leaf first, as sent, in any order after the leaf) against `roots` at one moment. Tries trusted issuers first, so
 * that a cross-signed certificate beside a known root does no harm, and prefers a path whose dates all hold.
 */
export function judgePath(
  chain: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  at: Date,
): PathJudgement {
  const [leaf, ...sent] = chain;
  if (leaf === undefined) return { ok: false, error: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' };
  const paths = pathsToRoot({ path: [leaf], sent, roots });
  if (paths.length === 0) return { ok: false, error: whyNoPath(chain) };
  const errors = paths.map((path) => dateError(path, at));
  if (errors.includes(null)) return { ok: true, error: null };
  return { ok: false, error: errors[0] ?? null };
}

interface Search {
  readonly path: readonly X509Certificate[];
  readonly sent: readonly X509Certificate[];
  readonly roots: readonly X509Certificate[];
}

/** Every way from the last certificate of the path to a root of the set; bounded by depth and by using each certificate once. */
function pathsToRoot({ path, sent, roots }: Search): readonly (readonly X509Certificate[])[] {
  const last = path.at(-1);
  if (last === undefined || path.length > MAX_DEPTH) return [];
  if (roots.some((root) => root.fingerprint256 === last.fingerprint256)) return [path];
  const trusted = roots.filter((root) => isIssuedBy(last, root)).map((root) => [...path, root]);
  if (trusted.length > 0) return trusted;
  const steps = sent.filter((issuer) => !path.includes(issuer) && issuer.ca && isIssuedBy(last, issuer));
  return steps.flatMap((issuer) => pathsToRoot({ path: [...path, issuer], sent, roots }));
}

/** Whether the names and key ids fit and the issuer's key made the signature. */
function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return (
    certificate.issuer === issuer.subject &&
    certificate.checkIssued(issuer) &&
    isSignedBy(certificate, issuer)
  );
}

function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.verify(issuer.publicKey);
  } catch {
    return false; // a key of a kind that this OpenSSL does not know
  }
}

/** By name and signature alone: the leaf that an appliance makes for itself often does not say that it may sign certificates. */
export function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.issuer === certificate.subject && isSignedBy(certificate, certificate);
}

/** OpenSSL tells the four ways to lack a root apart; so do we. */
function whyNoPath(chain: readonly X509Certificate[]): PathError {
  const selfSigned = chain.findIndex(isSelfSigned);
  if (selfSigned === 0) return 'DEPTH_ZERO_SELF_SIGNED_CERT';
  if (selfSigned > 0) return 'SELF_SIGNED_CERT_IN_CHAIN';
  return chain.length === 1 ? 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' : 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY';
}

function dateError(path: readonly X509Certificate[], at: Date): PathError | null {
  const now = at.getTime();
  if (path.some((certificate) => Date.parse(certificate.validTo) < now)) return 'CERT_HAS_EXPIRED';
  return path.some((certificate) => Date.parse(certificate.validFrom) > now) ? 'CERT_NOT_YET_VALID' : null;
}
