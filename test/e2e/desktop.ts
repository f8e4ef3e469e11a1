/**
 * The real desktop shell, attacked from its own page: what a script that got into the page must not be able to do. Drives the built,
 * unpacked app with the Electron runtime that is here. The packed program cannot be driven (its fuses refuse debugging, which is the
 * point): with `PREFLIGHT_DESKTOP=path` its refusals are tested instead. Says plainly when there is no runtime or no display.
 */
import { ensureBuilt, ensurePackages } from '../../scripts/set-up.mjs';
import { electronRuntime } from '../../scripts/start.mjs';
import { launchDesktop } from './desktop-app.ts';
import { testDesktopAttacks } from './desktop-attacks.ts';
import { testPackedRefusals } from './desktop-packed.ts';
import { testDesktopUse } from './desktop-use.ts';
import { makeSuite, type Suite } from './suite.ts';

function whyNot(runtime: string | null): string | null {
  if (runtime === null) return 'no Electron runtime here (npx install-electron would fetch it from GitHub)';
  const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
  return process.platform === 'linux' && !display ? 'no display (xvfb-run npm test makes one)' : null;
}

async function main(): Promise<number> {
  const suite = makeSuite();
  const packed = process.env['PREFLIGHT_DESKTOP'];
  if (packed === undefined) suite.skip('desktop: the packed program', 'PREFLIGHT_DESKTOP names none');
  else await testPackedRefusals(suite, packed);
  const runtime = electronRuntime();
  const why = whyNot(runtime);
  if (why !== null) suite.skip('desktop: the shell was NOT tested', why);
  else await testShell(suite, runtime ?? '');
  return suite.end();
}

async function testShell(suite: Suite, runtime: string): Promise<void> {
  ensurePackages('everything');
  ensureBuilt();
  const desktop = await launchDesktop(runtime);
  try {
    await testDesktopUse(suite, desktop);
    await testDesktopAttacks(suite, desktop);
  } finally {
    await desktop.close();
  }
}

process.exit(await main());
