/**
 * The page in a real browser, against the shipped `preflight serve` and its engine: in simulation, and once against real sockets in the
 * lab. Nothing leaves this machine. `npm run test:interface -- PART...` runs these parts alone; with `--all` the sizes are all there are,
 * not those alone that find faults.
 */
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { ensureBuilt, ensurePackages } from '../../scripts/set-up.mjs';
import { testAccessibility } from './accessibility.ts';
import { launchChromium, whyNoChromium } from './chromium.ts';
import { testFirefox } from './firefox.ts';
import { testHostilePage } from './hostile-page.ts';
import { testInLab } from './in-lab.ts';
import { testKeyboard } from './keyboard.ts';
import { testLiveRun } from './live-run.ts';
import { testNewcomer } from './newcomer.ts';
import { testRerun } from './rerun.ts';
import { testScreens } from './screens.ts';
import { testShellHeaders } from './shell-headers.ts';
import { testSizes } from './sizes.ts';
import { testSpeed } from './speed.ts';
import { testOverTime } from './over-time.ts';
import { testStart } from './start.ts';
import { testTranscript } from './transcript.ts';
import { testWalk } from './walk.ts';
import { makeSuite, type Suite } from './suite.ts';

interface Chosen {
  readonly parts: readonly string[];
  readonly isAll: boolean;
}

type Part = (suite: Suite, browser: Browser, chosen: Chosen) => Promise<void>;

/** What mostly waits, for demonstrations and loads, the longest first: so many at once. */
const AT_ONCE = 2;
const TOGETHER: Readonly<Record<string, Part>> = {
  walk: testWalk,
  screens: testScreens,
  accessibility: testAccessibility,
  sizes: testSizes,
  firefox: testFirefox,
  keyboard: testKeyboard,
  speed: testSpeed,
  newcomer: testNewcomer,
  hostile: testHostilePage,
  rerun: testRerun,
  time: testOverTime,
  shell: testShellHeaders,
  transcript: testTranscript,
};
/** What is held to a moment, such as the middle of a run: nothing else runs meanwhile. */
const ALONE: Readonly<Record<string, Part>> = {
  start: testStart,
  live: testLiveRun,
  lab: testInLab,
};
const PARTS = { ...TOGETHER, ...ALONE };

async function main(chosen: Chosen): Promise<number> {
  const suite = makeSuite();
  const why = whyNoChromium();
  if (why !== null) return cannotRun(suite, why);
  ensurePackages('everything');
  ensureBuilt();
  const browser = await launchChromium();
  const lane = async (waiting: string[]): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      await runPart(name, suite, browser, chosen);
  };
  try {
    const waiting = chosen.parts.filter((name) => name in TOGETHER);
    await Promise.all(Array.from({ length: AT_ONCE }, () => lane(waiting)));
    await lane(chosen.parts.filter((name) => name in ALONE));
  } finally {
    await browser.close();
  }
  return suite.end();
}

/** A part that cannot even begin is a failure of its own; the others run all the same. */
async function runPart(name: string, suite: Suite, browser: Browser, chosen: Chosen): Promise<void> {
  const started = performance.now();
  const failed = await Promise.resolve(PARTS[name]?.(suite, browser, chosen)).catch((error: unknown) => ({
    error,
  }));
  if (failed !== undefined)
    await suite.test(`${name}: runs to its end`, () => {
      throw failed.error;
    });
  console.log(`-- ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** In CI on Linux a browser can be installed: there its absence is a failure (the rule of scripts/test.mjs). */
async function cannotRun(suite: Suite, why: string): Promise<number> {
  const strict = process.env['CI'] === 'true' && process.platform === 'linux';
  if (strict) await suite.test('a browser is there', () => Promise.reject(new Error(why)));
  else suite.skip('the page in a browser', why);
  return suite.end();
}

function readChosen(): Chosen {
  const { values, positionals } = parseArgs({
    options: { all: { type: 'boolean' } },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !(name in PARTS));
  if (unknown.length === 0)
    return { parts: positionals.length > 0 ? positionals : Object.keys(PARTS), isAll: values.all === true };
  console.error(`no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);
  return process.exit(2);
}

process.exit(await main(readChosen()));
