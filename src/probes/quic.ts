/**
 * Does a QUIC server answer on this UDP port? Three version negotiation probes with fresh ids; the time of the answer is a true
 * round trip on the streaming port. Whether the WorkSpaces gateway answers strangers is not known: silence proves nothing.
 */
import { exchangeTries, TRIES, type DatagramTry } from './datagram-tries.ts';
import type { Probe } from './probe.ts';
import { makeQuicProbe, readVersionNegotiation } from './quic-packet.ts';

export const quicProbe: Probe<'quic'> = {
  id: 'quic',
  version: 1,
  summary:
    'Sends up to three QUIC packets of 1200 bytes that ask for version negotiation, and reads the answer.',
  async run(step, context) {
    const tries = Array.from({ length: TRIES }, () => quicTry());
    const { seen, reply } = await exchangeTries(tries, step, context);
    return {
      kind: 'quic',
      ...seen,
      reply: reply && { afterMs: reply.afterMs, bytes: reply.bytes, versions: [...reply.says] },
    };
  },
};

/** A probe with its own ids, of `payloadBytes` (1200 when left out). */
export function quicTry(payloadBytes?: number): DatagramTry<readonly string[]> {
  const probe = makeQuicProbe(payloadBytes);
  return { payload: probe.bytes, read: (datagram) => readVersionNegotiation(datagram, probe) };
}
