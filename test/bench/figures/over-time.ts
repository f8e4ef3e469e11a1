/** How fast the page "Over time" shows a day of a run a minute, and 13 months of hours: from the press to the picture. */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { writeLines } from '../../../src/history/line-files.ts';
import { hoursOf } from '../../../src/history/rollup.ts';
import { launchChromium, visit, whyNoChromium } from '../../e2e/chromium.ts';
import { goTo, openPage } from '../../e2e/preflight-page.ts';
import { servePage } from '../../e2e/served-page.ts';
import { madeLine } from '../../unit/history/made-line.ts';
import type { Figure, FigureSource } from '../figure.ts';
import { median } from '../statistics.ts';

const BOUNDS = { day: 150, week: null, month: null, year: 300 } as const;
type Period = keyof typeof BOUNDS;
const NAMES: Readonly<Record<Period, string>> = {
  day: 'a day of 1,440 runs',
  week: 'a week, one day of it with 1,440 runs',
  month: 'a month of hours',
  year: '13 months of hours',
};
const PERIODS = Object.keys(NAMES) as Period[];

export const overTimePage: FigureSource = {
  id: 'over-time',
  quick: false,
  async measure({ quick }): Promise<Figure> {
    const why = whyNoChromium();
    if (why !== null) throw new Error(why);
    const browser = await launchChromium();
    const runs = await measured(browser, quick ? 1 : 7);
    await browser.close();
    const middle = (period: Period): number => median(runs.map((run) => run[period]));
    return {
      id: 'over-time',
      title: 'The page "Over time": from the press to the picture',
      bound: `a day at most ${BOUNDS.day} ms, 13 months at most ${BOUNDS.year} ms`,
      measured: `${Math.round(middle('day'))} ms and ${Math.round(middle('year'))} ms`,
      met: middle('day') <= BOUNDS.day && middle('year') <= BOUNDS.year,
      details: [
        ...PERIODS.map((period) => [`${NAMES[period]}, median`, `${Math.round(middle(period))} ms`] as const),
        ['runs', String(runs.length)],
      ],
      commands: ['preflight serve'],
      notes: [
        'The engine reads, the page draws, both on the same processors; the scripts of the page are there.',
      ],
      data: { runs },
    };
  },
};

async function measured(browser: Browser, times: number): Promise<readonly Record<Period, number>[]> {
  const served = await servePage({ fill });
  const { page, context } = await visit(browser);
  try {
    await openPage(page, served.url);
    await goTo(page, '#/over-time');
    const runs: Record<Period, number>[] = [];
    for (let left = times; left > 0; left -= 1) {
      const drawn = async (period: Period): Promise<number> => {
        await page.evaluate((hash) => (location.hash = hash), '#/over-time/day/2020-01-01');
        await page.locator('.ot-none .link').waitFor();
        return page.evaluate(untilDrawn, `#/over-time/${period}/${isoDay(YESTERDAY_MS)}`);
      };
      runs.push({
        day: await drawn('day'),
        week: await drawn('week'),
        month: await drawn('month'),
        year: await drawn('year'),
      });
    }
    return runs;
  } finally {
    await context.close();
    await served.stop();
  }
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const KEPT_DAYS = 395;
const TODAY_MS = Math.floor(Date.now() / DAY_MS) * DAY_MS;
const YESTERDAY_MS = TODAY_MS - DAY_MS;

/** A run a minute for a day, and an hour's line for each hour of 13 months: as a box at a site has it. */
async function fill(dataFolder: string): Promise<void> {
  const samples = Array.from({ length: 20 }, (_, index) => (index === 19 ? null : 3800 + index * 10));
  const lines = Array.from({ length: 1440 }, (_, minute) =>
    madeLine(YESTERDAY_MS + minute * MINUTE_MS, {
      ...{ nextMs: MINUTE_MS, durationMs: 1000, samples, region: 'us-west-2' },
      ...(minute % 400 === 0
        ? { verdict: 'not-ready', protocols: { pcoip: 'not-ready', dcv: 'ready' } }
        : {}),
    }),
  );
  const watch = join(dataFolder, 'watch');
  await writeLines(join(watch, `${isoDay(YESTERDAY_MS)}.jsonl.gz`), lines);
  const [hour] = hoursOf(lines, { fromMs: YESTERDAY_MS, toMs: YESTERDAY_MS + HOUR_MS });
  const months = new Map<string, unknown[]>();
  for (let at = TODAY_MS - KEPT_DAYS * DAY_MS; at < TODAY_MS; at += HOUR_MS) {
    const month = isoDay(at).slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), { ...hour, hour: new Date(at).toISOString() }]);
  }
  for (const [month, hours] of months) await writeLines(join(watch, `rollup-${month}.jsonl`), hours);
}

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** Runs in the page. */
function untilDrawn(hash: string): Promise<number> {
  return new Promise((resolve) => {
    const started = performance.now();
    new MutationObserver((_, observer) => {
      if (document.querySelector('.ot-chart') === null) return;
      observer.disconnect();
      resolve(performance.now() - started);
    }).observe(document.body, { childList: true, subtree: true });
    location.hash = hash;
  });
}
