/**
 * Datagrams to one literal address over a connected socket: only a connected socket hears ICMP refusals, and only from the target.
 * Silence proves nothing (`open|filtered`). What a connected socket on Linux can tell (technical-facts B.4): port unreachable is
 * ECONNREFUSED, the administrative ICMP codes are EHOSTUNREACH, a local firewall is EPERM on send; plain host or network
 * unreachable from the path is not reported at all.
 */
import dgram from 'node:dgram';
import { familyOf } from '../core/address.ts';
import { failure, type Failure, type FailureCode } from '../core/failure.ts';
import type { PortState } from '../core/words.ts';
import type { CallOptions, Clock, DatagramExchange, DatagramPort, DatagramResult } from '../probes/ports.ts';
import { withDeadline } from './call-deadline.ts';
import { classifyError } from './classify-failure.ts';
import { onAbort } from './on-abort.ts';
import { assertTargetAllowed } from './target-guard.ts';

export function makeDatagram(parts: { readonly clock: Clock }): DatagramPort {
  return {
    async exchange(exchange, options): Promise<DatagramResult> {
      assertTargetAllowed(exchange.address);
      options.signal.throwIfAborted();
      return new Talk(exchange, parts.clock).run(options);
    },
  };
}

/** Refused by somebody else, or by this machine; everything else that is no reply is silence. */
const STATE_OF: Partial<Readonly<Record<FailureCode, PortState>>> = {
  'port-unreachable': 'closed',
  'no-reply': 'open|filtered',
  'unexpected-reply': 'open|filtered',
  // One size is too large for the path; that says nothing about the port.
  'message-too-long': 'open|filtered',
};

class Talk {
  private readonly exchange: DatagramExchange;
  private readonly clock: Clock;
  private readonly socket: dgram.Socket;
  private readonly startedMs: number;
  private readonly sentAtMs: number[] = [];
  private unexpected = 0;
  private settle: (result: DatagramResult) => void = () => undefined;

  constructor(exchange: DatagramExchange, clock: Clock) {
    this.exchange = exchange;
    this.clock = clock;
    this.socket = dgram.createSocket(familyOf(exchange.address) === 6 ? 'udp6' : 'udp4');
    this.startedMs = clock.nowMs();
  }

  run(options: CallOptions): Promise<DatagramResult> {
    return withDeadline(
      options,
      (over) => this.talk(over),
      () => this.ended(failure(this.unexpected > 0 ? 'unexpected-reply' : 'no-reply', 'receive')),
    );
  }

  private talk(over: AbortSignal): Promise<DatagramResult> {
    onAbort(over, () => this.socket.close());
    return new Promise((resolve) => {
      this.settle = resolve;
      this.socket.on('error', (error) => this.settle(this.ended(classifyError(error, 'receive'))));
      this.socket.on('message', (datagram) => this.hear(datagram));
      this.socket.connect(this.exchange.port, this.exchange.address, (error?: Error) => {
        if (error !== undefined) this.settle(this.ended(classifyError(error, 'connect')));
        else if (!over.aborted) this.scheduleTries(over);
      });
    });
  }

  private scheduleTries(over: AbortSignal): void {
    let atMs = 0;
    this.exchange.payloads.forEach((payload, index) => {
      if (index === 0) return this.send(payload);
      atMs += this.exchange.spacingMs[index - 1] ?? 0;
      const timer = setTimeout(() => this.send(payload), atMs);
      onAbort(over, () => clearTimeout(timer));
    });
  }

  private send(payload: Uint8Array): void {
    this.sentAtMs.push(this.elapsedMs());
    this.socket.send(payload, (error) => {
      if (error !== null) this.settle(this.ended(classifyError(error, 'send')));
    });
  }

  private hear(datagram: Uint8Array): void {
    const heardAtMs = this.elapsedMs();
    if (!this.exchange.accept(datagram)) {
      this.unexpected += 1;
      return;
    }
    const answered = this.exchange.answeredTry?.(datagram) ?? this.sentAtMs.length - 1;
    const afterMs = Math.max(0, heardAtMs - (this.sentAtMs[answered] ?? heardAtMs));
    this.settle({ ...this.ended(null), state: 'open', reply: { afterMs, datagram } });
  }

  private elapsedMs(): number {
    return this.clock.nowMs() - this.startedMs;
  }

  private ended(why: Failure | null): DatagramResult {
    const state = why === null ? 'open' : (STATE_OF[why.code] ?? 'filtered');
    return { state, sentAtMs: [...this.sentAtMs], reply: null, unexpected: this.unexpected, failure: why };
  }
}
