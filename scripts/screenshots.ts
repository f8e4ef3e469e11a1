/**
 * `npm run screenshots`: every screen and state on the fake engine in headless Chromium, light and dark, 1280 and 480 wide, into
 * docs/screenshots/; on each one axe, the console and the policy are watched. Fails when one of them complains.
 * `--only TEXT` takes the screens whose name holds the text, `--out DIR` writes elsewhere.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import AxeBuilder from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';
import { buildRenderer } from './build-renderer.mjs';
import { serveFolder, type Served } from './serve-folder.ts';
import { SCREENS, type Screen } from './screens.ts';

const root = new URL('..', import.meta.url).pathname;
const NOW = new Date('2026-11-20T15:30:00Z');
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

interface Look {
  readonly width: 1280 | 480;
  readonly theme: 'light' | 'dark';
}
const LOOKS: readonly Look[] = [
  { width: 1280, theme: 'light' },
  { width: 1280, theme: 'dark' },
  { width: 480, theme: 'light' },
  { width: 480, theme: 'dark' },
];

export async function openPage(
  browser: Browser,
  served: Served,
  view: { width: number; path: string },
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: view.width, height: 860 },
    timezoneId: 'UTC',
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW);
  await page.goto(served.origin + view.path);
  return page;
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ARGS });
}

async function shoot(
  browser: Browser,
  served: Served,
  shot: { screen: Screen; look: Look; out: string },
): Promise<string[]> {
  const { screen, look, out } = shot;
  const complaints: string[] = [];
  const query = new URLSearchParams({ ...screen.query, theme: look.theme });
  const page = await openPage(browser, served, { width: look.width, path: `/?${query}` });
  page.on('console', (message) => {
    if (message.type() === 'error' || /policy/i.test(message.text()))
      complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`page: ${error.message}`));
  await page.goto(`${served.origin}/?${query}${screen.hash}`);
  await page.reload();
  await page.locator(screen.ready).first().waitFor({ timeout: 10_000 });
  await screen.act?.(page);
  await page.evaluate(() => document.fonts.ready);
  const name = `${screen.name}-${look.width}-${look.theme}`;
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: screen.full ?? true });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  if (overflow) complaints.push('the page is wider than the window');
  const axe = await new AxeBuilder({ page }).analyze();
  complaints.push(
    ...axe.violations.map(
      ({ id, nodes }) =>
        `axe ${id}: ${nodes
          .map(({ target }) => target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    ),
  );
  await page.context().close();
  return complaints.map((text) => `${name}: ${text}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, out: { type: 'string' } } });
  const out = values.out ?? join(root, 'docs/screenshots');
  mkdirSync(out, { recursive: true });
  const outdir = join(root, '.cache/screens');
  await buildRenderer({ outdir, entry: join(root, 'test/renderer/screens/main.tsx') });
  const served = await serveFolder(outdir);
  const browser = await launch();
  const complaints: string[] = [];
  try {
    for (const screen of SCREENS.filter(({ name }) => name.includes(values.only ?? ''))) {
      for (const look of LOOKS) complaints.push(...(await shoot(browser, served, { screen, look, out })));
    }
  } finally {
    await browser.close();
    await served.close();
  }
  for (const line of complaints) console.error(line);
  console.log(`screenshots in ${out}; ${complaints.length} complaints`);
  process.exitCode = complaints.length > 0 ? 1 : 0;
}

await main();
