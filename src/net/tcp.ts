/**
 * TCP connects to literal addresses. Answers: open, closed or filtered, by the exact errno, and how long SYN to SYN-ACK took.
 * It never resolves names and never races families: Node's 250 ms address race must not decide about a port.
 */
import net from 'node:net';
import type { IpAddress } from '../core/address.ts';
import { failure, type Failure, type FailureCode } from '../core/failure.ts';
import type { PortState } from '../core/words.ts';
import type { CallOptions, Clock, KernelTcpInfo, TcpConnectResult, TcpPort } from '../probes/ports.ts';
import { withDeadline } from './call-deadline.ts';
import { classifyError } from './classify-failure.ts';
import type { KernelTcpReader } from './kernel-tcp-info.ts';
import { onAbort } from './on-abort.ts';
import { assertTargetAllowed } from './target-guard.ts';

interface Target {
  readonly address: IpAddress;
  readonly port: number;
  readonly wantKernel?: boolean;
}

/** This process or machine ran out of something: no statement about the network, so the call rejects. */
const OWN_LIMITS = ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM'];

const ACTIVE_REFUSALS: readonly FailureCode[] = ['connection-refused', 'connection-reset'];

/**
 * A reset in answer to the SYN is ECONNREFUSED; ECONNRESET means that the handshake was over when the reset came (Linux, tcp_reset() in
 * net/ipv4/tcp_input.c), before this process was told. Whether it was told in time must not decide about a port: it was open.
 */
export function isResetAfterOpen(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ECONNRESET';
}

export function makeTcp(parts: {
  readonly clock: Clock;
  /** Null: the kernel is never asked. */
  readonly kernel: KernelTcpReader | null;
}): TcpPort {
  let warm: Promise<void> | null = null;
  return {
    async connect(target, options): Promise<TcpConnectResult> {
      assertTargetAllowed(target.address);
      options.signal.throwIfAborted();
      await (warm ??= warmUp());
      return new Attempt(parts, target).run(options);
    },
  };
}

/** One connection attempt: its socket, its two moments, its end. */
class Attempt {
  private readonly clock: Clock;
  private readonly kernel: KernelTcpReader | null;
  private readonly target: Target;
  private startedMs: number;
  /** Kept so that a slow read of the kernel's figures never turns an open port into a silent one. */
  private openedAs: TcpConnectResult | null = null;

  constructor(parts: { clock: Clock; kernel: KernelTcpReader | null }, target: Target) {
    this.clock = parts.clock;
    this.kernel = target.wantKernel === true ? parts.kernel : null;
    this.target = target;
    this.startedMs = parts.clock.nowMs();
  }

  run(options: CallOptions): Promise<TcpConnectResult> {
    return withDeadline(
      options,
      (over) => this.connect(over, options.signal),
      () => this.openedAs ?? this.result('filtered', failure('connection-timeout', 'connect')),
    );
  }

  private connect(over: AbortSignal, cancelled: AbortSignal): Promise<TcpConnectResult> {
    return new Promise((resolve, reject) => {
      // Half-open is allowed so that a server that hangs up at once does not end the socket before the kernel is asked.
      const socket = new net.Socket({ allowHalfOpen: true });
      onAbort(over, () => closeHard(socket));
      // net.connect calls connect(2) in a later tick; in a burst a start taken before the call would count the whole burst.
      socket.once('connectionAttempt', () => (this.startedMs = this.clock.nowMs()));
      socket.once('connect', () => {
        const connectMs = this.elapsedMs();
        resolve(this.opened({ socket, connectMs, cancelled }));
      });
      socket.on('error', (error) => this.refused(error, { resolve, reject }));
      const { address: host, port } = this.target;
      socket.connect({ host, port, autoSelectFamily: false });
    });
  }

  private async opened(open: {
    socket: net.Socket;
    connectMs: number;
    cancelled: AbortSignal;
  }): Promise<TcpConnectResult> {
    this.openedAs = { ...this.result('open', null), connectMs: open.connectMs };
    return { ...this.openedAs, kernel: await this.askKernel(open.socket, open.cancelled) };
  }

  private refused(
    error: NodeJS.ErrnoException,
    call: { resolve: (result: TcpConnectResult) => void; reject: (reason: Error) => void },
  ): void {
    if (OWN_LIMITS.includes(error.code ?? '')) {
      call.reject(error);
      return;
    }
    if (isResetAfterOpen(error)) {
      call.resolve({ ...this.result('open', null), connectMs: this.elapsedMs() });
      return;
    }
    const why = classifyError(error, 'connect');
    call.resolve(this.result(ACTIVE_REFUSALS.includes(why.code) ? 'closed' : 'filtered', why));
  }

  private async askKernel(socket: net.Socket, signal: AbortSignal): Promise<KernelTcpInfo | null> {
    const { localPort, remoteAddress, remotePort } = socket;
    if (this.kernel === null || localPort === undefined) return null;
    if (remoteAddress === undefined || remotePort === undefined) return null;
    return this.kernel.read({ localPort, remoteAddress, remotePort }, signal);
  }

  private elapsedMs(): number {
    return this.clock.nowMs() - this.startedMs;
  }

  private result(state: PortState, why: Failure | null): TcpConnectResult {
    return { state, connectMs: null, durationMs: this.elapsedMs(), failure: why, kernel: null };
  }
}

/**
 * A reset instead of FIN leaves no TIME_WAIT behind, here or there: a series would pile them up.
 * On a socket that still connects, Node's resetAndDestroy would wait for the connection; destroy ends it now.
 */
function closeHard(socket: net.Socket): void {
  if (socket.connecting || socket.destroyed) socket.destroy();
  else socket.resetAndDestroy();
}

/**
 * The first connect of a process costs 1-2 ms more (code is loaded and compiled on the way). One connect to ourselves on loopback
 * takes that cost without a packet on the wire. Where even that is forbidden, the first figure is a little high: no failure.
 */
function warmUp(): Promise<void> {
  return new Promise((resolve) => {
    const server = net.createServer((socket) => socket.destroy());
    const end = (): void => {
      server.close();
      resolve();
    };
    server.once('error', end);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      const socket = net.connect({ host: '127.0.0.1', port, autoSelectFamily: false });
      socket.once('error', end);
      socket.once('connect', () => {
        socket.destroy();
        end();
      });
    });
  });
}
