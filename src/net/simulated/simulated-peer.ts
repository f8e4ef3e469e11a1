/** A peer in the scripted network: it is open, and answers where the network lets it. That the service itself is silent on an open port says nothing of it. */
import { failure } from '../../core/failure.ts';
import type { PortState } from '../../core/words.ts';
import type { PeerPort, PeerTold, StampSeen } from '../../probes/ports.ts';
import type { World } from './world.ts';

const PACKET_BYTES = 160;
/** Somebody of another network was there an hour ago. */
const PROVEN_AGO_S = 3_600;

export function simulatedPeer(world: World): PeerPort {
  const sent = new Map<string, number>();
  return {
    async ask({ address, port, about }, { timeoutMs, signal }): Promise<PeerTold> {
      const state = tcpState(world, port);
      const rttMs = world.rttMs(address);
      await world.clock.sleep(state === 'filtered' ? timeoutMs : rttMs, signal);
      if (state !== 'open') return { ...SHUT, state };
      if (world.situation.acceptsAll) return { ...SHUT, state, said: 'other' };
      const count = sent.get(about?.mark ?? '') ?? 0;
      const udp = {
        hellos: Math.min(count, 1),
        answered: Math.min(count, 1),
        received: count,
        sent: count,
        from: null,
      };
      return {
        ...{ state, connectMs: rttMs, said: 'answer', outside: null, loopP99Ms: 1, failure: null },
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
      sent.set(mark, count);
      const replies = Array.from({ length: count }, (_, seq) => ({
        ...{ seq, number: seq, sentAtMs: seq * everyMs },
        heardAtMs: seq * everyMs + rttMs,
      }));
      return { hellos: 1, packetBytes: PACKET_BYTES, sent: count, replies, isAnswered, failure: null };
    },
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
  ...{ state: 'filtered', connectMs: null, said: 'nothing', outside: null, udp: null, loopP99Ms: null },
  failure: failure('connection-timeout', 'connect'),
};

const SILENT: StampSeen = {
  ...{ hellos: 0, packetBytes: PACKET_BYTES, sent: 0, replies: [], isAnswered: false },
  failure: failure('no-reply', 'receive'),
};
