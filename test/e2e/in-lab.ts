/** The page and its engine against real sockets: server and browser both inside the client of a lab scenario. Linux as root alone. */
import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLab, type Lab } from '../lab/lab.ts';
import { labRefusal } from '../lab/lab-refusal.ts';
import { PKI } from '../lab/pki.ts';
import { worldOf } from '../lab/run-scenario.ts';
import { scenarioNamed } from '../lab/scenarios/index.ts';
import { chromiumPath, launchChromium, visit } from './chromium.ts';
import { assertCalm, verdict } from './preflight-page.ts';
import { servePage } from './served-page.ts';
import type { Suite } from './suite.ts';

const SCENARIO = 'pcoip-tcp-dropped';
/** A code of the scenario's Region, as a person would type it. */
const CODE = 'WSfra+ABC12D';

export async function testInLab(suite: Suite): Promise<void> {
  const name = `lab: a real check in "${SCENARIO}", typed code to verdict`;
  const refusal = labRefusal();
  if (refusal !== null) return suite.skip(name, refusal);
  await suite.test(name, checkInLab);
}

async function checkInLab(): Promise<void> {
  const scenario = scenarioNamed(SCENARIO);
  assert.ok(scenario !== null);
  const lab = await openLab(worldOf(scenario));
  const folder = await mkdtemp(join(tmpdir(), 'preflight-lab-page-'));
  try {
    await readVerdict(lab, await browserInside(lab, folder));
  } finally {
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Playwright starts one program: a script that enters the client's namespace first. */
async function browserInside(lab: Lab, folder: string): Promise<string> {
  const script = join(folder, 'chromium');
  await writeFile(script, `#!/bin/sh\nexec ip netns exec ${lab.spaces.client} ${chromiumPath()} "$@"\n`);
  await chmod(script, 0o755);
  return script;
}

async function readVerdict(lab: Lab, executablePath: string): Promise<void> {
  const served = await servePage({
    args: ['--public-roots', PKI.publicRoot],
    start: (file, args, env) => lab.spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'] }),
  });
  const browser = await launchChromium(executablePath);
  const { page, complaints } = await visit(browser);
  try {
    await page.goto(served.url);
    await page.getByRole('combobox').fill(CODE);
    await page.locator('.code-message').getByText('Europe (Frankfurt)').waitFor();
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.getByRole('heading', { name: /^Checking the way to / }).waitFor();
    assert.equal(await page.getByText('Demonstration:').count(), 0);
    assert.equal(await verdict(page), 'PCoIP is blocked here. DCV is ready.');
    assert.match(await page.locator('.cause').innerText(), /4172/);
    assertCalm(complaints);
  } finally {
    await browser.close();
    await served.stop();
  }
}
