/** Linux: the Debian package `workspacesclient`; unpacked elsewhere, its program file tells that it is there. */
import { existsSync } from 'node:fs';
import type { CallOptions, CommandRunner } from '../../probes/ports.ts';
import type { ClientFinder, InstalledClient } from './client-finder.ts';

/** The second path is that of clients since 2023. */
const PROGRAMS = ['/opt/workspacesclient/workspacesclient', '/usr/bin/workspacesclient'];

const BROWSERS: readonly (readonly [string, readonly string[]])[] = [
  ['Firefox', ['/usr/bin/firefox', '/usr/bin/firefox-esr', '/snap/bin/firefox']],
  ['Chrome', ['/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/opt/google/chrome/chrome']],
  ['Chromium', ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium']],
  ['Edge', ['/usr/bin/microsoft-edge', '/usr/bin/microsoft-edge-stable']],
];

/**
 * `install ok installed\t4.6.0.4187`: a package that was removed keeps an entry with another status. Debian's epoch
 * (`1:`) and revision (`-1`) are not the client's version.
 */
export function parseDpkg(stdout: string): string | null {
  const match = /^\S+ ok installed\t(?:\d+:)?([^\s-]+)/m.exec(stdout);
  return match?.[1] ?? null;
}

/** Browser versions are not read: each would have to be started. */
function findBrowsers(): InstalledClient['browsers'] {
  return BROWSERS.filter(([, paths]) => paths.some((path) => existsSync(path))).map(([name]) => ({
    name,
    version: null,
  }));
}

/** `workspacesclient.desktop`, or an empty line where nothing opens the scheme. */
async function findHandler(
  commands: CommandRunner,
  options: CallOptions,
): Promise<InstalledClient['handler']> {
  const query = ['query', 'default', 'x-scheme-handler/workspaces'];
  const { stdout, exitCode } = await commands.run('xdg-mime', query, options);
  if (exitCode !== 0) return null;
  const program = stdout.trim().slice(0, 200);
  return { registered: program !== '', program: program === '' ? null : program };
}

export const findLinuxClient: ClientFinder = async ({ commands }, options) => {
  const query = ['-W', '-f=${Status}\\t${Version}\\n', 'workspacesclient'];
  const [{ stdout }, handler] = await Promise.all([
    commands.run('dpkg-query', query, options),
    findHandler(commands, options),
  ]);
  const version = parseDpkg(stdout);
  const path = PROGRAMS.find((program) => existsSync(program)) ?? null;
  const installed = version !== null || path !== null;
  return { installed, version, path, browsers: findBrowsers(), handler, failure: null };
};
