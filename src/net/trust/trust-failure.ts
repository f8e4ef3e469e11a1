/** From what was read of a chain to one failure code. Pure. Whether a stranger decrypts or a server is badly kept is for the findings. */
import type { X509Certificate } from 'node:crypto';
import { failure, type Failure, type FailureCode } from '../../core/failure.ts';
import { isSelfSigned } from './trust-path.ts';

export interface ChainReading {
  readonly chain: readonly X509Certificate[];
  readonly nameMatches: boolean;
  /** OpenSSL's error code against the public roots; null when they accept the chain. */
  readonly publicError: string | null;
  readonly machineOk: boolean | null;
  /** Organisations (the O of the subject) of the public roots. */
  readonly publicOrganisations: ReadonlySet<string>;
}

/**
 * Null for a good certificate. A wrong name goes first (it is somebody else's server), then dates, then the authority: with a wrong
 * clock or an old leaf nothing can be said of the rest.
 */
export function certificateFailure(reading: ChainReading): Failure | null {
  const code = reading.nameMatches ? chainFault(reading) : 'tls-certificate-wrong-name';
  return code === null ? null : failure(code, 'tls-handshake', detailOf(code, reading));
}

const DATE_FAULTS: Readonly<Record<string, FailureCode>> = {
  CERT_HAS_EXPIRED: 'tls-certificate-expired',
  CERT_NOT_YET_VALID: 'tls-certificate-not-yet-valid',
};

function chainFault(reading: ChainReading): FailureCode | null {
  if (reading.publicError === null) return null;
  const fault = DATE_FAULTS[reading.publicError];
  if (fault !== undefined) return fault;
  return lacksIntermediate(reading) ? 'tls-incomplete-chain' : 'tls-unknown-authority';
}

/**
 * Where the issuer of the last certificate was not sent, two causes look alike: a server that forgot its intermediate, and a private
 * root that is (rightly) not sent. An issuer whose organisation runs a public root, or an address where the issuer can be had (AIA,
 * which the CA/Browser Forum's Baseline Requirements, 7.1.2.7.7, ask of public CAs), speaks for the first; a foreign organisation or
 * a machine that knows the root for the second. Without any organisation it counts as incomplete.
 */
function lacksIntermediate({ chain, machineOk, publicOrganisations }: ChainReading): boolean {
  const last = chain.at(-1);
  if (last === undefined || chain.some(isSelfSigned) || machineOk === true) return false;
  if (last.infoAccess?.includes('CA Issuers') === true) return true;
  const organisation = organisationOf(last.issuer);
  return organisation === null || publicOrganisations.has(organisation);
}

/** The O of a distinguished name as node:crypto prints it (one attribute a line); null without one. */
export function organisationOf(name: string): string | null {
  return /^O=(.+)$/m.exec(name)?.[1] ?? null;
}

function detailOf(code: FailureCode, { chain, publicError }: ChainReading): string | null {
  if (code === 'tls-certificate-wrong-name') return chain[0]?.subjectAltName ?? chain[0]?.subject ?? null;
  return publicError;
}
