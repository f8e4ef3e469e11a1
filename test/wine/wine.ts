/**
 * The Windows program under Wine. One prefix (Wine's C: drive), one network at a time: Wine's server holds the sockets, so it is started
 * inside the client's namespace and ended before the next. Standard streams are files, never pipes: Wine 8 hands Node a broken handle.
 */
import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ensureSystemPackages } from '../../scripts/system-packages.mjs';
import { REPOSITORY } from '../lab/places.ts';
import type { ProgramRun } from '../lab/run-scenario.ts';
import { folderOf } from '../programs/program.ts';

const FOLDER = join(REPOSITORY, '.cache/wine');
/** Wine's loader. */
export const WINE = '/usr/lib/wine/wine64';
const SERVER = '/usr/lib/wine/wineserver64';
const PREFIX = join(FOLDER, 'prefix');
/** Where Windows' C: lies on this machine. */
export const DRIVE_C = join(PREFIX, 'drive_c');
/** The program that is tested. */
export const PROGRAM = join(folderOf('win-x64'), 'preflight-win-x64.exe');
/** A check takes 60 s at most; Wine's first breath in a namespace some more. */
const HANG_MS = 300_000;

/** What Wine is started with, and nothing of this machine's own environment. */
export const ENVIRONMENT = {
  WINEPREFIX: PREFIX,
  WINESERVER: SERVER,
  WINEDEBUG: '-all',
  WINEARCH: 'win64',
  // Ours before Wine's hollow one; no questions about .NET and a browser.
  WINEDLLOVERRIDES: 'netsh.exe=n;tasklist.exe=n;mscoree=;mshtml=',
  HOME: FOLDER,
  XDG_RUNTIME_DIR: FOLDER,
  DISPLAY: '',
  // What xdg-open starts for Wine's rundll32: nothing.
  BROWSER: '/bin/true',
  // Without it Wine takes a name beyond ASCII for something else.
  LANG: 'C.UTF-8',
};

/** Why Wine cannot run here; null when it can. Installs the Debian packages where that is allowed. */
export function wineRefusal(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'Wine is tested on Linux x64 alone';
  const missing = ensureSystemPackages('wine');
  return missing.length === 0 ? null : `Wine is not installed (Debian packages: ${missing.join(' ')})`;
}

function run(file: string, args: readonly string[], what: string): void {
  const { status, stderr } = spawnSync(file, args, {
    env: { ...process.env, ...ENVIRONMENT },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${what}: ${String(stderr).slice(-500)}`);
}

/** A prefix that calls itself Windows 10, with the stand-ins for the tools that Wine has hollow; about 15 s the first time. */
export function ensurePrefix(): void {
  mkdirSync(FOLDER, { recursive: true });
  if (!existsSync(join(PREFIX, 'ready'))) {
    rmSync(PREFIX, { recursive: true, force: true });
    run(WINE, ['wineboot', '-i'], 'a prefix for Wine');
    run(WINE, ['winecfg', '-v', 'win10'], 'winecfg');
    endWine();
    writeFileSync(join(PREFIX, 'ready'), '');
  }
  const system = join(DRIVE_C, 'windows/system32');
  const source = join(import.meta.dirname, 'stand-in.c');
  for (const to of ['WindowsPowerShell/v1.0/powershell.exe', 'netsh.exe']) compile(source, join(system, to));
}

/** A program for Windows out of one file in C. */
export function compile(source: string, to: string): void {
  run('x86_64-w64-mingw32-gcc', ['-O2', '-s', '-o', to, source], 'the stand-ins');
}

/** Ends this prefix's server and with it everything that runs in it. */
export function endWine(): void {
  spawnSync(SERVER, ['-k'], { env: { ...process.env, ...ENVIRONMENT } });
  spawnSync(SERVER, ['-w'], { env: { ...process.env, ...ENVIRONMENT }, timeout: 20_000 });
}

export type Start = (file: string, args: readonly string[], options: SpawnOptions) => ChildProcess;

export interface WineOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** File that standard input comes from. */
  readonly stdin?: string;
}

/** A program that runs; its streams can be read at any time. */
export interface Running {
  readonly child: ChildProcess;
  readonly streams: () => { readonly stdout: string; readonly stderr: string };
  readonly ended: Promise<ProgramRun>;
}

/** Each run writes files of its own. */
let started = 0;

/** Starts a Windows program by its path here. `start` is `spawn` or a lab's. */
export function startInWine(start: Start, args: readonly string[], options: WineOptions = {}): Running {
  started += 1;
  const files = ['stdout', 'stderr'].map((name) => join(FOLDER, `${name}-${started}.txt`));
  const open = [openSync(options.stdin ?? '/dev/null', 'r'), ...files.map((file) => openSync(file, 'w'))];
  const { cwd } = options;
  const child = start(WINE, args, {
    stdio: open,
    env: { ...ENVIRONMENT, ...options.env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  for (const descriptor of open) closeSync(descriptor);
  const streams = () => ({
    stdout: readFileSync(files[0] ?? '', 'utf8'),
    stderr: readFileSync(files[1] ?? '', 'utf8'),
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), HANG_MS);
  const ended = new Promise<ProgramRun>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => {
      clearTimeout(timer);
      resolve({ exitCode, ...streams() });
    });
  });
  return { child, streams, ended };
}

/** Runs Preflight outside of any network of the lab: for what sends nothing. */
export function preflightHere(args: readonly string[], options: WineOptions = {}): Running {
  const start: Start = (file, all, given) =>
    spawn(file, all, { ...given, env: { PATH: process.env['PATH'], ...given.env } });
  return startInWine(start, [PROGRAM, ...args], options);
}

/**
 * Ctrl-C for a program that runs. The signal goes to a worker of libuv that waits for work: Wine 8 starts the thread of the handler inside
 * the signal, and where that meets the main thread in one of Wine's own locks, the program stands still for good (three of sixty).
 */
export function pressCtrlC({ pid = 0 }: ChildProcess): void {
  const tasks = `/proc/${pid}/task`;
  const worker = readdirSync(tasks).find(
    (task) => readFileSync(join(tasks, task, 'comm'), 'utf8') === 'libuv-worker\n',
  );
  const TGKILL = '234';
  const { status } = spawnSync('perl', [
    '-e',
    'exit(syscall(shift()+0, shift()+0, shift()+0, 2) != 0)',
    TGKILL,
    String(pid),
    worker ?? '0',
  ]);
  if (status !== 0) throw new Error(`no signal for process ${pid}`);
}

/** Looks ten times a second, for 20 s. */
export async function until<T>(look: () => T | null, what: string): Promise<T> {
  for (let waited = 0; waited < 20_000; waited += 100) {
    const found = look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} did not come within 20 s`);
}
