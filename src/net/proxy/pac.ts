/**
 * Asks a proxy auto-config script. It is a stranger's program, mostly from plain http: it runs in a thread of its own (pac-worker.ts) under limits
 * on time, memory and names, and a thread that gives no answer is ended. Here are the thread's life, the names that it asks for, and the reading
 * of its answers.
 */
import { Worker } from 'node:worker_threads';
import { familyOf, parseHostName, parseIpAddress } from '../../core/address.ts';
import type { CallOptions, DnsPort } from '../../probes/ports.ts';
import { withDeadline } from '../call-deadline.ts';
import { onAbort } from '../on-abort.ts';
import type { PacQuestion, PacReply, PacWorkerData } from './pac-worker.ts';

/** The script cannot be used. The message is one line for people. */
export class PacError extends Error {
  override readonly name = 'PacError';
}

export interface Pac {
  /** What FindProxyForURL says for https to the host, as it stands. Throws PacError; rejects with the reason when cancelled. */
  find(host: string, signal: AbortSignal): Promise<string>;
}

export interface PacParts {
  readonly dns: Pick<DnsPort, 'lookup'>;
  readonly platform: NodeJS.Platform;
  readonly signal: AbortSignal;
}

/** Chromium's own limit (net/proxy_resolution/pac_file_fetcher_impl.cc). */
export const MAX_PAC_BYTES = 1_048_576;
const LIMITS: PacWorkerData['limits'] = {
  /** 64 MB in pages of WebAssembly; a browser's list of 10 000 rules takes a few. */
  pages: 1024,
  /** For one answer, in QuickJS's own turns of 10,000 branches or calls: 0.2 to 0.8 s here. A list of 10,000 patterns takes 36. */
  turns: 2000,
  /** Names that one script may ask for in a run; it usually asks for the host itself. */
  names: 200,
};
/** One answer with the lookups that it waits for; then the thread is ended, whatever it does. */
const ANSWER_MS = 2000;
/** The start of a thread on a busy machine, with the script's top level. */
const LOAD_MS = 3000;
const LOOKUP_MS = 1500;
/** Hosts come in bursts; a thread that nobody asks is ended. */
const IDLE_MS = 1000;

/** Loads a script: its top level runs here, under the same limits. Throws PacError for a script that cannot be used. */
export async function loadPac(source: string, parts: PacParts): Promise<Pac> {
  if (source.length > MAX_PAC_BYTES) throw new PacError('the PAC file is larger than 1 MB');
  // 0.7 MB that a machine without a PAC script never loads.
  const [{ pacWorkerCode }, { quickJsBytes }] = await Promise.all([
    import('./pac-worker-code.ts'),
    import('./pac-wasm.ts'),
  ]);
  const [code, wasm] = await Promise.all([pacWorkerCode(), quickJsBytes()]);
  const data = { wasm, source, hasEx: parts.platform === 'win32', limits: LIMITS };
  const script = new Script(() => new PacThread(code, data), parts);
  await script.ask(null, { timeoutMs: LOAD_MS, signal: parts.signal });
  return { find: (host, signal) => script.ask(host, { timeoutMs: ANSWER_MS, signal }) };
}

class Script {
  private thread: PacThread | null = null;
  /** Addresses by name, each asked once a run: joined by `;`, IPv4 first, empty where there is none. */
  private readonly known = new Map<string, string>();

  private readonly start: () => PacThread;
  private readonly parts: PacParts;

  constructor(start: () => PacThread, parts: PacParts) {
    this.start = start;
    this.parts = parts;
  }

  ask(host: string | null, options: CallOptions): Promise<string> {
    const late = (): string => {
      throw new PacError('the PAC script gives no answer in time');
    };
    const work = async (over: AbortSignal): Promise<string> => {
      if (this.thread?.ended !== false) this.thread = this.start();
      const { thread } = this;
      let waiting = true;
      // Whoever stops waiting ends the thread: nothing else stops a script for sure.
      onAbort(over, () => waiting && thread.end());
      return this.untilKnown(thread, host).finally(() => (waiting = false));
    };
    return withDeadline(options, work, late);
  }

  private async untilKnown(thread: PacThread, host: string | null): Promise<string> {
    for (;;) {
      const reply = await thread.ask(host, this.known);
      if (reply.kind === 'answer') return reply.text;
      if (reply.kind === 'failed') throw new PacError(inOneLine(reply.why));
      const asked = reply.names.filter((name) => !this.known.has(name));
      if (this.known.size + asked.length > LIMITS.names) throw new PacError(TOO_MANY_NAMES);
      await Promise.all(asked.map(async (name) => this.known.set(name, await this.addressesOf(name))));
    }
  }

  private async addressesOf(host: string): Promise<string> {
    const literal = parseIpAddress(host);
    const name = parseHostName(host);
    if (literal !== null || name === null) return literal ?? '';
    const options: CallOptions = { timeoutMs: LOOKUP_MS, signal: this.parts.signal };
    const { addresses } = await this.parts.dns.lookup(name, options);
    return [...addresses].sort((a, b) => familyOf(a) - familyOf(b)).join(';');
  }
}

const TOO_MANY_NAMES = `the PAC script fails: it asks for more than ${LIMITS.names} names`;

/** Errors of the script and of the sandbox alike are the script's: its first line, cut. */
function inOneLine(why: string): string {
  const [line = ''] = why.split('\n');
  return /interrupted/.test(line)
    ? 'the PAC script computes without end'
    : `the PAC script fails: ${line.slice(0, 200)}`;
}

class PacThread {
  ended = false;
  private readonly worker: Worker;
  private readonly waiting = new Map<number, (reply: PacReply) => void>();
  private readonly told = new Set<string>();
  private lastId = 0;
  private idle: NodeJS.Timeout | undefined;

  constructor(code: string, data: PacWorkerData) {
    this.worker = new Worker(code, {
      eval: true,
      workerData: data,
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    });
    // A question holds the event loop by its own time-out; the thread must not hold it after the last one.
    this.worker.unref();
    this.worker.on('message', (reply: PacReply) => this.hear(reply));
    this.worker.on('error', () => this.end());
    this.worker.on('exit', () => this.end());
  }

  ask(host: string | null, known: ReadonlyMap<string, string>): Promise<PacReply> {
    clearTimeout(this.idle);
    const id = ++this.lastId;
    const news = [...known].filter(([name]) => !this.told.has(name));
    for (const [name] of news) this.told.add(name);
    return new Promise((resolve) => {
      if (this.ended) return resolve({ id, kind: 'failed', why: 'it was ended' });
      this.waiting.set(id, resolve);
      this.worker.postMessage({ id, host, known: news } satisfies PacQuestion);
    });
  }

  end(): void {
    this.ended = true;
    clearTimeout(this.idle);
    void this.worker.terminate();
    for (const [id, settle] of this.waiting) settle({ id, kind: 'failed', why: 'it takes too much memory' });
    this.waiting.clear();
  }

  private hear(reply: PacReply): void {
    this.waiting.get(reply.id)?.(reply);
    this.waiting.delete(reply.id);
    if (this.waiting.size === 0) this.idle = setTimeout(() => this.end(), IDLE_MS).unref();
  }
}

export type PacEntry =
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly hostPort: string }
  /** A proxy of a kind that the client has no use for, or no proxy at all. */
  | { readonly kind: 'unusable'; readonly word: string };

/** Entries of one answer that are read; more are cut. */
const MAX_ENTRIES = 20;

/** `PROXY a:8080; PROXY b:8080; DIRECT` in its order. Words in any case; an answer without entries is direct. */
export function parsePacAnswer(text: string): readonly PacEntry[] {
  const entries = text
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .slice(0, MAX_ENTRIES);
  return entries.length === 0 ? [{ kind: 'direct' }] : entries.map(parseEntry);
}

function parseEntry(entry: string): PacEntry {
  const [word = '', hostPort = ''] = entry.split(/\s+/);
  if (/^direct$/i.test(word)) return { kind: 'direct' };
  if (/^(proxy|http)$/i.test(word) && hostPort !== '') return { kind: 'proxy', hostPort };
  return { kind: 'unusable', word: word.slice(0, 20) };
}
