/** Datagrams of an attacker, out of a seed: junk, half packets, good ones that were bent, replayed, or sent from elsewhere. */
import type { From, Responder } from '../../../src/peer/responder.ts';
import { randomOf } from '../bundle/mutate-bytes.ts';
import { TLV, writeSender, type Extension } from '../../../src/peer/stamp-packet.ts';

export interface Hostile {
  readonly datagram: Uint8Array;
  readonly from: From;
  readonly port: number;
}

/** The key of `day` in the tests: an attacker who has one. */
export const STOLEN = Buffer.from('ab'.repeat(32), 'hex');

export function makeHostile(count: number, seed: number): readonly Hostile[] {
  const random = randomOf(seed);
  const below = (most: number): number => Math.floor(random() * most);
  const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => below(256));
  const extension = (): Extension => ({
    flags: below(256),
    type: [TLV.cookie, TLV.padding, TLV.hmac, 2, 12, below(256)][below(6)] ?? 0,
    value: bytes(below(3) === 0 ? 24 : below(60)),
  });
  const kinds: readonly (() => Uint8Array)[] = [
    () => bytes(below(300)),
    () => new Uint8Array(below(1_500)),
    () => signedBy(null),
    () => signedBy(STOLEN),
    () => signedBy(bytes(32)),
    () => bent(signedBy(STOLEN)),
    () => signedBy(STOLEN).subarray(0, 44 + below(120)),
  ];
  const signedBy = (key: Uint8Array | null): Uint8Array => {
    const extensions = Array.from({ length: below(5) }, extension);
    const mode = key === null ? 'open' : 'auth';
    return writeSender({ mode, seq: below(2 ** 32), sentAtMs: 0, ssid: below(2 ** 16), extensions }, key);
  };
  const bent = (good: Uint8Array): Uint8Array => {
    const copy = Uint8Array.from(good);
    copy[below(copy.length)] = below(256);
    return copy;
  };
  return Array.from({ length: count }, () => ({
    datagram: (kinds[below(kinds.length)] ?? (() => new Uint8Array()))(),
    from: { address: `10.${below(200)}.${below(4)}.${below(3)}`, port: 1 + below(3) },
    port: [4172, 4195, 443][below(3)] ?? 443,
  }));
}

export interface Fired {
  readonly answered: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** The largest answer by its question. */
  readonly worst: number;
}

/** Each datagram, and each answer thrown back at the peer from the same place and from elsewhere. */
export function fireAt(responder: Responder, hostile: readonly Hostile[], nowMs: number): Fired {
  let [answered, bytesIn, bytesOut, worst] = [0, 0, 0, 0];
  const one = (datagram: Uint8Array, from: From, port: number, atMs: number): Uint8Array | null => {
    const told = responder.answer(datagram, from, { port, nowMs: atMs });
    const reply = 'reply' in told ? told.reply : null;
    bytesIn += datagram.length;
    if (reply === null) return null;
    answered += 1;
    bytesOut += reply.length;
    worst = Math.max(worst, reply.length / Math.max(1, datagram.length));
    return reply;
  };
  hostile.forEach(({ datagram, from, port }, index) => {
    const atMs = nowMs + index;
    const reply = one(datagram, from, port, atMs);
    if (reply === null) return;
    one(reply, from, port, atMs);
    one(datagram, { ...from, address: '192.0.2.200' }, port, atMs);
  });
  return { answered, bytesIn, bytesOut, worst };
}
