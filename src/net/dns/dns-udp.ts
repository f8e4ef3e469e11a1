/**
 * One DNS question to one server over UDP: sent three times with growing gaps, each with its own random id, from a random port
 * (the kernel's choice for a connected socket). A wrong answer does not end the wait at once: the right one may be behind it.
 */
import { randomInt } from 'node:crypto';
import { DgramAsPromised, type SocketAsPromised } from 'dgram-as-promised';
import { failure, type Failure } from '../../core/failure.ts';
import type { CallOptions, Clock, DnsQuery, DnsReply } from '../../probes/ports.ts';
import { withDeadline } from '../call-deadline.ts';
import { classifyError } from '../classify-failure.ts';
import { encodeQuestion, NO_DNS_REPLY, readMessage } from './dns-message.ts';
import { onAbort } from '../on-abort.ts';

/** Moments of the tries as parts of the time allowed: with 5 s, at 0 s, 1 s and 3 s. */
const TRY_AT = [0, 0.2, 0.6] as const;
/** After an answer that cannot be used, the right one gets this long and no more. */
const GRACE_MS = 1000;

export async function askOverUdp(query: DnsQuery, clock: Clock, options: CallOptions): Promise<DnsReply> {
  const talk = new UdpTalk(query, clock);
  return withDeadline(
    options,
    (over) => talk.run(over, options.timeoutMs),
    () => talk.unanswered(),
  );
}

class UdpTalk {
  private readonly query: DnsQuery;
  private readonly clock: Clock;
  private readonly socket: SocketAsPromised;
  private readonly sentAtMs = new Map<number, number>();
  private unusable: Failure | null = null;
  private closed = false;

  constructor(query: DnsQuery, clock: Clock) {
    this.query = query;
    this.clock = clock;
    this.socket = DgramAsPromised.createSocket(query.server.includes(':') ? 'udp6' : 'udp4');
  }

  async run(over: AbortSignal, timeoutMs: number): Promise<DnsReply> {
    onAbort(over, () => this.close());
    try {
      await this.connect();
      this.scheduleTries(over, timeoutMs);
      return await this.listen(over);
    } catch (error) {
      // recv() is never called again after an error: dgram-as-promised keeps each error and would throw it a second time.
      return this.reply({ failure: classifyError(error, 'receive') });
    }
  }

  unanswered(): DnsReply {
    return this.reply({ failure: this.unusable ?? failure('dns-timeout', 'resolve') });
  }

  /** Only a connected socket hears that the port is closed (ICMP), and only from the server that was asked. */
  private connect(): Promise<void> {
    const { server, serverPort } = this.query;
    return new Promise((resolve, reject) => {
      this.socket.socket.connect(serverPort, server, (error?: Error) =>
        error === undefined ? resolve() : reject(error),
      );
    });
  }

  private scheduleTries(over: AbortSignal, timeoutMs: number): void {
    for (const part of TRY_AT) {
      const timer = setTimeout(() => this.send(), part * timeoutMs);
      onAbort(over, () => clearTimeout(timer));
    }
  }

  private send(): void {
    if (this.closed) return;
    const id = randomInt(0x10000);
    this.sentAtMs.set(id, this.clock.nowMs());
    this.socket.socket.send(encodeQuestion(this.query, id), (error) => {
      if (error !== null) this.socket.socket.emit('error', error);
    });
  }

  private async listen(over: AbortSignal): Promise<DnsReply> {
    for await (const { msg } of this.socket) {
      const read = readMessage(msg, this.query, [...this.sentAtMs.keys()]);
      if (read.kind === 'answer') {
        const sentAtMs = this.sentAtMs.get(read.id) ?? Number.NaN;
        return this.reply({ ...read.answer, durationMs: this.clock.nowMs() - sentAtMs });
      }
      if (this.unusable === null) this.closeAfterGrace(over);
      this.unusable = read.failure;
    }
    return this.unanswered();
  }

  /** Closing ends the iteration of `listen`. */
  private closeAfterGrace(over: AbortSignal): void {
    const timer = setTimeout(() => this.close(), GRACE_MS);
    onAbort(over, () => clearTimeout(timer));
  }

  private close(): void {
    if (this.closed) return;
    this.closed = true;
    this.socket.socket.close();
  }

  private reply(known: Partial<DnsReply>): DnsReply {
    return { ...NO_DNS_REPLY, tries: this.sentAtMs.size, ...known };
  }
}
