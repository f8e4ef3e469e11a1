/** What a person does on the page, in a person's words: used by every browser test. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** A demonstration takes about 5 s, one of all Regions about 13 s. */
const RUN_MS = 40_000;

/** Round-trip samples for each server, for a long run; the most that the settings allow is 100. */
const SAMPLES = 40;

/**
 * No test may start a check of the real network from here: a request without a scenario is refused before it leaves the page.
 * The lab's visit, inside a network without a way out, does not call this.
 */
export async function allowDemonstrationsOnly(page: Page, complaints: string[]): Promise<void> {
  // Firefox hands no body of a request to who routes it: there the page itself refuses, and its console is listened to.
  if (page.context().browser()?.browserType().name() === 'firefox') {
    await page.context().addInitScript(refuseRealChecks);
    return;
  }
  await page.context().route('**/api/run.start', async (route) => {
    const { simulate: scenario = null } = route.request().postDataJSON() as { simulate?: string };
    if (scenario !== null) return route.continue();
    complaints.push('a real check was about to start');
    await route.abort();
  });
}

/** Runs in the page, before it. */
function refuseRealChecks(): void {
  const real = window.fetch.bind(window);
  window.fetch = (address, options) => {
    const isStart = typeof address === 'string' && address.endsWith('/api/run.start');
    if (!isStart || (typeof options?.body === 'string' && options.body.includes('"simulate":')))
      return real(address, options);
    console.error('a real check was about to start');
    return Promise.reject(new Error('refused'));
  };
}

/** Opens the printed link. What follows may load anew: a link that is left before its token became a key is used up. */
export async function openPage(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForFunction(() => sessionStorage.getItem('preflight-key') !== null);
  await page.locator('main h1').first().waitFor();
}

/** Loads a screen by its address, as a bookmark would: no test depends on where the last one ended. */
export async function goTo(page: Page, hash: string): Promise<void> {
  const target = new URL(`/${hash}`, page.url()).href;
  if (page.url() === target) await page.reload();
  else {
    await page.goto(target);
    await page.reload();
  }
  await page.locator('main h1').first().waitFor();
}

/** From the start screen to the run that the demonstration starts. */
export async function startDemonstration(page: Page, title: string): Promise<void> {
  await goTo(page, '#/');
  await page.getByRole('button', { name: 'Try a demonstration' }).click();
  await page.locator('.scenario', { has: page.getByText(title, { exact: true }) }).click();
  await page.locator('.run, .result').first().waitFor({ timeout: RUN_MS });
}

/** So many samples make a run of about 9 s: it is still there for what the test does in its middle, also on a busy machine. */
export async function lengthenRuns(page: Page): Promise<void> {
  await page.locator('.start-title').waitFor();
  const done = await page.evaluate(async (samples) => {
    const body = JSON.stringify({ samples });
    const key = sessionStorage.getItem('preflight-key') ?? '';
    const headers = { 'content-type': 'application/json', 'x-preflight-key': key };
    return (await fetch('/api/settings.set', { method: 'POST', body, headers })).ok;
  }, SAMPLES);
  assert.ok(done);
}

/** Waits for the verdict and gives its words as they are read. */
export async function verdict(page: Page): Promise<string> {
  await page.locator('.verdict h1').waitFor({ timeout: RUN_MS });
  return oneLine(await page.locator('.verdict h1').innerText());
}

export async function runDemonstration(page: Page, title: string): Promise<string> {
  await startDemonstration(page, title);
  return verdict(page);
}

/** Over a thousand checks, as one press of "Measure all Regions" after a demonstration starts them; ends at the ranking. */
export async function measureAllRegions(page: Page): Promise<void> {
  await runDemonstration(page, 'PCoIP blocked');
  await openResultPage(page, 'Regions');
  await page.getByRole('button', { name: 'Measure all Regions' }).click();
  await page.locator('.run').waitFor();
  await page.locator('.regions-table tbody tr').nth(5).waitFor({ timeout: RUN_MS });
}

/** A page of the result, by the word in its bar. */
export async function openResultPage(
  page: Page,
  name: 'Result' | 'Regions' | 'Checks' | 'Plan' | 'Files',
): Promise<void> {
  await page.locator('.result-links').getByRole('link', { name }).click();
}

/** From a result that is shown: the page of its bundle, and what its button does. */
export async function saveBundle<T>(page: Page, saved: () => Promise<T>): Promise<T> {
  await page.getByRole('button', { name: 'Make a bundle for the helpdesk' }).click();
  await page.locator('.bundle-lines').waitFor();
  await page.getByText('Never inside, at any level: your registration code').waitFor();
  const [file] = await Promise.all([saved(), page.getByRole('button', { name: 'Save bundle…' }).click()]);
  return file;
}

/** The same, and opened as one that somebody sent. Where it was saved. */
export async function openOwnBundle(page: Page): Promise<string> {
  const download = await saveBundle(page, () => page.waitForEvent('download'));
  const path = await download.path();
  await page.getByRole('link', { name: 'Bundles' }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: download.suggestedFilename(),
    mimeType: 'application/zip',
    buffer: await readFile(path),
  });
  await page.locator('.bundle-note').waitFor();
  return path;
}

export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Number of checks that the bar of a result tells. */
export async function checksOfResult(page: Page): Promise<number> {
  const text = await page.locator('.result-what').innerText();
  return Number(/([\d,]+) checks?/.exec(text)?.[1]?.replace(',', ''));
}

/** Fails when anything that is not expected was complained of. */
export function assertCalm(complaints: readonly string[], expected: readonly RegExp[] = []): void {
  const unexpected = complaints.filter((line) => !expected.some((pattern) => pattern.test(line)));
  assert.deepEqual(unexpected, []);
}

export async function assertNoOverflow(page: Page, where: string): Promise<void> {
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(wide <= 0, `${where}: the page is ${wide} px wider than its window`);
}
