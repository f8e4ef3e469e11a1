/**
 * Every screen and state at every size that people have, in both languages, on paper: no text is cut, spills over its box or is drawn too
 * small. On the fake engine, where each state is one address; a screen is loaded once and its window is resized.
 */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { SCREENS, serveScreens, type Screen } from '../../scripts/screens.ts';
import type { Suite } from './suite.ts';
import { faultsOfText } from './text-boxes.ts';

type Sizes = Readonly<Record<'en' | 'ja', readonly number[]>>;
/**
 * CSS pixels. What finds faults: a phone, a tablet, a laptop; and in Japanese the width where the longest words have least room. 641 and
 * 320 are 1280 at 200 % and 400 %; with `--all` each side of every place where the layout changes is there too.
 */
const WIDTHS: Sizes = { en: [1280, 768, 360], ja: [768] };
const ALL_WIDTHS: Sizes = {
  en: [2560, 1280, 1001, 1000, 768, 641, 480, 360, 320],
  ja: [1001, 768, 641, 360],
};
/** Seen in Japanese too: those with the most words and the least room. `--all` takes all. */
const LONG =
  /^(start|run|result-pcoip-blocked|regions|checks-detail|proof|compare|explain|settings|bundle-files)$/;
/** A4 at 96 px an inch, less the margins that browsers print with. */
const PAPER_PX = 718;
/** Of a screen that does not come. */
const PATIENCE_MS = 30_000;
/** Looks at one size before a fault counts. */
const MOST_LOOKS = 20;
const NOW = new Date('2026-11-20T15:30:00Z');

/** What has another screen's layout in other words, or is seen in both languages as it is. */
const ALIKE =
  /^ja-|-error$|-empty$|-none$|^(gone|ended)$|^result-(udp-unproven|cancelled|captive|slow)$|^(checks|bundle-judged|start-first)$/;

export async function testSizes(
  suite: Suite,
  browser: Browser,
  { isAll }: { isAll: boolean },
): Promise<void> {
  const served = await serveScreens();
  const context = await browser.newContext({ timezoneId: 'UTC', locale: 'en-US', reducedMotion: 'reduce' });
  await context.addInitScript('globalThis.__name = (named) => named;');
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW);
  for (const screen of SCREENS.filter(({ name }) => !ALIKE.test(name)))
    await suite.test(`sizes: ${screen.name}`, async () => {
      const faults: string[] = [];
      for (const [language, widths] of Object.entries(isAll ? ALL_WIDTHS : WIDTHS))
        if (language === 'en' || isAll || LONG.test(screen.name))
          faults.push(...(await atEverySize(page, served.origin, { screen, language, widths })));
      assert.deepEqual(faults, []);
    });
  await context.close();
  await served.close();
}

/** Its tab has the name of the program alone. */
const isStart = ({ name }: Screen): boolean => /^start/.test(name);

function isScrolled(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollHeight > innerHeight);
}

/** Charts measure themselves and are drawn anew, some frames later on a loaded machine: a fault is what is still there then. */
async function lastingFaults(page: Page): Promise<readonly string[]> {
  let faults: readonly string[] = [];
  for (let look = 0; look < MOST_LOOKS && (look === 0 || faults.length > 0); look += 1) {
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    faults = await faultsOfText(page);
  }
  return faults;
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
  if ((await page.title()) === 'Preflight' && !isStart(screen))
    faults.push(`${language}: no title of its own`);
  const look = async (width: number, where: string) => {
    await page.setViewportSize({ width, height: 860 });
    faults.push(...(await lastingFaults(page)).map((fault) => `${language}, ${where}: ${fault}`));
  };
  const onPaper = async () => {
    await page.emulateMedia({ media: 'print' });
    await look(PAPER_PX, 'on paper');
    await page.emulateMedia({ media: null });
  };
  for (const width of widths) {
    await look(width, `${width} px`);
    if (screen.fits && width === 1280 && (await isScrolled(page)))
      faults.push(`${language}, ${width} px: a second scroll bar`);
  }
  if (language === 'en') await onPaper();
  return faults;
}
