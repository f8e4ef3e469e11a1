/**
 * Measuring packets to one UDP port of a reflector (RFC 8762), paced to an absolute schedule. With a key the first packets carry a mark in the
 * place of the cookie until one is answered; the series carries the cookie. Without a key, a series at once, given up where nothing comes.
 */
import { createSocket, type Socket } from 'node:dgram';
import { randomBytes } from 'node:crypto';
import { familyOf } from '../../core/address.ts';
import { failure, type Failure } from '../../core/failure.ts';
import { hintOf, type PeerKey } from '../../peer/keys.ts';
import {
  isSignedBy,
  readReflector,
  TLV,
  UNRECOGNISED,
  writeSender,
  type Extension,
  type Mode,
  type ReflectorPacket,
} from '../../peer/stamp-packet.ts';
import type { Clock, StampReply, StampRequest, StampSeen } from '../../probes/ports.ts';
import { classifyError } from '../classify-failure.ts';
import { onAbort } from '../on-abort.ts';
import { assertTargetAllowed } from '../target-guard.ts';

/** Numbers of first packets, far from those of a series. */
const HELLO_SEQ = 0xf000_0000;
/** What is on its way when the last packet was sent; longer where the way is. */
const TAIL_MS = 1_000;
const POLL_MS = 5;
const CLOSER_MS = 200;

interface Means {
  readonly clock: Clock;
  /** Null: packets are not signed. */
  readonly key: PeerKey | null;
}

/** Rejects when cancelled; what the network did is in the result. */
export async function reflectOff(
  request: StampRequest,
  means: Means,
  signal: AbortSignal,
): Promise<StampSeen> {
  assertTargetAllowed(request.address);
  signal.throwIfAborted();
  const over = new AbortController();
  const forget = onAbort(signal, () => over.abort(signal.reason));
  const series = new Series(request, means, over.signal);
  try {
    await series.run();
    return series.seen();
  } finally {
    forget();
    over.abort('ended');
  }
}

class Series {
  private readonly request: StampRequest;
  private readonly clock: Clock;
  private readonly key: PeerKey | null;
  private readonly signal: AbortSignal;
  private readonly socket: Socket;
  private readonly mode: Mode;
  private readonly ssid: number;
  private readonly beganMs: number;
  private readonly wallMs: number;
  private readonly sentAtMs = new Map<number, number>();
  private readonly replies: StampReply[] = [];
  private cookie: Extension | null = null;
  private hellos = 0;
  private packetBytes = 0;
  private failure: Failure | null = null;

  constructor(request: StampRequest, { clock, key }: Means, signal: AbortSignal) {
    this.request = request;
    this.clock = clock;
    this.key = request.isSigned ? key : null;
    this.signal = signal;
    this.mode = this.key === null ? 'open' : 'auth';
    const [low = 0, high = 0] = randomBytes(2);
    this.ssid = ((this.key === null ? high : hintOf(this.key.id)) << 8) | low;
    this.socket = createSocket(familyOf(request.address) === 6 ? 'udp6' : 'udp4');
    this.beganMs = clock.nowMs();
    this.wallMs = clock.wallTime().getTime();
  }

  async run(): Promise<void> {
    onAbort(this.signal, () => this.socket.close());
    if (!(await this.open())) return;
    if (this.mode === 'auth') {
      await this.greet();
      if (this.cookie === null) return;
    }
    await this.sendAll();
    if (this.request.closers > 0 && this.replies.length > 0) await this.close();
  }

  seen(): StampSeen {
    const sent = [...this.sentAtMs.keys()].filter((seq) => seq < this.request.count).length;
    const { hellos, packetBytes, replies, cookie } = this;
    const isAnswered = cookie !== null || replies.length > 0;
    const why = isAnswered ? null : (this.failure ?? failure('no-reply', 'receive'));
    return { hellos, packetBytes, sent, replies: [...replies], isAnswered, failure: why };
  }

  /** False: the local port cannot be had, or there is no route. */
  private async open(): Promise<boolean> {
    const { socket } = this;
    const { address, port, localPort } = this.request;
    socket.on('message', (datagram) => this.hear(datagram));
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once('error', reject);
        onAbort(this.signal, () => reject(this.signal.reason as Error));
        const connect = (): void =>
          socket.connect(port, address, (error?: Error) => (error === undefined ? resolve() : reject(error)));
        if (localPort === null) connect();
        else socket.bind(localPort, connect);
      });
    } catch (error) {
      this.signal.throwIfAborted();
      this.failure = classifyError(error, 'connect');
      return false;
    }
    socket.removeAllListeners('error');
    socket.on('error', (error) => this.heardOf(classifyError(error, 'receive')));
    return true;
  }

  private heardOf(why: Failure): void {
    this.failure ??= why;
  }

  /** Until one is answered, or something refuses. */
  private async greet(): Promise<void> {
    const { hellos, helloEveryMs } = this.request;
    const fromMs = this.clock.nowMs();
    while (this.hellos < hellos && this.cookie === null && this.failure === null) {
      this.send(HELLO_SEQ + this.hellos, this.mark());
      this.hellos += 1;
      await this.until(fromMs + this.hellos * helloEveryMs, () => this.cookie !== null);
    }
    await this.until(this.clock.nowMs() + TAIL_MS, () => this.cookie !== null || this.failure !== null);
  }

  private mark(): Extension {
    return { flags: UNRECOGNISED, type: TLV.cookie, value: Buffer.from(this.request.mark, 'hex') };
  }

  private async sendAll(): Promise<void> {
    const { count, everyMs, giveUpAfter } = this.request;
    const fromMs = this.clock.nowMs();
    for (let seq = 0; seq < count; seq += 1) {
      if (seq === giveUpAfter && this.replies.length === 0) break;
      await this.at(fromMs + seq * everyMs);
      this.send(seq, this.cookie);
    }
    const tailMs = Math.max(
      TAIL_MS,
      2 * Math.max(0, ...this.replies.map((one) => one.heardAtMs - one.sentAtMs)),
    );
    await this.until(this.clock.nowMs() + tailMs, () => this.replies.length >= count);
  }

  /** The number of an answer to one more packet says how many came before it. */
  private async close(): Promise<void> {
    const { count, closers } = this.request;
    for (let index = 0; index < closers; index += 1) {
      this.send(count + index, this.cookie);
      await this.until(this.clock.nowMs() + CLOSER_MS, () => this.replies.some(({ seq }) => seq >= count));
      if (this.replies.some(({ seq }) => seq >= count)) return;
    }
  }

  /** To the moment itself, not for a while: what was late is not added up. */
  private async at(atMs: number): Promise<void> {
    const leftMs = atMs - this.clock.nowMs();
    if (leftMs > 0) await this.clock.sleep(leftMs, this.signal);
  }

  /** Not longer than to this moment. */
  private async until(atMs: number, isEnough: () => boolean): Promise<void> {
    while (!isEnough() && this.clock.nowMs() < atMs) await this.clock.sleep(POLL_MS, this.signal);
  }

  private send(seq: number, cookie: Extension | null): void {
    const sentAtMs = this.clock.nowMs() - this.beganMs;
    const extensions = cookie === null ? [] : [cookie];
    const packet = { mode: this.mode, seq, sentAtMs: this.wallMs + sentAtMs, ssid: this.ssid, extensions };
    const bytes = writeSender(packet, this.key?.secret ?? null);
    this.packetBytes = bytes.length;
    this.sentAtMs.set(seq, sentAtMs);
    this.socket.send(bytes, (error) => {
      if (error !== null) this.heardOf(classifyError(error, 'send'));
    });
  }

  private hear(datagram: Uint8Array): void {
    const heardAtMs = this.clock.nowMs() - this.beganMs;
    const reply = this.read(datagram);
    const sentAtMs = this.sentAtMs.get(reply?.senderSeq ?? -1);
    if (reply === null || sentAtMs === undefined) return;
    this.cookie = reply.extensions.find(({ type }) => type === TLV.cookie) ?? this.cookie;
    if (reply.senderSeq < HELLO_SEQ)
      this.replies.push({ seq: reply.senderSeq, number: reply.seq, sentAtMs, heardAtMs });
  }

  private read(datagram: Uint8Array): ReflectorPacket | null {
    if (this.key !== null && !isSignedBy(datagram, this.key.secret)) return null;
    const reply = readReflector(datagram, this.mode);
    return reply?.ssid === this.ssid || this.mode === 'open' ? reply : null;
  }
}
