/** Headless Chromium that reaches nothing but loopback; and in any browser a page that writes down everything it complains of. */
import { existsSync } from 'node:fs';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { ensureSystemPackages } from '../../scripts/system-packages.mjs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Whatever else would be asked for does not exist: nothing leaves this machine. */
function resolverRules(bent: readonly string[]): string {
  const rules = [...bent.map((name) => `MAP ${name} 127.0.0.1`), 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'];
  return `--host-resolver-rules=${rules.join(' , ')}`;
}

export function chromiumPath(): string | null {
  return process.env['PREFLIGHT_CHROMIUM'] ?? PLACES.find((path) => existsSync(path)) ?? null;
}

/** Installs the browser and a Japanese font where that is allowed. Returns why there is none, or null. */
export function whyNoChromium(): string | null {
  ensureSystemPackages('browser');
  return chromiumPath() === null ? 'no Chromium on this machine' : null;
}

/** `bent`: names that the browser takes for this machine, as after a DNS rebinding. */
export function launchChromium(
  executablePath = chromiumPath() ?? '',
  bent: readonly string[] = [],
): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...ARGS, resolverRules(bent)] });
}

/** Nothing on the page takes this long, also where five pages share two loaded processors; a run is waited for longer, where it is waited for. */
const PATIENCE_MS = 20_000;
/** A load waits for a server that other parts of the suite use the processor of. */
const LOAD_MS = 30_000;

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page, its policy or its network complained of, so far. */
  readonly complaints: string[];
}

export interface VisitOptions {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly locale?: string;
}

/** What Chromium can be told for each context; Firefox is told when it is launched (firefox.ts). */
const OF_CHROMIUM: BrowserContextOptions = {
  reducedMotion: 'reduce',
  permissions: ['clipboard-read', 'clipboard-write'],
};

/** A page in a context of its own: a person's first visit. */
export async function visit(browser: Browser, options: VisitOptions = {}): Promise<Visit> {
  const { width = 1280, ...rest } = options;
  const context = await browser.newContext({
    viewport: { width, height: 860 },
    locale: 'en-US',
    acceptDownloads: true,
    ...(browser.browserType().name() === 'chromium' ? OF_CHROMIUM : {}),
    ...rest,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  context.setDefaultNavigationTimeout(LOAD_MS);
  // tsx keeps the names of functions with a helper that does not travel into the page with them.
  await context.addInitScript('globalThis.__name = (named) => named;');
  const complaints: string[] = [];
  const page = await context.newPage();
  listen(page, complaints);
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1')
      complaints.push(`a request to ${request.url()}`);
  });
  return { context, page, complaints };
}

export function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || /content security policy/i.test(message.text()))
      complaints.push(`console: ${message.text()}`);
  });
}
