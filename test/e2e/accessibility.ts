/** axe on every screen and state of the real page, light and dark. */
import AxeBuilder from '@axe-core/playwright';
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { visit } from './chromium.ts';
import { keptChecks } from './kept-checks.ts';
import {
  allowDemonstrationsOnly,
  assertCalm,
  assertNoOverflow,
  goTo,
  lengthenRuns,
  openOwnBundle,
  openPage,
  openResultPage,
  startDemonstration,
  verdict,
} from './preflight-page.ts';
import { servePage } from './served-page.ts';
import type { Suite } from './suite.ts';

interface State {
  readonly name: string;
  readonly reach: (page: Page, dataFolder: string) => Promise<void>;
}

/** In the order of a visit: later states use the runs of earlier ones. */
const STATES: readonly State[] = [
  { name: 'history without a check', reach: (page) => goTo(page, '#/history') },
  { name: 'start', reach: (page) => goTo(page, '#/') },
  {
    name: 'start with a code',
    reach: async (page) => {
      await goTo(page, '#/');
      await page.getByRole('combobox').fill('WSpdx+ABC12D');
      await page.locator('.code-message .icon').waitFor();
    },
  },
  {
    name: 'plan before a check',
    reach: async (page) => {
      await page.getByRole('button', { name: /What will be contacted: \d+/ }).click();
      await page.getByRole('dialog').locator('.fold').first().waitFor();
    },
  },
  {
    name: 'choice of demonstrations',
    reach: async (page) => {
      await goTo(page, '#/');
      await page.getByRole('button', { name: 'Try a demonstration' }).click();
      await page.locator('.scenario').first().waitFor();
    },
  },
  {
    name: 'run under way',
    reach: async (page) => {
      await goTo(page, '#/');
      await lengthenRuns(page);
      await startDemonstration(page, 'PCoIP blocked');
      await page.locator('.strip-plot circle').first().waitFor();
    },
  },
  { name: 'result with a cause', reach: async (page) => void (await verdict(page)) },
  {
    name: 'regions',
    reach: async (page) => {
      await openResultPage(page, 'Regions');
      await page.locator('.regions-table').waitFor();
    },
  },
  {
    name: 'checks',
    reach: async (page) => {
      await openResultPage(page, 'Checks');
      await page.locator('.check-detail').waitFor();
    },
  },
  {
    name: 'plan after a check',
    reach: async (page) => {
      await openResultPage(page, 'Plan');
      await page.locator('.plan-page .fold').first().waitFor();
    },
  },
  {
    name: 'result ready',
    reach: async (page, dataFolder) => {
      await keptChecks(['slow', 'offline', 'ready'])(dataFolder);
      await openKept(page, 'ready');
    },
  },
  { name: 'result offline', reach: (page) => openKept(page, 'offline') },
  { name: 'result slow', reach: (page) => openKept(page, 'slow') },
  {
    name: 'result cancelled',
    reach: async (page) => {
      await startDemonstration(page, 'PCoIP blocked');
      await page.getByRole('button', { name: 'Cancel and keep results' }).click();
      await verdict(page);
    },
  },
  {
    name: 'history',
    reach: async (page) => {
      await goTo(page, '#/history');
      await page.locator('.history-table').waitFor();
    },
  },
  {
    name: 'rules, and sites side by side',
    reach: async (page) => {
      await page.locator('.history-table .history-when').first().click();
      await page.locator('.result-links').getByRole('link', { name: 'Proof' }).click();
      await page.getByRole('link', { name: 'Beside other sites' }).click();
      // A click, not `check()`: the box is ticked by the address that the click leads to, a moment later.
      await page.locator('.sites-choice input:not(:checked)').first().click();
      await page.locator('.sites-table thead a').nth(1).waitFor();
    },
  },
  {
    name: 'over time, nothing kept',
    reach: async (page) => {
      await goTo(page, '#/over-time');
      await page.locator('.ot-none').first().waitFor();
    },
  },
  { name: 'bundles', reach: (page) => goTo(page, '#/bundles') },
  {
    name: 'files of an opened bundle',
    reach: async (page) => {
      await goTo(page, '#/history');
      await page.locator('.history-table .history-when').last().click();
      await openOwnBundle(page);
      await openResultPage(page, 'Files');
      await page.getByRole('link', { name: 'streaming.jsonl' }).click();
      await page.locator('.record-row').first().click();
      await page.locator('.record-lines .bundle-lines').waitFor();
    },
  },
  {
    name: 'bundle judged again',
    reach: async (page) => {
      await openResultPage(page, 'Result');
      await page.getByRole('link', { name: 'Judge again with this version’s rules' }).click();
      await page.getByText('Judged again: the result is the same.').waitFor();
    },
  },
  { name: 'settings', reach: (page) => goTo(page, '#/settings') },
  { name: 'explain', reach: (page) => goTo(page, '#/explain') },
];

export async function testAccessibility(suite: Suite, browser: Browser): Promise<void> {
  let dataFolder = '';
  const fill = (folder: string): Promise<void> => {
    dataFolder = folder;
    return Promise.resolve();
  };
  const served = await servePage({ fill });
  const { page, context, complaints } = await visit(browser);
  await allowDemonstrationsOnly(page, complaints);
  await openPage(page, served.url);
  for (const { name, reach } of STATES)
    await suite.test(`axe: ${name}`, async () => {
      await reach(page, dataFolder);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await assertAccessible(page, `${name}, ${colorScheme}`);
      }
      await page.setViewportSize({ width: 480, height: 860 });
      await assertNoOverflow(page, `${name}, 480 wide`);
      await page.setViewportSize({ width: 1280, height: 860 });
      assertCalm(complaints.splice(0));
    });
  await suite.test('axe: in high contrast what is chosen can still be told', async () => {
    await goTo(page, '#/');
    await page.emulateMedia({ forcedColors: 'active' });
    await assertTold(page);
    await page.emulateMedia({ forcedColors: 'none' });
    assertCalm(complaints.splice(0));
  });
  await context.close();
  await served.stop();
}

async function openKept(page: Page, id: string): Promise<void> {
  await goTo(page, `#/run/${id}`);
  await verdict(page);
}

/** The system's palette replaces backgrounds: the chosen option and the mark of the current place must differ from their neighbours. */
async function assertTold(page: Page): Promise<void> {
  const background = (selector: string, pseudo?: string): Promise<string> =>
    page
      .locator(selector)
      .first()
      .evaluate((element, which) => getComputedStyle(element, which).backgroundColor, pseudo);
  assert.notEqual(
    await background('.segmented-option[data-selected]'),
    await background('.segmented-option:not([data-selected])'),
  );
  assert.notEqual(await background('.nav-link[aria-current]', '::after'), await background('body'));
}

async function assertAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const told = violations.map(
    ({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  );
  assert.deepEqual(told, []);
}
