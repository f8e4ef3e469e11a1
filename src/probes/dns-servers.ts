/** Which of the configured DNS servers are worth a question. */
import type { HostFacts } from '../evidence/index.ts';

export type ConfiguredServer = HostFacts['dnsServers'][number];

/** A resolver library asks at most three (MAXNS in resolv.h); more would only be noise. */
const MAX_SERVERS = 3;

/** The first three distinct servers whose interface is up, in the system's order. */
export function serversToAsk(
  host: Pick<HostFacts, 'dnsServers' | 'interfaces'>,
): readonly ConfiguredServer[] {
  const down = new Set(host.interfaces.filter(({ up }) => !up).map(({ name }) => name));
  const distinct = new Map<string, ConfiguredServer>();
  for (const server of host.dnsServers) {
    const key = `${server.address} ${server.port}`;
    const isDown = server.interfaceName !== null && down.has(server.interfaceName);
    if (!isDown && !distinct.has(key)) distinct.set(key, server);
  }
  return [...distinct.values()].slice(0, MAX_SERVERS);
}
