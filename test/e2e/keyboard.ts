/** From the start screen to the cause and its evidence without a mouse. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { visit } from './chromium.ts';
import { allowDemonstrationsOnly, assertCalm, verdict } from './preflight-page.ts';
import { servePage } from './served-page.ts';
import type { Suite } from './suite.ts';

/** More presses than any screen has places. */
const MOST_TABS = 60;

export async function testKeyboard(suite: Suite, browser: Browser): Promise<void> {
  await suite.test('keyboard: from the start to the cause and its evidence', async () => {
    const served = await servePage();
    const { page, context, complaints } = await visit(browser);
    try {
      await allowDemonstrationsOnly(page, complaints);
      await page.goto(served.url);
      await page.locator('main h1').waitFor();
      await walk(page);
      assertCalm(complaints);
    } finally {
      await context.close();
      await served.stop();
    }
  });
}

async function walk(page: Page): Promise<void> {
  await chooseRegion(page);
  await tabTo(page, /^Check now$/);
  await tabTo(page, /^Try a demonstration$/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').locator('.scenario').first().waitFor();
  await tabTo(page, /^UDP blocked/);
  await page.keyboard.press('Enter');
  await page.locator('.run').waitFor();
  await tabTo(page, /^Cancel and keep results$/);
  assert.equal(await verdict(page), 'PCoIP does not work from here. DCV works with limits.');
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
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const seen: string[] = [];
  for (let press = 0; press < MOST_TABS; press += 1) {
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
