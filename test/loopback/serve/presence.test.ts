/** The end of a server whose pages have gone: over real connections, with short times. */
import { createServer, get, type ClientRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { makePresence, type PresenceOptions } from '../../../src/serve/presence.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function start(changes: Partial<PresenceOptions> = {}) {
  const presence = makePresence({
    isBusy: () => Promise.resolve(false),
    firstMs: null,
    lastMs: 150,
    ...changes,
  });
  const own = createServer((_request, response) => presence.answer(response));
  servers.push(own);
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
  let over = false;
  void presence.deserted.then(() => (over = true));
  const page = (): Promise<ClientRequest> =>
    new Promise((resolve) => {
      const request = get({ port: (own.address() as AddressInfo).port, host: '127.0.0.1', agent: false });
      request.on('error', () => undefined);
      request.once('response', (response) => {
        response.on('error', () => undefined).resume();
        resolve(request);
      });
    });
  return { page, isOver: () => over };
}
const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('ends some time after the last page has gone, not before', async () => {
  const { page, isOver } = await start();
  const [one, two] = [await page(), await page()];
  one.destroy();
  await after(300);
  expect(isOver()).toBe(false);
  two.destroy();
  await after(60);
  expect(isOver()).toBe(false);
  await after(240);
  expect(isOver()).toBe(true);
});

test('a reload is no end', async () => {
  const { page, isOver } = await start();
  (await page()).destroy();
  await after(60);
  await page();
  await after(300);
  expect(isOver()).toBe(false);
});

test('a run that goes on is waited for', async () => {
  let busy = true;
  const { page, isOver } = await start({ isBusy: () => Promise.resolve(busy) });
  (await page()).destroy();
  await after(400);
  expect(isOver()).toBe(false);
  busy = false;
  await after(300);
  expect(isOver()).toBe(true);
});

test('a page that never comes', async () => {
  const patient = await start();
  await after(300);
  expect(patient.isOver()).toBe(false);
  const other = await start({ firstMs: 50 });
  await after(150);
  expect(other.isOver()).toBe(true);
});
