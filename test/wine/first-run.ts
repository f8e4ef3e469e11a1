/**
 * `npm run first-run`: the Windows program as a person meets it, under Wine. A double click, the page that it hands to Chrome, opened in this
 * machine's Chromium, a demonstration, and "End Preflight"; then the six programs with digest, size and start. Writes both parts of
 * docs/proof/first-run.md and four pictures. Sends nothing beyond loopback.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { writePart } from '../../scripts/proof-section.ts';
import { TARGETS } from '../../scripts/programs/targets.mjs';
import { ensureSystemPackages } from '../../scripts/system-packages.mjs';
import { launchChromium, visit, whyNoChromium } from '../e2e/chromium.ts';
import { allowDemonstrationsOnly, assertCalm, oneLine, verdict } from '../e2e/preflight-page.ts';
import { REPOSITORY } from '../lab/places.ts';
import { buildProgram, folderOf, version } from '../programs/program.ts';
import { changedFiles, doubleClick, filesOfDriveC, putProgram, type Clicked } from './double-click.ts';
import { DRIVE_C, ENVIRONMENT, WINE, endWine, ensurePrefix, until, wineRefusal } from './wine.ts';

const PAGE = join(REPOSITORY, 'docs/proof/first-run.md');
const PICTURES = join(REPOSITORY, 'docs/screenshots');
/** A blank and letters of other scripts, as a person's folder may have them. */
const PERSON = join(DRIVE_C, 'users/Jane Doe é日本');
const LINK = /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/;
const STARTS = 5;
const WIDTH = 1100;

/** `height`: of the upper part that is kept, in pixels. */
async function picture(page: Page, name: string, height = 860): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  const clip = { x: 0, y: 0, width: WIDTH, height };
  await page.screenshot({ path: join(PICTURES, `windows-${name}.png`), clip });
}

interface Walk {
  readonly linkSeconds: string;
  readonly verdict: string;
  readonly cause: string;
}

/** What is asked of the page; it is gone in the end. */
async function walk(page: Page): Promise<Omit<Walk, 'linkSeconds'>> {
  await page.locator('.start-title').waitFor();
  await picture(page, '1-start');
  await page.getByRole('button', { name: 'Try a demonstration' }).click();
  await page.locator('.scenario', { has: page.getByText('PCoIP blocked', { exact: true }) }).click();
  await page.locator('.strip-plot circle').first().waitFor();
  await picture(page, '2-runs');
  const said = await verdict(page);
  await picture(page, '3-result', 590);
  const cause = oneLine(await page.locator('.cause h2').first().innerText());
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'End Preflight' }).click();
  await page.getByRole('dialog').waitFor();
  await picture(page, '4-end');
  await page.getByRole('dialog').getByRole('button', { name: 'End Preflight' }).click();
  await page.getByText('Preflight has ended. You can close this tab.').waitFor();
  return { verdict: said, cause };
}

async function openAndWalk(clicked: Clicked): Promise<Walk> {
  const begun = performance.now();
  const file = await until(clicked.page, 'the page in Chrome');
  const linkSeconds = ((performance.now() - begun) / 1000).toFixed(1);
  const browser = await launchChromium();
  try {
    const { page, complaints } = await visit(browser, { width: WIDTH });
    await allowDemonstrationsOnly(page, complaints);
    await page.goto(file);
    await page.waitForURL(/^http:/);
    const walked = { linkSeconds, ...(await walk(page)) };
    assertCalm(complaints, [/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE|Failed to (load|fetch)|network error/i]);
    return walked;
  } finally {
    await browser.close();
  }
}

async function firstRun(): Promise<string> {
  const program = putProgram(join(PERSON, 'Downloads/Preflight'));
  const clicked = doubleClick(program);
  const before = filesOfDriveC();
  const { linkSeconds, verdict: said, cause } = await openAndWalk(clicked);
  const code = await clicked.ended;
  const shown = clicked.shown().replace(LINK, 'http://127.0.0.1:PORT/#token=ONCE');
  const kept = changedFiles(before);
  return `Written by \`npm run first-run\` on ${new Date().toISOString().slice(0, 10)} with version ${version()}: \`preflight.exe\` in \`C:\\users\\Jane Doe é日本\\Downloads\\Preflight\` is started by explorer.exe, with a console of
its own and no arguments, as a double click starts it. Explorer, \`tasklist\` and Chrome are stand-ins (Wine's are hollow or missing): the one starts
the program, the other says who did, the third writes down what it was given. The page that it was given is opened in this machine's Chromium.

**1. The console** says, ${linkSeconds} s after the double click when the page was handed to Chrome:

\`\`\`text
${shown}
\`\`\`

**2. The page**, in a window of its own.

![The start screen of the Windows program](../screenshots/windows-1-start.png)

**3. The demonstration "PCoIP blocked"**, while it runs and at its end:

> **${said}**
>
> The cause: ${cause}

![The check under way](../screenshots/windows-2-runs.png)

![The result: PCoIP stops on the way there, DCV is ready](../screenshots/windows-3-result.png)

**4. Settings, "End Preflight"**: after one question the page says "Preflight has ended. You can close this tab.", and the program ended with exit code ${code}.

![The question before the end](../screenshots/windows-4-end.png)

**What was written** below \`C:\\\` by all this, as a comparison of all files before and after shows: ${kept.length === 0 ? 'nothing' : `${kept.length} files`}, ${kept.length === 0 ? '' : 'all '}below \`AppData\\Roaming\\Preflight\`.

${kept.map((path) => `- \`${path.replaceAll('/', '\\')}\``).join('\n')}
`;
}

/** Shortest of five, in milliseconds: what the machine did beside it is not counted. */
function startOf(file: string, before: readonly string[], env: Readonly<Record<string, string>>): number {
  const times = Array.from({ length: STARTS }, () => {
    const begun = performance.now();
    const { status } = spawnSync(file, [...before, '--version'], { env, stdio: 'ignore' });
    if (status !== 0) throw new Error(`${[file, ...before].join(' ')} --version ended with ${status}`);
    return performance.now() - begun;
  });
  return Math.round(Math.min(...times));
}

/** How each program can be started here; those without an entry cannot. */
const STARTERS: Readonly<Record<string, (program: string) => string>> = {
  'linux-x64': (program) => `${startOf(program, [], {})} ms`,
  'linux-arm64': (program) =>
    ensureSystemPackages('arm64').length > 0
      ? 'qemu is not installed'
      : `${startOf('/usr/bin/qemu-aarch64-static', ['-L', '/usr/aarch64-linux-gnu', program], {})} ms (qemu)`,
  'win-x64': (program) => `${startOf(WINE, [program], ENVIRONMENT)} ms (Wine)`,
};

function programRow({ id, file }: (typeof TARGETS)[number]): string {
  buildProgram(id);
  const program = join(folderOf(id), file);
  const sums = readFileSync(join(folderOf(id), 'SHA256SUMS'), 'utf8');
  const digest = sums
    .split('\n')
    .find((line) => line.endsWith(`  ${file}`))
    ?.split('  ')[0];
  const start = STARTERS[id]?.(program) ?? 'never started here';
  return `| \`${file}\` | ${statSync(program).size.toLocaleString('en')} | ${start} | \`${digest ?? ''}\` |`;
}

function commit(): string {
  return spawnSync('git', ['log', '-1', '--format=%h'], { cwd: REPOSITORY, encoding: 'utf8' }).stdout.trim();
}

function programTable(): string {
  return `Built on ${new Date().toISOString().slice(0, 10)} from commit ${commit()} (\`npm run programs\`; any change of a source changes the digests). Start: \`--version\`, the shortest of ${STARTS} on two shared cores.

| program | bytes | start | SHA-256 |
| --- | --- | --- | --- |
${TARGETS.map(programRow).join('\n')}
`;
}

async function main(): Promise<void> {
  const reason = wineRefusal() ?? whyNoChromium();
  if (reason !== null) throw new Error(reason);
  const table = programTable();
  ensurePrefix();
  try {
    await writePart(PAGE, 'windows', await firstRun());
    await writePart(PAGE, 'programs', table);
  } finally {
    endWine();
    rmSync(PERSON, { recursive: true, force: true });
  }
}

await main();
