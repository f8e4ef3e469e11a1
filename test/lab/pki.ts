/**
 * The lab's certificates, made by openssl and kept in .lab/pki. One root, one intermediate, one leaf per parent domain
 * (`*.cloudfront.net`), and the bad ones that scenarios ask for. All leaves share one key: it protects nothing.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LAB_FOLDER } from './places.ts';
import { mustRun } from './run-command.ts';

export type CertificateKind =
  | 'good'
  /** Good, and as long as a leaf with many names: what a page costs in acknowledgements follows from it. */
  | 'good-5-kb'
  | 'good-15-kb'
  | 'expired'
  | 'not-yet-valid'
  /** Signed by the inspection root, which is not public. */
  | 'intercepted'
  | 'self-signed'
  /** The leaf alone, without its intermediate. */
  | 'incomplete';

const FOLDER = join(LAB_FOLDER, 'pki');
const RENEW_AFTER_MS = 30 * 86_400_000;
const at = (name: string): string => join(FOLDER, name);

export const PKI = {
  /** For `--public-roots`. */
  publicRoot: at('root.pem'),
  inspectionRoot: at('inspection.pem'),
  leafKey: at('leaf.key'),
} as const;

const CA_EXTENSIONS =
  'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n';

/** Makes the authorities when they are missing or older than 30 days (leaves live 90). Safe beside other labs. */
export async function ensureAuthorities(): Promise<void> {
  if (await areFresh()) return;
  await mkdir(LAB_FOLDER, { recursive: true });
  const release = await takeLock(`${FOLDER}.lock`);
  try {
    if (!(await areFresh())) await replaceAuthorities();
  } finally {
    await release();
  }
}

async function areFresh(): Promise<boolean> {
  const made = await stat(PKI.publicRoot).catch(() => null);
  return made !== null && Date.now() - made.mtimeMs < RENEW_AFTER_MS;
}

async function replaceAuthorities(): Promise<void> {
  const fresh = `${FOLDER}.${process.pid}`;
  await mkdir(fresh, { recursive: true });
  await makeAuthorities(fresh);
  await rm(FOLDER, { recursive: true, force: true });
  await rename(fresh, FOLDER);
}

/** A folder is the lock: making one is atomic. One older than a minute was left by a killed process. */
async function takeLock(path: string): Promise<() => Promise<void>> {
  for (;;) {
    const made = await mkdir(path).then(
      () => true,
      () => false,
    );
    if (made) return () => rm(path, { recursive: true, force: true });
    const age = await stat(path).then(
      (found) => Date.now() - found.mtimeMs,
      () => 0,
    );
    if (age > 60_000) await rm(path, { recursive: true, force: true });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function makeAuthorities(folder: string): Promise<void> {
  const inside = (name: string): string => join(folder, name);
  await writeFile(inside('ca.ext'), CA_EXTENSIONS);
  for (const name of ['root', 'inspection', 'issuing', 'leaf'])
    await mustRun('openssl', [
      'ecparam',
      '-name',
      'prime256v1',
      '-genkey',
      '-noout',
      '-out',
      inside(`${name}.key`),
    ]);
  await selfSign(folder, 'root', '/C=US/O=Preflight Lab/CN=Preflight Lab Root CA 1');
  await selfSign(folder, 'inspection', '/C=US/O=Example Corp/CN=Example Corp TLS Inspection CA');
  const request = await mustRun('openssl', [
    'req', '-new', '-key', inside('issuing.key'), '-subj', '/C=US/O=Preflight Lab/CN=Preflight Lab Issuing CA 2',
  ]); // prettier-ignore
  const pair = ['-CA', inside('root.pem'), '-CAkey', inside('root.key')];
  const signed = await mustRun(
    'openssl',
    ['x509', '-req', ...pair, '-days', '365', '-set_serial', '2', '-extfile', inside('ca.ext')],
    request,
  );
  await writeFile(inside('issuing.pem'), signed);
}

async function selfSign(folder: string, name: string, subject: string): Promise<void> {
  await mustRun('openssl', [
    'req', '-x509', '-new', '-key', join(folder, `${name}.key`), '-subj', subject, '-days', '365',
    '-addext', 'keyUsage=critical,keyCertSign,cRLSign', '-out', join(folder, `${name}.pem`),
  ]); // prettier-ignore
}

/** The file with the chain for a host; made when it is missing. */
export async function certificateFor(host: string, kind: CertificateKind): Promise<string> {
  const domain = host.split('.').slice(1).join('.');
  const file = at(`${kind}.${domain}.pem`);
  if (!existsSync(file)) await makeLeaf(domain, kind, file);
  return file;
}

/** Makes the leaves of many hosts, two at a time: `certificateFor` then only names files. */
export async function ensureCertificates(
  wanted: readonly { host: string; kind: CertificateKind }[],
): Promise<void> {
  const queue = [...wanted];
  const work = async (): Promise<void> => {
    for (let next = queue.pop(); next; next = queue.pop()) await certificateFor(next.host, next.kind);
  };
  await Promise.all([work(), work()]);
}

const DAY_MS = 86_400_000;
/** First and last day of a leaf, from today. */
const LIFE: Readonly<Record<CertificateKind, readonly [number, number]>> = {
  good: [-10, 90],
  'good-5-kb': [-10, 90],
  'good-15-kb': [-10, 90],
  expired: [-100, -10],
  'not-yet-valid': [10, 100],
  intercepted: [-10, 90],
  'self-signed': [-10, 90],
  incomplete: [-10, 90],
};

async function makeLeaf(domain: string, kind: CertificateKind, file: string): Promise<void> {
  const work = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await mkdir(work);
  const inside = (name: string): string => join(work, name);
  await writeFile(
    inside('leaf.ext'),
    `subjectAltName=DNS:*.${domain},DNS:${domain}${padding(kind)}\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\nkeyUsage=digitalSignature\n`,
  );
  await mustRun('openssl', [
    'req', '-new', '-key', PKI.leafKey, '-subj', `/CN=*.${shortened(domain)}`, '-out', inside('leaf.csr'),
  ]); // prettier-ignore
  await sign(work, kind);
  const parts = [inside('leaf.pem'), ...(kind === 'intercepted' ? [PKI.inspectionRoot] : [])];
  if (['good', 'good-5-kb', 'good-15-kb', 'expired', 'not-yet-valid'].includes(kind))
    parts.push(at('issuing.pem'));
  const texts = await Promise.all(parts.map((part) => readFile(part, 'utf8')));
  await writeFile(inside('chain.pem'), texts.join(''));
  await rename(inside('chain.pem'), file);
  await rm(work, { recursive: true });
}

/** Names of 47 bytes each in the certificate. */
const MORE_NAMES: Readonly<Partial<Record<CertificateKind, number>>> = { 'good-5-kb': 96, 'good-15-kb': 310 };

function padding(kind: CertificateKind): string {
  const name = (index: number): string => `,DNS:name-${index}.of-a-certificate-with-many-names.test`;
  return Array.from({ length: MORE_NAMES[kind] ?? 0 }, (_, index) => name(1000 + index)).join('');
}

/** A common name holds at most 64 characters. */
function shortened(domain: string): string {
  return domain.slice(-60);
}

/** `openssl ca`, because OpenSSL 3.0's `x509` cannot set both dates. */
async function sign(work: string, kind: CertificateKind): Promise<void> {
  const inside = (name: string): string => join(work, name);
  const issuer = kind === 'intercepted' ? 'inspection' : 'issuing';
  const signer = kind === 'self-signed' ? ['-selfsign', '-keyfile', PKI.leafKey] : ['-cert', at(`${issuer}.pem`), '-keyfile', at(`${issuer}.key`)]; // prettier-ignore
  await writeFile(inside('index.txt'), '');
  await writeFile(
    inside('ca.conf'),
    `[ca]\ndefault_ca=lab\n[lab]\nnew_certs_dir=${work}\ndatabase=${work}/index.txt\nrand_serial=yes\ndefault_md=sha256\npolicy=any\nunique_subject=no\n[any]\ncommonName=supplied\n`,
  );
  const [from, to] = LIFE[kind];
  await mustRun('openssl', [
    'ca', '-batch', '-notext', '-config', inside('ca.conf'), ...signer, '-in', inside('leaf.csr'), '-extfile', inside('leaf.ext'),
    '-startdate', asn1Time(from), '-enddate', asn1Time(to), '-out', inside('leaf.pem'),
  ]); // prettier-ignore
}

function asn1Time(days: number): string {
  const text = new Date(Date.now() + days * DAY_MS).toISOString().replace(/[-:T]/g, '').slice(0, 14);
  return `${text}Z`;
}
