/** The public roots: Node's bundled copy of Mozilla's list, or the person's own PEM file. Parsed once. */
import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import { organisationOf } from './trust-failure.ts';

export interface PublicRoots {
  /** Trusts these roots and no others, whatever NODE_EXTRA_CA_CERTS or --use-system-ca say. */
  readonly context: tls.SecureContext;
  readonly organisations: ReadonlySet<string>;
  /** The root that issued a certificate, a current one before an expired one; null where none of them did. */
  issuerOf(certificate: X509Certificate): X509Certificate | null;
}

/** A watch asks for the same list with each run, and OpenSSL's copy of it is megabytes. */
const madeBefore = new WeakMap<readonly string[], PublicRoots>();

/** `roots` as PEM texts; null: the bundled list. Throws when one of the given roots is no certificate. */
export function makePublicRoots(roots: readonly string[] | null): PublicRoots {
  const pems = roots ?? tls.rootCertificates;
  const made = madeBefore.get(pems) ?? rootsOf(pems);
  madeBefore.set(pems, made);
  return made;
}

function rootsOf(pems: readonly string[]): PublicRoots {
  const named = pems.flatMap((pem) => parseCertificates([pem]).map(({ subject }) => ({ subject, pem })));
  const organisations = named.map(({ subject }) => organisationOf(subject));
  return {
    context: tls.createSecureContext({ ca: [...pems] }),
    organisations: new Set(organisations.filter((name) => name !== null)),
    // The texts are there anyway; parsed roots would stay in memory for the whole run.
    issuerOf(certificate) {
      const own = named.filter(({ subject }) => subject === certificate.issuer).map(({ pem }) => pem);
      const issuers = parseCertificates(own).filter((root) => certificate.checkIssued(root));
      return issuers.find(({ validTo }) => Date.parse(validTo) > Date.now()) ?? issuers[0] ?? null;
    },
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
