/**
 * What time is it? One question to a time server (NTP, RFC 5905, 7.3), up to three tries of 48 bytes. A zero client sets its clock this way.
 * The offset is that of this machine's clock, half of the way there and back taken off.
 */
import { exchangeTries, TRIES, type DatagramTry } from './datagram-tries.ts';
import type { Probe } from './probe.ts';

const BYTES = 48;
/** No leap warning, version 4, mode 3: a client's question. */
const QUESTION = 0x23;
const SERVER = 4;
const TRANSMITTED_AT = 40;
const ORIGIN_AT = 24;
/** Seconds between 1900 and 1970 (RFC 5905, 6). */
const EPOCH_SECONDS = 2_208_988_800;

interface TimeReply {
  /** By the server, milliseconds since 1970. */
  readonly serverMs: number;
  readonly stratum: number;
}

export const ntpProbe: Probe<'ntp'> = {
  id: 'ntp',
  version: 1,
  summary: 'Asks a time server for the time, up to three times 48 bytes.',
  async run(step, context) {
    const tries = Array.from({ length: TRIES }, timeTry);
    const { seen, reply } = await exchangeTries(tries, step, context);
    const nowMs = context.ports.clock.wallTime().getTime();
    const told = reply && {
      afterMs: reply.afterMs,
      stratum: reply.says.stratum,
      // Positive: this machine is ahead.
      aheadMs: Math.round(nowMs - reply.afterMs / 2 - reply.says.serverMs),
    };
    return { kind: 'ntp', ...seen, reply: told };
  },
};

/** What a server repeats of the question tells which one it answers; it is random, so that nobody learns this machine's clock. */
function timeTry(): DatagramTry<TimeReply> {
  const payload = new Uint8Array(BYTES);
  payload[0] = QUESTION;
  crypto.getRandomValues(payload.subarray(TRANSMITTED_AT, BYTES));
  return { payload, read: (datagram) => readTime(datagram, payload) };
}

/** Null for what is no answer of a synchronised server to this question (stratum 0 is a refusal). Never throws. */
export function readTime(datagram: Uint8Array, question: Uint8Array): TimeReply | null {
  if (datagram.length < BYTES || ((datagram[0] ?? 0) & 0b111) !== SERVER) return null;
  const mine = question.subarray(TRANSMITTED_AT, BYTES);
  if (mine.some((byte, index) => byte !== datagram[ORIGIN_AT + index])) return null;
  const view = new DataView(datagram.buffer, datagram.byteOffset, datagram.byteLength);
  const seconds = view.getUint32(TRANSMITTED_AT);
  const stratum = view.getUint8(1);
  if (seconds === 0 || stratum === 0 || stratum > 15) return null;
  // The first era ends in 2036: small figures belong to the next one.
  const since1900 = seconds < 0x8000_0000 ? seconds + 2 ** 32 : seconds;
  const serverMs = (since1900 - EPOCH_SECONDS) * 1000 + (view.getUint32(TRANSMITTED_AT + 4) / 2 ** 32) * 1000;
  return { serverMs, stratum };
}
