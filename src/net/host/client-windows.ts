/**
 * Windows: the uninstall keys of the registry, for all users (both register views) and for this one, by `reg query`,
 * whose output but for its last line is the same in every language. https://learn.microsoft.com/windows/win32/msi/uninstall-registry-key
 */
import path from 'node:path';
import { failure, type Failure } from '../../core/failure.ts';
import type { CallOptions, CommandRunner } from '../../probes/ports.ts';
import type { ClientFinder, InstalledClient } from './client-finder.ts';

const UNINSTALL = 'Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall';
const APP_PATHS = 'HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\App Paths';
const PLACES: readonly (readonly [string, string])[] = [
  [`HKLM\\${UNINSTALL}`, '/reg:64'],
  [`HKLM\\${UNINSTALL}`, '/reg:32'],
  [`HKCU\\${UNINSTALL}`, '/reg:64'],
];

const BROWSERS: readonly (readonly [string, string])[] = [
  ['Chrome', 'chrome.exe'],
  ['Firefox', 'firefox.exe'],
  ['Edge', 'msedge.exe'],
];

/** Keys of a `reg query` answer with their values. A line with a key starts at the margin, its values are indented. */
function parseRegQuery(stdout: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const keys = new Map<string, Map<string, string>>();
  let current: Map<string, string> | null = null;
  for (const line of stdout.split(/\r?\n/)) {
    if (line.startsWith('HKEY_')) {
      current = new Map();
      keys.set(line.trim(), current);
      continue;
    }
    const match = /^ {4}(.+?) {4}REG_\w+(?: {4}(.*))?$/.exec(line);
    if (match !== null) current?.set(match[1] ?? '', (match[2] ?? '').trim());
  }
  return keys;
}

/** The key whose DisplayName is the client's (not that of WorkSpaces' other products), or null. */
export function clientKeyOf(stdout: string): string | null {
  const isClient = (values: ReadonlyMap<string, string>): boolean =>
    /^Amazon WorkSpaces(?: Client)?$/i.test(values.get('DisplayName') ?? '');
  return [...parseRegQuery(stdout)].find(([, values]) => isClient(values))?.[0] ?? null;
}

interface RegistryEntry {
  readonly version: string | null;
  readonly path: string | null;
}

/** Null: nothing there. A failure: it could not be looked at. */
async function readEntry(
  commands: CommandRunner,
  [root, view]: readonly [string, string],
  options: CallOptions,
): Promise<RegistryEntry | Failure | null> {
  const search = ['query', root, '/s', '/f', 'Amazon WorkSpaces', '/d', view];
  const found = await commands.run('reg', search, options);
  const key = clientKeyOf(found.stdout);
  if (key === null) return found.failure;
  const { stdout } = await commands.run('reg', ['query', key, view], options);
  const values = [...parseRegQuery(stdout).values()][0];
  // Some installers write the path with its quotes.
  const location = (values?.get('InstallLocation') ?? '').replaceAll('"', '');
  return { version: values?.get('DisplayVersion') || null, path: location === '' ? null : location };
}

async function findBrowsers(
  commands: CommandRunner,
  options: CallOptions,
): Promise<InstalledClient['browsers']> {
  const found = await Promise.all(
    BROWSERS.map(async ([name, file]) => {
      const { exitCode } = await commands.run('reg', ['query', `${APP_PATHS}\\${file}`, '/ve'], options);
      return exitCode === 0 ? [{ name, version: null }] : [];
    }),
  );
  return found.flat();
}

/** The merged view of the machine's and the user's classes; `reg` ends with 1 where the key is not there. */
async function findHandler(
  commands: CommandRunner,
  options: CallOptions,
): Promise<InstalledClient['handler']> {
  const query = ['query', 'HKCR\\workspaces\\shell\\open\\command', '/ve'];
  const { stdout, exitCode, failure: unread } = await commands.run('reg', query, options);
  if (unread !== null || (exitCode !== 0 && exitCode !== 1)) return null;
  const program = programOf(stdout);
  return { registered: exitCode === 0 && program !== null, program };
}

/** Out of `"C:\\…\\workspaces.exe" "%1"`. */
function programOf(stdout: string): string | null {
  const command = /REG_(?:EXPAND_)?SZ\s+(.+?)\s*$/m.exec(stdout)?.[1];
  if (command === undefined) return null;
  return /^"([^"]+)"/.exec(command)?.[1] ?? command.split(' ')[0] ?? null;
}

export const findWindowsClient: ClientFinder = async ({ commands }, options) => {
  const [probe, browsers, handler, ...entries] = await Promise.all([
    commands.run('reg', ['query', 'HKCU\\Software', '/ve'], options),
    findBrowsers(commands, options),
    findHandler(commands, options),
    ...PLACES.map((place) => readEntry(commands, place, options)),
  ]);
  const entry = entries.find((found): found is RegistryEntry => found !== null && 'version' in found);
  if (entry !== undefined) return { installed: true, ...entry, browsers, handler, failure: null };
  // A place that could not be searched (time over, forbidden) may hold it.
  const unread = probe.failure ?? entries.find((found): found is Failure => found !== null) ?? null;
  const problem = unread === null ? null : failure(unread.code, 'spawn', path.win32.basename('reg.exe'));
  return {
    installed: problem === null ? false : null,
    version: null,
    path: null,
    browsers,
    handler,
    failure: problem,
  };
};
