/**
 * Does anything answer, or refuse, a datagram on this port? The payload is a fixed text that names the project: what the service
 * expects is not published (technical-facts A.3), so silence is the usual answer and proves nothing.
 */
import { exchangeTries, TRIES } from './datagram-tries.ts';
import type { Probe } from './probe.ts';

/** `calibrate` sends the same: what it verifies is what a check sees. */
export const TEXT_PAYLOAD = new TextEncoder().encode(
  'preflight-workspaces connectivity check, please ignore',
);

export const udpProbe: Probe<'udp'> = {
  id: 'udp',
  version: 1,
  summary: 'Sends up to three datagrams with a short fixed text and listens for a reply or an ICMP refusal.',
  async run(step, context) {
    // A service may answer whatever it likes: any datagram from the asked address and port is a reply.
    const read = (datagram: Uint8Array) => ({ echoed: isEcho(datagram) });
    const tries = Array.from({ length: TRIES }, () => ({ payload: TEXT_PAYLOAD, read }));
    const { seen, reply } = await exchangeTries(tries, step, context);
    return {
      kind: 'udp',
      ...seen,
      reply: reply && { afterMs: reply.afterMs, bytes: reply.bytes, echoed: reply.says.echoed },
    };
  },
};

function isEcho(datagram: Uint8Array): boolean {
  return (
    datagram.length === TEXT_PAYLOAD.length && TEXT_PAYLOAD.every((byte, index) => datagram[index] === byte)
  );
}
