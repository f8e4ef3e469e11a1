/**
 * A double click on the Windows program, as Windows makes one of it: started by explorer.exe, with a console of its own and no arguments,
 * and with Chrome where it is usually installed. The console is a terminal of this machine, kept by script(1).
 */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DRIVE_C, PROGRAM, WINE, ENVIRONMENT, compile } from './wine.ts';

const SOURCE = join(import.meta.dirname, 'double-click.c');
const CHROME = join(DRIVE_C, 'Program Files/Google/Chrome/Application/chrome.exe');
/** Where the program keeps what it keeps; Wine's user has the name of this machine's. */
const DATA = join(DRIVE_C, 'users', userInfo().username, 'AppData/Roaming/Preflight');
const OPENED = join(DRIVE_C, 'stand-in/opened.txt');
/** Escape sequences of a terminal: colours, the place and the look of the cursor, titles. */
const ESCAPES = /\u001b\[[0-9;?]*[A-Za-z]|\u001b\][^\u0007]*\u0007/g;

/** Explorer, tasklist and Chrome, into Wine's own folders. */
function putStandIns(): string {
  const explorer = join(DRIVE_C, 'stand-in/explorer.exe');
  for (const file of [explorer, CHROME, join(DRIVE_C, 'windows/system32/tasklist.exe')]) {
    mkdirSync(dirname(file), { recursive: true });
    compile(SOURCE, file);
  }
  rmSync(OPENED, { force: true });
  return explorer;
}

export interface Clicked {
  /** What the console shows, without the cursor's movements. */
  readonly shown: () => string;
  /** The `file:` address that Chrome was given, as this machine reaches it; null before. */
  readonly page: () => string | null;
  readonly press: (keys: string) => void;
  /** The exit code. */
  readonly ended: Promise<number | null>;
}

/** `program`: its path on this machine, below Wine's C:. Chrome is taken away when it has ended. */
export function doubleClick(program: string): Clicked {
  const explorer = putStandIns();
  // Wide, so that no line is broken.
  const line = 'stty cols 250 rows 50; exec "$WINE" "$EXPLORER" "$CLICKED"';
  const child = spawn('script', ['-qefc', line, '/dev/null'], {
    env: {
      ...ENVIRONMENT,
      PATH: process.env['PATH'],
      TERM: 'xterm',
      WINE,
      EXPLORER: explorer,
      CLICKED: windowsPath(program),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let text = '';
  child.stdout.on('data', (chunk) => (text += String(chunk)));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
  return {
    shown: () => text.replaceAll(ESCAPES, '').replaceAll('\r', '').trim(),
    page: openedPage,
    press: (keys) => child.stdin.write(keys),
    ended: ended.finally(() => rmSync(CHROME, { force: true })),
  };
}

/** Puts the program where a person has put it, with nothing that an earlier start has kept. */
export function putProgram(folder: string): string {
  for (const place of [folder, DATA]) rmSync(place, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const program = join(folder, 'preflight.exe');
  copyFileSync(PROGRAM, program);
  return program;
}

/** Time and size of every file below Wine's C:, by its path there. */
export function filesOfDriveC(): ReadonlyMap<string, string> {
  const entries = readdirSync(DRIVE_C, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      const { mtimeMs, size } = statSync(path);
      return [path.slice(DRIVE_C.length + 1), `${mtimeMs} ${size}`];
    }),
  );
}

/** Files that are new, changed or gone, sorted, but for Chrome's stand-in and what it wrote. */
export function changedFiles(before: ReadonlyMap<string, string>): readonly string[] {
  const after = filesOfDriveC();
  const all = [...new Set([...before.keys(), ...after.keys()])].sort();
  return all.filter(
    (path) => before.get(path) !== after.get(path) && !/^stand-in\/|\/chrome\.exe$/.test(path),
  );
}

function windowsPath(path: string): string {
  return `C:\\${path.slice(DRIVE_C.length + 1).replaceAll('/', '\\')}`;
}

/** `…chrome.exe" --app=file:///C:/users/…/open.html …` */
function openedPage(): string | null {
  if (!existsSync(OPENED)) return null;
  const [, path] = /--app=file:\/\/\/C:(\/\S+)/.exec(readFileSync(OPENED, 'utf8')) ?? [];
  if (path === undefined) return null;
  return pathToFileURL(join(DRIVE_C, fileURLToPath(`file://${path}`))).href;
}
