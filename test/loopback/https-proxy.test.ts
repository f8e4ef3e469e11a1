/** CONNECT through fake proxies on loopback: each refusal in its own words, and the same reading of the chain behind a good one. */
import net from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { HostName, IpAddress } from '../../src/core/address.ts';
import { failure } from '../../src/core/failure.ts';
import { makeHttps } from '../../src/net/https/https.ts';
import { schemesOf } from '../../src/net/https/https-tunnel.ts';
import type { HttpsResult } from '../../src/probes/ports.ts';
import { issue } from './certificates.ts';
import { answer, serveTcp, serveTls, type LocalServer } from './servers.ts';

const HOST = 'ws-broker-service.eu-central-1.amazonaws.com' as HostName;
const root = issue({ commonName: 'Test Root', organisation: 'Test Trust', ca: true, issuer: null });
const leaf = issue({ commonName: 'leaf', dnsNames: [HOST], issuer: root });
const stranger = issue({ commonName: 'Evil CA', organisation: 'Nobody', ca: true, issuer: null });
const forged = issue({ commonName: 'leaf', dnsNames: [HOST], issuer: stranger });

let servers: LocalServer[] = [];
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

async function up(serving: Promise<LocalServer>): Promise<LocalServer> {
  const server = await serving;
  servers.push(server);
  return server;
}

function askThrough(proxy: string, signal = new AbortController().signal): Promise<HttpsResult> {
  const port = makeHttps({
    roots: [root.certificatePem],
    machineRoots: () => Promise.resolve(null),
    proxyCredentials: (asked) => (asked === proxy ? 'me:secret' : null),
    userAgent: 'Preflight/test',
    dns: {
      lookup: (host, { timeoutMs }) => {
        // As of a machine whose second DNS server alone knows the name: it answers later than any connect may take.
        const found = host === 'proxy.test' && timeoutMs > 2000 ? ['127.0.0.1' as IpAddress] : [];
        const why = found.length === 0 ? failure('dns-nxdomain', 'resolve') : null;
        return Promise.resolve({ addresses: found, durationMs: 1, failure: why });
      },
    },
    kernel: null,
  });
  const request = { host: HOST, address: null, port: 443, path: '/', proxy, depth: 'http' } as const;
  const phases = { dnsMs: 2500, connectMs: 500, tlsMs: 300, httpMs: 300 };
  return port.request({ ...request, phases }, { timeoutMs: 3000, signal });
}

/** Answers CONNECT with 200 and joins both ends; `heads` collects what was asked. */
async function openProxy(target: LocalServer, heads: string[]): Promise<LocalServer> {
  return up(
    serveTcp((socket) => {
      socket.once('data', (data: Buffer) => {
        heads.push(data.toString('latin1'));
        const onward = net.connect({ host: '127.0.0.1', port: target.port });
        onward.on('error', () => socket.destroy());
        onward.once('connect', () => {
          socket.write('HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n');
          socket.pipe(onward).pipe(socket);
        });
        socket.once('close', () => onward.destroy());
      });
    }),
  );
}

test('a good proxy: all phases, the chain read behind it, the credentials in one header only', async () => {
  const heads: string[] = [];
  const proxy = await openProxy(await up(serveTls({ leaf })), heads);
  const { attempt, connect } = await askThrough(`http://proxy.test:${proxy.port}`);
  expect(attempt).toMatchObject({ address: null, tcpState: 'open', failure: null, http: { status: 200 } });
  expect(attempt.tls).toMatchObject({ nameMatches: true, publicTrust: { ok: true } });
  expect(Object.values(attempt.phases).every((phase) => phase !== null && phase >= 0)).toBe(true);
  expect(connect).toBeNull();
  expect(heads[0]).toMatch(new RegExp(`^CONNECT ${HOST}:443 HTTP/1\\.1\r\n`));
  expect(heads[0]).toContain(`proxy-authorization: Basic ${Buffer.from('me:secret').toString('base64')}`);
  expect(JSON.stringify(attempt)).not.toContain('secret');
});

test('a proxy that decrypts shows its own authority', async () => {
  const proxy = await openProxy(await up(serveTls({ leaf: forged, chain: [stranger] })), []);
  const { attempt } = await askThrough(`http://127.0.0.1:${proxy.port}`);
  expect(attempt.failure?.code).toBe('tls-unknown-authority');
  expect(attempt.tls?.chain.at(-1)?.subject).toBe('O=Nobody, CN=Evil CA');
});

const NEGOTIATE =
  'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\n' +
  'Proxy-Authenticate: Basic realm="corp"\r\nContent-Length: 4\r\n\r\nsign';

describe('a proxy that gives no way', () => {
  test.each<[string, (socket: net.Socket) => unknown, string, HttpsResult['connect']]>([
    [
      'asks for a password',
      (socket) => answer(socket, NEGOTIATE),
      'proxy-authentication-required',
      { status: 407, schemes: ['Negotiate', 'NTLM', 'Basic'] },
    ],
    [
      'forbids the host',
      (socket) => answer(socket, 'HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'),
      'proxy-denied',
      { status: 403, schemes: [] },
    ],
    [
      'cannot reach the host',
      (socket) => answer(socket, 'HTTP/1.1 503 Service Unavailable\r\n\r\n<html>'),
      'proxy-denied',
      { status: 503, schemes: [] },
    ],
    ['speaks no HTTP', (socket) => answer(socket, 'SSH-2.0-OpenSSH_9.2\r\n'), 'proxy-protocol-error', null],
    [
      'sends a header of 1 MB',
      (socket) => answer(socket, `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(1e6)}\r\n\r\n`),
      'proxy-protocol-error',
      null,
    ],
    ['hangs up', (socket) => socket.once('data', () => socket.destroy()), 'proxy-denied', null],
    ['stays silent', (socket) => socket.resume(), 'generic-timeout', null],
  ])('%s', async (_why, act, code, connect) => {
    const proxy = await up(serveTcp(act));
    const result = await askThrough(`http://127.0.0.1:${proxy.port}`);
    expect(result.attempt.failure).toMatchObject({ code, operation: 'proxy-connect' });
    expect(result.connect).toEqual(connect);
    expect(result.attempt).toMatchObject({ tcpState: 'open', tls: null, http: null });
    await proxy.idle();
  });

  test('does not listen', async () => {
    const proxy = await serveTcp(() => undefined);
    await proxy.close();
    const { attempt } = await askThrough(`http://127.0.0.1:${proxy.port}`);
    expect(attempt.failure).toMatchObject({ code: 'proxy-unreachable', detail: 'connection-refused' });
    expect(attempt.tcpState).toBe('closed');
  });

  test('has a name that does not resolve', async () => {
    const { attempt } = await askThrough('http://nowhere.test:3128');
    expect(attempt.failure).toMatchObject({
      code: 'proxy-name-not-found',
      operation: 'resolve',
      detail: 'nowhere.test',
    });
  });

  test('lets us through and then stays silent in the handshake', async () => {
    const proxy = await openProxy(await up(serveTcp((socket) => socket.resume())), []);
    const { attempt } = await askThrough(`http://127.0.0.1:${proxy.port}`);
    expect(attempt.failure?.code).toBe('tls-timeout');
    await proxy.idle();
  });
});

test('a cancelled CONNECT rejects with the reason of the run and leaves nothing open', async () => {
  const proxy = await up(serveTcp((socket) => socket.resume()));
  const control = new AbortController();
  const asked = askThrough(`http://127.0.0.1:${proxy.port}`, control.signal).catch(
    (reason: unknown) => reason,
  );
  while (proxy.accepted() === 0) await new Promise((resolve) => setImmediate(resolve));
  control.abort('cancelled');
  expect(await asked).toBe('cancelled');
  await proxy.idle();
});

test.each([
  [undefined, []],
  ['Negotiate', ['Negotiate']],
  ['Basic realm="a, b"', ['Basic']],
  [
    ['NTLM', 'ntlm xyz', 'Bearer realm="x"'],
    ['NTLM', 'ntlm', 'Bearer'],
  ],
  ['=?', []],
])('schemes of %p', (header, wanted) => {
  expect(schemesOf(header)).toEqual(wanted);
});
