/** The first paint, the weight of the first screen, and a thousand streamed checks without a long task. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { bestOf, type Timed } from './best-of.ts';
import { visit } from './chromium.ts';
import {
  allowDemonstrationsOnly,
  assertCalm,
  checksOfResult,
  openPage,
  openResultPage,
  runDemonstration,
  verdict,
} from './preflight-page.ts';
import { servePage } from './served-page.ts';
import type { Suite } from './suite.ts';

const FIRST_PAINT_MS = 1000;
const LONG_TASK_MS = 100;
/** What the first screen may weigh on the wire, in bytes of gzip (issue 5). */
const BUDGET = { js: 230_000, css: 20_000 };

export async function testSpeed(suite: Suite, browser: Browser): Promise<void> {
  await suite.test('speed: the first screen is within its budget of bytes', () => weighFirstScreen(browser));
  await suite.test('speed: first contentful paint under 1 s', () => bestOf(() => firstPaint(browser)));
  await suite.test('speed: 1,000 checks stream in without a task over 100 ms', () =>
    bestOf(() => thousandChecks(browser)),
  );
}

/** A visit of its own to a server of its own. */
async function withPage<T>(browser: Browser, body: (page: Page, url: string) => Promise<T>): Promise<T> {
  const served = await servePage();
  const { page, context, complaints } = await visit(browser);
  try {
    await allowDemonstrationsOnly(page, complaints);
    const result = await body(page, served.url);
    assertCalm(complaints);
    return result;
  } finally {
    await context.close();
    await served.stop();
  }
}

/** What index.html names is what stands between the link and the first screen; the result is fetched behind it. */
function weighFirstScreen(browser: Browser): Promise<void> {
  return withPage(browser, async (page, url) => {
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
    assert.ok(js > 0 && js <= BUDGET.js, `${js} bytes of JavaScript`);
    assert.ok(css > 0 && css <= BUDGET.css, `${css} bytes of CSS`);
  });
}

function firstPaint(browser: Browser): Promise<readonly Timed[]> {
  return withPage(browser, async (page, url) => {
    await page.addInitScript(watchTitle);
    await page.goto(url);
    await page.locator('.start-title').waitFor();
    const paintedMs = await page.evaluate(untilPainted);
    // The bar is painted before any script has run; the question is what a person waits for.
    const askedMs = await page.evaluate(() => (window as WatchedWindow).titleShownMs);
    return [
      { what: 'first contentful paint', tookMs: paintedMs, mostMs: FIRST_PAINT_MS },
      { what: 'the question is there', tookMs: askedMs ?? NaN, mostMs: FIRST_PAINT_MS },
    ];
  });
}

/** Runs in the page before its own scripts: milliseconds from the navigation to the frame behind the one that brought the title. */
function watchTitle(): void {
  (window as WatchedWindow).titleShownMs = new Promise((resolve) => {
    new MutationObserver((_, observer) => {
      if (document.querySelector('.start-title') === null) return;
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame((nowMs) => resolve(nowMs)));
    }).observe(document, { childList: true, subtree: true });
  });
}

/** Runs in the page. A title can stand in the document before the frame that shows it was presented: the entry comes after that. */
function untilPainted(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const [entry] = list.getEntriesByName('first-contentful-paint');
      if (entry !== undefined) resolve(entry.startTime);
    }).observe({ type: 'paint', buffered: true });
  });
}

/** All Regions of the partition: over a thousand checks, as one press of "Measure all Regions" starts them. */
function thousandChecks(browser: Browser): Promise<readonly Timed[]> {
  return withPage(browser, async (page, url) => {
    await page.addInitScript(watchLongTasks);
    await openPage(page, url);
    await runDemonstration(page, 'PCoIP blocked');
    await openResultPage(page, 'Regions');
    await page.getByRole('button', { name: 'Measure all Regions' }).click();
    await page.locator('.run').waitFor();
    await assertWatched(page);
    await page.locator('.regions-table tbody tr').nth(5).waitFor({ timeout: 60_000 });
    const streaming = await longestTask(page, 'streaming and the ranking');
    return [streaming, ...(await afterwards(page))];
  });
}

async function afterwards(page: Page): Promise<readonly Timed[]> {
  await openResultPage(page, 'Result');
  await verdict(page);
  const result = await longestTask(page, 'opening the result');
  const checks = await checksOfResult(page);
  assert.ok(checks >= 1000, `${checks} checks`);
  await openResultPage(page, 'Checks');
  await page.locator('.checks-table').waitFor();
  const table = await longestTask(page, 'opening the table of checks');
  await page.getByRole('searchbox').pressSequentially('4172', { delay: 20 });
  await page.getByRole('radio', { name: 'Region', exact: true }).check({ force: true });
  return [result, table, await longestTask(page, 'searching and grouping')];
}

interface WatchedWindow extends Window {
  longTasks?: number[];
  titleShownMs?: Promise<number>;
}

/** Runs in the page before its own scripts. */
function watchLongTasks(): void {
  const tasks: number[] = [];
  (window as WatchedWindow).longTasks = tasks;
  new PerformanceObserver((list) =>
    list.getEntries().forEach(({ duration }) => tasks.push(duration)),
  ).observe({ type: 'longtask' });
}

/** The control: a task that blocks is seen, or the bounds below could not fail. */
async function assertWatched(page: Page): Promise<void> {
  await page.evaluate(
    (blockMs) =>
      new Promise<void>((resolve) =>
        setTimeout(() => {
          const until = performance.now() + blockMs;
          while (performance.now() < until);
          resolve();
        }),
      ),
    LONG_TASK_MS + 20,
  );
  const { tookMs } = await longestTask(page, 'the control');
  assert.ok(tookMs >= LONG_TASK_MS, `a task of ${LONG_TASK_MS + 20} ms was not seen: ${tookMs} ms`);
}

/** The longest task since the last time that this was asked; 0 when none was over 50 ms. */
async function longestTask(page: Page, what: string): Promise<Timed> {
  // The observer is told after the task: two frames later it has been.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  const tasks = await page.evaluate(() => (window as WatchedWindow).longTasks?.splice(0) ?? [NaN]);
  return { what: `longest task, ${what}`, tookMs: Math.max(0, ...tasks), mostMs: LONG_TASK_MS };
}
