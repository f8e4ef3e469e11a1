/**
 * What keeps the page fast, by counts that no machine changes: the weight of the first screen, how much of a thousand checks stands in
 * the document, what is asked of the engine again. The times are figures of the bench (test/bench/figures/page.ts).
 */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { BUDGET } from '../../scripts/build-renderer.mjs';
import { visit } from './chromium.ts';
import {
  allowDemonstrationsOnly,
  assertCalm,
  checksOfResult,
  measureAllRegions,
  openPage,
  openResultPage,
  verdict,
} from './preflight-page.ts';
import { servePage } from './served-page.ts';
import type { Suite } from './suite.ts';

/** A screen holds about 20 rows; the piece that begins on it is 40. */
const MOST_AT_OPENING = 64;
/** Pieces of 40: those in sight, and 600 px above and below them. */
const MOST_ANYWHERE = 160;

export async function testSpeed(suite: Suite, browser: Browser): Promise<void> {
  await suite.test('speed: the first screen is within its budget of bytes', () =>
    withPage(browser, weighFirstScreen),
  );
  await suite.test('speed: of 1,000 checks the document holds what is near the window', () =>
    withPage(browser, thousandChecks),
  );
}

/** A visit of its own to a server of its own. */
async function withPage(browser: Browser, body: (page: Page, url: string) => Promise<void>): Promise<void> {
  const served = await servePage();
  const { page, context, complaints } = await visit(browser);
  try {
    await allowDemonstrationsOnly(page, complaints);
    await body(page, served.url);
    assertCalm(complaints);
  } finally {
    await context.close();
    await served.stop();
  }
}

/** What index.html names is what stands between the link and the first screen; the result is fetched behind it. */
async function weighFirstScreen(page: Page, url: string): Promise<void> {
  const weights = new Map<string, number>();
  page.on('response', (response) =>
    weights.set(new URL(response.url()).pathname, Number(response.headers()['content-length'] ?? NaN)),
  );
  await page.goto(url);
  await page.locator('.start-title').waitFor();
  const named = (selector: string, attribute: string): Promise<number> =>
    page
      .locator(selector)
      .evaluateAll((all, name) => all.map((one) => one.getAttribute(name) ?? ''), attribute)
      .then((paths) => paths.reduce((sum, path) => sum + (weights.get(path) ?? NaN), 0));
  const js = (await named('link[rel=modulepreload]', 'href')) + (await named('script[src]', 'src'));
  const css = await named('link[rel=stylesheet]', 'href');
  console.log(`      ${js} bytes of JavaScript, ${css} of CSS`);
  assert.ok(js > 0 && js <= BUDGET.script, `${js} bytes of JavaScript`);
  assert.ok(css > 0 && css <= BUDGET.style, `${css} bytes of CSS`);
}

async function thousandChecks(page: Page, url: string): Promise<void> {
  await openPage(page, url);
  await measureAllRegions(page);
  await openResultPage(page, 'Result');
  await verdict(page);
  const checks = await checksOfResult(page);
  assert.ok(checks >= 1000, `${checks} checks`);
  const asked = listenForCalls(page);
  await openResultPage(page, 'Checks');
  await page.locator('.checks-table').waitFor();
  await assertRows(page, 'at opening', MOST_AT_OPENING);
  assert.deepEqual(asked, [], 'the pages of one result ask for it once');
  await page.getByRole('radio', { name: 'None', exact: true }).check({ force: true });
  await scrollToEnd(page, checks);
}

function listenForCalls(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/')) asked.push(pathname);
  });
  return asked;
}

/** Down until the list says that nothing is left; on the way there is never more of it than near the window. */
async function scrollToEnd(page: Page, checks: number): Promise<void> {
  const list = page.locator('.checks-scroll');
  for (
    let left = Math.ceil(checks / 10);
    left > 0 && (await page.locator('.more-row').count()) > 0;
    left -= 1
  ) {
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }
  assert.equal(await page.locator('.more-row').count(), 0, 'the end of the list is reached');
  await assertRows(page, 'at the end', MOST_ANYWHERE);
  await list.evaluate((element) => element.scrollTo(0, 0));
  await page.locator('.check-row').first().waitFor();
  await assertRows(page, 'at the top again', MOST_ANYWHERE);
}

async function assertRows(page: Page, where: string, most: number): Promise<void> {
  const rows = await page.locator('.check-row').count();
  console.log(`      ${rows} rows ${where}`);
  assert.ok(rows > 0 && rows <= most, `${rows} rows ${where}, at most ${most}`);
}
