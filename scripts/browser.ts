/** Headless Chromium as the pictures and the browser measurements use it: quiet, and with a fixed clock. */
import { chromium, type Browser, type Page } from 'playwright-core';

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

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ARGS });
}

/** A page of its own context; `fixedClock` stops the time at the fixtures' afternoon. */
export async function newPage(
  browser: Browser,
  options: { width: number; fixedClock: boolean },
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: options.width, height: 860 },
    timezoneId: 'UTC',
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  if (options.fixedClock) await page.clock.setFixedTime(NOW);
  return page;
}
