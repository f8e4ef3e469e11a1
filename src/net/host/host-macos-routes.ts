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
function parseDefaults(text: string, family: Family): (DefaultRoute & { readonly scoped: boolean })[] {
  return text.split('\n').flatMap((line, metric) => {
    const [destination = '', gateway = '', flags = '', ...rest] = line.trim().split(/\s+/);
    if (!DEFAULT_DESTINATIONS[family].has(destination) || !flags.includes('U') || flags.includes('R'))
      return [];
    const interfaceName = rest.find((column) => /^[a-z]+\d+$/.test(column));
    if (interfaceName === undefined) return [];
    const address = parseServerAddress(gateway);
    const nextHop = address === null ? null : withZone(address, interfaceName);
    return [{ family, gateway: nextHop, interfaceName, metric, scoped: flags.includes('I') }];
  });
}

/** The routes that every socket uses. */
export function parseNetstatRoutes(text: string, family: Family): DefaultRoute[] {
  return parseDefaults(text, family).flatMap(({ scoped, ...route }) => (scoped ? [] : [route]));
}

/** The others: behind a full tunnel they are what is left of the local network's own router. */
export function parseScopedRoutes(text: string, family: Family): DefaultRoute[] {
  return parseDefaults(text, family).filter(({ scoped }) => scoped);
}
