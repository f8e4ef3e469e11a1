import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FAILURE_CODES, OPERATIONS, failure, type Operation } from '../../../src/core/failure.ts';
import { classifyError } from '../../../src/net/classify-failure.ts';

function withCode(code: string, message = code): Error {
  return Object.assign(new Error(message), { code });
}

describe('the same errno means what the operation makes of it', () => {
  test.each<[string, string, Operation, string]>([
    ['a RST to a SYN', 'ECONNREFUSED', 'connect', 'connection-refused'],
    ['an ICMP port unreachable to a datagram', 'ECONNREFUSED', 'receive', 'port-unreachable'],
    ['Windows says ECONNRESET for the same', 'ECONNRESET', 'receive', 'port-unreachable'],
    ['a reset while TLS talks', 'ECONNRESET', 'tls-handshake', 'tls-reset'],
    ['a reset while HTTP talks', 'ECONNRESET', 'http-round-trip', 'http-connection-cut'],
    ['an administrative ICMP to a datagram', 'EHOSTUNREACH', 'receive', 'administratively-prohibited'],
    ['the same to a SYN', 'EHOSTUNREACH', 'connect', 'host-unreachable'],
    ['no route', 'ENETUNREACH', 'connect', 'network-unreachable'],
    ['a local firewall', 'EPERM', 'send', 'permission-denied'],
    [
      'the path forbids it (ICMPv6 administratively prohibited)',
      'EACCES',
      'connect',
      'administratively-prohibited',
    ],
    ['the path forbids a datagram', 'EACCES', 'receive', 'administratively-prohibited'],
    ['this machine forbids it', 'EPERM', 'connect', 'permission-denied'],
    ['a program that may not be started', 'EACCES', 'spawn', 'not-permitted'],
    ['a program that is not there', 'ENOENT', 'spawn', 'tool-missing'],
    ['a proxy that refuses TCP', 'ECONNREFUSED', 'proxy-connect', 'proxy-unreachable'],
    ['a name without address', 'ENOTFOUND', 'resolve', 'dns-nxdomain'],
    ['a resolver that gives up', 'EAI_AGAIN', 'resolve', 'dns-temporary'],
    ['an alert of the other side', 'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'tls-handshake', 'tls-alert'],
    ['an alert on the name', 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME', 'tls-handshake', 'tls-alert'],
    ['plain text where TLS should be', 'ERR_SSL_WRONG_VERSION_NUMBER', 'tls-handshake', 'tls-protocol-error'],
    ['a broken HTTP head', 'HPE_INVALID_CONSTANT', 'http-round-trip', 'http-protocol-error'],
    ['a head above the bound', 'UND_ERR_HEADERS_OVERFLOW', 'http-round-trip', 'http-protocol-error'],
  ])('%s', (...[, code, operation, wanted]) => {
    expect(classifyError(withCode(code), operation, 'linux')).toEqual({
      code: wanted,
      operation,
      detail: code,
    });
  });

  test.each<[Operation, string]>([
    ['connect', 'permission-denied'],
    ['send', 'permission-denied'],
    ['spawn', 'not-permitted'],
  ])('EACCES of Windows during %s: its own firewall, or its own rights', (operation, code) => {
    expect(classifyError(withCode('EACCES'), operation, 'win32').code).toBe(code);
  });
});

describe('layers', () => {
  test('a failure of ours passes through untouched, also inside an error', () => {
    const ours = failure('dns-mismatch', 'resolve', 'x');
    expect(classifyError(ours, 'connect')).toBe(ours);
    expect(classifyError(Object.assign(new Error('wrapped'), { failure: ours }), 'connect')).toBe(ours);
  });

  test('the cause of a wrapper decides', () => {
    const wrapped = new TypeError('fetch failed', { cause: withCode('ECONNREFUSED') });
    expect(classifyError(wrapped, 'connect').code).toBe('connection-refused');
    expect(classifyError(new AggregateError([withCode('ENETUNREACH')]), 'connect').code).toBe(
      'network-unreachable',
    );
  });

  test('an abort is cancelled, a time-out is the time-out of the operation', () => {
    expect(classifyError(new DOMException('stop', 'AbortError'), 'connect').code).toBe('cancelled');
    expect(classifyError(new DOMException('late', 'TimeoutError'), 'tls-handshake').code).toBe('tls-timeout');
    expect(classifyError(new DOMException('late', 'TimeoutError'), 'spawn').code).toBe('generic-timeout');
  });

  test('the code for the operation wins over the text', () => {
    const cut = withCode('UND_ERR_SOCKET', 'other side closed');
    expect(classifyError(cut, 'http-round-trip').code).toBe('http-connection-cut');
    expect(classifyError(new Error('socket hang up'), 'http-round-trip').code).toBe('connection-closed');
  });

  test('known text wins over a code that says nothing, and over the abort that it comes as', () => {
    const text = 'Proxy response (407) !== 200 when HTTP Tunneling';
    const proxy = Object.assign(withCode('UND_ERR_ABORTED', text), { name: 'AbortError' });
    expect(classifyError(proxy, 'proxy-connect').code).toBe('proxy-authentication-required');
  });

  test('what nobody knows is unknown, on one line, without secrets', () => {
    const text =
      'odd http://bob:hunter2@proxy:8080 WSpdx+ABC12D /home/bob/x Basic Ym9iOmh1bnRlcjI=\nat line 2';
    const { code, detail } = classifyError(new Error(text), 'connect');
    expect(code).toBe('unknown');
    expect(detail).toBe('odd http://***@proxy:8080 *** /home/***/x ***');
  });
});

test('nothing that can be thrown makes the classifier throw or leave the closed list', () => {
  fc.assert(
    fc.property(fc.anything(), fc.constantFrom(...OPERATIONS), (thrown, operation) => {
      expect(classifyError(thrown, operation).code in FAILURE_CODES).toBe(true);
    }),
  );
});

test('an error whose causes form a ring ends', () => {
  const ring = new Error('ring');
  ring.cause = ring;
  expect(classifyError(ring, 'connect').code).toBe('unknown');
});
