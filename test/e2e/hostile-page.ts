/**
 * A real browser that holds the session and opens a foreign page: what that page tries against the server must fail. The foreign page
 * stands on another port of 127.0.0.1, which for cookies is the same site, so the session cookie does travel with its requests.
 */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, chromiumPath, visit } from './chromium.ts';
import { servePage, type ServedPage } from './served-page.ts';
import type { Suite } from './suite.ts';

/** A name of an attacker that the browser resolves to this machine: DNS rebinding. */
const REBOUND = 'rebound.example';

export async function testHostilePage(suite: Suite, browser: Browser): Promise<void> {
  const served = await servePage();
  const { page, context } = await visit(browser);
  const stranger = await openStranger();
  await page.goto(served.url);
  await page.locator('.start-title').waitFor();
  for (const [name, attack] of ATTACKS)
    await suite.test(`hostile page: ${name} is refused`, async () => {
      const foreign = await context.newPage();
      await foreign.goto(stranger.url);
      await attack(foreign, served);
      await foreign.close();
    });
  await suite.test(
    'hostile page: the same command from our own page is taken, and nothing had run before',
    () => assertOwnIsTaken(page, served),
  );
  await context.close();
  stranger.server.close();
  await suite.test('hostile page: a name bent to this machine (DNS rebinding) is refused', () =>
    rebind(served),
  );
  await served.stop();
}

const ATTACKS: readonly (readonly [string, (page: Page, served: ServedPage) => Promise<void>])[] = [
  ['a command with JSON', (page, { origin }) => assertUnread(page, `${origin}/api/run.start`, 'cors')],
  [
    'a command without reading the answer',
    (page, { origin }) => assertBlind(page, `${origin}/api/run.start`),
  ],
  ['reading the start screen', (page, { origin }) => assertUnread(page, `${origin}/`, 'cors')],
  ['listening to events', assertNoEvents],
  ['the page in a frame', assertNoFrame],
  ['a form sent to a command', assertNoForm],
  ['loading our script', assertNoScript],
];

function openStranger(): Promise<{ url: string; server: Server }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<title>stranger</title><h1>Win a prize</h1>');
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve({ server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }),
    ),
  );
}

/** A demonstration: even if an attack came through, nothing would be sent. */
const RUN = {
  region: ['us-west-2'],
  protocol: 'dcv',
  simulate: 'ready',
};

/** The page may not read the answer: no header of CORS lets it. */
async function assertUnread(page: Page, url: string, mode: RequestMode): Promise<void> {
  const read = await page.evaluate(
    async ({ url, mode, body }) => {
      const init = url.endsWith('/')
        ? {}
        : { method: 'POST', body, headers: { 'content-type': 'application/json' } };
      return fetch(url, { ...init, mode, credentials: 'include' }).then(
        (answer) => answer.text(),
        () => null,
      );
    },
    { url, mode, body: JSON.stringify(RUN) },
  );
  assert.equal(read, null);
}

/** Sent all the same, as browsers allow. The answer is kept from the page; the last test shows that the server did nothing. */
async function assertBlind(page: Page, url: string): Promise<void> {
  const outcome = await page.evaluate(
    ({ url, body }) =>
      fetch(url, { method: 'POST', body, mode: 'no-cors', credentials: 'include' }).then(
        () => 'answered',
        () => 'refused',
      ),
    { url, body: JSON.stringify(RUN) },
  );
  assert.equal(outcome, 'refused');
}

async function assertNoEvents(page: Page, { origin }: ServedPage): Promise<void> {
  const outcome = await page.evaluate(
    (url) =>
      new Promise<string>((resolve) => {
        const source = new EventSource(url, { withCredentials: true });
        source.onopen = () => resolve('open');
        source.onerror = () => resolve('refused');
      }),
    `${origin}/events?run=run-1`,
  );
  assert.equal(outcome, 'refused');
}

async function assertNoFrame(page: Page, { origin }: ServedPage): Promise<void> {
  const answered = page.waitForResponse(`${origin}/`);
  await page.evaluate((url) => {
    const frame = document.createElement('iframe');
    frame.src = url;
    document.body.append(frame);
  }, `${origin}/`);
  const answer = await answered;
  assert.equal(answer.status(), 403);
  assert.match(answer.headers()['content-security-policy'] ?? '', /frame-ancestors 'none'/);
}

async function assertNoForm(page: Page, { origin }: ServedPage): Promise<void> {
  const url = `${origin}/api/history.clear`;
  const answered = page.waitForResponse(url);
  const shown = page.waitForURL(url);
  await page.evaluate((action) => {
    const form = document.createElement('form');
    Object.assign(form, { method: 'post', action, enctype: 'text/plain' });
    document.body.append(form);
    form.submit();
  }, url);
  assert.equal((await answered).status(), 403);
  await shown;
}

async function assertNoScript(page: Page, { origin }: ServedPage): Promise<void> {
  const outcome = await page.evaluate(
    (url) =>
      new Promise<string>((resolve) => {
        const script = document.createElement('script');
        script.src = url;
        script.onload = () => resolve('loaded');
        script.onerror = () => resolve('refused');
        document.head.append(script);
      }),
    `${origin}/`,
  );
  assert.equal(outcome, 'refused');
}

/** The control: the very request of the attacks, from our own page, is taken. That no run stands in its way shows that none began. */
async function assertOwnIsTaken(page: Page, served: ServedPage): Promise<void> {
  await page.goto(`${served.origin}/`);
  const reply = await page.evaluate(
    async (body) =>
      (
        await fetch('/api/run.start', {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/json' },
        })
      ).json() as Promise<{ ok: boolean }>,
    JSON.stringify(RUN),
  );
  assert.equal(reply.ok, true, JSON.stringify(reply));
}

async function rebind(served: ServedPage): Promise<void> {
  const browser = await launchChromium(chromiumPath() ?? '', [REBOUND]);
  const { page } = await visit(browser);
  try {
    const answer = await page.goto(`http://${REBOUND}:${new URL(served.origin).port}/`);
    assert.equal(answer?.status(), 403);
    assert.match(await page.locator('body').innerText(), /foreign Host/);
  } finally {
    await browser.close();
  }
}
