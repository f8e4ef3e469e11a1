/** Headless Chromium that reaches nothing but loopback, and a page that writes down everything it complains of. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

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
  // Whatever else would be asked for does not exist: nothing leaves this machine.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

export function chromiumPath(): string | null {
  return process.env['PREFLIGHT_CHROMIUM'] ?? PLACES.find((path) => existsSync(path)) ?? null;
}

/** Installs the browser and a Japanese font with apt-get (root on a Debian) and says so. Returns why there is none, or null. */
export function whyNoChromium(): string | null {
  const fonts = existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc');
  if (chromiumPath() !== null && fonts) return null;
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (canInstall) install(['chromium', 'fonts-noto-cjk']);
  if (chromiumPath() === null)
    return canInstall ? 'apt-get could not install chromium' : 'no Chromium on this machine';
  return null;
}

function install(packages: readonly string[]): void {
  console.log(`Installing Debian packages for the browser tests: ${packages.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = ['-o', 'DPkg::Lock::Timeout=120', '-y', '-qq', '--no-install-recommends'];
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  spawnSync('apt-get', ['install', ...options, ...packages], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

export function launchChromium(executablePath = chromiumPath() ?? ''): Promise<Browser> {
  return chromium.launch({ executablePath, args: ARGS });
}

/** Nothing on the page takes this long, also on a loaded machine; a run is waited for longer, where it is waited for. */
const PATIENCE_MS = 10_000;

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

/** A page in a context of its own: a person's first visit. */
export async function visit(browser: Browser, options: VisitOptions = {}): Promise<Visit> {
  const { width = 1280, ...rest } = options;
  const context = await browser.newContext({
    viewport: { width, height: 860 },
    locale: 'en-US',
    reducedMotion: 'reduce',
    acceptDownloads: true,
    permissions: ['clipboard-read', 'clipboard-write'],
    ...rest,
  });
  context.setDefaultTimeout(PATIENCE_MS);
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
