/**
 * `npm run screenshots`: every screen and state on the fake engine in headless Chromium, light and dark, 1280 and 480 wide, into
 * docs/screenshots/; on each one axe, the console, the policy and the width are watched. Fails when one of them complains.
 * `--only TEXT` takes the screens whose name holds the text, `--look 1280-light` one look (any width: `900-dark`), `--out DIR` writes elsewhere;
 * `--again` takes those alone that the folder has already.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { launch, newPage } from './browser.ts';
import { SCREENS, serveScreens, type Screen } from './screens.ts';

const root = new URL('..', import.meta.url).pathname;

interface Look {
  readonly width: number;
  readonly theme: 'light' | 'dark';
}
const LOOKS: readonly Look[] = [
  { width: 1280, theme: 'light' },
  { width: 1280, theme: 'dark' },
  { width: 480, theme: 'light' },
  { width: 480, theme: 'dark' },
];

interface Shot {
  readonly screen: Screen;
  readonly look: Look;
  readonly file: string;
  readonly url: string;
}

async function shoot(browser: Browser, shot: Shot): Promise<string[]> {
  const page = await newPage(browser, { width: shot.look.width, fixedClock: true });
  const complaints = listen(page);
  try {
    await page.goto(shot.url);
    await page.locator(shot.screen.ready).first().waitFor({ timeout: 10_000 });
    await shot.screen.act?.(page);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: shot.file, fullPage: shot.screen.full ?? true });
    complaints.push(...(await widthOf(page)), ...(await scan(page, shot.screen.scan)));
  } catch (error) {
    complaints.push(String(error).split('\n')[0] ?? 'failed');
  } finally {
    await page.context().close();
  }
  return complaints;
}

/** What the page itself complains of: errors and anything that the policy refused. */
function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`page: ${error.message}`));
  page.on('console', (message) => {
    const bad = message.type() === 'error' || /policy/i.test(message.text());
    if (bad) complaints.push(`console: ${message.text()}`);
  });
  return complaints;
}

async function widthOf(page: Page): Promise<string[]> {
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  return wide ? ['the page is wider than the window'] : [];
}

async function scan(page: Page, part: string | undefined): Promise<string[]> {
  const builder = new AxeBuilder({ page });
  const { violations } = await (part === undefined ? builder : builder.include(part)).analyze();
  return violations.map(({ id, nodes }) => {
    const where = nodes.slice(0, 3).map(({ target }) => target.join(' '));
    return `axe ${id}: ${where.join(' | ')}`;
  });
}

const OPTIONS = {
  only: { type: 'string' },
  look: { type: 'string' },
  out: { type: 'string' },
  again: { type: 'boolean' },
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: OPTIONS });
  const out = values.out ?? join(root, 'docs/screenshots');
  mkdirSync(out, { recursive: true });
  const served = await serveScreens();
  const browser = await launch();
  let complaints = 0;
  try {
    const shots = shotsOf(served.origin, out, values).filter(({ file }) => !values.again || existsSync(file));
    if (shots.length === 0) throw new Error('no screen and look of that name');
    for (const shot of shots) {
      const found = await shoot(browser, shot);
      for (const line of found)
        console.error(`${shot.screen.name} ${shot.look.width} ${shot.look.theme}: ${line}`);
      complaints += found.length;
    }
  } finally {
    await browser.close();
    await served.close();
  }
  console.log(`screenshots in ${out}; ${complaints} complaints`);
  process.exitCode = complaints > 0 ? 1 : 0;
}

/** Those of the list that hold the text; `900-dark` is one of its own. */
function looksOf(text = ''): readonly Look[] {
  const [, width, theme] = /^(\d+)-(light|dark)$/.exec(text) ?? [];
  if (width !== undefined) return [{ width: Number(width), theme: theme === 'dark' ? 'dark' : 'light' }];
  return LOOKS.filter((look) => `${look.width}-${look.theme}`.includes(text));
}

function shotsOf(origin: string, out: string, choice: { only?: string; look?: string }): Shot[] {
  const screens = SCREENS.filter(({ name }) => name.includes(choice.only ?? ''));
  return screens.flatMap((screen) =>
    looksOf(choice.look).map((look) => {
      const query = new URLSearchParams({ ...screen.query, theme: look.theme });
      const file = join(out, `${screen.name}-${look.width}-${look.theme}.png`);
      return { screen, look, file, url: `${origin}/?${query}${screen.hash}` };
    }),
  );
}

await main().catch((error: unknown) => {
  console.error(`screenshots: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
});
