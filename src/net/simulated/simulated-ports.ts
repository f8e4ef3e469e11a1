/** The scripted network behind the same ports as the real sockets: the engine, the findings and the faces run on it unchanged. */
import type { Ports } from '../../probes/ports.ts';
import { simulatedHost } from './simulated-host.ts';
import { simulatedDatagrams, simulatedDns, simulatedPing, simulatedTcp } from './simulated-sockets.ts';
import { simulatedPeer } from './simulated-peer.ts';
import { simulatedHops } from './simulated-hops.ts';
import { simulatedHttps, simulatedPage, simulatedProxy } from './simulated-web.ts';
import { makeWorld, type WorldInput } from './world.ts';

/** No socket is opened and no program is started. The same seed gives the same figures. */
export function simulatedPorts(input: WorldInput): Ports {
  const world = makeWorld(input);
  return {
    clock: input.clock,
    dns: simulatedDns(world),
    tcp: simulatedTcp(world),
    datagram: simulatedDatagrams(world),
    https: simulatedHttps(world),
    plainHttp: simulatedPage(world),
    ping: simulatedPing(world),
    hops: simulatedHops(world),
    peer: simulatedPeer(world),
    host: simulatedHost(world),
    proxy: simulatedProxy(world),
    systemTls: {
      handshake: (target) =>
        Promise.resolve({
          kind: 'system-tls',
          ...target,
          tool: 'curl',
          accepted: true,
          verifyCode: 0,
          durationMs: 62.4,
          failure: null,
        }),
    },
  };
}
