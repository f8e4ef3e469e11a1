/**
 * Runs programs of the operating system: argv only, never a shell. Bare names are looked up in the system's own folders
 * alone, never in PATH or the working directory, so that nobody can slip another program in.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { failure, type Failure } from '../core/failure.ts';
import type { CallOptions, CommandResult, CommandRunner } from '../probes/ports.ts';
import { classifyError } from './classify-failure.ts';
import { onAbort } from './on-abort.ts';

/** Output beyond this is dropped: no tool that we read writes more, and a runaway must not fill the memory. */
const MAX_OUTPUT_CHARS = 1_000_000;

/** NixOS keeps its system programs in the last folder. */
export const UNIX_FOLDERS = ['/usr/bin', '/usr/sbin', '/bin', '/sbin', '/run/current-system/sw/bin'];

function windowsFolders(systemRoot: string): readonly string[] {
  const system32 = path.win32.join(systemRoot, 'System32');
  return [system32, path.win32.join(system32, 'WindowsPowerShell', 'v1.0')];
}

/** The absolute path of a system program, or null when none of the system's folders has it. */
export function systemProgram(name: string, platform: NodeJS.Platform = process.platform): string | null {
  if (path.posix.isAbsolute(name) || path.win32.isAbsolute(name)) return existsSync(name) ? name : null;
  const windows = platform === 'win32';
  const folders = windows ? windowsFolders(process.env['SystemRoot'] ?? 'C:\\Windows') : UNIX_FOLDERS;
  const file = windows ? `${name}.exe` : name;
  const separator = windows ? '\\' : '/';
  return (
    folders.map((folder) => folder + separator + file).find((candidate) => existsSync(candidate)) ?? null
  );
}

/** SIGKILL to the whole process group (the child leads one); Windows has no groups, there the child alone ends. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended between the check and the kill.
  }
}

/** Collects a stream as UTF-8 up to the limit; later data is read and dropped, so that the child never blocks on a full pipe. */
function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (chunk: string) => {
    if (text.length < MAX_OUTPUT_CHARS) text += chunk.slice(0, MAX_OUTPUT_CHARS - text.length);
  });
  return () => text;
}

function launch(file: string, args: readonly string[]): ChildProcess {
  return spawn(file, [...args], {
    shell: false,
    windowsHide: true,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C', LANG: 'C' },
  });
}

function runProgram(file: string, args: readonly string[], options: CallOptions): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = launch(file, args);
    const stdout = collect(child.stdout);
    const stderr = collect(child.stderr);
    const settle = (): void => {
      clearTimeout(timer);
      forget();
    };
    const finish = (exitCode: number | null, problem: Failure | null): void => {
      settle();
      resolve({ exitCode, stdout: stdout(), stderr: stderr(), failure: problem });
    };
    const timer = setTimeout(() => {
      killGroup(child);
      finish(
        null,
        failure('generic-timeout', 'spawn', `${path.basename(file)} took over ${options.timeoutMs} ms`),
      );
    }, options.timeoutMs);
    const forget = onAbort(options.signal, () => {
      settle();
      killGroup(child);
      reject(options.signal.reason as Error);
    });
    child.once('error', (error) => finish(null, classifyError(error, 'spawn')));
    child.once('close', (code, signal) =>
      finish(code, signal === null ? null : failure('tool-failed', 'spawn', `ended by ${signal}`)),
    );
  });
}

/**
 * Runs one program to its end. An exit code other than 0 is no failure by itself (tools use it in their own ways);
 * a missing program, a time-out and a death by signal are. Output so far is kept in each case.
 */
export function makeCommandRunner(): CommandRunner {
  return {
    async run(file, args, options) {
      options.signal.throwIfAborted();
      const program = systemProgram(file);
      if (program === null) {
        const missing = failure('tool-missing', 'spawn', file);
        return { exitCode: null, stdout: '', stderr: '', failure: missing };
      }
      return runProgram(program, args, options);
    },
  };
}
