/**
 * What a peer answers to one datagram: at most one, as large as the question. Pure but for its own tables, which are bounded; the clock is handed in.
 * With keys only signed packets are answered; a first one gets a cookie, and only packets that bring it back (so the sender's address is
 * its own) count, are kept in a session and may come quickly. A reply never has more bytes than what asked for it.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { UdpSeen } from './greeting.ts';
import { hintOf, isValid, type PeerKey } from './keys.ts';
import { Bounded, networkOf, Rate } from './limits.ts';
import {
  BASE_BYTES,
  controlOf,
  isSignedBy,
  MOST_BYTES,
  paddedTo,
  readSender,
  TLV,
  toSign,
  UNRECOGNISED,
  writeReflector,
  type Control,
  type Extension,
  type Mode,
  type Question,
} from './stamp-packet.ts';

/**
 * Answers a second: to one source network, and in all, those without a key apart, which anybody may ask for under any address; and packets a second
 * that are held against keys which they do not hint at.
 */
export const RATES = { hello: 5, test: 600, open: 20, all: 5_000, allOpen: 1_000, guesses: 500 } as const;
const MOST_SESSIONS = 1_024;
const SESSION_MS = 60_000;
/** Networks whose rates are remembered; beyond that the limit for all still holds. */
const MOST_NETWORKS = 4_096;
/** A cookie is good for its epoch and the next one. */
const EPOCH_MS = 60_000;
const COOKIE_BYTES = 24;
/** Bytes that a sender may have in hand for larger answers than its next packet: for sizes, and where load is allowed. */
const MOST_CREDIT = 8_192;
/** A search for sizes: a hundred answers of 1500 bytes in a few seconds. */
const SIZES_KBPS = 1_000;
const MOST_LOAD_CREDIT = 1_000_000;
/** Networks that may have their whole load at one time. */
const LOADS = 4;
/** An answer is held so long at most: some firewalls forget an idle flow of UDP after that. */
const MOST_HOLD_MS = 30_000;

export interface From {
  readonly address: string;
  readonly port: number;
}

export interface Session {
  readonly network: string;
  /** Of the peer. */
  readonly port: number;
  /** Test packets that came, and so the number of the next answer. */
  received: number;
  sent: number;
  lastMs: number;
  /** Bytes that came without having been answered: so many more may go out. */
  credit: number;
}

/** First packets of one sender, before its address is proved. */
interface Greeted {
  hellos: number;
  answered: number;
  readonly from: From;
  readonly session: string;
}

export const REFUSALS = ['malformed', 'unsigned', 'too-fast', 'no-credit'] as const;
export type Refusal = (typeof REFUSALS)[number];

export interface ResponderInput {
  readonly keys: readonly PeerKey[];
  /** Answers packets without a key too: few and small. */
  readonly open: boolean;
  /** What larger answers may come to for one network; null: those of a search for sizes alone. */
  readonly loadKbps: number | null;
}

/** `reply` null: none was asked for. `holdMs`: it is to wait so long. */
type Answer = { readonly reply: Uint8Array | null; readonly holdMs: number } | { readonly refused: Refusal };

export class Responder {
  private readonly keys: readonly PeerKey[];
  private readonly isOpen: boolean;
  private readonly secret = randomBytes(32);
  /** Those without a key apart: whoever makes up addresses pushes out none that was proved. */
  private readonly sessions: Readonly<Record<Mode, Bounded<Session>>> = {
    auth: new Bounded<Session>(MOST_SESSIONS),
    open: new Bounded<Session>(MOST_SESSIONS),
  };
  private readonly greeted = new Bounded<Greeted>(MOST_SESSIONS);
  private readonly hello = new Rate(RATES.hello, MOST_NETWORKS);
  private readonly test = new Rate(RATES.test, MOST_NETWORKS);
  private readonly openRate = new Rate(RATES.open, MOST_NETWORKS);
  private readonly mostCredit: number;
  /** Bytes of answers of another size. */
  private readonly bought: Rate;
  private readonly boughtByAll: Rate;
  private readonly all = new Rate(RATES.all, 1);
  private readonly allOpen = new Rate(RATES.allOpen, 1);
  private readonly guesses = new Rate(RATES.guesses, 1);
  /** By port of the peer: the last exchange that a cookie proved, of the two networks that were last there. */
  private readonly proven = new Map<number, readonly { readonly network: string; readonly atMs: number }[]>();

  constructor({ keys, open, loadKbps }: ResponderInput) {
    this.keys = keys;
    this.isOpen = open;
    this.mostCredit = loadKbps === null ? MOST_CREDIT : MOST_LOAD_CREDIT;
    const bytesASecond = ((loadKbps ?? SIZES_KBPS) * 1000) / 8;
    this.bought = new Rate(bytesASecond, MOST_NETWORKS);
    this.boughtByAll = new Rate(bytesASecond * LOADS, 1);
  }

  /** `port`: the peer's own, on which it came. */
  answer(datagram: Uint8Array, from: From, { port, nowMs }: { port: number; nowMs: number }): Answer {
    if (datagram.length < BASE_BYTES.open) return { refused: 'malformed' };
    const packet = readSender(datagram, 'auth');
    const key = packet === null ? null : this.keyOf(datagram, packet.ssid, nowMs);
    if (packet === null || key === null) return this.answerOpen(datagram, from, { port, nowMs });
    return this.answerKeyed(packet, { from, port, nowMs, key, bytes: datagram.length });
  }

  /** The key that the session's identifier hints at, else any: what a flood of junk may cost is bounded. */
  private keyOf(datagram: Uint8Array, ssid: number, nowMs: number): PeerKey | null {
    const valid = this.keys.filter((key) => isValid(key, nowMs));
    const hinted = valid.length === 1 ? valid : valid.filter(({ id }) => hintOf(id) === ssid >> 8);
    const known = hinted.find(({ secret }) => isSignedBy(datagram, secret));
    if (known !== undefined) return known;
    const others = valid.filter((key) => !hinted.includes(key));
    if (others.length === 0 || !this.guesses.take('', nowMs)) return null;
    return others.find(({ secret }) => isSignedBy(datagram, secret)) ?? null;
  }

  private answerOpen(datagram: Uint8Array, from: From, at: { port: number; nowMs: number }): Answer {
    if (!this.isOpen) return { refused: 'unsigned' };
    const packet = readSender(datagram, 'open');
    if (packet === null) return { refused: 'malformed' };
    const mayAnswer =
      this.openRate.take(networkOf(from.address), at.nowMs) && this.allOpen.take('', at.nowMs);
    if (!mayAnswer) return { refused: 'too-fast' };
    const extensions = packet.extensions.map(unknown);
    const session = this.arrived(packet, { from, ssid: packet.ssid, ...at });
    const by = { key: null, nowMs: at.nowMs, holdMs: 0 };
    return { reply: this.reflect({ ...packet, extensions }, session, by), holdMs: 0 };
  }

  private answerKeyed(
    packet: Question,
    {
      from,
      port,
      nowMs,
      key,
      bytes,
    }: { from: From; port: number; nowMs: number; key: PeerKey; bytes: number },
  ): Answer {
    const network = networkOf(from.address);
    const given = packet.extensions.find(isOurCookie)?.value ?? null;
    const asked: Asked = { from, port, ssid: packet.ssid, nowMs };
    const by = { key: key.secret, nowMs, holdMs: 0 };
    const echo = (session: Session | null): Answer => ({
      reply: this.reflect({ ...packet, extensions: this.echoed(packet, asked) }, session, by),
      holdMs: 0,
    });
    if (!this.isCookie(given, asked)) {
      const greeted = this.greet(given, asked);
      if (!this.mayAnswer(this.hello, network, nowMs)) return { refused: 'too-fast' };
      if (greeted !== null) greeted.answered += 1;
      return echo(null);
    }
    // Counted before any rate: a limit of the peer must not look like loss on the way.
    const session = this.arrived(packet, asked);
    if (!this.mayAnswer(this.test, network, nowMs)) return { refused: 'too-fast' };
    this.prove(port, network, nowMs);
    const control = controlOf(packet.extensions);
    return control === null
      ? echo(session)
      : this.answerAsked(packet, { session, control, asked, bytes, by });
  }

  private mayAnswer(rate: Rate, network: string, nowMs: number): boolean {
    return rate.take(network, nowMs) && this.all.take('', nowMs);
  }

  /** An answer of another size is paid for by bytes that came before: what goes out is never more than what came in. */
  private answerAsked(packet: Question, { session, control, asked, bytes, by }: AskedFor): Answer {
    const replyBytes = Math.min(control.replyBytes, MOST_BYTES);
    const holdMs = Math.min(control.holdMs, MOST_HOLD_MS);
    session.credit = Math.min(this.mostCredit, session.credit + bytes);
    if (replyBytes === 0) return { reply: null, holdMs };
    const cookie = { flags: 0, type: TLV.cookie, value: this.cookieFor(asked, epochOf(asked.nowMs)) };
    const extensions = toSign(paddedTo(replyBytes, [cookie]));
    const reply = this.reflect({ ...packet, extensions }, session, { ...by, holdMs });
    const why = this.whyNot(session, reply.length, asked.nowMs);
    if (why !== null) {
      session.sent -= 1;
      return { refused: why };
    }
    session.credit -= reply.length;
    return { reply, holdMs };
  }

  private whyNot({ credit, network }: Session, bytes: number, nowMs: number): Refusal | null {
    if (bytes > credit) return 'no-credit';
    const mayGo = this.bought.take(network, nowMs, bytes) && this.boughtByAll.take('', nowMs, bytes);
    return mayGo ? null : 'too-fast';
  }

  /** As they came, with a fresh cookie where there was one, and a place for the signature where it stood. */
  private echoed({ extensions }: Question, asked: Asked): readonly Extension[] {
    const cookie = this.cookieFor(asked, epochOf(asked.nowMs));
    return extensions.map((one) => {
      if (isOurCookie(one)) return { ...one, flags: 0, value: cookie };
      return one.type === TLV.hmac ? { ...one, flags: 0 } : unknown(one);
    });
  }

  /** Numbered from 0 in its session; without one (stateless) by the sender's own number (RFC 8762, 4.3). */
  private reflect(packet: Question, session: Session | null, { key, nowMs, holdMs }: By): Uint8Array {
    const seq = session?.sent ?? packet.seq;
    if (session !== null) session.sent += 1;
    const times = { receivedAtMs: nowMs, sentAtMs: nowMs + holdMs };
    return writeReflector({ ...packet, ...packet.copied, seq, ...times }, key);
  }

  /** The session that this packet belongs to, with it counted. */
  private arrived({ mode }: Question, { from, port, ssid, nowMs }: Asked): Session {
    const key = sessionKey(from, port, ssid);
    const sessions = this.sessions[mode];
    const known = sessions.get(key);
    const isOver = known === undefined || nowMs - known.lastMs > SESSION_MS;
    const session = isOver
      ? { network: networkOf(from.address), port, received: 0, sent: 0, lastMs: nowMs, credit: 0 }
      : known;
    session.received += 1;
    session.lastMs = nowMs;
    sessions.set(key, session);
    return session;
  }

  private prove(port: number, network: string, atMs: number): void {
    const others = (this.proven.get(port) ?? []).filter((one) => one.network !== network);
    this.proven.set(port, [{ network, atMs }, ...others].slice(0, 2));
  }

  /** Seconds since the last exchange on this port that a cookie proved, with a network other than this one; null: never. */
  provenElsewhereAgo(port: number, address: string, nowMs: number): number | null {
    const other = (this.proven.get(port) ?? []).find(({ network }) => network !== networkOf(address));
    return other === undefined ? null : Math.round((nowMs - other.atMs) / 1000);
  }

  /** First packets with this mark (hex) on a port, and what came of the session that they began. */
  seenOf(port: number, mark: string): Omit<UdpSeen, 'provenElsewhereAgo'> {
    const greeted = this.greeted.peek(`${port} ${mark}`);
    if (greeted === undefined) return { hellos: 0, answered: 0, received: 0, sent: 0, from: null };
    const { hellos, answered, from } = greeted;
    const { received = 0, sent = 0 } = this.sessions.auth.peek(greeted.session) ?? {};
    return { hellos, answered, received, sent, from };
  }

  private greet(mark: Uint8Array | null, { from, port, ssid }: Asked): Greeted | null {
    if (mark === null) return null;
    const key = `${port} ${Buffer.from(mark).toString('hex')}`;
    const session = sessionKey(from, port, ssid);
    const greeted = this.greeted.get(key) ?? { hellos: 0, answered: 0, from, session };
    greeted.hellos += 1;
    this.greeted.set(key, greeted);
    return greeted;
  }

  /** Sessions that ended since the last call; a log has a line for each. */
  ended(nowMs: number): readonly Session[] {
    const isOver = ({ lastMs }: Session): boolean => nowMs - lastMs > SESSION_MS;
    return [...this.sessions.auth.drain(isOver), ...this.sessions.open.drain(isOver)];
  }

  get sessionCount(): number {
    return this.sessions.auth.size + this.sessions.open.size;
  }

  private cookieFor(asked: Asked, epoch: number): Uint8Array {
    const { address, port: outside } = asked.from;
    const head = Buffer.alloc(8);
    head.writeUInt32BE(epoch % 2 ** 32);
    const text = `${epoch} ${address} ${outside} ${asked.port} ${asked.ssid}`;
    const proof = createHmac('sha256', this.secret)
      .update(text)
      .digest()
      .subarray(0, COOKIE_BYTES - head.length);
    return Buffer.concat([head, proof]);
  }

  private isCookie(given: Uint8Array | null, asked: Asked): boolean {
    if (given?.length !== COOKIE_BYTES) return false;
    const now = epochOf(asked.nowMs);
    return [now, now - 1].some((epoch) => timingSafeEqual(given, this.cookieFor(asked, epoch)));
  }
}

interface AskedFor {
  readonly session: Session;
  readonly control: Control;
  readonly asked: Asked;
  /** Of the packet. */
  readonly bytes: number;
  readonly by: By;
}

/** Who signs an answer (null: nobody), when its question came, and how long it waits. */
interface By {
  readonly key: Uint8Array | null;
  readonly nowMs: number;
  readonly holdMs: number;
}

interface Asked {
  readonly from: From;
  readonly port: number;
  readonly ssid: number;
  readonly nowMs: number;
}

const epochOf = (nowMs: number): number => Math.floor(nowMs / EPOCH_MS);

function sessionKey({ address, port: outside }: From, port: number, ssid: number): string {
  return `${address} ${outside} ${port} ${ssid}`;
}

function isOurCookie({ type, value }: Extension): boolean {
  return type === TLV.cookie && value.length === COOKIE_BYTES;
}

/** Echoed as it came. Padding is known and means nothing. */
function unknown(extension: Extension): Extension {
  return { ...extension, flags: extension.type === TLV.padding ? 0 : UNRECOGNISED };
}
