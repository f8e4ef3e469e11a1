/** A run that goes on while the page is reloaded, watched from a second tab, cut off or cancelled. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { listen, visit } from './chromium.ts';
import {
  allowDemonstrationsOnly,
  assertCalm,
  checksOfResult,
  lengthenRuns,
  oneLine,
  openPage,
  startDemonstration,
  verdict,
} from './preflight-page.ts';
import { servePage, type ServedPage } from './served-page.ts';
import type { Suite } from './suite.ts';

/** A long one: about 5 s with one time-out in it. */
const DEMONSTRATION = 'PCoIP blocked';
const WORDS = 'PCoIP is blocked here. DCV is ready.';
/** What Chromium itself writes when a connection breaks. */
const BROKEN_CONNECTION = [/net::ERR_/];

interface Watched {
  readonly page: Page;
  readonly served: ServedPage;
  readonly complaints: string[];
  /** Of the same demonstration, run to its end in peace. */
  readonly checks: number;
}

export async function testLiveRun(suite: Suite, browser: Browser): Promise<void> {
  let checks = NaN;
  const inRun = (name: string, body: (watched: Watched) => Promise<void>) =>
    suite.test(`live: ${name}`, () => withRun(browser, (watched) => body({ ...watched, checks })));
  await suite.test('live: a run in peace, to compare with', () =>
    withRun(browser, async ({ page }) => {
      assert.equal(await verdict(page), WORDS);
      checks = await checksOfResult(page);
      assert.ok(checks > 100, `${checks} checks`);
    }),
  );
  await inRun('a reload in mid-run shows the same run to its end', reload);
  await inRun('a second tab finds the run, and both show the same result', secondTab);
  await inRun('a dropped connection is resumed without a gap', dropConnection);
  await inRun('what was seen before Cancel is kept', keepCancelled);
  await inRun('a server that is gone is said, and what was seen stays', loseServer);
  await inRun('a second check is refused in words while one runs', startTwice);
}

async function withRun<T>(
  browser: Browser,
  body: (watched: Omit<Watched, 'checks'>) => Promise<T>,
): Promise<T> {
  const served = await servePage();
  const { page, context, complaints } = await visit(browser);
  try {
    await allowDemonstrationsOnly(page, complaints);
    await openPage(page, served.url);
    await lengthenRuns(page);
    await startDemonstration(page, DEMONSTRATION);
    await page.locator('.run .latest li, .run .latest-row').first().waitFor();
    return await body({ page, served, complaints });
  } finally {
    await context.close();
    await served.stop();
  }
}

async function reload({ page, complaints, checks }: Watched): Promise<void> {
  const address = page.url();
  await page.reload();
  // On a loaded machine the run may have ended meanwhile: it is the same one all the same.
  await page.locator('.run, .result').first().waitFor();
  assert.equal(page.url(), address);
  assert.equal(await verdict(page), WORDS);
  assert.equal(await checksOfResult(page), checks);
  assertCalm(complaints);
}

async function secondTab({ page, complaints }: Watched): Promise<void> {
  const second = await page.context().newPage();
  listen(second, complaints);
  await second.goto(new URL('/', page.url()).href);
  await second.getByText('A check is running.').waitFor();
  await second.getByRole('link', { name: 'Watch it' }).click();
  assert.deepEqual([await verdict(page), await verdict(second)], [WORDS, WORDS]);
  assert.equal(second.url(), page.url());
  await untilAlike(page, second);
  assertCalm(complaints);
}

/** What each tab still fetches behind its verdict comes when it comes; in the end they show the same. */
async function untilAlike(one: Page, other: Page): Promise<void> {
  const read = async (tab: Page): Promise<string> => oneLine(await tab.locator('main').innerText());
  for (let left = 100; left > 0 && (await read(one)) !== (await read(other)); left -= 1)
    await one.waitForTimeout(100);
  assert.equal(await read(one), await read(other));
}

async function dropConnection({ page, served, complaints, checks }: Watched): Promise<void> {
  served.cutConnections();
  assert.equal(await verdict(page), WORDS);
  assert.equal(await checksOfResult(page), checks);
  const [after = 0] = served.resumedAfter();
  assert.ok(after > 0, 'the browser said where it stopped');
  assertCalm(complaints, BROKEN_CONNECTION);
}

async function keepCancelled({ page, complaints, checks }: Watched): Promise<void> {
  await page.getByRole('button', { name: 'Cancel and keep results' }).click();
  assert.match(await verdict(page), /the check was stopped|blocked here/);
  assert.equal(await checksOfResult(page), checks);
  await page.locator('.result-links').getByRole('link', { name: 'Checks' }).click();
  const passed = await page.locator('.filter-chip').filter({ hasText: 'Pass' }).innerText();
  assert.ok(Number(/\d+/.exec(passed)?.[0]) > 0, 'what was seen is kept');
  assertCalm(complaints);
}

async function loseServer({ page, served, complaints }: Watched): Promise<void> {
  const seen = await page.locator('.run .stages').innerText();
  assert.notEqual(seen, '');
  await served.kill();
  await page.getByRole('alert').getByText('lost its connection').waitFor();
  await page.locator('.run .stages').waitFor();
  await page.getByRole('link', { name: 'Check', exact: true }).click();
  assert.equal(await page.getByRole('button', { name: 'Check now' }).isDisabled(), true);
  // A screen whose scripts are not here yet cannot come any more: that is no mistake of the page.
  await page.getByRole('link', { name: 'History' }).click();
  await page.getByRole('heading', { name: 'Preflight itself stopped. Start it again' }).waitFor();
  assertCalm(complaints, BROKEN_CONNECTION);
}

async function startTwice({ page, complaints }: Watched): Promise<void> {
  await page.getByRole('link', { name: 'Check', exact: true }).click();
  await page.getByText('A check is running.').waitFor();
  await page.getByRole('button', { name: 'Try a demonstration' }).click();
  await page.locator('.scenario').first().click();
  await page.getByRole('alert').getByText('Another check is running.').waitFor();
  // Chromium writes every refused request into the console; the refusal is the point here.
  assertCalm(complaints, [/status of 400/]);
}
