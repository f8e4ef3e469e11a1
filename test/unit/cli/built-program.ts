/** The command line as it ships: bundled once per test file into a folder of its own, run as a child process. */
import { execFile, execFileSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Interruption {
  readonly signal?: NodeJS.Signals;
  readonly stream?: 'stdout' | 'stderr';
  readonly env?: Readonly<Record<string, string>>;
}

export interface BuiltProgram {
  readonly folder: string;
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>;
  /** Runs in a shell with this behind it: `> /dev/full`, `< firewall.csv`, `| head -c 1`. */
  runRedirected(args: readonly string[], redirection: string): Promise<Ran>;
  /** Runs and sends a signal when the first word comes on the stream; SIGINT and standard error unless said. */
  interruptAtFirstWord(args: readonly string[], how?: Interruption): Promise<Ran>;
  remove(): void;
}

/** As scripts/build.mjs makes it, but for the page: `dist` itself would disturb others. */
export function buildProgram(): BuiltProgram {
  const folder = mkdtempSync(join(tmpdir(), 'preflight-cli-'));
  const file = join(folder, 'preflight.mjs');
  execFileSync(process.execPath, ['scripts/build-program.mjs', file, '9.8.7'], {
    env: { PATH: process.env['PATH'] },
  });
  const start = (
    args: readonly string[],
    env: Readonly<Record<string, string>>,
  ): { child: ChildProcess; ended: Promise<Ran> } => {
    const options = {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...env },
      timeout: 120_000,
      maxBuffer: 1e8,
    };
    let end: (ran: Ran) => void = () => undefined;
    const ended = new Promise<Ran>((resolve) => {
      end = resolve;
    });
    const child = execFile(process.execPath, [file, ...args], options, (_error, stdout, stderr) => {
      end({ code: child.exitCode, stdout, stderr });
    });
    return { child, ended };
  };
  return {
    folder,
    run: (args, env = {}) => start(args, env).ended,
    runRedirected: (args, redirection) =>
      new Promise((resolve) => {
        const line = `"$0" "$@" ${redirection}`;
        const all = ['--norc', '-o', 'pipefail', '-c', line, process.execPath, file, ...args];
        const child = execFile(
          'bash',
          all,
          { cwd: folder, env: { PATH: process.env['PATH'] } },
          (_e, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
        );
      }),
    interruptAtFirstWord: (args, { signal = 'SIGINT', stream = 'stderr', env = {} } = {}) => {
      const { child, ended } = start(args, env);
      child[stream]?.once('data', () => child.kill(signal));
      return ended;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
