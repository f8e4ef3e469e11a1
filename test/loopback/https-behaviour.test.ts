/** The HTTPS port against servers that misbehave: each phase fails in its own words, nothing hangs, nothing stays open. */
import type net from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { HostName, IpAddress } from '../../src/core/address.ts';
import { makeHttps } from '../../src/net/https/https.ts';
import type { HttpsPort, HttpsResult } from '../../src/probes/ports.ts';
import { issue } from './certificates.ts';
import { answer, serveTcp, serveTls, type LocalServer } from './servers.ts';

const HOST = 'ws-broker-service.eu-central-1.amazonaws.com' as HostName;
const LOOPBACK = '127.0.0.1' as IpAddress;
const root = issue({ commonName: 'Test Root', organisation: 'Test Trust', ca: true, issuer: null });
const leaf = issue({ commonName: 'leaf', dnsNames: [HOST], issuer: root });
const phases = { dnsMs: 1000, connectMs: 1000, tlsMs: 300, httpMs: 300 };

let port: HttpsPort;
let servers: LocalServer[] = [];
beforeEach(() => {
  port = makeHttps({
    roots: [root.certificatePem],
    machineRoots: () => Promise.resolve(null),
    proxyCredentials: () => null,
    userAgent: 'Preflight/0.0 (+connectivity check; https://example.invalid)',
    dns: { lookup: () => Promise.reject(new Error('no lookup in this test')) },
    kernel: null,
  });
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

async function ask(
  serving: Promise<LocalServer>,
  more: {
    readonly paddingBytes?: number;
    readonly signal?: AbortSignal;
    readonly depth?: 'tcp' | 'http';
  } = {},
): Promise<HttpsResult> {
  const server = await serving;
  servers.push(server);
  const { signal = new AbortController().signal, depth = 'http', ...rest } = more;
  const request = { host: HOST, address: LOOPBACK, port: server.port, path: '/', proxy: null, depth, phases };
  return port.request({ ...request, ...rest }, { timeoutMs: 3000, signal });
}

const silent = (socket: net.Socket): unknown => socket.resume();
/** Waits for the ClientHello, then plays its part. */
const onHello =
  (act: (socket: net.Socket) => void) =>
  (socket: net.Socket): void =>
    void socket.once('data', () => act(socket));
/** A TLS 1.2 record with a fatal unrecognized_name alert (RFC 6066, 3). */
const UNRECOGNIZED_NAME = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x70]);

describe('the TLS handshake fails', () => {
  test.each<[string, (socket: net.Socket) => unknown, string]>([
    ['by a reset after the ClientHello', onHello((socket) => socket.resetAndDestroy()), 'tls-reset'],
    ['by a close after the ClientHello', onHello((socket) => socket.end()), 'tls-reset'],
    ['by an alert on the name', onHello((socket) => socket.end(UNRECOGNIZED_NAME)), 'tls-alert'],
    ['by silence', silent, 'tls-timeout'],
    [
      'because plain HTTP answers',
      onHello((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
      'tls-protocol-error',
    ],
    [
      'because a mail server greets',
      (socket) => socket.write('220 mail.example ESMTP\r\n'),
      'tls-protocol-error',
    ],
  ])('%s', async (_why, act, code) => {
    const { attempt } = await ask(serveTcp(act));
    expect(attempt.failure).toMatchObject({ code, operation: 'tls-handshake' });
    expect(attempt.tcpState).toBe('open');
    expect(attempt.phases.tcpMs).toBeGreaterThanOrEqual(0);
    expect(attempt.phases.tlsMs).toBeNull();
    expect(attempt.tls).toBeNull();
  });
});

describe('inside TLS', () => {
  const big = 'x'.repeat(1_000_000);
  test.each<[string, string | Buffer, string]>([
    ['a header of 1 MB breaks the bounds', `HTTP/1.1 200 OK\r\nX-Big: ${big}\r\n\r\n`, 'http-protocol-error'],
    [
      'many headers break them too',
      `HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(20_000)}\r\n`,
      'http-protocol-error',
    ],
    ['text that is no HTTP', '220 mail.example ESMTP ready and waiting\r\n', 'http-protocol-error'],
    ['wrong bytes', Buffer.from([0, 1, 2, 3, 255, 254, 13, 10]), 'http-protocol-error'],
  ])('%s', async (_why, text, code) => {
    const { attempt } = await ask(serveTls({ leaf, onSecure: (socket) => answer(socket, text) }));
    expect(attempt.failure?.code).toBe(code);
    expect(attempt.http).toBeNull();
    expect(attempt.tls?.publicTrust.ok).toBe(true);
  });

  test('silence is a time-out of HTTP', async () => {
    const { attempt } = await ask(serveTls({ leaf, onSecure: silent }));
    expect(attempt.failure).toMatchObject({ code: 'http-timeout', operation: 'http-round-trip' });
    expect(attempt.phases.ttfbMs).toBeNull();
  });

  test('a close in place of an answer is a cut', async () => {
    const { attempt } = await ask(
      serveTls({ leaf, onSecure: (socket) => socket.once('data', () => socket.destroy()) }),
    );
    expect(attempt.failure?.code).toBe('http-connection-cut');
  });

  test('a status of 500 is data, not a failure', async () => {
    const { attempt } = await ask(
      serveTls({
        leaf,
        onSecure: (socket) => answer(socket, 'HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n'),
      }),
    );
    expect(attempt.http?.status).toBe(503);
    expect(attempt.failure).toBeNull();
  });

  test('an endless body is cut at 16 kB', async () => {
    const endless = (socket: net.Socket): void => {
      answer(socket, 'HTTP/1.1 200 OK\r\n\r\n');
      const pump = (): void => {
        while (!socket.destroyed && socket.write('y'.repeat(9000)));
      };
      socket.on('drain', pump);
      socket.once('data', () => setImmediate(pump));
    };
    const { attempt } = await ask(serveTls({ leaf, onSecure: endless }));
    expect(attempt.http?.bodyBytes).toBe(16_384);
    expect(attempt.failure).toBeNull();
  });

  test('a body that stalls takes nothing from the status', async () => {
    const { attempt } = await ask(
      serveTls({
        leaf,
        onSecure: (socket) => answer(socket, 'HTTP/1.1 403 No\r\nContent-Length: 99\r\n\r\nhalf'),
      }),
    );
    expect(attempt.http).toMatchObject({ status: 403, bodyBytes: 4 });
    expect(attempt.failure).toBeNull();
  });

  test('Date, Age, Server and Location are kept, the redirect is not followed', async () => {
    const text =
      'HTTP/1.1 302 Found\r\nDate: Fri, 20 Nov 2026 10:00:00 GMT\r\nAge: 7\r\nServer: Server\r\n' +
      'Location: https://elsewhere.example/\r\nContent-Length: 0\r\n\r\n';
    const { attempt } = await ask(serveTls({ leaf, onSecure: (socket) => answer(socket, text) }));
    expect(attempt.http).toMatchObject({
      status: 302,
      dateHeader: 'Fri, 20 Nov 2026 10:00:00 GMT',
      ageSeconds: 7,
      server: 'Server',
      location: 'https://elsewhere.example/',
    });
    expect(servers[0]?.accepted()).toBe(1);
  });
});

test('the request is one honest GET, padded when asked', async () => {
  let head = '';
  const onSecure = (socket: net.Socket): void => {
    socket.on('data', (data: Buffer) => (head += data.toString('latin1')));
    answer(socket, 'HTTP/1.1 400 Too big\r\nContent-Length: 0\r\n\r\n');
  };
  const { attempt } = await ask(serveTls({ leaf, onSecure }), { paddingBytes: 4096 });
  expect(attempt.http?.status).toBe(400);
  expect(head).toMatch(/^GET \/ HTTP\/1\.1\r\n/);
  expect(head).toContain(`host: ${HOST}`);
  expect(head).toContain('user-agent: Preflight/0.0 (+connectivity check; https://example.invalid)');
  expect(head).toMatch(/x-preflight-padding: p{4096}\r\n/);
});

test('a closed port is closed, by its errno', async () => {
  const server = await serveTcp(silent);
  await server.close();
  const { attempt } = await ask(Promise.resolve(server));
  expect(attempt).toMatchObject({
    tcpState: 'closed',
    failure: { code: 'connection-refused', operation: 'connect', detail: 'ECONNREFUSED' },
    phases: { tcpMs: null, tlsMs: null },
  });
});

test('a TCP attempt opens, measures and says nothing', async () => {
  let heard = 0;
  const serving = serveTcp((socket) => socket.on('data', () => (heard += 1)));
  const { attempt } = await ask(serving, { depth: 'tcp' });
  expect(attempt).toMatchObject({ tcpState: 'open', failure: null, tls: null, http: null });
  expect(heard).toBe(0);
});

test.each<[string, () => Promise<LocalServer>]>([
  ['in the TLS handshake', () => serveTcp(silent)],
  ['while HTTP is awaited', () => serveTls({ leaf, onSecure: silent })],
])(
  'a cancelled attempt rejects with the reason of the run and closes its socket: %s',
  async (_when, serve) => {
    const control = new AbortController();
    const server = await serve();
    const asked = ask(Promise.resolve(server), { signal: control.signal }).catch((reason: unknown) => reason);
    while (server.accepted() === 0) await new Promise((resolve) => setImmediate(resolve));
    control.abort('deadline');
    expect(await asked).toBe('deadline');
    await server.idle();
  },
);
