/**
 * getaddrinfo in a child process of its own. Three things that cannot be had in this process (all measured on Node 20, Linux):
 * more than two calls at once (libuv gives getaddrinfo half of its four threads, and the pool's size can only be set before the
 * process starts); an end without waiting (with a silent DNS server process.exit() took 8 s more, because libuv joins its
 * threads); and cancellation (the child is killed when nobody waits any more).
 * One JSON line a question, one a reply. The child is started with the first question and ended soon after the last.
 */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { makeLookupHere } from './dns-lookup-here.ts';
import type { LookupAnswer, LookupSource } from './dns-lookup.ts';
import { childStart } from './lookup-child.ts';
import { onAbort } from '../on-abort.ts';

/** Half of them serve getaddrinfo. A thread that only waits costs next to nothing. */
const CHILD_THREADS = 64;
/** Names come in bursts; a child for each would cost 40 ms every time. */
const IDLE_MS = 500;

const childReply = z.object({
  id: z.number().int(),
  addresses: z.array(z.string()),
  code: z.string().nullable(),
  durationMs: z.number().nonnegative(),
});

type Child = ChildProcessByStdio<Writable, Readable, null>;

const UNWANTED: LookupAnswer = { addresses: [], code: 'EAI_CANCELED', durationMs: 0 };

/** `fallback` answers where this machine does not let us start a child at all (a hardened or sandboxed host). */
export function makeLookupProcess(
  fallback: LookupSource = makeLookupHere(),
  nodePath: string = process.execPath,
): LookupSource {
  let child: LookupChild | null = null;
  return {
    parallel: CHILD_THREADS / 2,
    async resolve(host, over) {
      if (child === null || child.ended) child = new LookupChild(nodePath);
      const answer = await child.ask(host, over);
      if (answer !== null) return answer;
      // The child ends with its last waiter gone. To ask again here would be for nobody, and would hold process.exit() up.
      return over.aborted ? UNWANTED : fallback.resolve(host, over);
    },
  };
}

class LookupChild {
  ended = false;
  private readonly child: Child;
  private readonly waiting = new Map<number, (answer: LookupAnswer | null) => void>();
  /** Questions that somebody still waits for; the others run on in the child until it ends. */
  private readonly wanted = new Set<number>();
  private lastId = 0;
  private idle: NodeJS.Timeout | null = null;

  constructor(nodePath: string) {
    this.child = start(nodePath);
    this.child.on('error', () => this.end());
    this.child.on('exit', () => this.end());
    // A child that dies makes the pipe fail; 'exit' says so already.
    this.child.stdin.on('error', () => this.end());
    createInterface({ input: this.child.stdout }).on('line', (line) => this.hear(line));
  }

  /** Null when the child ended before it answered. */
  ask(host: string, over: AbortSignal): Promise<LookupAnswer | null> {
    if (this.idle !== null) clearTimeout(this.idle);
    const id = ++this.lastId;
    this.wanted.add(id);
    onAbort(over, () => this.drop(id));
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.child.stdin.write(`${JSON.stringify({ id, host })}\n`);
    });
  }

  private hear(line: string): void {
    const reply = parseReply(line);
    if (reply === null) return this.end();
    this.waiting.get(reply.id)?.(reply);
    this.waiting.delete(reply.id);
    this.drop(reply.id);
  }

  private drop(id: number): void {
    if (!this.wanted.delete(id) || this.wanted.size > 0) return;
    this.idle = setTimeout(() => this.end(), IDLE_MS).unref();
  }

  private end(): void {
    this.ended = true;
    this.child.kill('SIGKILL');
    for (const settle of this.waiting.values()) settle(null);
    this.waiting.clear();
  }
}

function start(nodePath: string): Child {
  const { args, env } = childStart();
  const child = spawn(nodePath, [...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
    // Flags meant for this process (a loader, an inspector port) must not reach the child; everything that steers resolving must.
    env: { ...process.env, ...env, NODE_OPTIONS: '', UV_THREADPOOL_SIZE: String(CHILD_THREADS) },
  });
  // A call holds the event loop by its own time-out; the child must not hold it after the last call.
  child.unref();
  for (const pipe of [child.stdin, child.stdout]) (pipe as Readable & Writable & Socket).unref();
  return child;
}

function parseReply(line: string): z.infer<typeof childReply> | null {
  try {
    return childReply.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
