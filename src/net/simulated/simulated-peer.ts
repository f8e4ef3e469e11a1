/** A peer in the scripted network: it is open, and answers where the network lets it. That the service itself is silent on an open port says nothing of it. */
import { failure } from '../../core/failure.ts';
import type { PortState } from '../../core/words.ts';
import type { PeerDoor, PeerPort, PeerSession, PeerTold, StampReply, StampSeen } from '../../probes/ports.ts';
import type { World } from './world.ts';

const PACKET_BYTES = 160;
/** Somebody of another network was there an hour ago. */
const PROVEN_AGO_S = 3_600;

/** What the peer counted of one mark. */
interface Counted {
  received: number;
  sent: number;
}

export function simulatedPeer(world: World): PeerPort {
  const counts = new Map<string, Counted>();
  const countOf = (mark: string): Counted => {
    const count = counts.get(mark) ?? { received: 0, sent: 0 };
    counts.set(mark, count);
    return count;
  };
  return {
    async ask({ address, port, about }, { timeoutMs, signal }): Promise<PeerTold> {
      const state = tcpState(world, port);
      const rttMs = world.rttMs(address);
      await world.clock.sleep(state === 'filtered' ? timeoutMs : rttMs, signal);
      if (state !== 'open') return { ...SHUT, state };
      if (world.situation.acceptsAll) return { ...SHUT, state, said: 'other' };
      const { received, sent } = countOf(about?.mark ?? '');
      const hellos = Math.min(received, 1);
      const udp = { hellos, answered: hellos, received, sent, from: null };
      return {
        ...{
          state,
          connectMs: rttMs,
          said: 'answer',
          outside: null,
          loopP99Ms: 1,
          loadKbps: 5_000,
          failure: null,
        },
        udp: about && { ...udp, provenElsewhereAgo: PROVEN_AGO_S },
      };
    },
    async reflect({ address, port, mark, hellos, count, everyMs }, signal): Promise<StampSeen> {
      const rttMs = world.rttMs(address);
      const fate = udpFate(world, port);
      const isAnswered = fate === 'answered';
      await world.clock.sleep((isAnswered ? count : hellos) * everyMs, signal);
      if (fate === 'refused') return { ...SILENT, hellos: 1, failure: REFUSED };
      if (!isAnswered) return { ...SILENT, hellos };
      counts.set(mark, { received: count, sent: count });
      const replies = Array.from({ length: count }, (_, seq) => ({
        ...replyAt(seq, { sentAtMs: seq * everyMs, rttMs, bytes: PACKET_BYTES }),
        number: seq,
      }));
      const [again, failure] = [[], null];
      return { hellos: 1, packetBytes: PACKET_BYTES, sent: count, replies, again, isAnswered, failure };
    },
    open: (door, signal) => openIn(world, door, { count: countOf(door.mark), signal }),
  };
}

async function openIn(
  world: World,
  { address, port, hellos, helloEveryMs }: PeerDoor,
  { count, signal }: { readonly count: Counted; readonly signal: AbortSignal },
): Promise<PeerSession> {
  const isAnswered = udpFate(world, port) === 'answered';
  const rttMs = world.rttMs(address);
  await world.clock.sleep(isAnswered ? rttMs : hellos * helloEveryMs, signal);
  return sessionIn(world, { rttMs, isAnswered, count, signal });
}

/** Every size passes, and every answer comes back. */
function sessionIn(
  { clock }: World,
  {
    rttMs,
    isAnswered,
    count,
    signal,
  }: { rttMs: number; isAnswered: boolean; count: Counted; signal: AbortSignal },
): PeerSession {
  const waiting: StampReply[] = [];
  const replies: StampReply[] = [];
  const beganMs = clock.nowMs();
  return {
    ...{ replies, hellos: 1, localPort: 50_000 },
    failure: isAnswered ? null : failure('no-reply', 'receive'),
    send: (seq, { replyBytes, holdMs }) => {
      const sentAtMs = clock.nowMs() - beganMs;
      count.received += 1;
      if (replyBytes > 0) count.sent += 1;
      if (replyBytes > 0) waiting.push(replyAt(seq, { sentAtMs, rttMs: rttMs + holdMs, bytes: replyBytes }));
    },
    async until(atMs, isEnough) {
      const comes = (): boolean => waiting.some((one) => beganMs + one.heardAtMs <= clock.nowMs());
      while (!isEnough() && clock.nowMs() < atMs) {
        await clock.sleep(1, signal);
        while (comes()) replies.push(...waiting.splice(0, 1));
      }
    },
    fragments: () => Promise.resolve({ made: 0, joined: 0 }),
    close: () => undefined,
  };
}

function replyAt(
  seq: number,
  { sentAtMs, rttMs, bytes }: { readonly sentAtMs: number; readonly rttMs: number; readonly bytes: number },
): StampReply {
  const atPeerMs = sentAtMs + rttMs / 2;
  return {
    ...{ seq, number: seq, bytes, sentAtMs, heardAtMs: sentAtMs + rttMs },
    ...{ atPeerMs, leftPeerMs: atPeerMs },
  };
}

function tcpState({ situation: { online, acceptsAll, tcp } }: World, port: number): PortState {
  if (!online) return 'filtered';
  return acceptsAll ? 'open' : (tcp[port] ?? 'open');
}

function udpFate(world: World, port: number): 'answered' | 'silent' | 'refused' {
  const { udp, acceptsAll } = world.situation;
  if (udp[port] === 'refused') return 'refused';
  return tcpState(world, port) === 'open' && !acceptsAll ? 'answered' : 'silent';
}

const REFUSED = failure('port-unreachable', 'receive', 'ECONNREFUSED');

const SHUT: PeerTold = {
  ...{
    state: 'filtered',
    connectMs: null,
    said: 'nothing',
    outside: null,
    udp: null,
    loopP99Ms: null,
    loadKbps: null,
  },
  failure: failure('connection-timeout', 'connect'),
};

const SILENT: StampSeen = {
  ...{ hellos: 0, packetBytes: PACKET_BYTES, sent: 0, replies: [], again: [], isAnswered: false },
  failure: failure('no-reply', 'receive'),
};
