/**
 * The TCP side of a peer: one line of JSON each way, so that a client hears what the peer saw of its datagrams. Nothing secret is carried; the key
 * signs, and the answer is signed too. Pure: the socket is src/net's.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { parseBoundedJson } from '../core/bounded-json.ts';
import { isValid, type PeerKey } from './keys.ts';

/** Longer lines, deeper or wider values are none of ours. */
export const LINE_BYTES = 1_024;
const BOUNDS = { depth: 2, values: 16 };
const NONCE = /^[0-9a-f]{32}$/;

const question = z.object({
  key: z.string().max(32),
  nonce: z.string().regex(NONCE),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
  /** Identifier of the session whose datagrams are asked for; null: none. */
  ssid: z.number().int().min(0).max(0xffff).nullable(),
});
export type Question = z.infer<typeof question>;

const udpSeen = z.object({
  received: z.number().int(),
  sent: z.number().int(),
  provenElsewhereAgo: z.number().nullable(),
});

export const peerAnswer = z.object({
  address: z.string(),
  port: z.number().int(),
  udp: z.record(z.string(), udpSeen),
  /** How late the peer's own event loop is, 99th percentile; null where it was not measured. */
  loopP99Ms: z.number().nullable(),
  mac: z.string(),
});
export type PeerAnswer = z.infer<typeof peerAnswer>;

export const newNonce = (): string => randomBytes(16).toString('hex');

/** `who` keeps one side's signature from being the other's. */
export function macOf(secret: Uint8Array, who: 'client' | 'peer', ...parts: readonly string[]): string {
  return createHmac('sha256', secret)
    .update([`preflight-peer/1 ${who}`, ...parts].join('\n'))
    .digest('hex');
}

/** The first line of a peer. */
export function greetingLine(nonce: string): string {
  return `${JSON.stringify({ 'preflight-peer': 1, nonce })}\n`;
}

/** What a client asks: `greeted` is the peer's nonce. */
export function questionLine(
  key: PeerKey,
  greeted: string,
  { nonce, ssid }: Pick<Question, 'nonce' | 'ssid'>,
): string {
  const mac = macOf(key.secret, 'client', greeted, nonce, String(ssid));
  return `${JSON.stringify({ key: key.id, nonce, ssid, mac })}\n`;
}

/** The question and its key; null for whatever is not signed by a key that is valid now. */
export function readQuestion(
  line: string,
  greeted: string,
  { keys, nowMs }: { readonly keys: readonly PeerKey[]; readonly nowMs: number },
): { readonly question: Question; readonly key: PeerKey } | null {
  const read = parseBoundedJson(line, BOUNDS);
  const parsed = question.safeParse(read.ok ? read.value : null);
  const key = keys.find(({ id }) => id === parsed.data?.key);
  if (!parsed.success || key === undefined || !isValid(key, nowMs)) return null;
  const { nonce, ssid, mac } = parsed.data;
  const wanted = macOf(key.secret, 'client', greeted, nonce, String(ssid));
  if (!timingSafeEqual(Buffer.from(mac, 'hex'), Buffer.from(wanted, 'hex'))) return null;
  return { question: parsed.data, key };
}

/** The peer's answer, signed over both nonces and its own text. */
export function answerLine(
  seen: Omit<PeerAnswer, 'mac'>,
  { secret }: PeerKey,
  nonces: readonly [greeted: string, asked: string],
): string {
  const mac = macOf(secret, 'peer', ...nonces, JSON.stringify(seen));
  return `${JSON.stringify({ ...seen, mac })}\n`;
}
