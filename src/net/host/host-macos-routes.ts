/** Default routes of a Mac out of `netstat -rnl -f inet` and `-f inet6`; without `-l` long addresses are cut. */
import type { Family } from '../../core/words.ts';
import { parseServerAddress } from './host-linux-dns.ts';
import { type DefaultRoute, withZone } from './host-reading.ts';

/** `0/1` beside `default`: VPN programs lay two halves over the default route. */
const DEFAULT_DESTINATIONS: Readonly<Record<Family, ReadonlySet<string>>> = {
  4: new Set(['default', '0/1']),
  6: new Set(['default', '::/1']),
};

/**
 * Columns: destination, gateway, flags, (references and use on old systems,) interface, expiry. `link#4` is no next hop.
 * Flag I marks a route that only sockets bound to the interface use, R one that rejects. Earlier lines win.
 */
export function parseNetstatRoutes(text: string, family: Family): DefaultRoute[] {
  return text.split('\n').flatMap((line, metric) => {
    const [destination = '', gateway = '', flags = '', ...rest] = line.trim().split(/\s+/);
    if (!DEFAULT_DESTINATIONS[family].has(destination) || !flags.includes('U') || /[IR]/.test(flags))
      return [];
    const interfaceName = rest.find((column) => /^[a-z]+\d+$/.test(column));
    if (interfaceName === undefined) return [];
    const address = parseServerAddress(gateway);
    const nextHop = address === null ? null : withZone(address, interfaceName);
    return [{ family, gateway: nextHop, interfaceName, metric }];
  });
}
