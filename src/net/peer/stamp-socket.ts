/**
 * One UDP socket that sends measuring packets (RFC 8762) to one port of a reflector and hears its answers. With a key its first packets carry a
 * mark in the place of the cookie until one is answered; every later one carries the cookie.
 */
import { createSocket, type Socket } from 'node:dgram';
import { randomInt } from 'node:crypto';
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
import type { Clock, PeerDoor, StampReply } from '../../probes/ports.ts';
import { classifyError } from '../classify-failure.ts';
import { onAbort } from '../on-abort.ts';

/** Numbers of first packets, far from those of a series. */
const HELLO_SEQ = 0xf000_0000;
/** After the last first packet. */
const TAIL_MS = 1_000;
const POLL_MS = 5;
/** What waits while this computer is busy; the system gives at most its own limit. */
const BUFFER_BYTES = 1_000_000;
/** A turn of the event loop reads some dozens of datagrams: so many turns empty any buffer. */
const MOST_TURNS = 200;

export interface Means {
  readonly clock: Clock;
  /** Null: packets are not signed. */
  readonly key: PeerKey | null;
}

export class StampSocket {
  readonly clock: Clock;
  readonly sentAtMs = new Map<number, number>();
  readonly replies: StampReply[] = [];
  readonly again: StampReply[] = [];
  hellos = 0;
  packetBytes = 0;
  failure: Failure | null = null;
  private readonly door: PeerDoor;
  private readonly key: PeerKey | null;
  private readonly signal: AbortSignal;
  private readonly socket: Socket;
  private readonly mode: Mode;
  private readonly ssid: number;
  private readonly beganMs: number;
  private readonly wallMs: number;
  private cookie: Extension | null = null;
  /** Numbers of ours that were. */
  private readonly answered = new Set<number>();
  private heard = 0;
  private isClosed = false;

  /** Closed by the signal, or by `close`. */
  constructor(door: PeerDoor, { clock, key }: Means, signal: AbortSignal) {
    this.door = door;
    this.clock = clock;
    this.key = key;
    this.signal = signal;
    this.mode = key === null ? 'open' : 'auth';
    // Never 0, which says that there is none (RFC 8972, 3).
    this.ssid = ((key === null ? randomInt(256) : hintOf(key.id)) << 8) | randomInt(1, 256);
    const type = familyOf(door.address) === 6 ? 'udp6' : 'udp4';
    this.socket = createSocket({ type, recvBufferSize: BUFFER_BYTES });
    this.beganMs = clock.nowMs();
    this.wallMs = clock.wallTime().getTime();
    onAbort(signal, () => this.close());
  }

  /** An answer to a first packet that was signed. */
  get isProved(): boolean {
    return this.cookie !== null;
  }

  get localPort(): number {
    return this.socket.address().port;
  }

  close(): void {
    if (!this.isClosed) this.socket.close();
    this.isClosed = true;
  }

  /** False: the local port cannot be had, or there is no route. */
  async open(): Promise<boolean> {
    const { socket } = this;
    const { address, port, localPort } = this.door;
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

  /** Until one is answered, or something refuses. */
  async greet(): Promise<void> {
    const { hellos, helloEveryMs, mark } = this.door;
    const value = Buffer.from(mark, 'hex');
    const fromMs = this.clock.nowMs();
    while (this.hellos < hellos && !this.isProved && this.failure === null) {
      this.write(HELLO_SEQ + this.hellos, [{ flags: UNRECOGNISED, type: TLV.cookie, value }]);
      this.hellos += 1;
      await this.until(fromMs + this.hellos * helloEveryMs, () => this.isProved);
    }
    await this.until(this.clock.nowMs() + TAIL_MS, () => this.isProved || this.failure !== null);
  }

  /** With the cookie, where there is one, and what else it is to carry. */
  send(seq: number, more: readonly Extension[] = []): void {
    this.write(seq, [...(this.cookie === null ? [] : [this.cookie]), ...more]);
  }

  /** Why nothing came; null where something did. */
  get whyNothing(): Failure | null {
    const isAnswered = this.isProved || this.replies.length > 0;
    return isAnswered ? null : (this.failure ?? failure('no-reply', 'receive'));
  }

  /** To the moment itself, not for a while: what was late is not added up. */
  async at(atMs: number): Promise<void> {
    const leftMs = atMs - this.clock.nowMs();
    if (leftMs > 0) await this.clock.sleep(leftMs, this.signal);
  }

  /** Not longer than to this moment. */
  async until(atMs: number, isEnough: () => boolean): Promise<void> {
    while (!isEnough() && this.clock.nowMs() < atMs) await this.clock.sleep(POLL_MS, this.signal);
    await this.readAll(isEnough);
  }

  /** After a stall of this process the moment is over before what the socket holds was read: our own lateness must not read as silence. */
  private async readAll(isEnough: () => boolean): Promise<void> {
    for (let [turn, quiet] = [0, 0]; turn < MOST_TURNS && quiet < 2 && !isEnough(); turn += 1) {
      const before = this.heard;
      await new Promise((resolve) => setImmediate(resolve));
      quiet = this.heard === before ? quiet + 1 : 0;
    }
    this.signal.throwIfAborted();
  }

  private heardOf(why: Failure): void {
    this.failure ??= why;
  }

  private write(seq: number, extensions: readonly Extension[]): void {
    const sentAtMs = this.clock.nowMs() - this.beganMs;
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
    this.heard += 1;
    const reply = this.read(datagram);
    const sentAtMs = this.sentAtMs.get(reply?.senderSeq ?? -1);
    if (reply === null || sentAtMs === undefined) return;
    this.cookie = reply.extensions.find(({ type }) => type === TLV.cookie) ?? this.cookie;
    if (reply.senderSeq >= HELLO_SEQ) return;
    const list = this.answered.has(reply.senderSeq) ? this.again : this.replies;
    this.answered.add(reply.senderSeq);
    list.push({
      ...{ seq: reply.senderSeq, number: reply.seq, bytes: datagram.length, sentAtMs, heardAtMs },
      // On the peer's clock, from this series' begin on ours: differences say something, the figures do not.
      ...{ atPeerMs: reply.receivedAtMs - this.wallMs, leftPeerMs: reply.sentAtMs - this.wallMs },
    });
  }

  private read(datagram: Uint8Array): ReflectorPacket | null {
    if (this.key !== null && !isSignedBy(datagram, this.key.secret)) return null;
    const reply = readReflector(datagram, this.mode);
    return reply?.ssid === this.ssid || this.mode === 'open' ? reply : null;
  }
}
