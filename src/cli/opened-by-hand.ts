/** A double click on the program: somebody who wants the page, not the help in a window that is gone at once. */
import { fstatSync } from 'node:fs';
import { isatty } from 'node:tty';
import { makeCommandRunner } from '../net/command-runner.ts';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTerminal: (descriptor: 0 | 1 | 2) => boolean;
  /** Whether somebody reads standard output: a file or a pipe. */
  readonly isRead: () => boolean;
  /** File name of the program that started this one; null when it cannot be known. */
  readonly parent: () => Promise<string | null>;
}

/**
 * Windows gives a console program a console of its own, so it is the parent that tells: a double click and the start menu come from
 * explorer.exe, a console from its shell. On Linux a file manager leaves no terminal, and nobody reads what is printed. macOS opens
 * Terminal, which is a terminal. A scheduler or a deployment tool is none of these.
 */
export async function openedByHand(around: Surroundings = surroundings()): Promise<boolean> {
  if (around.platform === 'linux') return isClickedOnLinux(around);
  if (around.platform !== 'win32' || !around.isTerminal(0) || !around.isTerminal(1)) return false;
  return (await around.parent())?.toLowerCase() === 'explorer.exe';
}

function isClickedOnLinux({ env, isTerminal, isRead }: Surroundings): boolean {
  const hasDisplay = Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']) && !env['SSH_CONNECTION'];
  return hasDisplay && !([0, 1, 2] as const).some(isTerminal) && !isRead();
}

function surroundings(): Surroundings {
  return {
    platform: process.platform,
    env: process.env,
    isTerminal: isatty,
    isRead: () => {
      const output = fstatSync(1);
      return output.isFile() || output.isFIFO();
    },
    parent: parentOnWindows,
  };
}

/** `"explorer.exe","4242","Console","1","98,765 K"`: the first field is the same in every language. */
async function parentOnWindows(): Promise<string | null> {
  const filter = ['/FI', `PID eq ${process.ppid}`, '/FO', 'CSV', '/NH'];
  const options = { timeoutMs: 5000, signal: new AbortController().signal };
  const { stdout } = await makeCommandRunner().run('tasklist', filter, options);
  return /^"([^"]+)","(\d+)"/m.exec(stdout)?.[1] ?? null;
}
