/** A session with a peer over a line out of a script: time passes only where somebody waits. */
import type {
  Clock,
  Fragments,
  PeerDoor,
  PeerPort,
  PeerSession,
  SizedPacket,
  StampReply,
} from '../../../src/probes/ports.ts';

export interface Line {
  /** What becomes of a packet, and of its answer; null: lost. Milliseconds until the answer is back. */
  readonly answerAfterMs: (packet: SizedPacket & { readonly nth: number }) => number | null;
  /** When it comes to the peer, from now; absent: at once. */
  readonly arrivesAfterMs?: () => number;
  readonly fragments?: () => Fragments | null;
  readonly failure?: PeerSession['failure'];
}

export function scriptedClock(): Clock & { nowMs(): number } {
  let ms = 0;
  return {
    nowMs: () => ms,
    wallTime: () => new Date(0),
    sleep: (more) => {
      ms += more;
      return Promise.resolve();
    },
  };
}

export function scriptedPeer(clock: Clock, line: Line, more: Partial<PeerPort> = {}) {
  const sent: SizedPacket[] = [];
  const open = (_door: PeerDoor, _signal: AbortSignal): Promise<PeerSession> => {
    let nth = 0;
    const coming: StampReply[] = [];
    const replies: StampReply[] = [];
    const unsent = new AbortController().signal;
    return Promise.resolve({
      ...{ failure: line.failure ?? null, hellos: 1, localPort: 50_000, replies },
      send: (seq, packet) => {
        sent.push(packet);
        nth += 1;
        const afterMs = line.answerAfterMs({ ...packet, nth });
        const sentAtMs = clock.nowMs();
        if (afterMs === null || packet.replyBytes === 0) return;
        const atPeerMs = sentAtMs + (line.arrivesAfterMs?.() ?? 0);
        const times = { sentAtMs, heardAtMs: sentAtMs + afterMs, atPeerMs, leftPeerMs: atPeerMs };
        coming.push({ seq, number: seq, bytes: packet.replyBytes, ...times });
      },
      until: async (atMs, isEnough) => {
        const arrive = (): void => {
          for (const one of coming.filter(({ heardAtMs }) => heardAtMs <= clock.nowMs()))
            replies.push(...coming.splice(coming.indexOf(one), 1));
        };
        for (arrive(); !isEnough() && clock.nowMs() < atMs; arrive()) await clock.sleep(1, unsent);
      },
      fragments: () => Promise.resolve(line.fragments?.() ?? null),
      close: () => undefined,
    });
  };
  const unused = (): Promise<never> => Promise.reject(new Error('not asked'));
  return { peer: { open, ask: unused, reflect: unused, ...more }, sent };
}
