/** The first paint, the weight of the first screen, and a thousand streamed checks without a long task. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { visit } from './chromium.ts';
import {
  allowDemonstrationsOnly,
  assertCalm,
  checksOfResult,
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
  await suite.test('speed: first contentful paint under 1 s, first screen within its budget', () =>
    firstScreen(browser),
  );
  await suite.test('speed: 1,000 checks stream in without a task over 100 ms', () => thousandChecks(browser));
}

async function firstScreen(browser: Browser): Promise<void> {
  const served = await servePage();
  const { page, context, complaints } = await visit(browser);
  try {
    const weight = { js: 0, css: 0 };
    page.on('response', (response) => {
      const length = Number(response.headers()['content-length'] ?? 0);
      const type = response.headers()['content-type'] ?? '';
      if (type.includes('javascript')) weight.js += length;
      if (type.includes('css')) weight.css += length;
    });
    await page.goto(served.url);
    await page.locator('.start-title').waitFor();
    await page.waitForLoadState('networkidle');
    const paintMs = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity,
    );
    console.log(
      `      first contentful paint ${Math.round(paintMs)} ms; ${weight.js} bytes of JavaScript, ${weight.css} of CSS`,
    );
    assert.ok(paintMs < FIRST_PAINT_MS, `first contentful paint after ${Math.round(paintMs)} ms`);
    assert.ok(weight.js > 0 && weight.js <= BUDGET.js, `${weight.js} bytes of JavaScript`);
    assert.ok(weight.css > 0 && weight.css <= BUDGET.css, `${weight.css} bytes of CSS`);
    assertCalm(complaints);
  } finally {
    await context.close();
    await served.stop();
  }
}

/** All Regions of the partition: over a thousand checks, as one press of "Measure all Regions" starts them. */
async function thousandChecks(browser: Browser): Promise<void> {
  const served = await servePage();
  const { page, context, complaints } = await visit(browser);
  try {
    await allowDemonstrationsOnly(page, complaints);
    await page.addInitScript(watchLongTasks);
    await page.goto(served.url);
    await runDemonstration(page, 'PCoIP blocked');
    await openResultPage(page, 'Regions');
    await page.getByRole('button', { name: 'Measure all Regions' }).click();
    await page.locator('.run').waitFor();
    await forgetLongTasks(page);
    await page.locator('.regions-table tbody tr').nth(5).waitFor({ timeout: 60_000 });
    await assertSmooth(page, 'streaming and the ranking');
    const checks = await checksAfter(page);
    assert.ok(checks >= 1000, `${checks} checks`);
    await assertSmooth(page, 'opening the table of checks');
    await page.getByRole('searchbox').pressSequentially('4172', { delay: 20 });
    await page.getByRole('radio', { name: 'Region', exact: true }).check({ force: true });
    await assertSmooth(page, 'searching and grouping');
    assertCalm(complaints);
  } finally {
    await context.close();
    await served.stop();
  }
}

async function checksAfter(page: Page): Promise<number> {
  await openResultPage(page, 'Result');
  await verdict(page);
  await assertSmooth(page, 'opening the result');
  const checks = await checksOfResult(page);
  await openResultPage(page, 'Checks');
  await page.locator('.checks-table').waitFor();
  return checks;
}

interface WatchedWindow extends Window {
  longTasks?: number[];
}

/** Runs in the page before its own scripts. */
function watchLongTasks(): void {
  const tasks: number[] = [];
  (window as WatchedWindow).longTasks = tasks;
  new PerformanceObserver((list) =>
    list.getEntries().forEach(({ duration }) => tasks.push(duration)),
  ).observe({ type: 'longtask' });
}

async function forgetLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => (window as WatchedWindow).longTasks?.splice(0));
}

async function assertSmooth(page: Page, during: string): Promise<void> {
  // The observer is told after the task: two frames later it has been.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  const tasks = await page.evaluate(() => (window as WatchedWindow).longTasks?.splice(0) ?? [NaN]);
  const longest = Math.round(Math.max(0, ...tasks));
  console.log(`      ${during}: ${tasks.length} tasks over 50 ms, the longest ${longest} ms`);
  assert.ok(longest <= LONG_TASK_MS, `${during}: a task of ${longest} ms`);
}
