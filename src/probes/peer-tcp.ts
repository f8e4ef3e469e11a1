/** Does a peer answer on this TCP port, and does it take the key? It also tells under which address it sees this machine. */
import type { Probe } from './probe.ts';
import { targetAddress } from './target-address.ts';

export const peerTcpProbe: Probe<'peer-tcp'> = {
  id: 'peer-tcp',
  version: 1,
  summary: 'One signed line each way to a peer that the person named (--peer), over TCP.',
  async run(step, { ports, timeouts, signal, ...context }) {
    const address = targetAddress(step, { ports, timeouts, signal, ...context });
    const { port } = step.target;
    const options = { timeoutMs: timeouts.connectMs, signal };
    const { state, connectMs, said, outside, failure } = await ports.peer.ask(
      { address, port, about: null },
      options,
    );
    return {
      ...{ kind: 'peer-tcp', address, port, state, connectMs, said, failure },
      outsideAddress: outside?.address ?? null,
      outsidePort: outside?.port ?? null,
    };
  },
};
