/**
 * Every screen and state at every size that people have, in both languages, on paper: no text is cut, spills over its box or is drawn too
 * small. On the fake engine, where each state is one address; a screen is loaded once and its window is resized.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { buildRenderer } from '../../scripts/build-renderer.mjs';
import { SCREENS, type Screen } from '../../scripts/screens.ts';
import { serveFolder } from '../../scripts/serve-folder.ts';
import { root } from './served-page.ts';
import type { Suite } from './suite.ts';
import { faultsOfText } from './text-boxes.ts';

/** CSS pixels. 641 and 320 are 1280 at 200 % and 400 %; each side of every place where the layout changes is there. */
const WIDTHS = { en: [2560, 1001, 1000, 641, 480, 360, 320], ja: [1001, 641, 360] } as const;
/** A4 at 96 px an inch, less the margins that browsers print with. */
const PAPER_PX = 718;
const NOW = new Date('2026-11-20T15:30:00Z');

/** What has another screen's layout in other words, or is seen in both languages as it is. */
const ALIKE =
  /^ja-|-error$|-empty$|-none$|^result-(udp-unproven|cancelled|captive|slow)$|^(checks|bundle-judged|start-first)$/;

export async function testSizes(suite: Suite, browser: Browser): Promise<void> {
  const outdir = join(root, '.cache/screens');
  await buildRenderer({ outdir, entry: join(root, 'test/renderer/screens/main.tsx') });
  const served = await serveFolder(outdir);
  const context = await browser.newContext({ timezoneId: 'UTC', locale: 'en-US', reducedMotion: 'reduce' });
  await context.addInitScript('globalThis.__name = (named) => named;');
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW);
  for (const screen of SCREENS.filter(({ name }) => !ALIKE.test(name)))
    await suite.test(`sizes: ${screen.name}`, async () => {
      const faults: string[] = [];
      for (const [language, widths] of Object.entries(WIDTHS))
        faults.push(...(await atEverySize(page, served.origin, { screen, language, widths })));
      assert.deepEqual(faults, []);
    });
  await context.close();
  await served.close();
}

interface Sized {
  readonly screen: Screen;
  readonly language: string;
  readonly widths: readonly number[];
}

async function atEverySize(page: Page, origin: string, sized: Sized): Promise<readonly string[]> {
  const { screen, language, widths } = sized;
  const query = new URLSearchParams({ ...screen.query, theme: 'light', language });
  const faults: string[] = [];
  await page.setViewportSize({ width: 1280, height: 860 });
  // The same address with another fragment would not load anew.
  await page.goto('about:blank');
  await page.goto(`${origin}/?${query}${screen.hash}`);
  await page.locator(screen.ready).first().waitFor();
  await screen.act?.(page);
  await page.evaluate(() => document.fonts.ready);
  const look = async (width: number, where: string) => {
    await page.setViewportSize({ width, height: 860 });
    // Charts measure themselves and are drawn anew.
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    faults.push(...(await faultsOfText(page)).map((fault) => `${language}, ${where}: ${fault}`));
  };
  const onPaper = async () => {
    await page.emulateMedia({ media: 'print' });
    await look(PAPER_PX, 'on paper');
    await page.emulateMedia({ media: null });
  };
  for (const width of widths) await look(width, `${width} px`);
  if (language === 'en') await onPaper();
  return faults;
}
