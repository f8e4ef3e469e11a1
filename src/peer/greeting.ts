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
const ANSWER_BOUNDS = { depth: 3, values: 24 };
const NONCE = /^[0-9a-f]{32}$/;

const question = z.object({
  key: z.string().max(32),
  nonce: z.string().regex(NONCE),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
  /** The UDP port whose datagrams with this mark are asked for; null: none. */
  port: z.number().int().min(1).max(65_535).nullable(),
  /** What stood in the place of the cookie in the first packets, so that neither a translated address nor another sender confuses the count. */
  mark: z
    .string()
    .regex(/^[0-9a-f]{48}$/)
    .nullable(),
});
export type Question = z.infer<typeof question>;

/** What the peer saw on one UDP port of its own. */
const udpSeen = z.object({
  /** First packets with the mark that came, and those of them that were answered: quick ones are not. */
  hellos: z.number().int(),
  answered: z.number().int(),
  /** Packets that brought the cookie back, and answers to them. */
  received: z.number().int(),
  sent: z.number().int(),
  /** Where the first one came from, as the peer saw it; null: none came. */
  from: z.object({ address: z.string(), port: z.number().int() }).nullable(),
  /** Seconds since somebody of another network proved this port; null: never. */
  provenElsewhereAgo: z.number().nullable(),
});
export type UdpSeen = z.infer<typeof udpSeen>;

export const peerAnswer = z.object({
  address: z.string(),
  port: z.number().int(),
  /** Null: not asked for, or the peer has no such port. */
  udp: udpSeen.nullable(),
  /** How late the peer's own event loop is, 99th percentile; null where it was not measured. */
  loopP99Ms: z.number().nullable(),
  /** Load that the operator allows to one network; null: none. */
  loadKbps: z.number().nullable(),
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
  asked: Pick<Question, 'nonce' | 'port' | 'mark'>,
): string {
  return `${JSON.stringify({ key: key.id, ...asked, mac: questionMac(key, greeted, asked) })}\n`;
}

function questionMac(
  { secret }: PeerKey,
  greeted: string,
  { nonce, port, mark }: Pick<Question, 'nonce' | 'port' | 'mark'>,
): string {
  return macOf(secret, 'client', greeted, nonce, String(port), String(mark));
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
  const wanted = questionMac(key, greeted, parsed.data);
  if (!isSame(parsed.data.mac, wanted)) return null;
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

const greeting = z.object({ 'preflight-peer': z.literal(1), nonce: z.string().regex(NONCE) });

/** The nonce of a peer's first line; null: whoever speaks there is none. */
export function readGreeting(line: string): string | null {
  const read = parseBoundedJson(line, BOUNDS);
  return greeting.safeParse(read.ok ? read.value : null).data?.nonce ?? null;
}

/** The answer, where it is signed for this question; null for whatever else came. */
export function readAnswer(
  line: string,
  { secret }: PeerKey,
  nonces: readonly [greeted: string, asked: string],
): Omit<PeerAnswer, 'mac'> | null {
  const read = parseBoundedJson(line, ANSWER_BOUNDS);
  const parsed = peerAnswer.safeParse(read.ok ? read.value : null);
  if (!parsed.success) return null;
  const { mac, ...seen } = parsed.data;
  // A schema gives its fields in its own order, which is the peer's.
  const wanted = macOf(secret, 'peer', ...nonces, JSON.stringify(seen));
  return isSame(mac, wanted) ? seen : null;
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given, 'hex'), Buffer.from(wanted, 'hex')];
  return a.length === b.length && timingSafeEqual(a, b);
}
