/**
 * Packets of the Simple Two-way Active Measurement Protocol, without a socket. Layouts: RFC 8762, 4.2 and 4.3 (44 bytes without a key, 112 with one),
 * with the session identifier and the extensions of RFC 8972, 3 and 4. All figures are big-endian. What does not fit is null, never a throw.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export type Mode = 'open' | 'auth';

export const BASE_BYTES: Readonly<Record<Mode, number>> = { open: 44, auth: 112 };
/** Nothing larger is made or taken: an Ethernet packet of IPv4 holds 1472 bytes of UDP. */
export const MOST_BYTES = 1472;

/** Extensions that are used here (IANA, STAMP TLV types; from 252 on for private use). */
export const TLV = { padding: 1, hmac: 8, cookie: 252, control: 253 } as const;
/** Set by the sender, and left by a reflector that did not know the extension (RFC 8972, 4). */
export const UNRECOGNISED = 0x80;
/** Set by a reflector on what reaches beyond the end: it goes back as it came (RFC 8972, 4). */
const MALFORMED = 0x40;

export interface Extension {
  readonly flags: number;
  readonly type: number;
  readonly value: Uint8Array;
}

/** Where the fields of one mode stand. */
interface Layout {
  readonly sentAt: number;
  readonly error: number;
  readonly ssid: number;
  readonly receivedAt: number;
  readonly senderSeq: number;
  readonly senderSentAt: number;
  readonly senderError: number;
  readonly senderTtl: number;
}

const LAYOUT: Readonly<Record<Mode, Layout>> = {
  open: {
    ...{ sentAt: 4, error: 12, ssid: 14, receivedAt: 16, senderSeq: 24 },
    ...{ senderSentAt: 28, senderError: 36, senderTtl: 40 },
  },
  auth: {
    ...{ sentAt: 16, error: 24, ssid: 26, receivedAt: 32, senderSeq: 48 },
    ...{ senderSentAt: 64, senderError: 72, senderTtl: 80 },
  },
};

/** HMAC-SHA-256 cut to 16 bytes, over the 96 bytes before it (RFC 8762, 4.4). */
const HMAC_AT = 96;
const HMAC_BYTES = 16;
/** The place of a signature over the extensions before it; `signed` fills it. */
const SIGNATURE: Extension = { flags: 0, type: TLV.hmac, value: new Uint8Array(HMAC_BYTES) };
/** Not synchronised, scale 0, multiplier 1: a multiplier of 0 is forbidden (RFC 4656, 4.1.2). */
const ERROR_ESTIMATE = 1;
/** What RFC 5357 (4.2.1) wants of a reflector that cannot read the TTL. */
const TTL = 255;
/** Of an error estimate: its times are PTP's, not NTP's (RFC 8762, 4.2.1; many routers). */
const IS_PTP = 0x4000;

export interface SenderPacket {
  readonly mode: Mode;
  readonly seq: number;
  readonly sentAtMs: number;
  readonly ssid: number;
  readonly extensions: readonly Extension[];
  /** What stands behind the extensions and is none, such as the padding of TWAMP Light; usually nothing. */
  readonly rest?: Uint8Array;
}

/** What a reflector copies from the sender bit for bit: a time that went through floating point may lose its last one (RFC 8762, 4.3.1). */
interface Copied {
  readonly senderSeq: number;
  readonly senderStamp: bigint;
  readonly senderError: number;
}

export interface ReflectorPacket extends SenderPacket, Copied {
  readonly receivedAtMs: number;
}

/** 1900 to 1970 (RFC 868). */
const NTP_EPOCH_S = 2_208_988_800;

/** Wall clock in milliseconds since 1970, as the 64 bits of NTP. */
export function toNtp(ms: number): bigint {
  const seconds = Math.floor(ms / 1000);
  const fraction = Math.floor((ms / 1000 - seconds) * 2 ** 32);
  return (BigInt((seconds + NTP_EPOCH_S) % 2 ** 32) << 32n) | BigInt(fraction);
}

/** The other way, in the era of today (1968 to 2104). The error estimate beside it tells whether it is PTP's: seconds since 1970, and nanoseconds. */
export function fromStamp(stamp: bigint, error: number): number {
  const seconds = Number(stamp >> 32n);
  if ((error & IS_PTP) !== 0) return seconds * 1000 + Number(stamp & 0xffff_ffffn) / 1e6;
  const era = seconds < 2 ** 31 ? 2 ** 32 : 0;
  return (seconds + era - NTP_EPOCH_S) * 1000 + (Number(stamp & 0xffff_ffffn) / 2 ** 32) * 1000;
}

/** What one packet asks for instead of an answer as large as itself at once. */
export interface Control {
  /** Bytes of the answer (of UDP); 0: none. */
  readonly replyBytes: number;
  readonly holdMs: number;
}

const CONTROL_BYTES = 4;

export function controlExtension({ replyBytes, holdMs }: Control): Extension {
  const value = new Uint8Array(CONTROL_BYTES);
  const view = viewOf(value);
  view.setUint16(0, replyBytes);
  view.setUint16(2, holdMs);
  return { flags: UNRECOGNISED, type: TLV.control, value };
}

/** Null where the packet asks for nothing of that. */
export function controlOf(extensions: readonly Extension[]): Control | null {
  const value = extensions.find(({ type }) => type === TLV.control)?.value;
  if (value?.length !== CONTROL_BYTES) return null;
  const view = viewOf(value);
  return { replyBytes: view.getUint16(0), holdMs: view.getUint16(2) };
}

/** Padding, so that a signed packet with these extensions has so many bytes; none where there is no room for any. */
export function paddedTo(bytes: number, extensions: readonly Extension[]): readonly Extension[] {
  const room = bytes - BASE_BYTES.auth - bytesOf([...extensions, SIGNATURE]) - 4;
  if (room < 0) return extensions;
  return [...extensions, { flags: 0, type: TLV.padding, value: new Uint8Array(room) }];
}

function bytesOf(extensions: readonly Extension[]): number {
  return extensions.reduce((sum, { value }) => sum + 4 + value.length, 0);
}

/** With a place for their signature behind them; nothing of nothing. */
export function toSign(extensions: readonly Extension[]): readonly Extension[] {
  return extensions.length === 0 ? [] : [...extensions, SIGNATURE];
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The packet of a sender; with a key it is signed, and so are its extensions. */
export function writeSender(packet: SenderPacket, key: Uint8Array | null): Uint8Array {
  const bytes = new Uint8Array(BASE_BYTES[packet.mode]);
  const [view, at] = [viewOf(bytes), LAYOUT[packet.mode]];
  view.setUint32(0, packet.seq);
  view.setBigUint64(at.sentAt, toNtp(packet.sentAtMs));
  view.setUint16(at.error, ERROR_ESTIMATE);
  view.setUint16(at.ssid, packet.ssid);
  const carried = key === null ? packet.extensions : toSign(packet.extensions);
  return signed(bytes, { extensions: carried.map((one) => ({ ...one, flags: UNRECOGNISED })) }, key);
}

/** The answer of a reflector. A place for a signature among its extensions is filled. */
export function writeReflector(packet: ReflectorPacket, key: Uint8Array | null): Uint8Array {
  const bytes = new Uint8Array(BASE_BYTES[packet.mode]);
  const [view, at] = [viewOf(bytes), LAYOUT[packet.mode]];
  view.setUint32(0, packet.seq);
  view.setBigUint64(at.sentAt, toNtp(packet.sentAtMs));
  view.setUint16(at.error, ERROR_ESTIMATE);
  view.setUint16(at.ssid, packet.ssid);
  view.setBigUint64(at.receivedAt, toNtp(packet.receivedAtMs));
  view.setUint32(at.senderSeq, packet.senderSeq);
  view.setBigUint64(at.senderSentAt, packet.senderStamp);
  view.setUint16(at.senderError, packet.senderError);
  view.setUint8(at.senderTtl, TTL);
  return signed(bytes, packet, key);
}

export interface Question extends SenderPacket {
  readonly copied: Copied;
}

export function readSender(bytes: Uint8Array, mode: Mode): Question | null {
  if (bytes.length < BASE_BYTES[mode] || bytes.length > MOST_BYTES) return null;
  const [view, at] = [viewOf(bytes), LAYOUT[mode]];
  const [seq, senderStamp] = [view.getUint32(0), view.getBigUint64(at.sentAt)];
  const copied = { senderSeq: seq, senderStamp, senderError: view.getUint16(at.error) };
  const sentAtMs = fromStamp(senderStamp, copied.senderError);
  return { mode, seq, sentAtMs, ssid: view.getUint16(at.ssid), copied, ...extensionsOf(bytes, mode) };
}

export function readReflector(bytes: Uint8Array, mode: Mode): ReflectorPacket | null {
  const sender = readSender(bytes, mode);
  if (sender === null) return null;
  const [view, at] = [viewOf(bytes), LAYOUT[mode]];
  return {
    ...sender,
    receivedAtMs: fromStamp(view.getBigUint64(at.receivedAt), sender.copied.senderError),
    senderSeq: view.getUint32(at.senderSeq),
    senderStamp: view.getBigUint64(at.senderSentAt),
    senderError: view.getUint16(at.senderError),
  };
}

/** The extensions behind the base packet, to the first that reaches beyond its end. */
function extensionsOf(bytes: Uint8Array, mode: Mode): { extensions: Extension[]; rest: Uint8Array } {
  const view = viewOf(bytes);
  const extensions: Extension[] = [];
  let at = BASE_BYTES[mode];
  while (at + 4 <= bytes.length) {
    const end = at + 4 + view.getUint16(at + 2);
    if (end > bytes.length) break;
    const value = bytes.subarray(at + 4, end);
    extensions.push({ flags: view.getUint8(at), type: view.getUint8(at + 1), value });
    at = end;
  }
  return { extensions, rest: bytes.subarray(at) };
}

function toBytes(extensions: readonly Extension[]): Uint8Array {
  const parts = extensions.map(({ flags, type, value }) => {
    const bytes = new Uint8Array(4 + value.length);
    bytes.set([flags, type, value.length >> 8, value.length & 0xff]);
    bytes.set(value, 4);
    return bytes;
  });
  return Buffer.concat(parts);
}

function hmac(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  const digest = createHmac('sha256', key);
  for (const part of parts) digest.update(part);
  return digest.digest().subarray(0, HMAC_BYTES);
}

/** With a key: the base by its own HMAC, the extensions by one that stands behind them and covers the sequence number too (RFC 8972, 4.8). */
function signed(
  base: Uint8Array,
  { extensions, rest }: Pick<SenderPacket, 'extensions' | 'rest'>,
  key: Uint8Array | null,
): Uint8Array {
  if (key === null) return Buffer.concat([base, toBytes(extensions), malformed(rest)]);
  base.set(hmac(key, base.subarray(0, HMAC_AT)), HMAC_AT);
  const place = extensions.findIndex(({ type }) => type === TLV.hmac);
  const filled = extensions.map((one, index) =>
    index === place
      ? { ...one, value: hmac(key, base.subarray(0, 4), toBytes(extensions.slice(0, place))) }
      : one,
  );
  return Buffer.concat([base, toBytes(filled)]);
}

function malformed(rest: Uint8Array = new Uint8Array()): Uint8Array {
  return rest.map((byte, index) => (index === 0 ? byte | MALFORMED : byte));
}

const isPadding = ({ type }: Extension): boolean => type === TLV.padding;

/**
 * Whether a packet with a key was made with this one, extensions included. Padding may stand behind the signature of the extensions, and one padding
 * alone needs none (RFC 8972, 4.8).
 */
export function isSignedBy(bytes: Uint8Array, key: Uint8Array): boolean {
  const base = BASE_BYTES.auth;
  if (bytes.length < base) return false;
  if (!timingSafeEqual(bytes.subarray(HMAC_AT, base), hmac(key, bytes.subarray(0, HMAC_AT)))) return false;
  const { extensions, rest } = extensionsOf(bytes, 'auth');
  if (rest.length > 0) return false;
  const place = extensions.findIndex(({ type }) => type === TLV.hmac);
  if (place === -1) return extensions.length <= 1 && extensions.every(isPadding);
  const before = base + bytesOf(extensions.slice(0, place));
  const wanted = hmac(key, bytes.subarray(0, 4), bytes.subarray(base, before));
  const given = extensions[place]?.value ?? new Uint8Array();
  const isLast = extensions.slice(place + 1).every(isPadding);
  return isLast && given.length === HMAC_BYTES && timingSafeEqual(given, wanted);
}
