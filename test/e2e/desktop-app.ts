/** The built desktop app under Playwright, with an empty data folder, and a local server that must never hear of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { root } from './served-page.ts';

export interface Desktop {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** A server outside the app: an attack that works is heard here. */
  readonly outside: { readonly url: string; readonly heard: string[] };
  close(): Promise<void>;
}

export async function launchDesktop(executablePath: string): Promise<Desktop> {
  const data = await mkdtemp(join(tmpdir(), 'preflight-desktop-'));
  const outside = await listenOutside();
  // Chromium refuses its sandbox to root; the flags of the window are the same, and an ordinary user runs it with the sandbox.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const app = await _electron.launch({
    executablePath,
    args: [...(asRoot ? ['--no-sandbox'] : []), join(root, 'dist', 'electron')],
    env: { ...environment(), PREFLIGHT_DATA: data },
  });
  const page = await app.firstWindow();
  await page.locator('main h1').waitFor();
  // tsx keeps the names of functions with a helper that does not travel into the page with them.
  await page.evaluate('globalThis.__name = (named) => named;');
  return {
    app,
    page,
    outside,
    async close() {
      await app.close();
      await outside.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

async function listenOutside(): Promise<Desktop['outside'] & { close(): Promise<void> }> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    response.end('outside');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    heard,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
