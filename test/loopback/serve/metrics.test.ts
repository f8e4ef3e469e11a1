/** `/metrics` over real connections: what is refused never reaches a probe. */
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import type { Families } from '../../../src/metrics/exposition.ts';
import { listen, listenAddress, type Listening } from '../../../src/serve/metrics.ts';

let server: Listening | null = null;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server?.close();
  server = null;
});

async function started(result: Families | null = new Map()) {
  const probed: string[] = [];
  server = await listen({
    ...{ host: '127.0.0.1', port: 0, metrics: () => new Map() },
    probe: ({ region, protocol }) => {
      probed.push(`${region} ${protocol}`);
      return Promise.resolve(result);
    },
    accepts: ({ region }) => region === 'eu-central-1',
  });
  return { probed, port: Number(new URL(server.url).port) };
}

interface Asked {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function ask(port: number, { path, method = 'GET', headers = {} }: Asked) {
  return new Promise<{ status: number; type: string; body: string }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', body }),
      );
    });
    asked.on('error', reject).end();
  });
}

test('metrics in both formats, health, a probe', async () => {
  const { port, probed } = await started();
  expect(await ask(port, { path: '/metrics' })).toMatchObject({
    status: 200,
    type: expect.stringMatching(/0\.0\.4/) as unknown,
  });
  const open = await ask(port, { path: '/metrics', headers: { accept: 'application/openmetrics-text' } });
  expect(open).toMatchObject({ status: 200, body: '# EOF\n' });
  expect(await ask(port, { path: '/-/healthy' })).toMatchObject({ status: 200 });
  expect(await ask(port, { path: '/probe?region=eu-central-1&protocol=dcv' })).toMatchObject({ status: 200 });
  expect(probed).toEqual(['eu-central-1 dcv']);
});

test.each<[string, Asked, number]>([
  ['a foreign Host', { path: '/metrics', headers: { host: 'evil.example' } }, 403],
  ['another port in Host', { path: '/metrics', headers: { host: '127.0.0.1:1' } }, 403],
  ['a foreign page', { path: '/metrics', headers: { 'sec-fetch-site': 'cross-site' } }, 403],
  ['a foreign Origin', { path: '/metrics', headers: { origin: 'http://evil.example' } }, 403],
  ['DELETE', { path: '/metrics', method: 'DELETE' }, 403],
  ['POST', { path: '/metrics', method: 'POST' }, 403],
  ['a host as Region', { path: '/probe?region=127.0.0.1:22' }, 400],
  ['no Region', { path: '/probe' }, 400],
  ['two Regions', { path: '/probe?region=eu-central-1&region=eu-central-1' }, 400],
  ['another key', { path: '/probe?region=eu-central-1&also=10.0.0.1' }, 400],
  ['a foreign protocol', { path: '/probe?region=eu-central-1&protocol=ssh' }, 400],
  ['another server', { path: '//evil.example/metrics' }, 400],
  ['another page', { path: '/debug/pprof' }, 404],
])('%s is refused, and nothing is probed', async (_name, asked, status) => {
  const { port, probed } = await started();
  expect((await ask(port, asked)).status).toBe(status);
  expect(probed).toEqual([]);
});

test('no result in time is 503', async () => {
  const { port } = await started(null);
  expect((await ask(port, { path: '/probe?region=eu-central-1' })).status).toBe(503);
});

test('more connections than scrapers have are closed, and who says nothing holds nobody up', async () => {
  const { port } = await started();
  let closed = 0;
  for (let at = 0; at < 200; at += 1)
    sockets.push(
      connect(port, '127.0.0.1')
        .on('close', () => (closed += 1))
        .on('error', () => undefined),
    );
  const until = Date.now() + 10_000;
  while (closed < 168 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(closed).toBe(168);
  for (const socket of sockets.splice(0)) socket.destroy();
  for (;;) {
    const answer = await ask(port, { path: '/-/healthy' }).catch(() => null);
    if (answer !== null) return expect(answer.status).toBe(200);
  }
});

test.each([
  '0.0.0.0:9464',
  '192.0.2.1:9464',
  'localhost:9464',
  '127.0.0.1',
  '127.0.0.1:0',
  '127.0.0.1:70000',
  '[::]:9464',
  ':9464',
  '127.0.0.2:1',
])('%s is no place to listen', (text) => expect(listenAddress(text)).toBeNull());
test('its own two are', () => {
  expect(listenAddress('127.0.0.1:9464')).toEqual({ host: '127.0.0.1', port: 9464 });
  expect(listenAddress('[::1]:9464')).toEqual({ host: '::1', port: 9464 });
});
