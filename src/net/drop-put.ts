/** PUT of a bundle to a signed link. Nothing of the link is ever in what this says. */
import { rootCertificates } from 'node:tls';
import { Agent, ProxyAgent, request, type Dispatcher } from 'undici';
import type { MachineRoots } from './trust/trust-machine.ts';

/** A bundle has 50 kB; a slow line needs a while for the largest. */
const TIMEOUT_MS = 60_000;
const ANSWER_BYTES = 16_384;

export interface PutOptions {
  /** `http://host:port`; null: directly. */
  readonly proxy: string | null;
  readonly roots: MachineRoots;
  readonly signal: AbortSignal;
}

export interface PutAnswer {
  /** Null: none came; `reason` says why. */
  readonly status: number | null;
  /** `Retry-After` in seconds, as far as it is one. */
  readonly retryAfterMs: number | null;
  readonly reason: string;
}

/** Redirects are not followed: a signed link means this place. Rejects for the caller's own signal alone. */
export async function putBundle(url: string, bytes: Uint8Array, options: PutOptions): Promise<PutAnswer> {
  const dispatcher = await dispatcherFor(options);
  const timer = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const { statusCode, headers, body } = await request(url, {
      method: 'PUT',
      headers: { 'content-type': 'application/zip', 'if-none-match': '*', 'user-agent': 'preflight' },
      body: bytes,
      dispatcher,
      signal: AbortSignal.any([options.signal, timer]),
    });
    await body.dump({ limit: ANSWER_BYTES });
    return {
      status: statusCode,
      retryAfterMs: secondsOf(headers['retry-after']),
      reason: `status ${statusCode}`,
    };
  } catch (error) {
    options.signal.throwIfAborted();
    const { code, name } = error as { code?: unknown; name?: unknown };
    // A code of a closed set; the message may have the address.
    return {
      status: null,
      retryAfterMs: null,
      reason: timer.aborted ? 'no answer in time' : String(code ?? name),
    };
  } finally {
    await dispatcher.destroy();
  }
}

async function dispatcherFor({ proxy, roots, signal }: PutOptions): Promise<Dispatcher> {
  const own = (await roots(signal).catch(() => null)) ?? [];
  const tls = { ca: [...rootCertificates, ...own.map((root) => root.toString())] };
  return proxy === null ? new Agent({ connect: tls }) : new ProxyAgent({ uri: proxy, requestTls: tls });
}

function secondsOf(value: string | string[] | undefined): number | null {
  const text = [value].flat()[0] ?? '';
  return /^\d{1,6}$/.test(text) ? Number(text) * 1000 : null;
}
