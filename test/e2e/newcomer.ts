/**
 * The newcomer's walk, with nothing but Node: a check that somebody prepared on the command line, dropped on Start, read, started by one
 * click, its result, the bundle saved, and that bundle read by the command line again. In every browser that is driven.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { visit } from './chromium.ts';
import { assertCalm, openPage, saveBundle, verdict } from './preflight-page.ts';
import { PREFLIGHT, servePage } from './served-page.ts';
import type { Suite } from './suite.ts';

const run = promisify(execFile);
const HOST = 'sso.contoso.example:443';
/** Nothing may leave this machine: what the page starts is played on this scripted network, whatever was prepared. */
const SCENARIO = 'pcoip-blocked';

export function testNewcomer(suite: Suite, browser: Browser): Promise<void> {
  return newcomersWalk(suite, browser, { name: 'newcomer', downloads: null });
}

interface Walk {
  /** Heads the lines of the suite. */
  readonly name: string;
  /** Empty folder that the browser saves into; null: it tells of its downloads. */
  readonly downloads: string | null;
}

export async function newcomersWalk(
  suite: Suite,
  browser: Browser,
  { name, downloads }: Walk,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'preflight-newcomer-'));
  const served = await servePage();
  const { page, context, complaints } = await visit(browser);
  await context.addInitScript(playOn, SCENARIO);
  const file = join(folder, 'check.json');
  await suite.test(`${name}: from a prepared check to a bundle that the command line reads`, async () => {
    const { stdout: link } = await preflight('check', [
      '--region',
      'us-west-2',
      '--also',
      HOST,
      '--prepare',
      file,
      '--prepare-from',
      'IT Contoso',
    ]);
    assert.match(link, /preflight:check\?v=1/);
    await openPage(page, served.url);
    await page.locator('.start-side input[type=file]').last().setInputFiles(file);
    await readWhatIsAsked(page);
    await page.getByRole('button', { name: 'Check now' }).click();
    const headline = await verdict(page);
    assert.match(headline, /PCoIP/);
    const zip = await savedBundle(page, downloads);
    const { stdout: told } = await preflight('bundle', ['inspect', zip]);
    const flat = told.replaceAll(/\s+/g, ' ');
    assert.ok(flat.includes(headline), `the bundle says "${headline}":\n${told}`);
    assertCalm(complaints);
  });
  await context.close();
  await served.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Where the bundle lies that the page saved. */
function savedBundle(page: Page, downloads: string | null): Promise<string> {
  return saveBundle(page, async () =>
    downloads === null ? (await page.waitForEvent('download')).path() : appeared(downloads),
  );
}

const LOOKS = 100;

/** The first whole zip in a folder; what is still written has another name. */
async function appeared(folder: string): Promise<string> {
  for (let look = 0; look < LOOKS; look += 1) {
    const names = await readdir(folder);
    const zip = names.find((name) => name.endsWith('.zip'));
    const isWritten = !names.some((name) => name.endsWith('.part'));
    if (zip !== undefined && isWritten && (await stat(join(folder, zip))).size > 0) return join(folder, zip);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no bundle in ${folder}`);
}

/** Who asks for what stands there, and nothing has started: Enter on the heading starts nothing either. */
async function readWhatIsAsked(page: Page): Promise<void> {
  await page.locator('.prepared-title').getByText('IT Contoso').waitFor();
  await page.locator('.prepared-asked').getByText(HOST).waitFor();
  await page.locator('h1:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('h1:focus').waitFor();
  assert.match(page.url(), /#\/prepared\//);
}

/** Runs in the page, before it: a start is a demonstration. */
function playOn(simulate: string): void {
  const real = window.fetch.bind(window);
  window.fetch = (address, options) => {
    const isStart = typeof address === 'string' && address.endsWith('/api/run.start');
    if (!isStart || typeof options?.body !== 'string') return real(address, options);
    const asked = JSON.parse(options.body) as Record<string, unknown>;
    return real(address, { ...options, body: JSON.stringify({ ...asked, simulate }) });
  };
}

function preflight(command: string, args: readonly string[]): Promise<{ stdout: string }> {
  return run(execPath, [PREFLIGHT, command, ...args], { env: { ...process.env, LANG: 'C.UTF-8' } });
}
