/**
 * A newcomer's way, as docs/proof/first-run.md tells it: `npm start` in a fresh clone, the demonstration "UDP blocked", then a real check
 * inside the lab. `tsx test/e2e/first-run.ts CLONE OUT` writes a picture of every step into OUT and prints what was read. Root on Linux.
 */
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { spawn, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { openLab, type Lab } from '../lab/lab.ts';
import { PKI } from '../lab/pki.ts';
import { worldOf } from '../lab/run-scenario.ts';
import { scenarioNamed } from '../lab/scenarios/index.ts';
import { chromiumPath, launchChromium, visit } from './chromium.ts';
import { oneLine, verdict } from './preflight-page.ts';

const [clone = '', out = ''] = process.argv.slice(2).map((path) => resolve(path));

/** The terminal: what is printed up to the link, with the seconds that had passed. */
function terminal(child: ChildProcess): Promise<string> {
  const begun = performance.now();
  return new Promise((found, lost) => {
    let text = '';
    const take = (chunk: Buffer): void => {
      const at = ((performance.now() - begun) / 1000).toFixed(1);
      for (const line of chunk.toString().split('\n').filter(Boolean)) console.log(`  ${at} s  ${line}`);
      text += chunk.toString();
      const link = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(text)?.[0];
      if (link !== undefined && text.includes('Ctrl-C ends it')) found(link);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('close', (code) => lost(new Error(`npm start ended with ${code}`)));
  });
}

function said(step: string, text: string): void {
  console.log(`${step}\n${text.trim().replaceAll(/^/gm, '  ')}`);
}

async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(out, `first-run-${name}.png`) });
}

async function walk(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.locator('.start-title').waitFor();
  await picture(page, '1-start');
  said('start screen', await page.locator('main').innerText());
  await page.getByRole('button', { name: 'Try a demonstration' }).click();
  await page.locator('.scenario').first().waitFor();
  await picture(page, '2-demonstrations');
  await page.locator('.scenario', { has: page.getByText('UDP blocked', { exact: true }) }).click();
  await page.locator('.strip-plot circle').first().waitFor();
  await picture(page, '3-demonstration-runs');
  said('demonstration', await verdict(page));
  await picture(page, '4-demonstration-result');
  said('cause', oneLine(await page.locator('.cause').innerText()));
  await page
    .getByRole('link', { name: 'Leave' })
    .or(page.getByRole('button', { name: 'Leave' }))
    .click();
  await page.getByRole('combobox').fill('WSfra+ABC12D');
  await page.locator('.code-message').getByText('Europe (Frankfurt)').waitFor();
  await picture(page, '5-code');
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.locator('.strip-plot circle').first().waitFor();
  await picture(page, '6-real-runs');
  said('real check', await verdict(page));
  await picture(page, '7-real-result');
  said('cause', await page.locator('.cause').innerText());
  await page.getByRole('button', { name: 'Copy for the ticket' }).click();
  await page.getByRole('status').getByText('Copied').waitFor();
  said('ticket', await page.evaluate(() => navigator.clipboard.readText()));
}

async function inLab(lab: Lab, folder: string): Promise<void> {
  const script = join(folder, 'chromium');
  await writeFile(script, `#!/bin/sh\nexec ip netns exec ${lab.spaces.client} ${chromiumPath()} "$@"\n`);
  await chmod(script, 0o755);
  const env = { PREFLIGHT_DATA: join(folder, 'data') };
  const child = lab.spawn(
    '/usr/bin/npm',
    ['start', '--prefix', clone, '--', '--public-roots', PKI.publicRoot],
    {
      env,
      cwd: clone,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const browser = await launchChromium(script);
  try {
    const { page, complaints } = await visit(browser);
    await walk(page, await terminal(child));
    if (complaints.length > 0) said('complaints', complaints.join('\n'));
  } finally {
    await browser.close();
    child.kill('SIGINT');
  }
}

async function main(): Promise<void> {
  await mkdir(out, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'preflight-first-run-'));
  // Packages come from the registry, which the lab does not reach: the first start is outside, and sends nothing else.
  const first = spawn('npm', ['start', '--prefix', clone], {
    env: { ...process.env, PREFLIGHT_DATA: join(folder, 'first') },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  console.log('$ npm start');
  await terminal(first);
  process.kill(-(first.pid ?? 0), 'SIGINT');
  const scenario = scenarioNamed('pcoip-tcp-dropped');
  if (scenario === null) throw new Error('no such scenario');
  const lab = await openLab(worldOf(scenario));
  console.log('$ npm start   (again, inside the lab)');
  try {
    await inLab(lab, folder);
  } finally {
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
