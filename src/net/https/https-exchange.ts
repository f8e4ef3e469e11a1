/** One HTTP/1.1 request over a stream that is already open, by undici, with every bound of findings.md. */
import type { Duplex } from 'node:stream';
import { Client } from 'undici';
import { failure, type Failure } from '../../core/failure.ts';
import type { CallOptions } from '../../probes/ports.ts';
import { classifyError } from '../classify-failure.ts';
import { TIMED_OUT, withinPhase } from './https-deadline.ts';

/** Larger answers are cut: the body says nothing that the status does not. */
const MAX_BODY_BYTES = 16_384;
/** Larger headers break the bounds (`http-protocol-error`). */
const MAX_HEADER_BYTES = 16_384;
/** With the status read, a body that trickles is not worth waiting for. */
const BODY_TIMEOUT_MS = 2000;

export interface Exchange {
  /** Scheme, host and port: gives the Host header. */
  readonly origin: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** 16 kB unless given. */
  readonly maxBodyBytes?: number;
  /** Called once while the stream is still open: when the answer came, or shortly before the time is over. */
  readonly look?: () => Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
  /** From the request to the first byte of the answer's head. */
  readonly ttfbMs: number;
  /** When the head came, by this machine's clock. */
  readonly receivedAt: Date;
}

export type Exchanged =
  { readonly answer: Answer; readonly failure: null } | { readonly answer: null; readonly failure: Failure };

/** Sends one GET and reads the answer; the stream is closed afterwards, whatever happened. */
export async function exchange(stream: Duplex, request: Exchange, options: CallOptions): Promise<Exchanged> {
  const client = clientOver(stream, request.origin);
  try {
    const answer = await withinPhase(options, (signal) =>
      looked(request, options, () => ask(client, request, signal)),
    );
    if (answer !== TIMED_OUT) return { answer, failure: null };
    return { answer: null, failure: failure('http-timeout', 'http-round-trip') };
  } catch (error) {
    options.signal.throwIfAborted();
    return { answer: null, failure: exchangeFailure(error) };
  } finally {
    await client.destroy();
    stream.destroy();
  }
}

/** An undici client that owns exactly this stream; it may not connect again when the stream ends. */
export function clientOver(stream: Duplex, origin: string): Client {
  let taken = false;
  return new Client(origin, {
    connect: (_options, callback) => {
      const again = taken;
      taken = true;
      // Not at once: undici does not notice a connection that is there before its connector returns, and waits for ever.
      queueMicrotask(() => {
        if (again) callback(Object.assign(new Error('the connection ended'), { code: 'ECONNRESET' }), null);
        else callback(null, stream as never);
      });
    },
    maxHeaderSize: MAX_HEADER_BYTES,
    // Our own deadlines rule; undici's timers tick by the second.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

/** The look takes a moment itself (a tool of the operating system is asked). */
const LOOK_AHEAD_MS = 600;

async function looked<T>({ look }: Exchange, { timeoutMs }: CallOptions, work: () => Promise<T>): Promise<T> {
  if (look === undefined) return work();
  let looking: Promise<void> | null = null;
  const start = (): void => {
    looking = look();
  };
  const timer = setTimeout(start, Math.max(0, timeoutMs - LOOK_AHEAD_MS));
  try {
    const result = await work();
    await (looking ?? look());
    return result;
  } finally {
    clearTimeout(timer);
  }
}

async function ask(client: Client, request: Exchange, signal: AbortSignal): Promise<Answer> {
  const sentAt = performance.now();
  const { statusCode, headers, body } = await client.request({
    method: 'GET',
    path: request.path,
    headers: request.headers,
    signal,
  });
  const head = { status: statusCode, headers, ttfbMs: performance.now() - sentAt, receivedAt: new Date() };
  return { ...head, body: await readSome(body, request.maxBodyBytes ?? MAX_BODY_BYTES, signal) };
}

/** The body up to `maxBytes`, as much as comes in time. A body that is cut or stalls takes nothing from the status. */
async function readSome(
  body: AsyncIterable<Uint8Array> & { destroy(): unknown; on(event: 'error', listener: () => void): unknown },
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const timer = setTimeout(() => body.destroy(), BODY_TIMEOUT_MS);
  body.on('error', () => undefined);
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= maxBytes) break;
    }
  } catch {
    if (signal.reason !== TIMED_OUT) signal.throwIfAborted();
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks).subarray(0, maxBytes);
}

/** A cut, an alert after the handshake (TLS 1.3 lets a server refuse late), or no HTTP. */
export function exchangeFailure(error: unknown): Failure {
  // undici's parser knows no code for some of its errors; its class has the name of its own.
  if ((error as Error).name === 'HTTPParserError')
    return failure('http-protocol-error', 'http-round-trip', (error as Error).message);
  const why = classifyError(error, 'http-round-trip');
  return CUT.includes(why.code) ? failure('http-connection-cut', why.operation, why.detail) : why;
}

const CUT: readonly Failure['code'][] = ['connection-closed', 'connection-reset', 'connection-timeout'];

const MAX_TEXT = 500;

/** The first value of a header, cut; null when it was not sent. */
export function oneHeader(value: string | string[] | undefined): string | null {
  const text = typeof value === 'string' ? value : value?.[0];
  return text === undefined ? null : text.slice(0, MAX_TEXT);
}
