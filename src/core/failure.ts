/**
 * The one closed list of failure codes. A failure is what a probe saw go wrong, never an opinion.
 * Names follow OONI's where it has one (https://github.com/ooni/spec, df-007-errors). Documented in docs/failures.md.
 */

export const FAILURE_CODES = {
  'dns-nxdomain': 'the server says that the name does not exist',
  'dns-no-data': 'the name exists but has no address of the family asked for',
  'dns-servfail': 'the server could not answer (SERVFAIL)',
  'dns-refused': 'the server refuses to answer (REFUSED)',
  'dns-timeout': 'the server stayed silent',
  'dns-malformed': 'the answer does not parse',
  'dns-mismatch': 'the answer is to another question or from another address',
  'dns-temporary': 'the operating system could not resolve the name now (EAI_AGAIN)',
  'dns-no-server': 'no DNS server is configured',
  'connection-refused': 'the other side, or something between, refused the connection (RST)',
  'connection-reset': 'the connection was reset after it was made',
  'connection-timeout': 'nothing answered the connection attempt',
  'connection-closed': 'the other side closed the connection too early',
  'host-unreachable': 'an ICMP answer said that the host cannot be reached',
  'network-unreachable': 'this machine has no route to the network',
  'permission-denied': 'this machine forbids the packet (local firewall)',
  'address-unavailable': 'this machine has no address of that family to send from',
  'message-too-long': 'the datagram is larger than the path carries',
  'port-unreachable': 'an ICMP port unreachable came back',
  'administratively-prohibited': 'an ICMP answer said that a filter forbids this',
  'no-reply': 'no datagram came back; on UDP that proves nothing',
  'unexpected-reply': 'a datagram came back that does not answer ours',
  'tls-timeout': 'TCP opened and the TLS handshake stayed silent',
  'tls-reset': 'TCP opened and the TLS handshake was reset or closed',
  'tls-alert': 'the other side ended the handshake with an alert',
  'tls-protocol-error': 'the other side does not speak TLS',
  'tls-certificate-expired': 'the certificate is out of date',
  'tls-certificate-not-yet-valid': 'the certificate is not valid yet',
  'tls-certificate-wrong-name': 'the certificate is for another name',
  'tls-unknown-authority': 'the chain ends in a root outside the set it was judged against',
  'tls-incomplete-chain': 'the chain lacks an intermediate certificate',
  'http-timeout': 'TLS is up and no answer to the request came',
  'http-protocol-error': 'the answer is no HTTP, or breaks its bounds',
  'http-server-error': 'the answer has a status of 500 or above',
  'http-connection-cut': 'the connection ended in the middle of the request',
  'proxy-unreachable': 'the proxy does not accept a connection',
  'proxy-name-not-found': 'the name of the proxy does not resolve',
  'proxy-authentication-required': 'the proxy answers 407',
  'proxy-denied': 'the proxy refuses CONNECT',
  'proxy-protocol-error': 'the proxy answers something that is no HTTP',
  'tool-missing': 'a program of the operating system that this needs is not there',
  'tool-failed': 'a program of the operating system failed',
  'tool-output-unreadable': 'our parser could not read the output of a program',
  'not-permitted': 'the operating system does not let an ordinary user do this',
  'generic-timeout': 'no result within the budget',
  cancelled: 'the run was cancelled before the result',
  unknown: 'a failure that this version does not know; the detail has the original text',
} as const;

export type FailureCode = keyof typeof FAILURE_CODES;

export const OPERATIONS = [
  'resolve',
  'connect',
  'send',
  'receive',
  'tls-handshake',
  'http-round-trip',
  'proxy-connect',
  'spawn',
  'parse',
  /** A limit or a fault of ours: nobody knows in which of them. */
  'none',
] as const;
export type Operation = (typeof OPERATIONS)[number];

export interface Failure {
  readonly code: FailureCode;
  readonly operation: Operation;
  /** Short text for people (an errno name, a DNS rcode, a tool's line), scrubbed of secrets. Null: nothing to add. */
  readonly detail: string | null;
}

/** Builds a failure; `detail` is cut to 300 characters because strangers may have written it. */
export function failure(code: FailureCode, operation: Operation, detail: string | null = null): Failure {
  return { code, operation, detail: detail === null ? null : detail.slice(0, 300) };
}
