/** The shipped `preflight serve` as a process of its own, with its own empty data folder. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const PREFLIGHT = join(root, 'dist/preflight.mjs');

/**
 * Loaded before the program, which is not changed: SIGUSR2 cuts every connection, as a sleeping computer would, and a stream that is
 * resumed says so on stderr.
 */
const CUTTER = `
import { subscribe } from 'node:diagnostics_channel';
const sockets = new Set();
subscribe('http.server.request.start', ({ request, socket }) => {
  const [, resumed = '0'] = /^\\/events\\?.*after=(\\d+)/.exec(request.url) ?? [];
  if (resumed !== '0') process.stderr.write('resumed after ' + resumed + '\\n');
  sockets.add(socket);
  socket.once('close', () => sockets.delete(socket));
});
process.on('SIGUSR2', () => sockets.forEach((socket) => socket.destroy()));
`;

export interface ServedPage {
  /** The printed link; it works once. */
  readonly url: string;
  readonly origin: string;
  /** Numbers of the events after which a stream was resumed, so far. */
  resumedAfter(): readonly number[];
  /** Breaks every open connection; the server goes on. */
  cutConnections(): void;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** Resolves when it has ended by itself. */
  ended(): Promise<{ exitCode: number | null }>;
  /** Ctrl-C; resolves with the exit code and what was written to stderr. */
  stop(): Promise<{ exitCode: number | null; stderr: string }>;
}

export interface ServeOptions {
  readonly args?: readonly string[];
  /** Puts something into the data folder before the start. */
  readonly fill?: (dataFolder: string) => Promise<void>;
  readonly start?: (file: string, args: readonly string[], env: Record<string, string>) => ChildProcess;
}

export async function servePage({
  args = [],
  start = startHere,
  fill,
}: ServeOptions = {}): Promise<ServedPage> {
  const data = await mkdtemp(join(tmpdir(), 'preflight-e2e-'));
  await fill?.(data);
  const cutter = `data:text/javascript,${encodeURIComponent(CUTTER)}`;
  const child = start(execPath, ['--import', cutter, PREFLIGHT, 'serve', ...args], { PREFLIGHT_DATA: data });
  const written = { stdout: '', stderr: '' };
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (written.stderr += text));
  const url = await linkOf(child, written);
  return {
    url,
    origin: new URL(url).origin,
    resumedAfter: () =>
      [...written.stderr.matchAll(/^resumed after (\d+)$/gm)].map((match) => Number(match[1])),
    cutConnections: () => void child.kill('SIGUSR2'),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    ended: async () => ({ exitCode: await ended }),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
      const exitCode = await ended;
      await rm(data, { recursive: true, force: true });
      return { exitCode, stderr: written.stderr };
    },
  };
}

function startHere(file: string, args: readonly string[], env: Record<string, string>): ChildProcess {
  return spawn(file, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
}

function linkOf(child: ChildProcess, written: { stdout: string; stderr: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      written.stdout += text;
      const link = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(written.stdout)?.[0];
      if (link !== undefined) resolve(link);
    });
    child.once('error', reject);
    child.once('close', (code) =>
      reject(new Error(`serve ended with ${code} before its link came: ${written.stderr}`)),
    );
  });
}
