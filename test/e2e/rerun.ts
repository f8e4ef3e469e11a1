/** A result that is checked again: one check, its group, only what failed. Before and after stand together each time. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { visit } from './chromium.ts';
import {
  allowDemonstrationsOnly,
  assertCalm,
  checksOfResult,
  oneLine,
  openPage,
  runDemonstration,
  verdict,
} from './preflight-page.ts';
import { servePage } from './served-page.ts';
import type { Suite } from './suite.ts';

/** What Chromium itself writes when the server goes. */
const BROKEN_CONNECTION = [/net::ERR_/];
const WORDS = 'PCoIP is blocked here. DCV is ready.';

export async function testRerun(suite: Suite, browser: Browser): Promise<void> {
  const served = await servePage();
  const { page, context, complaints } = await visit(browser);
  await allowDemonstrationsOnly(page, complaints);
  await openPage(page, served.url);
  assert.equal(await runDemonstration(page, 'PCoIP blocked'), WORDS);
  const first = page.url();
  const checks = await checksOfResult(page);
  for (const [name, press] of WAYS)
    await suite.test(`rerun: ${name}, before and after together`, async () => {
      await page.goto(first);
      await verdict(page);
      await press(page);
      await page.waitForURL((url) => url.href !== first && !url.hash.includes('checks'));
      assert.equal(await verdict(page), WORDS);
      assert.equal(await checksOfResult(page), checks, 'what was not checked again is kept');
      await readBoth(page);
      assertCalm(complaints.splice(0));
    });
  await suite.test('rerun: proof row by row, tested again by a key', async () => {
    await page.goto(first);
    await verdict(page);
    await proveRowByRow(page);
    assertCalm(complaints.splice(0));
  });
  await suite.test('rerun: the page ends the program, after one question', async () => {
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'End Preflight' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End Preflight' }).click();
    await page.getByText('Preflight has ended. You can close this tab.').waitFor();
    assert.equal((await served.ended()).exitCode, 0);
    assertCalm(complaints.splice(0), BROKEN_CONNECTION);
  });
  await context.close();
  await served.stop();
}

const WAYS: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ['only what failed', (page) => page.getByRole('button', { name: 'Check only what failed' }).click()],
  ['one check', (page) => fromDetail(page, 'Check this again')],
  ['one group', (page) => fromDetail(page, 'Check this group again')],
];

async function fromDetail(page: Page, button: string): Promise<void> {
  await page.getByRole('link', { name: 'Evidence and source' }).first().click();
  await page.locator('.check-detail').waitFor();
  await page.getByRole('button', { name: button }).click();
}

async function readBoth(page: Page): Promise<void> {
  const note = page.locator('.note[role=status]');
  await note.waitFor();
  assert.match(oneLine(await note.innerText()), /^Checked again: (nothing|\d+ of the checks) changed since /);
  await note.getByRole('link').click();
  const journeys = page.locator('.sides .journey-mini');
  await journeys.nth(1).waitFor();
  assert.equal(await journeys.count(), 2);
}

/** From the cause to its rules, by keys alone; what is shut is told before what is open, and a retest stands beside what was before. */
async function proveRowByRow(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Prove it row by row' }).click();
  const title = oneLine(await page.locator('.proof-head h1').innerText());
  assert.match(title, /^\d+ of \d+ rules are shut\.$/);
  await page.locator('.proof-open').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  const blocks = page.locator('.proof-blocks pre');
  await blocks.waitFor();
  await page.keyboard.press('c');
  await page.locator('.proof-box [role=status]').getByText('Copied').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await blocks.innerText());
  await page.keyboard.press('ArrowLeft');
  await blocks.waitFor({ state: 'detached' });
  await page.keyboard.press('t');
  await page.locator('.proof-ticket').waitFor();
  assert.equal(
    oneLine(await page.locator('.proof-head h1').innerText()).startsWith('Nothing changed.'),
    true,
  );
  await page
    .getByText(/were not asked again and keep their state of .*Not asked is no difference\.$/)
    .waitFor();
}
