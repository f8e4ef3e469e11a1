/**
 * Keys of a peer: a text file with a line for each, `id not-after secret`. The date is the last day (UTC) on which the key is taken; a helpdesk
 * hands out one for a day. The secret is 32 bytes in hex.
 */
import { createHash, randomBytes } from 'node:crypto';

export interface PeerKey {
  readonly id: string;
  /** Milliseconds since 1970; from then on it is refused. */
  readonly endsAtMs: number;
  readonly secret: Uint8Array;
}

/** Each unknown packet is held against every key: more would be work that a stranger asks for. */
const MOST_KEYS = 16;
const LINE = /^([\w.-]{1,32})\s+(\d{4}-\d{2}-\d{2})\s+([0-9a-f]{64})$/i;
const DAY_MS = 86_400_000;

export class KeyFileError extends Error {}

/** Throws `KeyFileError` with the number of the line and never its text: it may hold a secret. */
export function readKeys(text: string): readonly PeerKey[] {
  const lines = text.split(/\r?\n/).map((line, index) => ({ line: line.trim(), number: index + 1 }));
  const keys = lines.filter(({ line }) => line !== '' && !line.startsWith('#')).map(keyOf);
  if (keys.length === 0) throw new KeyFileError('it holds no key; a line is "id last-day secret"');
  if (keys.length > MOST_KEYS)
    throw new KeyFileError(`it holds ${keys.length} keys; accepted: at most ${MOST_KEYS}`);
  const twice = keys.find(({ id }, index) => keys.findIndex((one) => one.id === id) !== index);
  if (twice !== undefined) throw new KeyFileError(`the key ${twice.id} is in it twice`);
  return keys;
}

function keyOf({ line, number }: { readonly line: string; readonly number: number }): PeerKey {
  const [, id = '', day = '', secret = ''] = LINE.exec(line) ?? [];
  const startsAtMs = Date.parse(`${day}T00:00:00Z`);
  // A day that no calendar has (30 February) is moved by the parser, not refused.
  if (Number.isNaN(startsAtMs) || new Date(startsAtMs).toISOString().slice(0, 10) !== day)
    throw new KeyFileError(
      `line ${number} is no key; accepted: id, last day as 2026-11-30, secret as 64 hex digits`,
    );
  return { id, endsAtMs: startsAtMs + DAY_MS, secret: Buffer.from(secret, 'hex') };
}

/** A line for a new key that ends with the day `days` from now. */
export function newKeyLine(nowMs: number, days: number): string {
  const day = new Date(nowMs + days * DAY_MS).toISOString().slice(0, 10);
  return `key-${randomBytes(3).toString('hex')} ${day} ${randomBytes(32).toString('hex')}\n`;
}

export function isValid({ endsAtMs }: PeerKey, nowMs: number): boolean {
  return nowMs < endsAtMs;
}

/** The upper half of a session's identifier tells which key is used, so that a peer need not try all; a foreign sender need not know it. */
export function hintOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt8(0);
}
