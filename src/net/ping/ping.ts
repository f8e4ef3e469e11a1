/**
 * The ping port: the npm package `ping` builds the arguments, starts the system's ping and gathers its output
 * (standard output and standard error in one text, so "message too long, mtu=" is in it). The figures are read by our own
 * parser, because the package's depends on English words. https://github.com/danielzzz/node-ping
 */
import diagnosticsChannel from 'node:diagnostics_channel';
import type { ChildProcess } from 'node:child_process';
import ping from 'ping';
import { failure, type Failure } from '../../core/failure.ts';
import type { CallOptions, PingPort, PingRequest, PingResult } from '../../probes/ports.ts';
import { classifyError } from '../classify-failure.ts';
import { UNIX_FOLDERS } from '../command-runner.ts';
import { onAbort } from '../on-abort.ts';
import { parsePingOutput, type PingOutput } from './ping-output.ts';
import { pingConfig, type PackagePingConfig } from './ping-arguments.ts';
import { assertTargetAllowed } from '../target-guard.ts';

/** What one run of the tool left behind. `output` is partial when it was ended by us. */
export interface PingRun {
  readonly output: string;
  readonly exitCode: number | null;
  /** Why the tool could not be started; null when it was. */
  readonly problem: Failure | null;
  /** What the tool was started with; absent where the child could not be followed. */
  readonly args?: readonly string[];
}

export interface PingTool {
  /** Starts the tool at once; `stop` ends it early and `result` then has what it printed so far. */
  start(address: string, config: PackagePingConfig): StartedPing;
}

export interface StartedPing {
  readonly result: Promise<PingRun>;
  stop(): void;
  /** What it has printed so far; empty where it cannot be followed. */
  soFar(): string;
}

interface ProcessMessage {
  readonly process: ChildProcess;
}

/**
 * Calls `act` and hands out the child process that it started. Node publishes each new child on the channel `child_process`
 * at once, so the one published during the call is ours. https://nodejs.org/api/diagnostics_channel.html
 */
function catchChild<T>(act: () => T): { value: T; child: ChildProcess | null } {
  const caught: ChildProcess[] = [];
  const listen = (message: unknown): void => void caught.push((message as ProcessMessage).process);
  diagnosticsChannel.subscribe('child_process', listen);
  try {
    return { value: act(), child: caught[0] ?? null };
  } finally {
    diagnosticsChannel.unsubscribe('child_process', listen);
  }
}

/**
 * On Linux the package names the program alone. Starting a child is synchronous, so the search path is the system's own folders for
 * just that moment: a `ping` in a folder of the person's PATH is never run.
 */
function searchedIn<T>(folders: readonly string[], act: () => T): T {
  const path = process.env['PATH'];
  process.env['PATH'] = folders.join(':');
  try {
    return act();
  } finally {
    if (path === undefined) delete process.env['PATH'];
    else process.env['PATH'] = path;
  }
}

/**
 * The package parses inside its `close` listener; on output that it does not expect (an error text of one word, a time
 * without "ms") it throws there, which would end this process. The listener is wrapped, the output is ours anyway.
 */
function guardClose(child: ChildProcess): void {
  const listeners = child.rawListeners('close') as ((...args: unknown[]) => void)[];
  child.removeAllListeners('close');
  for (const listener of listeners) {
    child.once('close', (...args: unknown[]) => {
      try {
        listener.apply(child, args);
      } catch {
        // The package's figures are not used.
      }
    });
  }
}

/** Follows the child itself: its exit code and the cause of a failed start, which the package does not pass on. */
function watch(child: ChildProcess): Pick<StartedPing, 'result' | 'soFar'> {
  let output = '';
  const args = child.spawnargs.slice(1);
  const take = (chunk: unknown): void => void (output += String(chunk));
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  const result = new Promise<PingRun>((resolve) => {
    child.once('error', (error) =>
      resolve({ output, exitCode: null, problem: classifyError(error, 'spawn'), args }),
    );
    child.once('close', (exitCode) => resolve({ output, exitCode, problem: null, args }));
  });
  return { result, soFar: () => output };
}

/** Where the child cannot be followed, the package's own answer must do; it ends by its count and cannot be ended early. */
function withoutChild(answer: Promise<{ readonly output: string }>): StartedPing {
  const result = answer.then(
    ({ output }): PingRun => ({ output, exitCode: null, problem: null }),
    (error: unknown): PingRun => ({ output: '', exitCode: null, problem: classifyError(error, 'spawn') }),
  );
  return { result, stop: () => undefined, soFar: () => '' };
}

/** The tool of these folders (on Linux; elsewhere the package starts a fixed path). On a signal to stop, Linux and macOS print their statistics first (SIGINT). */
export const pingIn = (folders: readonly string[]): PingTool => ({
  start(address, config) {
    assertTargetAllowed(address);
    const probe = () => ping.promise.probe(address, config as object);
    const { value, child } = catchChild(
      process.platform === 'linux' ? () => searchedIn(folders, probe) : probe,
    );
    if (child === null) return withoutChild(value);
    // Its answer is not needed: the child's own events carry more. A rejection of it must not go unhandled.
    value.catch(() => undefined);
    guardClose(child);
    return {
      ...watch(child),
      stop: () => void child.kill(process.platform === 'win32' ? 'SIGKILL' : 'SIGINT'),
    };
  },
});

/** The real one. */
export const systemPing = pingIn(UNIX_FOLDERS);

/** Known texts of tools that run in the C locale or are not translated; else the tool's last line stands as it is. */
function toolFailure(run: PingRun): Failure {
  const last = run.output.trim().split(/\r?\n/).at(-1) ?? '';
  if (/not permitted|permission denied|lacking privilege/i.test(last))
    return failure('not-permitted', 'send', last);
  if (/network is unreachable|no route to host/i.test(last))
    return failure('network-unreachable', 'send', last);
  if (/cannot assign requested address|can't assign requested address/i.test(last))
    return failure('address-unavailable', 'send', last);
  return failure('tool-failed', 'spawn', last === '' ? `exit code ${run.exitCode}` : last);
}

/**
 * No reply is no failure. The tool failed when it never sent anything: iputils and Apple's ping exit with 2 or above, and
 * print no statistics; a refusal by our own interface ("message too long") is an answer.
 */
function failureOf(run: PingRun, parsed: PingOutput): Failure | null {
  if (run.problem !== null) return run.problem;
  const answered = parsed.rttsMs.length > 0 || parsed.announcedMtuBytes !== null;
  if (answered || parsed.sent !== null || run.exitCode === null || run.exitCode === 0) return null;
  return toolFailure(run);
}

function toResult(request: PingRequest, run: PingRun): PingResult {
  const parsed = parsePingOutput(run.output, request.address);
  const problem = failureOf(run, parsed);
  const received = parsed.rttsMs.length;
  return {
    sent: problem === null ? Math.max(parsed.sent ?? request.count, received) : (parsed.sent ?? 0),
    received,
    rttsMs: parsed.rttsMs,
    announcedMtuBytes: parsed.announcedMtuBytes,
    failure: problem,
  };
}

/** Three packets at the tool's own pace (Windows: one a second), and the second that it waits for the answer to the last of them. */
const HOPELESS_MS = { windows: 3_500, others: 1_500 } as const;

/** The run of the tool, ended early by the time-out (its output so far counts) or by the signal (rejects at once). */
async function bounded(
  started: StartedPing,
  options: CallOptions,
  hopeless: { readonly afterMs: number; readonly isSo: () => boolean },
): Promise<PingRun> {
  const timer = setTimeout(() => started.stop(), options.timeoutMs);
  const early = setTimeout(() => hopeless.isSo() && started.stop(), hopeless.afterMs);
  let forget = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    forget = onAbort(options.signal, () => {
      reject(options.signal.reason as Error);
      started.stop();
    });
  });
  try {
    return await Promise.race([started.result, aborted]);
  } finally {
    clearTimeout(timer);
    clearTimeout(early);
    forget();
  }
}

/**
 * `timeoutMs` bounds the whole call: then the tool is ended and the replies so far count. Every packet waits at most
 * 1 s for its own reply (see `pingConfig`). Sizes are whole IP packets in bytes.
 */
export function makePing(
  tool: PingTool = systemPing,
  platform: NodeJS.Platform = process.platform,
): PingPort {
  return {
    async ping(request, options) {
      options.signal.throwIfAborted();
      const config = pingConfig(request, platform);
      if ('failure' in config)
        return { sent: 0, received: 0, rttsMs: [], announcedMtuBytes: null, failure: config.failure };
      const started = tool.start(request.address, config);
      const isSo = (): boolean =>
        request.giveUp === true && parsePingOutput(started.soFar(), request.address).rttsMs.length === 0;
      const hopeless = { afterMs: HOPELESS_MS[platform === 'win32' ? 'windows' : 'others'], isSo };
      return toResult(request, await bounded(started, options, hopeless));
    },
  };
}
