/**
 * The desktop's page in Chromium under exactly the headers of its shell, with the real engine behind a bridge as the preload script gives it: it works
 * without a violation, and what a script in it could try against the policy is refused.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { handleAppProtocol } from '../../electron/security/app-protocol.ts';
import { PAGE_HEADERS } from '../../electron/security/csp.ts';
import { replyOfError } from '../../src/contract/index.ts';
import { makeAgent } from '../../src/engine/make-agent.ts';
import { loadTables } from '../../src/regions/tables.ts';
import { visit } from './chromium.ts';
import { root } from './served-page.ts';
import type { Suite } from './suite.ts';

/** Chromium knows no app scheme; its own origin stands for it. */
const ORIGIN = 'http://ui.localhost';
const RENDERER = join(root, 'dist/renderer');

/** The shell's own handler answers each request of the page. */
async function answerAsTheShell(page: Page, names: readonly string[]): Promise<void> {
  let answer: (request: Request) => Promise<Response> = () => Promise.reject(new Error('no handler'));
  const protocol = { handle: (_scheme: string, handler: typeof answer) => void (answer = handler) };
  handleAppProtocol(protocol, { names, read: (name) => readFile(join(RENDERER, name)) });
  await page.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== ORIGIN) return route.abort();
    const asked = { url: `app://ui${url.pathname}`, method: route.request().method() };
    const response = await answer(asked as Request);
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  });
}

async function openShell(browser: Browser) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'preflight-shell-'));
  const onFault = (error: unknown): void => void faults.push(String(error));
  const faults: string[] = [];
  const agent = makeAgent({
    face: 'desktop',
    version: '0',
    tables: loadTables(),
    publicRoots: null,
    dataFolder,
    onFault,
  });
  const { page, context } = await visit(browser);
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.exposeFunction('callEngine', (command: string, argument: unknown) =>
    agent.call(command, argument).then(
      (value) => ({ ok: true, value }),
      (error: unknown) => replyOfError(error),
    ),
  );
  // The shape of electron/preload/bridge.ts.
  await page.addInitScript(() => {
    const listeners = new Set<(event: unknown) => void>();
    const call = (command: string, argument: unknown): unknown =>
      (window as unknown as { callEngine(c: string, a: unknown): unknown }).callEngine(command, argument);
    const onEvent = (listener: (event: unknown) => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    };
    Object.assign(window, { agent: Object.freeze({ call, onEvent }) });
  });
  const names = JSON.parse(await readFile(join(RENDERER, 'files.json'), 'utf8')) as string[];
  await answerAsTheShell(page, names);
  await page.goto(`${ORIGIN}/`);
  const close = async (): Promise<void> => {
    await context.close();
    agent.close();
    await rm(dataFolder, { recursive: true, force: true });
  };
  return { page, complaints, faults, close };
}

/** What each attempt came to, inside the page. */
const ATTEMPTS: Readonly<Record<string, () => Promise<string>>> = {
  'an inline script': () => {
    const script = document.createElement('script');
    try {
      script.textContent = 'window.pwned = 1';
      document.head.append(script);
    } catch {
      // Trusted types refuse the text itself.
    }
    return Promise.resolve('pwned' in window ? 'ran' : 'refused');
  },
  // In a task of the page's own: what the debugger calls directly may evaluate.
  eval: () =>
    new Promise((resolve) =>
      setTimeout(() => {
        try {
          resolve(String((0, eval)('1 + 1')));
        } catch {
          resolve('refused');
        }
      }, 0),
    ),
  'HTML that is no trusted type': () => {
    try {
      document.createElement('div').innerHTML = '<img src=x>';
      return Promise.resolve('taken');
    } catch {
      return Promise.resolve('refused');
    }
  },
  'a request to anywhere': () =>
    fetch('https://service.invalid/').then(
      () => 'sent',
      () => 'refused',
    ),
  'a request to its own origin': () =>
    fetch('/').then(
      () => 'sent',
      () => 'refused',
    ),
  'a socket': () =>
    new Promise((resolve) => {
      try {
        const socket = new WebSocket('ws://127.0.0.1:9/');
        document.addEventListener('securitypolicyviolation', () => resolve('refused'), { once: true });
        socket.onopen = () => resolve('sent');
        setTimeout(() => resolve('tried'), 3000);
      } catch {
        resolve('refused');
      }
    }),
  'an image of another site': () =>
    new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', () => resolve('refused'), { once: true });
      new Image().src = 'https://service.invalid/x.png';
      setTimeout(() => resolve('tried'), 3000);
    }),
};

export async function testShellHeaders(suite: Suite, browser: Browser): Promise<void> {
  const { page, complaints, faults, close } = await openShell(browser);
  await suite.test('shell: the page works under exactly its headers, without a complaint', async () => {
    await page.locator('.start-title').waitFor();
    const head = await page.evaluate(() => document.title);
    assert.notEqual(head, '');
    assert.deepEqual([complaints, faults], [[], []]);
    const answer = await page.request.get(`${ORIGIN}/`).catch(() => null);
    assert.equal(answer, null, 'nothing stands at this address but the shell');
    assert.match(PAGE_HEADERS['content-security-policy'] ?? '', /connect-src 'none'/);
  });
  for (const [name, attempt] of Object.entries(ATTEMPTS))
    await suite.test(`shell: ${name} is refused in the page`, async () => {
      assert.equal(await page.evaluate(attempt), 'refused');
    });
  await close();
}
