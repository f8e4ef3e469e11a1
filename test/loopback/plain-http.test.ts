/** The captive-portal control against local servers: what was answered, bounded, without following anything. */
import { afterEach, expect, test } from '@jest/globals';
import type { HostName, IpAddress } from '../../src/core/address.ts';
import { makePlainHttp } from '../../src/net/https/plain-http.ts';
import { answer, serveTcp, type LocalServer } from './servers.ts';

let server: LocalServer | null = null;
afterEach(() => server?.close());

async function get(text: string | null) {
  server = await serveTcp((socket) => (text === null ? socket.resume() : answer(socket, text)));
  const request = {
    host: 'clients.amazonworkspaces.com' as HostName,
    address: '127.0.0.1' as IpAddress,
    port: server.port,
    path: '/',
  };
  const port = makePlainHttp({ userAgent: 'Preflight/test' });
  return port.get(request, { timeoutMs: 400, signal: new AbortController().signal });
}

const page = (title: string): string =>
  `HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<html><head><title lang="de">${title}</title></head>`;

test.each([
  ['a sign-in page', page('Hotel\n  WLAN &amp; more'), { status: 200, title: 'Hotel WLAN &amp; more' }],
  ['a long title is cut', page('x'.repeat(500)), { title: 'x'.repeat(100) }],
  ['a page without title', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi', { title: null, bodyBytes: 2 }],
  [
    'a redirect is kept, not followed',
    'HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/login\r\nContent-Length: 0\r\n\r\n',
    { status: 302, location: 'http://10.0.0.1/login' },
  ],
  ['Network Authentication Required', 'HTTP/1.1 511 Sign in\r\nContent-Length: 0\r\n\r\n', { status: 511 }],
  ['no HTTP', 'go away\r\n\r\n', { status: null, failure: { code: 'http-protocol-error' } }],
  ['silence', null, { status: null, durationMs: null, failure: { code: 'http-timeout' } }],
])('%s', async (_why, text, wanted) => {
  const seen = await get(text);
  expect(seen).toMatchObject(wanted);
  expect(server?.accepted()).toBe(1);
  await server?.idle();
});
