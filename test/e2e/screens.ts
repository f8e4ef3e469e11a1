/** One person's walk over every screen, on the real engine in simulation. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { START_PATH } from '../../src/contract/index.ts';
import { visit } from './chromium.ts';
import { keptChecks } from './kept-checks.ts';
import { openedZip } from './opened-zip.ts';
import {
  allowDemonstrationsOnly,
  assertCalm,
  assertNoOverflow,
  checksOfResult,
  openOwnBundle,
  openPage,
  openResultPage,
  startDemonstration,
  verdict,
} from './preflight-page.ts';
import { servePage } from './served-page.ts';
import type { Suite } from './suite.ts';

/** Of the demonstration "UDP blocked". */
const UDP_WORDS = 'UDP for PCoIP and DCV is refused here. DCV works with limits.';

/** Of the history, beside what the walk makes: their headlines are the walk's (walk.ts). */
const KEPT = ['offline', 'ready', 'pcoip-blocked'];

export async function testScreens(suite: Suite, browser: Browser): Promise<void> {
  const served = await servePage({ fill: keptChecks(KEPT) });
  const { page, context, complaints } = await visit(browser);
  await allowDemonstrationsOnly(page, complaints);
  const step = (name: string, body: () => Promise<void>) =>
    suite.test(`screens: ${name}`, async () => {
      await body();
      assertCalm(complaints.splice(0));
    });
  await step('the printed link opens the start screen, and works once', () => openStart(page, served.url));
  await step('the plan is shown before anything is sent', () => readPlan(page));
  await step('the demonstration "UDP blocked" runs and names its cause', () => findCause(page));
  await step('the checks can be filtered, searched, grouped, sorted and exported', () => useChecks(page));
  await step('the Regions page shows the Region on its scale', () => readRegions(page));
  await step('the plan page shows what was contacted', () => readPlanPage(page));
  await step('the history opens a check, and deletes one and all', () => useHistory(page));
  await step('an error message is explained', () => explain(page));
  await step('two checks of the history are compared', () => compareTwo(page));
  await step('a bundle is previewed, written, and opened again', () => writeBundle(page));
  await step('its files are read, and it is judged again', () => readOpenedBundle(page));
  await step('the settings clear everything, after one question', () => clearEverything(page));
  await step('the settings turn the page Japanese and dark, also after a reload', () => useSettings(page));
  await context.close();
  await suite.test('screens: Ctrl-C ends the server without a word of complaint', async () => {
    const { exitCode, stderr } = await served.stop();
    assert.equal(exitCode, 0);
    assert.doesNotMatch(stderr, /fault/);
  });
}

async function openStart(page: Page, url: string): Promise<void> {
  await openPage(page, url);
  await page.getByRole('heading', { name: 'Is this computer ready for your WorkSpace?' }).waitFor();
  assert.ok(!page.url().includes('token'), 'the token stays out of the address bar');
  const { origin, hash } = new URL(url);
  const body = hash.replace('#token=', '');
  const stranger = await fetch(`${origin}${START_PATH}`, { method: 'POST', body, headers: { origin } });
  assert.equal(stranger.status, 401);
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.getByText('Type your registration code, or choose a Region.').waitFor();
}

async function readPlan(page: Page): Promise<void> {
  await page.getByRole('combobox').fill('WSpdx+ABC12D');
  await page.locator('.code-message').getByText('US West (Oregon)').waitFor();
  await page.getByRole('button', { name: /What will be contacted: \d+ names, \d+ addresses/ }).click();
  const dialog = page.getByRole('dialog', { name: 'What will be contacted' });
  await dialog.getByText('Nothing is sent before you press').waitFor();
  await dialog.getByText('drp-pdx.amazonworkspaces.com').locator('visible=true').first().waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

async function findCause(page: Page): Promise<void> {
  await startDemonstration(page, 'UDP blocked');
  await page.getByText('Demonstration: nothing is sent, everything here is made up.').waitFor();
  assert.equal(await verdict(page), UDP_WORDS);
  const cause = page.locator('.cause');
  for (const heading of ['For you', 'For your helpdesk', 'For the network team'])
    assert.ok(await cause.getByRole('heading', { name: heading, exact: true }).isVisible(), heading);
  await page.getByRole('button', { name: 'Copy for the ticket' }).click();
  await page.getByRole('status').getByText('Copied').waitFor();
  const ticket = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(ticket, /pcoip\/udp-rejected/);
  await page.getByRole('button', { name: 'Rules in your syntax' }).click();
  await page.getByRole('dialog').locator('.rules-text').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function useChecks(page: Page): Promise<void> {
  const all = await checksOfResult(page);
  await page.getByRole('link', { name: 'Evidence and source' }).first().click();
  await page.locator('.check-detail').waitFor();
  await page.getByRole('radio', { name: 'None', exact: true }).check({ force: true });
  await page.getByText(`${all} checks in 1 group.`).waitFor();
  await page.locator('.filter-chip').filter({ hasText: 'Fail' }).click();
  const failed = Number(/(\d+) checks? in/.exec(await page.locator('.checks-foot').innerText())?.[1]);
  assert.ok(failed > 0 && failed < all, `${failed} of ${all} fail`);
  await page.getByRole('searchbox').fill('4172');
  const found = await page.locator('.check-row').count();
  assert.ok(found > 0 && found <= failed, `${found} of ${failed} are about 4172`);
  await page.getByRole('button', { name: 'Took' }).click();
  assert.equal(await page.locator('th.col-took').getAttribute('aria-sort'), 'ascending');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export as CSV' }).click(),
  ]);
  const csv = await readFile(await download.path(), 'utf8');
  const lines = csv.trimEnd().split('\r\n');
  assert.match(lines[0] ?? '', /^id,group,category,need,region,host,address,port,/);
  assert.equal(lines.length - 1, found);
  await page.getByRole('searchbox').fill('printer');
  await page.getByText('No check matches “printer”.').waitFor();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await page.locator('.checks-foot').getByText(`${all} checks in 1 group.`).waitFor();
}

async function readRegions(page: Page): Promise<void> {
  await openResultPage(page, 'Regions');
  await page.locator('.region-own').getByText('us-west-2').waitFor();
  assert.match(await page.locator('.region-own').innerText(), /\d+ ms/);
}

async function readPlanPage(page: Page): Promise<void> {
  await openResultPage(page, 'Plan');
  await page.getByRole('heading', { name: 'What this check contacted' }).waitFor();
  await page.getByText('drp-pdx.amazonworkspaces.com').locator('visible=true').first().waitFor();
}

async function useHistory(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'History' }).click();
  const rows = page.locator('.history-table tbody tr');
  await rows.first().waitFor();
  const kept = KEPT.length + 1;
  assert.equal(await rows.count(), kept);
  await rows.first().getByRole('link').click();
  await page.getByText(UDP_WORDS).waitFor();
  await page.getByRole('link', { name: 'History' }).click();
  await rows
    .last()
    .getByRole('button', { name: /^Delete/ })
    .click();
  await rows.nth(kept - 1).waitFor({ state: 'detached' });
  assert.equal(await rows.count(), kept - 1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await rows.nth(kept - 1).waitFor();
  await rows
    .last()
    .getByRole('button', { name: /^Delete/ })
    .click();
  await rows.nth(kept - 1).waitFor({ state: 'detached' });
}

async function explain(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Check', exact: true }).click();
  await page.getByRole('link', { name: 'Explain an error' }).click();
  await page.getByLabel('The message').fill('The WorkSpaces client application cannot connect, no network');
  await page.getByRole('button', { name: 'Look for it' }).click();
  await page.locator('.explain-match').first().waitFor();
  await page.getByRole('heading', { name: 'These clear the network' }).waitFor();
  const log = '14:30:01 ERROR net::ERR_NAME_NOT_RESOLVED\n14:30:02 INFO idle\n';
  await page
    .locator('.explain input[type=file]')
    .setInputFiles({ name: 'client.log', mimeType: 'text/plain', buffer: Buffer.from(log, 'utf16le') });
  await page.getByText('1 of 2 lines are known. The rest is not interpreted.').waitFor();
  await page.getByRole('button', { name: 'Check now' }).waitFor();
}

async function compareTwo(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'History' }).click();
  const boxes = page.locator('.history-table .checkbox');
  await boxes.nth(1).click();
  await boxes.nth(2).click();
  await page.getByRole('button', { name: 'Compare these two' }).click();
  await page.locator('.sides').waitFor();
  await page.getByRole('heading', { name: 'Checks that changed' }).waitFor();
}

async function writeBundle(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'History' }).click();
  await page.locator('.history-table .history-when').first().click();
  const files = await openedZip(await openOwnBundle(page));
  assert.ok(files.has('report.json'), `the bundle holds ${[...files.keys()].join(', ')}`);
  await page.getByText(UDP_WORDS).waitFor();
}

/** What stands in the zip is what the page shows, and this version says the same of its own evidence. */
async function readOpenedBundle(page: Page): Promise<void> {
  await openResultPage(page, 'Files');
  await page.getByText(/^\d+ files, all as written$/).waitFor();
  await page.getByText('never go into a bundle').waitFor();
  await page.getByRole('link', { name: 'streaming.jsonl' }).click();
  const record = page.locator('.record-row').first();
  await record.click();
  await page.locator('.record-lines').getByText('"observation": {').waitFor();
  await openResultPage(page, 'Result');
  await page.getByRole('link', { name: 'Judge again with this version’s rules' }).click();
  await page.getByText('Judged again: the result is the same.').waitFor();
  await page.getByText(UDP_WORDS).waitFor();
  await page.getByRole('link', { name: 'Show what the bundle says' }).click();
  await page.getByRole('link', { name: 'Judge again with this version’s rules' }).waitFor();
}

async function clearEverything(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Fewer' }).first().click();
  await page.getByRole('button', { name: 'Clear everything' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Clear everything' }).click();
  await page.getByText('Everything is cleared.').waitFor();
  assert.equal(await page.getByRole('textbox', { name: /^Round-trip samples/ }).inputValue(), '10');
  await page.getByRole('link', { name: 'History' }).click();
  await page.getByRole('heading', { name: 'No checks on this computer yet.' }).waitFor();
  assert.equal(await page.title(), 'No checks on this computer yet. – Preflight');
}

async function useSettings(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/api/settings.set')),
    page.getByRole('radio', { name: '日本語' }).check({ force: true }),
  ]);
  await page.getByRole('heading', { name: '設定', exact: true }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '設定', exact: true }).waitFor();
  const { theme, lang } = await page.evaluate(() => ({
    theme: document.documentElement.dataset['theme'],
    lang: document.documentElement.lang,
  }));
  assert.deepEqual([theme, lang], ['dark', 'ja']);
  for (const hash of ['#/', '#/history', '#/bundles', '#/explain', '#/settings'])
    await page.setViewportSize({ width: 480, height: 860 }).then(async () => {
      await page.goto(new URL(hash, page.url()).href);
      await page.locator('main h1').first().waitFor();
      await assertNoOverflow(page, `Japanese, 480 wide, ${hash}`);
    });
}
