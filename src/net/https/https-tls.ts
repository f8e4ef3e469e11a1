/**
 * The TLS phase: a handshake that refuses no certificate, so that a bad chain is read and told instead of lost.
 * Nothing secret is ever sent over it. OpenSSL judges the chain against the public roots on the same handshake.
 */
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { failure, type Failure } from '../../core/failure.ts';
import type { CallOptions } from '../../probes/ports.ts';
import { classifyError } from '../classify-failure.ts';
import { TIMED_OUT, withinPhase } from './https-deadline.ts';

export type OpenedTls =
  | { readonly socket: tls.TLSSocket; readonly tlsMs: number; readonly failure: null }
  | { readonly socket: null; readonly tlsMs: null; readonly failure: Failure };

export interface TlsTarget {
  /** Sent as SNI. */
  readonly host: string;
  readonly context: tls.SecureContext;
}

/** Shakes hands over an open stream. The four ways to fail are told apart: silence, cut, alert, no TLS at all. */
export async function openTls(stream: Duplex, target: TlsTarget, options: CallOptions): Promise<OpenedTls> {
  const startedAt = performance.now();
  try {
    const socket = await withinPhase(options, (signal) => secured(stream, target, signal));
    if (socket !== TIMED_OUT) return { socket, tlsMs: performance.now() - startedAt, failure: null };
    return failed(failure('tls-timeout', 'tls-handshake'));
  } catch (error) {
    options.signal.throwIfAborted();
    return failed(classifyError(error, 'tls-handshake'));
  }
}

function failed(why: Failure): OpenedTls {
  return { socket: null, tlsMs: null, failure: why };
}

function secured(stream: Duplex, { host, context }: TlsTarget, signal: AbortSignal): Promise<tls.TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = tls.connect({
      socket: stream,
      servername: host,
      secureContext: context,
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: false,
      // The name is judged apart, so that OpenSSL's word on the chain is not overwritten by it.
      checkServerIdentity: () => undefined,
    });
    const end = (error: Error): void => {
      signal.removeEventListener('abort', cancel);
      socket.destroy();
      stream.destroy();
      reject(error);
    };
    const cancel = (): void => end(signal.reason as Error);
    signal.addEventListener('abort', cancel, { once: true });
    socket.once('error', end);
    socket.once('secureConnect', () => {
      signal.removeEventListener('abort', cancel);
      socket.off('error', end);
      // Whoever takes the socket adds its own listener; an error in between must not end the process.
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
}
