/** The whole page without a mouse: from the start to the cause and its evidence, the history, the settings, a bundle. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { visit } from './chromium.ts';
import { keptChecks } from './kept-checks.ts';
import {
  allowDemonstrationsOnly,
  assertCalm,
  lengthenRuns,
  openOwnBundle,
  openPage,
  runDemonstration,
  verdict,
} from './preflight-page.ts';
import { servePage } from './served-page.ts';
import type { Suite } from './suite.ts';

/** More presses than any screen has places. */
const MOST_TABS = 60;

export async function testKeyboard(suite: Suite, browser: Browser): Promise<void> {
  const onPage = (name: string, body: (page: Page) => Promise<void>, kept: readonly string[] = []) =>
    suite.test(`keyboard: ${name}`, async () => {
      const served = await servePage({ fill: keptChecks(kept) });
      const { page, context, complaints } = await visit(browser);
      try {
        await allowDemonstrationsOnly(page, complaints);
        await openPage(page, served.url);
        await body(page);
        assertCalm(complaints);
      } finally {
        await context.close();
        await served.stop();
      }
    });
  await onPage('from the start to the cause and its evidence', findCause);
  await onPage('a Region typed before the page has the list of Regions', async (page) => {
    await holdRegions(page, chooseRegion);
  });
  await onPage('from the first Tab over the bar into the content', async (page) => {
    await tabTo(page, /^Skip to the content$/);
    await page.keyboard.press('Enter');
    await tabTo(page, /Registration code or Region/, 1);
  });
  await onPage('the history: choose two, compare, delete one, refuse to delete all', walkHistory, [
    'offline',
    'pcoip-blocked',
    'ready',
  ]);
  await onPage('the settings: appearance, a number, the language', walkSettings);
  await onPage('a bundle is opened, and one of its files read', walkBundles);
}

async function walkHistory(page: Page): Promise<void> {
  await follow(page, /^History$/, '.history-table');
  await tabTo(page, /^Choose the check of /);
  await page.keyboard.press('Space');
  await tabTo(page, /^Choose the check of /);
  await page.keyboard.press('Space');
  await tabTo(page, /^Compare these two$/);
  await page.keyboard.press('Enter');
  await page.locator('.sides').waitFor();
  await follow(page, /^History$/, '.history-table');
  const links = page.locator('.history-when');
  const second = await links.nth(1).getAttribute('href');
  await tabTo(page, /^Delete: /);
  await page.keyboard.press('Enter');
  await links.nth(2).waitFor({ state: 'detached' });
  // The focus goes on to the next check.
  await page.locator(`.history-when[href="${second}"]:focus`).waitFor();
  await tabTo(page, /^Delete all$/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await untilFocusIsOn(page, /^Delete all$/);
  assert.equal(await links.count(), 2, 'nothing was deleted');
}

async function walkSettings(page: Page): Promise<void> {
  await follow(page, /^Settings$/, '.setting-list');
  // The first press comes to the chosen option, arrows choose: system, English, Japanese; then system, light, dark.
  await tabTo(page, /^As the system$/);
  await tabTo(page, /^As the system$/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.locator('html[data-theme=dark]').waitFor();
  await tabTo(page, /^Round-trip samples for each server$/);
  const samples = page.getByRole('textbox', { name: 'Round-trip samples for each server' });
  const before = Number(await samples.inputValue());
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Tab');
  await page.getByRole('status').getByText('Saved.').waitFor();
  assert.equal(Number(await samples.inputValue()), before + 1);
  await tabTo(page, /^Language: English/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '設定' }).waitFor();
}

async function walkBundles(page: Page): Promise<void> {
  await runDemonstration(page, 'UDP blocked');
  const path = await openOwnBundle(page);
  await follow(page, /^Bundles$/, '.drop-panel');
  // Asked for before the way to it: a dialog that the browser opens before it is caught is never told.
  const chosen = page.waitForEvent('filechooser');
  chosen.catch(() => undefined);
  await tabTo(page, /^open a bundle$/);
  await page.keyboard.press('Enter');
  const chooser = await chosen;
  await chooser.setFiles({
    name: 'from-a-colleague.zip',
    mimeType: 'application/zip',
    buffer: await readFile(path),
  });
  await page.locator('.bundle-note').getByText('from-a-colleague.zip').waitFor();
  await follow(page, /^Files/, '.opened-name');
  await tabTo(page, /^streaming\.jsonl/);
  await page.keyboard.press('Enter');
  await page.locator('.record-row').first().waitFor();
  await tabTo(page, /health-check.tcp-4172/);
  await page.keyboard.press('Enter');
  await page.locator('.record-lines').waitFor();
}

/** A link of a bar, by keyboard alone. */
async function follow(page: Page, name: RegExp, there: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
  await page.locator(there).first().waitFor();
}

/** A dialog that closes gives the focus back a moment later. */
async function untilFocusIsOn(page: Page, name: RegExp): Promise<void> {
  await page.waitForFunction(
    (source) => new RegExp(source).test(document.activeElement?.textContent ?? ''),
    name.source,
  );
}

async function findCause(page: Page): Promise<void> {
  await lengthenRuns(page);
  await chooseRegion(page);
  await tabTo(page, /^Check now$/);
  await tabTo(page, /^Try a demonstration$/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').locator('.scenario').first().waitFor();
  await tabTo(page, /^UDP blocked/);
  await page.keyboard.press('Enter');
  await page.locator('.run').waitFor();
  await tabTo(page, /^Cancel and keep results$/);
  assert.equal(await verdict(page), 'UDP for PCoIP and DCV is refused here. DCV works with limits.');
  await tabTo(page, /^Copy for the ticket/);
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Copied').waitFor();
  await tabTo(page, /^Evidence and source$/);
  await page.keyboard.press('Enter');
  await page.locator('.check-detail').waitFor();
  await tabTo(page, /^(Fail|Warning|Unproven|Not tested|Pass): /);
  const row = await focusedRow(page);
  await page.keyboard.press('ArrowDown');
  assert.equal(await focusedRow(page), row + 1, 'Down goes to the next check');
  await page.keyboard.press('Enter');
  await page.locator('.check-detail').waitFor();
}

/** The page anew, whose list of Regions comes only when the first letters stand. */
async function holdRegions(page: Page, act: (page: Page) => Promise<void>): Promise<void> {
  await page.route(
    (url) => url.pathname.endsWith('regions.list'),
    async (route) => {
      await page.waitForFunction(() => document.querySelector('input')?.value === 'oreg');
      await route.continue();
    },
  );
  await page.reload();
  await act(page);
}

/** A name, the list, the choice: as the field promises to screen readers. */
async function chooseRegion(page: Page): Promise<void> {
  await tabTo(page, /Registration code or Region/);
  await page.keyboard.type('oreg');
  await page.getByRole('option', { name: /Oregon/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('.code-message').getByText('US West (Oregon)').waitFor();
}

/** Presses Tab until the focus is on what is named so; every place on the way must be visible and have a name. */
async function tabTo(page: Page, name: RegExp, most = MOST_TABS): Promise<void> {
  const seen: string[] = [];
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press('Tab');
    const { text, hasRing } = await place(page);
    if (text === '') continue;
    assert.ok(hasRing, `the focus is not to be seen on “${text}”`);
    if (name.test(text)) return;
    seen.push(text);
  }
  assert.fail(`Tab never came to ${name}; it came to: ${seen.join(' | ')}`);
}

/** Place of the check that has the focus among those that are shown. */
function focusedRow(page: Page): Promise<number> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.check-open')].findIndex((row) => row === document.activeElement),
  );
}

/** What has the focus: its name, and whether the eye can find it. The body itself (between page and browser) has no name. */
function place(page: Page): Promise<{ text: string; hasRing: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return { text: '', hasRing: true };
    const labels = 'labels' in element ? [...((element.labels as NodeListOf<HTMLElement>) ?? [])] : [];
    const labelled = document.getElementById(element.getAttribute('aria-labelledby')?.split(' ')[0] ?? '');
    const text =
      element.getAttribute('aria-label') ??
      labelled?.textContent ??
      labels.map(({ textContent }) => textContent).join(' ');
    // The ring may be drawn around the control or around the box that holds it.
    const drawn = (one: Element | null): boolean => {
      if (one === null) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    };
    const hasRing = drawn(element) || drawn(element.parentElement) || drawn(element.closest('label, tr'));
    return { text: (text || element.innerText).replace(/\s+/g, ' ').trim(), hasRing };
  });
}
