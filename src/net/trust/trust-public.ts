/** The public roots: Node's bundled copy of Mozilla's list, or the person's own PEM file. Parsed once. */
import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import { organisationOf } from './trust-failure.ts';

export interface PublicRoots {
  /** Trusts these roots and no others, whatever NODE_EXTRA_CA_CERTS or --use-system-ca say. */
  readonly context: tls.SecureContext;
  readonly organisations: ReadonlySet<string>;
}

/** `roots` as PEM texts; null: the bundled list. Throws when one of the given roots is no certificate. */
export function makePublicRoots(roots: readonly string[] | null): PublicRoots {
  const pems = roots ?? tls.rootCertificates;
  const organisations = parseCertificates(pems).map((root) => organisationOf(root.subject));
  return {
    context: tls.createSecureContext({ ca: [...pems] }),
    organisations: new Set(organisations.filter((name) => name !== null)),
  };
}

const PEM_BLOCK = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/** The certificates of a PEM bundle as one text each; whatever stands between them is ignored. */
export function splitPem(bundle: string): readonly string[] {
  return bundle.match(PEM_BLOCK) ?? [];
}

/** Parses PEM texts; what does not parse is left out, since one odd entry of a store must not hide the others. */
export function parseCertificates(pems: readonly string[]): readonly X509Certificate[] {
  return pems.flatMap((pem) => {
    try {
      return [new X509Certificate(pem)];
    } catch {
      return [];
    }
  });
}
