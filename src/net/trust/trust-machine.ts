/**
 * The certificates that this machine trusts: what the client's TLS would use, as far as an ordinary user can read it.
 * Read once and late (only when a chain is not publicly trusted), because Windows and macOS take up to seconds.
 */
import type { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import { readPlainFile } from '../../core/plain-file.ts';
import type { CommandRunner } from '../../probes/ports.ts';
import { parseCertificates, splitPem } from './trust-public.ts';

export interface MachineStore {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly run: CommandRunner;
  /** The store as this Node reads it itself; null where it cannot. Left out: asked of Node. */
  readonly byNode?: () => readonly string[] | null;
}

/** Roots of the machine's store; null when it cannot be read, so that nobody takes "unread" for "not trusted". */
export type MachineRoots = (signal: AbortSignal) => Promise<readonly X509Certificate[] | null>;

/** Reads the store on the first call and keeps it for the run; a cancelled read is not kept. */
export function makeMachineRoots(store: MachineStore): MachineRoots {
  let kept: readonly X509Certificate[] | null | undefined;
  return async (signal) => {
    kept ??= await readStore(store, signal);
    return kept;
  };
}

async function readStore(
  store: MachineStore,
  signal: AbortSignal,
): Promise<readonly X509Certificate[] | null> {
  const pems = [...(await readPlatformStore(store, signal)), ...(await readFiles(extraFiles(store.env)))];
  signal.throwIfAborted();
  return pems.length === 0 ? null : parseCertificates(pems);
}

function readPlatformStore(store: MachineStore, signal: AbortSignal): Promise<readonly string[]> {
  if (store.platform === 'linux') return readFiles(LINUX_BUNDLES);
  const fromNode = (store.byNode ?? readByNode)();
  return fromNode === null ? readByTool(store, signal) : Promise.resolve(fromNode);
}

/** Debian and Arch; Fedora and RHEL; openSUSE; Alpine. A machine has one or two of them, with the same content. */
const LINUX_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

function extraFiles(env: MachineStore['env']): readonly string[] {
  return [env['SSL_CERT_FILE'] ?? '', env['NODE_EXTRA_CA_CERTS'] ?? ''].filter((path) => path !== '');
}

/** A bundle above this size is no list of roots (Debian's has 220 kB). */
const MAX_BUNDLE_BYTES = 8_000_000;

async function readFiles(paths: readonly string[]): Promise<readonly string[]> {
  const bundles = await Promise.all(
    paths.map((path) => readPlainFile(path, MAX_BUNDLE_BYTES).catch(() => 'no file' as const)), // not there or not ours to read
  );
  const pems = bundles.flatMap((bundle) =>
    typeof bundle === 'string' ? [] : splitPem(bundle.toString('latin1')),
  );
  return [...new Set(pems)];
}

/** `tls.getCACertificates('system')` exists since Node 22.15 and 23.10; null on older ones and where it has nothing to say. */
function readByNode(): readonly string[] | null {
  const { getCACertificates } = tls as { getCACertificates?: (type: 'system') => string[] };
  try {
    const pems = getCACertificates?.('system') ?? [];
    return pems.length === 0 ? null : pems;
  } catch {
    return null;
  }
}

const TOOL_TIMEOUT_MS = 10_000;

async function readByTool(store: MachineStore, signal: AbortSignal): Promise<readonly string[]> {
  const commands = store.platform === 'win32' ? [WINDOWS_COMMAND] : MACOS_COMMANDS;
  const options = { timeoutMs: TOOL_TIMEOUT_MS, signal };
  const outputs = await Promise.all(commands.map(([file, ...args]) => store.run.run(file, args, options)));
  return [...new Set(outputs.flatMap((output) => splitPem(output.stdout)))];
}

type Command = readonly [file: string, ...args: string[]];

/** The shipped roots and what an administrator added (Apple, security(1)). */
const MACOS_COMMANDS: readonly Command[] = [
  '/System/Library/Keychains/SystemRootCertificates.keychain',
  '/Library/Keychains/System.keychain',
].map((keychain) => ['security', 'find-certificate', '-a', '-p', keychain]);

/** Prints both root stores as PEM; certutil's own output is localised and holds no PEM. */
const WINDOWS_COMMAND: Command = [
  'powershell',
  '-NoProfile',
  '-NonInteractive',
  '-Command',
  'Get-ChildItem Cert:\\LocalMachine\\Root,Cert:\\CurrentUser\\Root | ForEach-Object {' +
    " '-----BEGIN CERTIFICATE-----'; [Convert]::ToBase64String($_.RawData); '-----END CERTIFICATE-----' }",
];
