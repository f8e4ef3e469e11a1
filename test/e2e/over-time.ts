/** The page "Over time" on the real engine, over a made-up history in a folder of its own. */
import AxeBuilder from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { writeLines } from '../../src/history/line-files.ts';
import { MADE_DAY, madeLines } from '../renderer/fixtures/over-time.ts';
import { visit } from './chromium.ts';
import { allowDemonstrationsOnly, assertCalm, goTo, openPage } from './preflight-page.ts';
import { servePage } from './served-page.ts';
import type { Suite } from './suite.ts';

/** One file a day, as a watch keeps it. */
async function fill(dataFolder: string): Promise<void> {
  const days = new Set(madeLines().map(({ at }) => at.slice(0, 10)));
  for (const day of days)
    await writeLines(
      join(dataFolder, 'watch', `${day}.jsonl`),
      madeLines().filter(({ at }) => at.startsWith(day)),
    );
}

const place = (period: string): string => `#/over-time/${period}/${MADE_DAY}`;

export async function testOverTime(suite: Suite, browser: Browser): Promise<void> {
  const served = await servePage({ fill });
  const { page, context, complaints } = await visit(browser);
  await allowDemonstrationsOnly(page, complaints);
  await openPage(page, served.url);
  const step = (name: string, body: () => Promise<void>) =>
    suite.test(`over time: ${name}`, async () => {
      await body();
      assertCalm(complaints.splice(0));
    });
  await step('a day says first what was not ready, when and for how long', () => readDay(page));
  await step('the arrows go from change to change, Enter opens one, Page keys the day before', () =>
    useKeys(page),
  );
  await step('every interval stands in the table', () => readTable(page));
  await step('a week and a month have a row a day, which opens it', () => openFromMonth(page));
  await step('axe has nothing to say, in light and dark', () => scan(page));
  await context.close();
  await served.stop();
}

async function readDay(page: Page): Promise<void> {
  await goTo(page, place('day'));
  const title = await page.locator('h1').innerText();
  assert.match(title, /^Not ready once on Thursday 19 November: \d\d:05, for 14 seconds\.$/);
  await page.getByRole('img', { name: /Not watched: .* to / }).waitFor();
  await page.getByRole('heading', { name: /^Just before \d\d:05$/ }).waitFor();
  // What this computer has kept of that day is not known here: never more than was read.
  await page.getByText(/\d of 5 sources could be read for the whole time/).waitFor({ timeout: 40_000 });
}

async function useKeys(page: Page): Promise<void> {
  const cursor = page.getByRole('slider', { name: 'Moment' });
  await cursor.focus();
  const before = await cursor.getAttribute('aria-valuetext');
  assert.match(before ?? '', /^\d\d:05, PCoIP Not ready, DCV Not ready/);
  await page.keyboard.press('ArrowRight');
  assert.match((await cursor.getAttribute('aria-valuetext')) ?? '', /^\d\d:05, PCoIP Ready, DCV Ready/);
  await page.keyboard.press('ArrowRight');
  const limited = (await cursor.getAttribute('aria-valuetext')) ?? '';
  assert.match(limited, /PCoIP Ready with limits.*VPN on/);
  await page.keyboard.press('Shift+ArrowLeft');
  assert.match((await cursor.getAttribute('aria-valuetext')) ?? '', /PCoIP Ready, /);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: `Just before ${limited.slice(0, 5)}` }).waitFor();
  await page.keyboard.press('PageUp');
  await page.getByText('Wednesday 18 November', { exact: true }).waitFor();
  await page.locator('.ot-cursor-field:focus').waitFor();
  await page.keyboard.press('PageDown');
  await page.getByText('Thursday 19 November', { exact: true }).waitFor();
}

async function readTable(page: Page): Promise<void> {
  await goTo(page, place('day'));
  await page.getByRole('slider').waitFor();
  await page.getByRole('button', { name: 'As a table' }).click();
  const table = page.getByRole('table');
  await table.waitFor();
  const rows = await table.locator('tbody tr').allInnerTexts();
  const [bad = ''] = rows.filter((row) => row.includes('Not ready'));
  assert.match(bad, /:05:\d\d\s+\d\d:05:\d\d\s+Not ready\s+Not ready\s+–\s+20 of 20/);
  assert.match(bad, /\s\d\d:\d\d(?:\s+Open)?\s*$/, 'the full check that the verdict rests on');
  assert.ok(
    rows.some((row) => /asleep/.test(row)),
    'a gap has its reason',
  );
}

async function openFromMonth(page: Page): Promise<void> {
  await goTo(page, place('month'));
  await page.getByRole('heading', { name: /^Not ready for .* watched\.$/ }).waitFor();
  const row = page.getByRole('link', { name: /^Thu 19: Longest not ready: 14 seconds, \d\d:05$/ });
  await row.waitFor();
  await row.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('slider').waitFor();
  await goTo(page, place('week'));
  assert.equal(await page.locator('.ot-row-link').count(), 7);
}

async function scan(page: Page): Promise<void> {
  for (const period of ['day', 'week', 'month', 'year']) {
    await goTo(page, place(period));
    await page.locator('.ot-chart').waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const { violations } = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(
        violations.map(
          ({ id, nodes }) => `${period}, ${colorScheme}: ${id} at ${nodes[0]?.target.join(' ')}`,
        ),
        [],
      );
    }
  }
}
