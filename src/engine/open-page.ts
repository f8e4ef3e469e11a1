/**
 * Brings the page to the person: as a window of its own where a Chromium browser is installed (`--app=`), else in the browser that
 * the system would take, else by saying where it is. Never waits for the browser, never uses a shell.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { systemProgram } from '../net/command-runner.ts';

const CHROMIUM: Readonly<Record<string, readonly string[]>> = {
  linux: [
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/microsoft-edge',
    '/usr/bin/brave-browser',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    '/Applications/Brave Browser.app/Contents/MacOS/Brave Browser',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'],
};

/** A program that cannot show anything (no browser set, a sandbox that refuses root) ends by itself within this time. */
const EARLY_END_MS = 400;

export interface Opener {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
  /** The absolute path of a program of the system; null when it is not there. Never one of the working folder or of PATH. */
  readonly find: (name: string) => string | null;
  /** Starts a program and lets it go; false when it cannot be started. */
  readonly start: (file: string, args: readonly string[]) => Promise<boolean>;
}

/** What was done: a window of its own, the browser, or nothing, because nobody would see it or no browser started. */
type Opened = 'window' | 'browser' | 'no-display' | 'none';

export async function openPage(url: string, opener: Opener = systemOpener()): Promise<Opened> {
  if (!hasDisplay(opener)) return 'no-display';
  const browser = chromiumOf(opener);
  if (browser !== null && (await opener.start(browser, [`--app=${url}`, '--window-size=1280,900'])))
    return 'window';
  const [name, ...args] = defaultBrowser(opener.platform, url);
  const file = opener.find(name);
  const opened = file !== null && (await opener.start(file, args));
  return opened ? 'browser' : 'none';
}

/** A session over SSH has nobody in front of its screen. */
function hasDisplay({ platform, env }: Opener): boolean {
  if (env['SSH_CONNECTION']) return false;
  return platform !== 'linux' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
}

function chromiumOf({ platform, env, exists }: Opener): string | null {
  const known = CHROMIUM[platform] ?? [];
  const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((name) => env[name] ?? []);
  const places =
    platform === 'win32' ? folders.flatMap((folder) => known.map((path) => join(folder, path))) : known;
  return places.find(exists) ?? null;
}

function defaultBrowser(platform: NodeJS.Platform, url: string): readonly [string, ...string[]] {
  if (platform === 'darwin') return ['open', url];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return ['xdg-open', url];
}

function systemOpener(): Opener {
  return {
    platform: process.platform,
    env: process.env,
    exists: existsSync,
    find: systemProgram,
    start: (file, args) =>
      new Promise((resolve) => {
        // In its own folder: Windows looks for libraries in the working folder, which may be Downloads.
        const child = spawn(file, args, { detached: true, stdio: 'ignore', cwd: dirname(file) });
        child.once('error', () => resolve(false));
        child.once('exit', (code) => resolve(code === 0));
        child.once('spawn', () => {
          child.unref();
          setTimeout(() => resolve(true), EARLY_END_MS);
        });
      }),
  };
}
