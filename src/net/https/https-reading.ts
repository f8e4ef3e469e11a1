/** What a finished handshake tells: protocol, cipher and the chain as evidence, with both judgements of it. */
import type { X509Certificate } from 'node:crypto';
import type tls from 'node:tls';
import type { Failure } from '../../core/failure.ts';
import type { Certificate, HttpsAttempt } from '../../evidence/index.ts';
import { certificateFailure } from '../trust/trust-failure.ts';
import type { MachineRoots } from '../trust/trust-machine.ts';
import { isSelfSigned, judgePath } from '../trust/trust-path.ts';
import type { PublicRoots } from '../trust/trust-public.ts';

type TlsFacts = NonNullable<HttpsAttempt['tls']>;
type Trust = TlsFacts['publicTrust'];

export interface Judges {
  readonly publicRoots: PublicRoots;
  readonly machineRoots: MachineRoots;
}

/** Reads the socket. The machine's store is asked only about a chain that the public roots refuse. */
export async function readTls(
  socket: tls.TLSSocket,
  host: string,
  { publicRoots, machineRoots, signal }: Judges & { readonly signal: AbortSignal },
): Promise<{ readonly facts: TlsFacts; readonly failure: Failure | null }> {
  const chain = readChain(socket, publicRoots);
  const [leaf] = chain;
  const publicError = socket.authorized ? null : String(socket.authorizationError);
  const machineTrust =
    publicError === null ? { ok: null, error: null } : judgeByMachine(chain, await machineRoots(signal));
  const nameMatches = leaf?.checkHost(host) !== undefined;
  const reading = { chain, nameMatches, publicError, machineOk: machineTrust.ok };
  return {
    facts: {
      protocol: socket.getProtocol(),
      cipher: socket.getCipher()?.standardName ?? null,
      alpn: typeof socket.alpnProtocol === 'string' ? socket.alpnProtocol : null,
      // The text of a good public chain helps nobody and would make the report heavy.
      chain: chain.map((certificate) => toEvidence(certificate, publicError !== null)),
      chainBytes: chain.reduce((sum, { raw }) => sum + raw.length, 0),
      nameMatches,
      publicTrust: { ok: publicError === null, error: publicError },
      machineTrust,
    },
    failure: certificateFailure({ ...reading, publicOrganisations: publicRoots.organisations }),
  };
}

function judgeByMachine(chain: readonly X509Certificate[], roots: readonly X509Certificate[] | null): Trust {
  return roots === null ? { ok: null, error: null } : judgePath(chain, roots, new Date());
}

/** More certificates than any honest chain has; a server may send as many as fit into its message. */
const MAX_CHAIN = 10;

/**
 * The chain in the order of issuing, leaf first. What was sent is sorted as OpenSSL does it (X509_check_issued), and strangers are left out;
 * where a public root completes the chain, that root comes last even though it was not sent.
 */
function readChain(socket: tls.TLSSocket, roots: PublicRoots): readonly X509Certificate[] {
  const [leaf, ...sent] = sentCertificates(socket);
  const chain = leaf === undefined ? [] : [leaf];
  for (let last = leaf; last !== undefined && chain.length < MAX_CHAIN; last = chain.at(-1)) {
    if (last.checkIssued(last)) break;
    const issued: X509Certificate = last;
    const issuer =
      sent.find((one) => !chain.includes(one) && issued.checkIssued(one)) ?? roots.issuerOf(issued);
    if (issuer === null) break;
    chain.push(parsedOnce(issuer));
  }
  return chain;
}

/**
 * In the order of sending. Node gives each of them as the issuer of the one before it, and only once: they are taken from the connection. Its
 * older `getPeerCertificate` decodes every key of the chain, which was a tenth of a run's CPU.
 */
function sentCertificates(socket: tls.TLSSocket): readonly X509Certificate[] {
  const sent = new Map<string, X509Certificate>();
  let next = socket.getPeerX509Certificate();
  while (next !== undefined && sent.size < MAX_CHAIN && !sent.has(next.fingerprint256)) {
    sent.set(next.fingerprint256, parsedOnce(next));
    next = next.issuerCertificate;
  }
  return [...sent.values()];
}

/** Issuers come again with every name, and leaves with every address: one of each is kept. */
const parsedBefore = new Map<string, X509Certificate>();
/** A run over all Regions meets about fifty; who meets more parses some again. */
const MOST_KEPT = 200;

function parsedOnce(certificate: X509Certificate): X509Certificate {
  const known = parsedBefore.get(certificate.fingerprint256) ?? certificate;
  if (parsedBefore.size >= MOST_KEPT) parsedBefore.clear();
  parsedBefore.set(certificate.fingerprint256, known);
  return known;
}

const MAX_NAMES = 100;
const MAX_TEXT = 500;

function toEvidence(certificate: X509Certificate, withPem: boolean): Certificate {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    subjectAltNames: namesOf(certificate.subjectAltName),
    validFrom: toIso(certificate.validFrom),
    validTo: toIso(certificate.validTo),
    sha256: certificate.fingerprint256,
    selfSigned: isSelfSigned(certificate),
    pem: withPem && certificate.raw.length <= 8192 ? certificate.toString() : null,
  };
}

/** `CN=x, O=y`: node:crypto prints one attribute a line. */
function oneLine(name: string): string {
  return name.split('\n').join(', ').slice(0, MAX_TEXT);
}

function namesOf(text: string | undefined): string[] {
  const names = (text ?? '').split(', ').filter((name) => name !== '');
  return names.slice(0, MAX_NAMES).map((name) => name.replace(/^DNS:/, '').slice(0, MAX_TEXT));
}

function toIso(openSslDate: string): string {
  const at = new Date(openSslDate);
  return Number.isNaN(at.getTime()) ? openSslDate.slice(0, MAX_TEXT) : at.toISOString();
}
