/** Which of the configured DNS servers count: those of findings.md, `dns/partial-servers`. Pure. */
import type { DnsServer, NetworkInterface } from './host-reading.ts';

/** Windows lists these three, long withdrawn, on interfaces without IPv6 DNS (RFC 3879). Anywhere else somebody has set them. */
const WINDOWS_GHOST = /^fec0:0{0,4}:0{0,4}:ffff::[123](?:%.*)?$/i;

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly interfaces: readonly NetworkInterface[];
}

/** Servers of interfaces that are down are not asked by the system either. An interface that is not listed counts as down. */
function belongsToLiveInterface(server: DnsServer, interfaces: readonly NetworkInterface[]): boolean {
  if (server.interfaceName === null) return true;
  return interfaces.some(({ name, up }) => up && name === server.interfaceName);
}

/**
 * The system's own list where it gave one (with interfaces), else the resolver library's. A server that the library has on
 * another port than 53 is kept with that port. Duplicates go, the first mention stays.
 */
export function usableDnsServers(
  own: readonly DnsServer[] | null,
  library: readonly DnsServer[],
  { platform, interfaces }: Surroundings,
): DnsServer[] {
  const isGhost = ({ address }: DnsServer): boolean => platform === 'win32' && WINDOWS_GHOST.test(address);
  const listed = (own ?? library).map((server) => {
    const other = library.find(({ address, port }) => address === server.address && port !== 53);
    return other === undefined ? server : { ...server, port: other.port };
  });
  const usable = listed.filter((server) => !isGhost(server) && belongsToLiveInterface(server, interfaces));
  return usable.filter(
    ({ address, port }, at) => usable.findIndex((s) => s.address === address && s.port === port) === at,
  );
}
