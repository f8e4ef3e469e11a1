/** The TCP phase of an HTTPS attempt: one connect to one literal address, the socket kept open for what follows. */
import net from 'node:net';
import type { IpAddress } from '../../core/address.ts';
import type { Failure } from '../../core/failure.ts';
import { failure } from '../../core/failure.ts';
import type { PortState } from '../../core/words.ts';
import type { CallOptions } from '../../probes/ports.ts';
import { classifyError } from '../classify-failure.ts';
import { TIMED_OUT, withinPhase } from './https-deadline.ts';
import { assertTargetAllowed } from '../target-guard.ts';
import { isResetAfterOpen } from '../tcp.ts';

export type OpenedTcp =
  | { readonly socket: net.Socket; readonly state: 'open'; readonly tcpMs: number; readonly failure: null }
  | { readonly socket: null; readonly state: PortState; readonly tcpMs: null; readonly failure: Failure };

/** Connects; silence until `timeoutMs` is `filtered`, an errno is told as it stands. Never resolves names, never races families. */
export async function openTcp(
  target: { readonly address: IpAddress; readonly port: number },
  options: CallOptions,
): Promise<OpenedTcp> {
  assertTargetAllowed(target.address);
  try {
    const opened = await withinPhase(options, (signal) => connected(target, signal));
    if (opened !== TIMED_OUT) return { ...opened, state: 'open', failure: null };
    return refused('filtered', failure('connection-timeout', 'connect', null));
  } catch (error) {
    options.signal.throwIfAborted();
    return failedConnect(error);
  }
}

function connected(
  target: { readonly address: IpAddress; readonly port: number },
  signal: AbortSignal,
): Promise<{ socket: net.Socket; tcpMs: number }> {
  return new Promise((resolve, reject) => {
    let startedAt = performance.now();
    const socket = net.connect({ host: target.address, port: target.port, noDelay: true });
    const cancel = (): void => {
      socket.destroy();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', cancel, { once: true });
    // connect(2) runs a tick after net.connect: timed from there, a burst of connects does not count as network time.
    socket.once('connectionAttempt', () => (startedAt = performance.now()));
    socket.once('connect', () => {
      signal.removeEventListener('abort', cancel);
      socket.removeListener('error', onError);
      // Whoever takes the socket adds its own listener; an error in between must not end the process.
      socket.on('error', () => undefined);
      resolve({ socket, tcpMs: performance.now() - startedAt });
    });
    const onError = (error: Error): void => {
      signal.removeEventListener('abort', cancel);
      reject(error);
    };
    socket.once('error', onError);
  });
}

/** Without a socket: what failed, and what the port was until then. */
function refused(state: PortState, why: Failure): OpenedTcp {
  return { socket: null, state, tcpMs: null, failure: why };
}

/** Codes of an active refusal; everything else that fails is silence or an administrative answer. */
const ACTIVE: readonly Failure['code'][] = ['connection-refused', 'connection-reset', 'connection-closed'];

function failedConnect(error: unknown): OpenedTcp {
  const why = classifyError(error, 'connect');
  if (isResetAfterOpen(error)) return refused('open', why);
  return refused(ACTIVE.includes(why.code) ? 'closed' : 'filtered', why);
}
