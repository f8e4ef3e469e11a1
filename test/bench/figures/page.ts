/** How fast the page feels: from the link to the question, the longest tasks of a thousand checks, from Cancel to the result. */
import type { Browser, Page } from 'playwright-core';
import { launchChromium, visit, whyNoChromium } from '../../e2e/chromium.ts';
import {
  allowDemonstrationsOnly,
  measureAllRegions,
  openPage,
  openResultPage,
  startDemonstration,
  verdict,
} from '../../e2e/preflight-page.ts';
import { servePage } from '../../e2e/served-page.ts';
import type { Figure, FigureSource } from '../figure.ts';
import { median } from '../statistics.ts';

/** No task at the table of checks may be longer: beyond it a key or a pointer waits (the browser's own line for a long task). */
const LONG_TASK_MS = 50;
const TABLE = 'longest task, opening the table of 1,000 checks';

type Times = Readonly<Record<string, number>>;

interface WatchedWindow extends Window {
  longTasks?: number[];
}

export const page: FigureSource = {
  id: 'page',
  quick: false,
  async measure({ quick }): Promise<Figure> {
    const why = whyNoChromium();
    if (why !== null) throw new Error(why);
    const browser = await launchChromium();
    const runs: Times[] = [];
    for (let left = quick ? 1 : 5; left > 0; left -= 1) runs.push(await oneRun(browser));
    await browser.close();
    return figureOf(runs);
  },
};

function figureOf(runs: readonly Times[]): Figure {
  const names = Object.keys(runs[0] ?? {});
  const middle = (name: string): number => median(runs.map((times) => times[name] ?? NaN));
  return {
    id: 'page',
    title: `The page: ${TABLE}`,
    bound: `at most ${LONG_TASK_MS} ms`,
    measured: `${Math.round(middle(TABLE))} ms`,
    met: middle(TABLE) <= LONG_TASK_MS,
    details: [
      ...names.map((name) => [`${name}, median`, `${Math.round(middle(name))} ms`] as const),
      ['runs', String(runs.length)],
    ],
    commands: ['preflight serve'],
    notes: [
      'Long tasks are counted from 50 ms on; 0 means that there was none. Browser and server share the processors.',
    ],
    data: { runs },
  };
}

async function oneRun(browser: Browser): Promise<Times> {
  const served = await servePage();
  const { page: tab, context, complaints } = await visit(browser);
  try {
    await allowDemonstrationsOnly(tab, complaints);
    await tab.addInitScript(watchLongTasks);
    const start = await firstScreen(tab, served.url);
    return { ...start, ...(await thousandChecks(tab)), 'from Cancel to the result': await cancel(tab) };
  } finally {
    await context.close();
    await served.stop();
  }
}

async function firstScreen(tab: Page, url: string): Promise<Times> {
  await openPage(tab, url);
  const paints = await tab.evaluate(() =>
    performance.getEntriesByType('paint').map(({ name, startTime }) => [name, startTime] as const),
  );
  const painted = paints.find(([name]) => name === 'first-contentful-paint')?.[1] ?? NaN;
  const asked = await tab.evaluate(() => performance.now());
  return {
    'first contentful paint': painted,
    'the question is there': asked,
    'longest task at the start': await longestTask(tab),
  };
}

async function thousandChecks(tab: Page): Promise<Times> {
  await measureAllRegions(tab);
  const streaming = await longestTask(tab);
  await openResultPage(tab, 'Result');
  await verdict(tab);
  const result = await longestTask(tab);
  await openResultPage(tab, 'Checks');
  await tab.locator('.checks-table').waitFor();
  const table = await longestTask(tab);
  await tab.getByRole('searchbox').pressSequentially('4172', { delay: 20 });
  await tab.getByRole('radio', { name: 'Region', exact: true }).check({ force: true });
  return {
    'longest task, a demonstration and 1,000 checks stream in': streaming,
    'longest task, opening the result': result,
    [TABLE]: table,
    'longest task, searching and grouping': await longestTask(tab),
  };
}

/** Timed inside the page, from the press to the change that brings the result. */
async function cancel(tab: Page): Promise<number> {
  await startDemonstration(tab, 'PCoIP blocked');
  await tab.locator('.run .latest li, .run .latest-row').first().waitFor();
  return tab.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const button = [...document.querySelectorAll('button')].find(({ textContent }) =>
          textContent?.includes('Cancel and keep results'),
        );
        const started = performance.now();
        new MutationObserver((_, observer) => {
          if (document.querySelector('.verdict') === null) return;
          observer.disconnect();
          resolve(performance.now() - started);
        }).observe(document.body, { childList: true, subtree: true });
        button?.click();
      }),
  );
}

/** Runs in the page before its own scripts. */
function watchLongTasks(): void {
  const tasks: number[] = [];
  (window as WatchedWindow).longTasks = tasks;
  new PerformanceObserver((list) =>
    list.getEntries().forEach(({ duration }) => tasks.push(duration)),
  ).observe({
    type: 'longtask',
  });
}

/** The longest task since the last time that this was asked, in milliseconds; 0 when none was over 50. */
async function longestTask(tab: Page): Promise<number> {
  // The observer is told after the task: two frames later it has been.
  await tab.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  const tasks = await tab.evaluate(() => (window as WatchedWindow).longTasks?.splice(0) ?? [NaN]);
  return Math.max(0, ...tasks);
}
