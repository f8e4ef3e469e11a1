/** The way of a scripted network: four routers, of which the second is the office's firewall. What it shuts ends there. */
import type { Hop } from '../../evidence/hops.ts';
import type { HopsPort, HopsRequest } from '../../probes/ports.ts';
import type { World } from './world.ts';

/** Router, firewall, provider, transit; the addresses are made up. */
const ROUTERS = ['192.168.1.1', '10.20.0.1', '100.64.7.1', '203.0.113.9'];
const FIREWALL = 2;
/** Share of the round trip that each router is away: the long haul begins behind the provider. */
const SHARES = [0, 0.02, 0.05, 0.93];

/** How packets of this kind end: at the server, at the firewall without a word, or with one. */
function fateOf({ address, port, method }: HopsRequest, world: World): 'passes' | 'dropped' | 'refused' {
  if (method === 'mtu') return 'passes';
  if (world.tcpState(address, port) === 'filtered') return 'dropped';
  return method === 'udp' && world.udpFate(address, port) === 'refused' ? 'refused' : 'passes';
}

function hopOf(n: number, told: Partial<Hop>): Hop {
  return { n, answered: true, addresses: [], rttsMs: [], sent: 1, mark: null, mtu: null, ...told };
}

function wayOf(request: HopsRequest, world: World): Hop[] {
  const { firstHopMs, tunnelMtuBytes } = world.situation;
  const wholeMs = world.rttMs(request.address);
  const routers = ROUTERS.map((address, index) =>
    hopOf(index + 1, {
      addresses: [address],
      rttsMs: [firstHopMs + wholeMs * (SHARES[index] ?? 1)],
      mtu: index === 0 && request.method === 'mtu' ? tunnelMtuBytes : null,
    }),
  );
  const fate = fateOf(request, world);
  if (fate === 'passes')
    return [...routers, hopOf(5, { addresses: [request.address], rttsMs: [firstHopMs + wholeMs] })];
  const seen = routers.slice(0, FIREWALL);
  if (fate === 'refused')
    return [...seen, hopOf(FIREWALL + 1, { addresses: [ROUTERS[FIREWALL - 1] ?? ''], mark: '!X' })];
  return [...seen, ...[3, 4, 5].map((n) => hopOf(n, { answered: false }))];
}

export function simulatedHops(world: World): HopsPort {
  return {
    async trace(request, { signal }) {
      await world.clock.sleep(60, signal);
      const ttl = world.situation.online ? wayOf(request, world) : [];
      const reached = ttl.some(({ addresses }) => addresses.includes(request.address));
      return { tool: 'traceroute', argv: [], method: request.method, ttl, reached, failure: null };
    },
  };
}
