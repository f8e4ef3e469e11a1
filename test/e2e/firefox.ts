/**
 * Debian's Firefox over WebDriver BiDi, the protocol that every Firefox speaks: it makes the same walks as Chromium. Driven by
 * playwright-core 1.64, the last that asks of it nothing that the ESR of today lacks (1.65 sends `emulation.setMediaFeaturesOverride`).
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firefox, type Browser } from 'playwright-core';
import { ensureSystemPackages } from '../../scripts/system-packages.mjs';
import { newcomersWalk } from './newcomer.ts';
import type { Suite } from './suite.ts';
import { walkThrough } from './walk.ts';

const PLACES = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];
/** One result of each layout: blocked beside working, nothing at all, could not tell. All of them are Chromium's part. */
const WALKED = ['pcoip-blocked', 'captive-portal', 'accepts-all'];

/** Tells where there is none: its absence is no failure. */
export async function testFirefox(suite: Suite): Promise<void> {
  ensureSystemPackages('firefox');
  const executablePath = PLACES.find((path) => existsSync(path));
  if (executablePath === undefined) return suite.skip('the page in Firefox', 'no Firefox on this machine');
  const downloads = await mkdtemp(join(tmpdir(), 'preflight-firefox-'));
  const browser = await launchFirefox(executablePath, downloads);
  try {
    await newcomersWalk(suite, browser, { name: 'firefox', downloads });
    await walkThrough(suite, browser, WALKED);
  } finally {
    await browser.close();
    await rm(downloads, { recursive: true, force: true });
  }
}

/** It resolves no name but this machine's, asks its maker nothing, and saves into `downloads`. */
function launchFirefox(executablePath: string, downloads: string): Promise<Browser> {
  return firefox.launch({
    channel: 'moz-firefox',
    executablePath,
    // Its downloads come without the id that Playwright knows them by: they are looked for in this folder.
    downloadsPath: downloads,
    firefoxUserPrefs: {
      'ui.prefersReducedMotion': 1,
      'network.dns.localDomains': '*',
      'network.dns.disabled': true,
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      'app.update.enabled': false,
      'browser.safebrowsing.malware.enabled': false,
      'browser.safebrowsing.phishing.enabled': false,
      'services.settings.server': 'data:,#remote-settings-dummy/v1',
      'toolkit.telemetry.server': 'data:,',
    },
  });
}
