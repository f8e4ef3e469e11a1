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

export interface BuiltProgram {
  readonly folder: string;
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>;
  /** Runs and sends SIGINT when the first word comes on standard error. */
  interruptAtFirstWord(args: readonly string[]): Promise<Ran>;
  remove(): void;
}

const BANNER =
  "import { createRequire as preflightCreateRequire } from 'node:module';const require = preflightCreateRequire(import.meta.url);";

/** The same flags as scripts/build.mjs, which writes `dist` and would disturb others. */
export function buildProgram(): BuiltProgram {
  const folder = mkdtempSync(join(tmpdir(), 'preflight-cli-'));
  const file = join(folder, 'preflight.mjs');
  execFileSync('node_modules/.bin/esbuild', [
    'src/cli/main.ts',
    '--bundle',
    '--platform=node',
    '--format=esm',
    '--target=node20.19',
    '--log-level=error',
    // The page is built apart; nothing here serves it.
    '--external:preflight:page',
    '--define:PREFLIGHT_VERSION="9.8.7"',
    `--banner:js=${BANNER}`,
    `--outfile=${file}`,
  ]);
  const start = (
    args: readonly string[],
    env: Readonly<Record<string, string>>,
  ): { child: ChildProcess; ended: Promise<Ran> } => {
    const options = {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...env },
      timeout: 30_000,
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
    interruptAtFirstWord: (args) => {
      const { child, ended } = start(args, {});
      child.stderr?.once('data', () => child.kill('SIGINT'));
      return ended;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
