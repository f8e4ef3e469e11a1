/**
 * One classifier for everything that sockets, TLS, undici and child processes throw: an error in, a code of the closed list out.
 * Layers: already ours -> the errno for this operation -> the errno anywhere -> known text (before aborts, because undici throws
 * an AbortError with a telling text when a proxy refuses) -> an abort -> `unknown` with the original, scrubbed. Wrapped errors (`cause`, AggregateError) are opened first.
 */
import { FAILURE_CODES, failure, type Failure, type FailureCode, type Operation } from '../core/failure.ts';

type CodeTable = Readonly<Record<string, FailureCode>>;

/** Meaning of an errno (or OpenSSL, undici code) whatever the operation was. */
const ANYWHERE: CodeTable = {
  ECONNREFUSED: 'connection-refused',
  ECONNRESET: 'connection-reset',
  ECONNABORTED: 'connection-reset',
  EPIPE: 'connection-closed',
  ETIMEDOUT: 'connection-timeout',
  EHOSTUNREACH: 'host-unreachable',
  EHOSTDOWN: 'host-unreachable',
  ENETUNREACH: 'network-unreachable',
  ENETDOWN: 'network-unreachable',
  EPERM: 'permission-denied',
  // connect(2): an ICMPv6 "administratively prohibited" of a router, or a prohibit route of this machine. Only EPERM is its own firewall.
  EACCES: 'administratively-prohibited',
  EADDRNOTAVAIL: 'address-unavailable',
  EADDRINUSE: 'address-unavailable',
  EAFNOSUPPORT: 'address-unavailable',
  EMSGSIZE: 'message-too-long',
  EPROTO: 'tls-protocol-error',
  CERT_HAS_EXPIRED: 'tls-certificate-expired',
  CERT_NOT_YET_VALID: 'tls-certificate-not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-certificate-wrong-name',
  HOSTNAME_MISMATCH: 'tls-certificate-wrong-name',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-unknown-authority',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-unknown-authority',
  CERT_UNTRUSTED: 'tls-unknown-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-incomplete-chain',
  UND_ERR_CONNECT_TIMEOUT: 'connection-timeout',
  UND_ERR_HEADERS_TIMEOUT: 'http-timeout',
  UND_ERR_BODY_TIMEOUT: 'http-timeout',
  UND_ERR_HEADERS_OVERFLOW: 'http-protocol-error',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'http-protocol-error',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'http-protocol-error',
  UND_ERR_SOCKET: 'connection-closed',
};

/** getaddrinfo cannot tell "no such name" from "no address": libuv makes ENOTFOUND of both, so ENOTFOUND is the weaker claim. */
const RESOLVING: CodeTable = {
  ENOTFOUND: 'dns-nxdomain',
  EAI_NODATA: 'dns-no-data',
  EAI_ADDRFAMILY: 'dns-no-data',
  EAI_FAMILY: 'dns-no-data',
  EAI_AGAIN: 'dns-temporary',
  EAI_FAIL: 'dns-servfail',
  ETIMEDOUT: 'dns-timeout',
  ECONNREFUSED: 'port-unreachable',
};

/** What a connected datagram socket hears; EHOSTUNREACH is there the administrative ICMP codes alone (technical-facts B.4). */
const DATAGRAM: CodeTable = {
  ECONNREFUSED: 'port-unreachable',
  ECONNRESET: 'port-unreachable',
  EHOSTUNREACH: 'administratively-prohibited',
  ETIMEDOUT: 'no-reply',
};

/** Windows' filtering platform refuses with WSAEACCES what a firewall of this machine forbids (Winsock error codes); it has no EPERM. */
const ON_WINDOWS: CodeTable = { EACCES: 'permission-denied' };

/** An errno means something else during these operations. */
const DURING: Partial<Readonly<Record<Operation, CodeTable>>> = {
  resolve: RESOLVING,
  send: DATAGRAM,
  receive: DATAGRAM,
  'tls-handshake': {
    ECONNRESET: 'tls-reset',
    ECONNABORTED: 'tls-reset',
    EPIPE: 'tls-reset',
    ETIMEDOUT: 'tls-timeout',
    UND_ERR_SOCKET: 'tls-reset',
  },
  'http-round-trip': {
    ECONNRESET: 'http-connection-cut',
    ECONNABORTED: 'http-connection-cut',
    EPIPE: 'http-connection-cut',
    ETIMEDOUT: 'http-timeout',
    EPROTO: 'http-protocol-error',
    UND_ERR_SOCKET: 'http-connection-cut',
  },
  'proxy-connect': {
    ECONNREFUSED: 'proxy-unreachable',
    ECONNRESET: 'proxy-unreachable',
    ETIMEDOUT: 'proxy-unreachable',
    EHOSTUNREACH: 'proxy-unreachable',
    ENETUNREACH: 'proxy-unreachable',
    ENOTFOUND: 'proxy-name-not-found',
    EAI_AGAIN: 'proxy-name-not-found',
    UND_ERR_CONNECT_TIMEOUT: 'proxy-unreachable',
    UND_ERR_SOCKET: 'proxy-protocol-error',
  },
  spawn: {
    ENOENT: 'tool-missing',
    EACCES: 'not-permitted',
    EPERM: 'not-permitted',
    ETIMEDOUT: 'generic-timeout',
    ERR_CHILD_PROCESS_STDIO_MAXBUFFER: 'tool-failed',
  },
};

/** Code of a whole family of error codes, where OpenSSL and the HTTP parser have too many to list. */
const CODE_PATTERNS: readonly (readonly [RegExp, FailureCode])[] = [
  [/^ERR_SSL_.*(ALERT|UNRECOGNIZED_NAME)/, 'tls-alert'],
  [/^ERR_SSL_/, 'tls-protocol-error'],
  [/^HPE_/, 'http-protocol-error'],
];

/** Texts of errors that have no code, or one that is in no table because it says too little. */
const TEXT_PATTERNS: readonly (readonly [RegExp, FailureCode])[] = [
  [/before secure TLS connection was established/i, 'tls-reset'],
  [/Proxy response \(407\)/i, 'proxy-authentication-required'],
  [/Proxy response \(\d+\)/i, 'proxy-denied'],
  [/\balert\b.*\b(number \d+|handshake failure|unrecognized name)/i, 'tls-alert'],
  [/wrong version number|packet length too long|unknown protocol/i, 'tls-protocol-error'],
  [/socket hang up|other side closed/i, 'connection-closed'],
];

/** Names a thrown value in the closed list of failures. Never throws. */
export function classifyError(
  error: unknown,
  operation: Operation,
  platform: NodeJS.Platform = process.platform,
): Failure {
  const inner = innermost(error);
  if (isFailure(inner)) return inner;
  const code = textField(inner, 'code');
  const found = byCode(code, operation, platform) ?? byText(inner) ?? byAbort(inner, operation);
  return found === null
    ? failure('unknown', operation, scrub(describe(inner)))
    : failure(found, operation, code ?? scrub(describe(inner)));
}

/** Opens wrappers: undici's "fetch failed" has its reason in `cause`, an AggregateError has it in `errors`. Bounded. */
function innermost(error: unknown): unknown {
  let current = error;
  for (let depth = 0; depth < 5; depth += 1) {
    if (isFailure(current) || !(current instanceof Object)) return current;
    const {
      failure: ours,
      cause,
      errors,
    } = current as { failure?: unknown; cause?: unknown; errors?: unknown };
    const next = isFailure(ours) ? ours : Array.isArray(errors) ? (errors[0] as unknown) : cause;
    if (!(next instanceof Object)) return current;
    current = next;
  }
  return current;
}

function isFailure(value: unknown): value is Failure {
  const code = textField(value, 'code');
  return (
    code !== null &&
    code in FAILURE_CODES &&
    textField(value, 'operation') !== null &&
    !(value instanceof Error)
  );
}

function byCode(code: string | null, operation: Operation, platform: NodeJS.Platform): FailureCode | null {
  if (code === null) return null;
  const here = platform === 'win32' ? ON_WINDOWS[code] : undefined;
  const listed = DURING[operation]?.[code] ?? here ?? ANYWHERE[code];
  return listed ?? CODE_PATTERNS.find(([pattern]) => pattern.test(code))?.[1] ?? null;
}

const TIMEOUT_DURING: Partial<Readonly<Record<Operation, FailureCode>>> = {
  resolve: 'dns-timeout',
  connect: 'connection-timeout',
  receive: 'no-reply',
  'tls-handshake': 'tls-timeout',
  'http-round-trip': 'http-timeout',
  'proxy-connect': 'proxy-unreachable',
};

/** `AbortSignal.timeout` gives a TimeoutError, everything else that aborts gives an AbortError. */
function byAbort(error: unknown, operation: Operation): FailureCode | null {
  const name = textField(error, 'name');
  if (name === 'TimeoutError') return TIMEOUT_DURING[operation] ?? 'generic-timeout';
  return name === 'AbortError' ? 'cancelled' : null;
}

function byText(error: unknown): FailureCode | null {
  const text = textField(error, 'message');
  return text === null ? null : (TEXT_PATTERNS.find(([pattern]) => pattern.test(text))?.[1] ?? null);
}

function textField(value: unknown, name: string): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const field = (value as Readonly<Record<string, unknown>>)[name];
  return typeof field === 'string' ? field : null;
}

function describe(error: unknown): string {
  if (typeof error === 'string') return error;
  return textField(error, 'message') ?? textField(error, 'code') ?? Object.prototype.toString.call(error);
}

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\/\/[^/\s@]+@/g, '//***@'],
  [/\b(?:basic|bearer|negotiate|ntlm)\s+[\w+/=.~-]{8,}/gi, '***'],
  [/\b(?:ws|sl)[a-z]{3}\+[a-z0-9]{6}\b/gi, '***'],
  [/(\/home\/|\/Users\/|[A-Z]:\\Users\\)[^/\\\s]+/g, '$1***'],
];

/** First line of a stranger's text without credentials, registration codes and user names. */
function scrub(text: string): string {
  const [firstLine = ''] = text.split(/\r?\n/);
  return SECRETS.reduce((line, [pattern, mask]) => line.replace(pattern, mask), firstLine);
}
