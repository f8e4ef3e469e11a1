/**
 * The page in a real browser, against the shipped `preflight serve` and its engine: in simulation, and once against real sockets in the
 * lab. Nothing leaves this machine. `tsx test/e2e/interface.ts PART` runs one part alone.
 */
import type { Browser } from 'playwright-core';
import { ensureBuilt, ensurePackages } from '../../scripts/set-up.mjs';
import { testAccessibility } from './accessibility.ts';
import { launchChromium, whyNoChromium } from './chromium.ts';
import { testHostilePage } from './hostile-page.ts';
import { testInLab } from './in-lab.ts';
import { testKeyboard } from './keyboard.ts';
import { testLiveRun } from './live-run.ts';
import { testRerun } from './rerun.ts';
import { testScreens } from './screens.ts';
import { testShellHeaders } from './shell-headers.ts';
import { testSizes } from './sizes.ts';
import { testSpeed } from './speed.ts';
import { testStart } from './start.ts';
import { testWalk } from './walk.ts';
import { makeSuite, type Suite } from './suite.ts';

const PARTS: Readonly<Record<string, (suite: Suite, browser: Browser) => Promise<void>>> = {
  start: testStart,
  screens: testScreens,
  walk: testWalk,
  rerun: testRerun,
  hostile: testHostilePage,
  shell: testShellHeaders,
  live: testLiveRun,
  accessibility: testAccessibility,
  keyboard: testKeyboard,
  sizes: testSizes,
  speed: testSpeed,
  lab: testInLab,
};

async function main(only?: string): Promise<number> {
  const suite = makeSuite();
  const why = whyNoChromium();
  if (why !== null) return cannotRun(suite, why);
  ensurePackages('everything');
  ensureBuilt();
  const browser = await launchChromium();
  try {
    for (const [name, part] of Object.entries(PARTS))
      if (only === undefined || only === name) await part(suite, browser);
  } finally {
    await browser.close();
  }
  return suite.end();
}

/** In CI on Linux a browser can be installed: there its absence is a failure (the rule of scripts/test.mjs). */
async function cannotRun(suite: Suite, why: string): Promise<number> {
  const strict = process.env['CI'] === 'true' && process.platform === 'linux';
  if (strict) await suite.test('a browser is there', () => Promise.reject(new Error(why)));
  else suite.skip('the page in a browser', why);
  return suite.end();
}

process.exit(await main(process.argv[2]));
