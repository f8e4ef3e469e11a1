/** PUT of a bundle to a signed link, and the question for one. Nothing of the link is ever in what this says. */
import { rootCertificates } from 'node:tls';
import { Agent, Pool, ProxyAgent, request, type Dispatcher } from 'undici';
import { onAbort } from './on-abort.ts';
import type { MachineRoots } from './trust/trust-machine.ts';

/** A bundle has 50 kB; a slow line needs a while for the largest. */
export const DROP_TIMEOUT_MS = 60_000;
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

/** Rejects for the caller's own signal alone. */
export function putBundle(url: string, bytes: Uint8Array, options: PutOptions): Promise<PutAnswer> {
  const headers = { 'content-type': 'application/zip', 'if-none-match': '*' };
  return exchange(url, { method: 'PUT', headers, body: bytes }, options);
}

/** Asks an issuer for a link. `text`: its answer, empty where that is longer than a link can be. */
export function askLink(url: string, options: PutOptions): Promise<PutAnswer & { readonly text: string }> {
  return exchange(url, { method: 'GET', headers: { accept: 'text/plain' } }, options);
}

type Sent = Pick<Dispatcher.RequestOptions, 'method' | 'body'> & { readonly headers: Record<string, string> };

/** Redirects are not followed: a signed link means this place. */
async function exchange(url: string, { headers, ...sent }: Sent, options: PutOptions) {
  const dispatcher = await dispatcherFor(options);
  const timer = AbortSignal.timeout(DROP_TIMEOUT_MS);
  const over = AbortSignal.any([options.signal, timer]);
  // undici hears a signal only once the request is on its way: a proxy that never answers CONNECT would be waited for without end.
  const forget = onAbort(over, () => void dispatcher.destroy());
  try {
    const answer = await request(url, {
      ...sent,
      headers: { ...headers, 'user-agent': 'preflight' },
      dispatcher,
      signal: over,
    });
    return {
      status: answer.statusCode,
      retryAfterMs: secondsOf(answer.headers['retry-after']),
      reason: `status ${answer.statusCode}`,
      text: await textOf(answer.body, sent.method),
    };
  } catch (error) {
    options.signal.throwIfAborted();
    const { code, name } = error as { code?: unknown; name?: unknown };
    // A code of a closed set; the message may have the address.
    const reason = timer.aborted ? 'no answer in time' : String(code ?? name);
    return { status: null, retryAfterMs: null, reason, text: '' };
  } finally {
    forget();
    await dispatcher.destroy();
  }
}

/** Ends the answer where it is too long. Of a PUT the status is all: a body that never ends must not turn "it is there" into "try again". */
async function textOf(body: Dispatcher.ResponseData['body'], method: string): Promise<string> {
  if (method === 'PUT') {
    body.on('error', () => undefined).destroy();
    return '';
  }
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of body as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > ANSWER_BYTES) return '';
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

async function dispatcherFor({ proxy, roots, signal }: PutOptions): Promise<Dispatcher> {
  const own = (await roots(signal).catch(() => null)) ?? [];
  const tls = { ca: [...rootCertificates, ...own.map((root) => root.toString())] };
  return proxy === null ? new Agent({ connect: tls }) : throughProxy(proxy, tls);
}

/** undici asks a proxy that hangs up again at once, a hundred times a second and for ever: here the first time ends it. */
function throughProxy(uri: string, requestTls: { readonly ca: string[] }): ProxyAgent {
  const agent = new ProxyAgent({
    ...{ uri, requestTls },
    clientFactory: (origin, options) =>
      new Pool(origin, options).on('disconnect', (_origin, _targets, error) => {
        if (error.code === 'UND_ERR_SOCKET') void agent.destroy(error);
      }),
  });
  return agent;
}

function secondsOf(value: string | string[] | undefined): number | null {
  const text = [value].flat()[0] ?? '';
  return /^\d{1,6}$/.test(text) ? Number(text) * 1000 : null;
}
