/**
 * A handshake that the operating system verifies: its own curl, with its own store. On Windows that is curl with Schannel (it fetches
 * roots on demand, as the client's TLS does), on macOS Apple's curl (the system's store stands behind it), on Linux OpenSSL over the
 * system's bundle. Nothing is read but the exit code and OpenSSL's figure; curl(1), EXIT CODES.
 */
import { failure, type Failure } from '../../core/failure.ts';
import type { SystemTlsEvidence } from '../../evidence/index.ts';
import type { CommandResult, CommandRunner, SystemTlsPort } from '../../probes/ports.ts';
import { assertTargetAllowed } from '../target-guard.ts';

export interface SystemTlsParts {
  readonly run: CommandRunner;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly userAgent: string;
}

/** "Peer certificate cannot be authenticated with known CA certificates." Other codes tell nothing of the certificate. */
const REFUSED = 60;
/** X509_V_ERR of a chain whose root the store does not hold (openssl-verify(1)): 2, 18, 19, 20, 21. Dates and names are others. */
const LACKS_ROOT: ReadonlySet<number> = new Set([2, 18, 19, 20, 21]);

export function makeSystemTls(parts: SystemTlsParts): SystemTlsPort {
  return {
    async handshake(target, options) {
      const base = { kind: 'system-tls' as const, ...target, tool: 'curl' };
      assertTargetAllowed(target.address);
      const other = otherStore(parts.env);
      if (other !== null)
        return { ...base, accepted: null, verifyCode: null, durationMs: null, failure: other };
      const startedMs = performance.now();
      const result = await parts.run.run('curl', curlArguments(parts, target), options);
      return { ...base, ...readResult(result, parts.platform), durationMs: performance.now() - startedMs };
    },
  };
}

/** Where the environment points curl to a store of its own, its word is not the system's. */
function otherStore(env: SystemTlsParts['env']): Failure | null {
  const name = ['CURL_CA_BUNDLE', 'SSL_CERT_FILE', 'SSL_CERT_DIR'].find((key) => (env[key] ?? '') !== '');
  return name === undefined ? null : failure('tool-failed', 'spawn', `${name} points curl to another store`);
}

type Target = Parameters<SystemTlsPort['handshake']>[0];

/** `--disable` comes first: no .curlrc. Host and address were parsed before and cannot begin with a dash. */
function curlArguments({ platform, userAgent }: SystemTlsParts, { host, address, port }: Target): string[] {
  const literal = address.includes(':') ? `[${address}]` : address;
  return [
    '--disable',
    '--silent',
    '--noproxy',
    '*',
    '--proto',
    '=https',
    '--http1.1',
    '--max-time',
    '5',
    '--max-filesize',
    '16384',
    '--resolve',
    `${host}:${port}:${literal}`,
    '--user-agent',
    userAgent,
    // Revocation lists would be fetched from hosts that no plan shows.
    ...(platform === 'win32' ? ['--ssl-no-revoke'] : []),
    '--output',
    platform === 'win32' ? 'NUL' : '/dev/null',
    '--write-out',
    '%{ssl_verify_result} %{http_code}',
    `https://${host}:${port}/`,
  ];
}

type Reading = Pick<SystemTlsEvidence, 'accepted' | 'verifyCode' | 'failure'>;

/** Any HTTP status means that the certificate was accepted, whatever ended the transfer afterwards. */
export function readResult(result: CommandResult, platform: NodeJS.Platform): Reading {
  if (result.failure !== null) return { accepted: null, verifyCode: null, failure: result.failure };
  const [code, status] = result.stdout.trim().split(' ').map(Number);
  const verifyCode = code === undefined || !Number.isInteger(code) ? null : code;
  if (result.exitCode === 0 || (status ?? 0) > 0) return { accepted: true, verifyCode, failure: null };
  const detail = `curl ended with ${result.exitCode}, verify result ${verifyCode ?? 'none'}`;
  if (result.exitCode !== REFUSED || !saysRoot(verifyCode, platform))
    return { accepted: null, verifyCode, failure: failure('tool-failed', 'tls-handshake', detail) };
  return { accepted: false, verifyCode, failure: failure('tls-unknown-authority', 'tls-handshake', detail) };
}

/** OpenSSL's figure must name the root; verifiers without one refuse by exit code alone (the public roots accepted name and dates). */
function saysRoot(verifyCode: number | null, platform: NodeJS.Platform): boolean {
  return platform === 'linux' ? verifyCode !== null && LACKS_ROOT.has(verifyCode) : true;
}
