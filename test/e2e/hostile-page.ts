/**
 * A real browser that holds the session and opens a foreign page: what that page tries against the server must fail. The foreign page
 * stands on another port of 127.0.0.1, as that of another user of this computer would; its server writes down all that it is sent. And that other
 * user looks into the list of processes.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
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
  await suite.test('session: a reload and a second tab keep it', () => assertKept(page, served));
  await suite.test('session: another server of 127.0.0.1 is sent no secret by a clicked link', () =>
    assertNothingHandedOver(page, stranger),
  );
  await context.close();
  stranger.server.close();
  await suite.test('session: the used link gets nothing in another browser', () => useAgain(browser, served));
  await suite.test('session: a page that is reloaded before it heard its key asks again and gets it', () =>
    reloadAtOnce(browser),
  );
  await suite.test(
    'session: another user finds the link neither in the list of processes nor in a file',
    otherUser,
  );
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

interface Stranger {
  readonly url: string;
  readonly server: Server;
  /** Heads of all requests, as they came. */
  readonly heard: string[];
}

function openStranger(): Promise<Stranger> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.url} ${request.rawHeaders.join(' ')}`);
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<title>stranger</title><h1>Win a prize</h1>');
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve({ server, heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }),
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
          headers: {
            'content-type': 'application/json',
            'x-preflight-key': sessionStorage.getItem('preflight-key') ?? '',
          },
        })
      ).json() as Promise<{ ok: boolean }>,
    JSON.stringify(RUN),
  );
  assert.equal(reply.ok, true, JSON.stringify(reply));
}

/** The server has given the key away, and the answer is lost with the page. */
async function reloadAtOnce(browser: Browser): Promise<void> {
  const served = await servePage();
  const { page, context } = await visit(browser);
  const answered = new Promise<void>((resolve) => {
    void page.route(
      '**/start',
      async (route) => {
        await route.fetch();
        resolve();
      },
      { times: 1 },
    );
  });
  await page.goto(served.url, { waitUntil: 'commit' });
  await answered;
  await page.reload();
  await page.locator('.start-title').waitFor();
  assert.equal(await statusOfCall(page), 200);
  await context.close();
  await served.stop();
}

/** Asks as the page itself does; what the server answered. */
function statusOfCall(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const key = sessionStorage.getItem('preflight-key');
    const headers = {
      'content-type': 'application/json',
      ...(key === null ? {} : { 'x-preflight-key': key }),
    };
    return (await fetch('/api/settings.get', { method: 'POST', body: '{}', headers })).status;
  });
}

async function assertKept(page: Page, served: ServedPage): Promise<void> {
  await page.reload();
  await page.locator('main h1').first().waitFor();
  assert.equal(await statusOfCall(page), 200);
  assert.ok(!page.url().includes('token'), page.url());
  const second = await page.context().newPage();
  await second.goto(`${served.origin}/`);
  await second.locator('main h1').first().waitFor();
  await second.waitForFunction(() => sessionStorage.getItem('preflight-key') !== null);
  assert.equal(await statusOfCall(second), 200);
  await second.close();
}

async function assertNothingHandedOver(page: Page, stranger: Stranger): Promise<void> {
  const key = await page.evaluate(() => sessionStorage.getItem('preflight-key') ?? '');
  assert.ok(key.length > 20);
  const clicked = await page.context().newPage();
  await clicked.goto(page.url());
  await Promise.all([
    clicked.waitForURL(stranger.url),
    clicked.evaluate((url) => {
      const anchor = document.createElement('a');
      anchor.href = url;
      document.body.append(anchor);
      anchor.click();
    }, stranger.url),
  ]);
  const seen = await clicked.evaluate(() => [document.cookie, sessionStorage.length, document.referrer]);
  assert.deepEqual(seen, ['', 0, '']);
  await clicked.close();
  const all = stranger.heard.join('\n');
  assert.ok(!all.includes(key) && !/cookie/i.test(all), all);
}

async function useAgain(browser: Browser, served: ServedPage): Promise<void> {
  const { page, context } = await visit(browser);
  // The first command of the page: by then it has asked for a key wherever it may, and has none.
  const first = page.waitForResponse((response) => response.url().includes('/api/'));
  await page.goto(served.url);
  assert.equal((await first).status(), 401);
  assert.equal(await statusOfCall(page), 401);
  await context.close();
}

/** Nobody's number on every Linux. */
const NOBODY = 65534;
/**
 * Looks until the browser has been starting for a while (a loaded machine takes long to come to it): at the command lines of all processes,
 * and at every file of ours in the temporary folder.
 */
const LOOK = `
const fs = require('node:fs'), path = require('node:path');
const read = (file) => { try { return fs.readFileSync(file, 'latin1'); } catch { return ''; } };
const list = (folder) => { try { return fs.readdirSync(folder); } catch { return []; } };
let end = Date.now() + 60000;
let seen = '', sawBrowser = false;
while (Date.now() < end) {
  for (const pid of list('/proc').filter((name) => /^[0-9]+$/.test(name))) {
    const line = read('/proc/' + pid + '/cmdline');
    if (!sawBrowser && line.includes('preflight-open-') && !line.includes('sawBrowser')) {
      sawBrowser = true;
      end = Date.now() + 3000;
    }
    if (line.includes('/#' + 'token=')) seen += line;
  }
  for (const folder of list('/tmp').filter((name) => name.startsWith('preflight-open-')))
    for (const file of list(path.join('/tmp', folder))) seen += read(path.join('/tmp', folder, file));
}
process.stdout.write(JSON.stringify({ seen, sawBrowser }));
`;

async function otherUser(): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const looking = spawn(process.execPath, ['-e', LOOK], {
    uid: NOBODY,
    gid: NOBODY,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const looked = new Promise((resolve) => looking.once('close', resolve));
  let found = '';
  looking.stdout.on('data', (data: Buffer) => (found += data.toString()));
  const served = await servePage({
    args: ['--open'],
    start: (file, args, env) =>
      spawn(file, args, {
        env: { ...process.env, ...env, DISPLAY: ':99', SSH_CONNECTION: '' },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
  });
  await looked;
  const { seen, sawBrowser } = JSON.parse(found) as { seen: string; sawBrowser: boolean };
  assert.equal(sawBrowser, true, 'the browser was started, so there was something to see');
  assert.equal(seen, '');
  await served.stop();
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
