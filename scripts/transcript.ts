/**
 * What a screen reader is given of the page, screen by screen: the accessibility tree of Chromium as lines, on the fake engine with a fixed
 * clock. `tsx scripts/transcript.ts` writes docs/proof/transcripts/page.md; the interface suite fails when the page says something else.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { launch, newPage } from './browser.ts';
import { SCREENS, serveScreens } from './screens.ts';

const root = new URL('..', import.meta.url).pathname;
export const TRANSCRIPT = join(root, 'docs/proof/transcripts/page.md');

/** A visit in the order of a person: what stands on the way from a prepared check to a bundle, and what lies beside it. */
const READ = [
  'start',
  'start-options',
  'prepared',
  'result-pcoip-blocked',
  'checks-detail',
  'proof',
  'sites',
  'result-repeated',
  'pair',
  'compare',
  'bundle',
  'history',
  'explain',
];

const HEAD = `# The page as a screen reader is given it

Chromium's accessibility tree of \`main\`, a line a thing, in the order in which it is read. Made by \`tsx scripts/transcript.ts\` on hand-made reports; no
screen reader spoke it. An indented line belongs to the one above it.
`;

/** Markdown, a section a screen. */
export async function transcriptOf(browser: Browser): Promise<string> {
  const served = await serveScreens();
  const page = await newPage(browser, { width: 1280, fixedClock: true });
  const sections: string[] = [HEAD];
  for (const name of READ) {
    const screen = SCREENS.find((one) => one.name === name);
    if (screen === undefined) throw new Error(`no screen ${name}`);
    // The same address with another fragment would not load anew.
    await page.goto('about:blank');
    await page.goto(`${served.origin}/?${new URLSearchParams(screen.query)}${screen.hash}`);
    await page.locator(screen.ready).first().waitFor();
    await screen.act?.(page);
    const told = await page.locator('main').ariaSnapshot();
    sections.push(`## ${name}: ${await page.title()}\n\n\`\`\`text\n${told}\n\`\`\`\n`);
  }
  await page.context().close();
  await served.close();
  return sections.join('\n');
}

async function main(): Promise<void> {
  const browser = await launch();
  await writeFile(TRANSCRIPT, await transcriptOf(browser));
  await browser.close();
  console.log(`written: ${TRANSCRIPT}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
