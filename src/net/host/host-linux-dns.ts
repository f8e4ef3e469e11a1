/** DNS servers of a Linux machine: /etc/resolv.conf, and behind systemd-resolved's stub what `resolvectl dns` lists by link. */
import { parseIpAddress } from '../../core/address.ts';
import { type DnsServer, withZone } from './host-reading.ts';

/** systemd-resolved listens here (resolved.conf(5), DNSStubListener). */
const RESOLVED_STUBS = new Set(['127.0.0.53', '127.0.0.54']);

/** An address with its zone kept (`fe80::1%eth0`), or null when it is none. */
export function parseServerAddress(text: string): string | null {
  const address = parseIpAddress(text);
  if (address === null) return null;
  const zone = /%[\w.-]+$/.exec(text.trim())?.[0] ?? '';
  return address + zone;
}

/** `nameserver` lines of resolv.conf(5). */
export function parseResolvConf(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const server = /^\s*nameserver\s+(\S+)/.exec(line)?.[1];
    const address = server === undefined ? null : parseServerAddress(server);
    return address === null ? [] : [address];
  });
}

export function isResolvedStub(address: string): boolean {
  return RESOLVED_STUBS.has(address);
}

/**
 * `Global: 10.0.0.1` and `Link 2 (eth0): 192.168.1.1 fe80::1%22881`. A server with `#name` is asked over TLS, where plain
 * DNS on port 53 may be shut on purpose: it is left out. `address:port` carries its own port.
 */
export function parseResolvectlDns(text: string): readonly DnsServer[] {
  return text.split('\n').flatMap((line) => {
    const match = /^(?:Global|Link \d+ \(([^)]+)\)):\s*(.*)$/.exec(line.trim());
    if (match === null) return [];
    const interfaceName = match[1] ?? null;
    return (match[2] ?? '').split(/\s+/).flatMap((item) => {
      const server = item.includes('#') ? null : parseServerWithPort(item);
      if (server === null) return [];
      // Newer versions print the zone as a number; the name says the same everywhere.
      const address = server.address.replace(/%.*$/, '');
      return [{ ...server, address: withZone(address, interfaceName ?? ''), interfaceName }];
    });
  });
}

/** `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1`, `[2001:db8::1]:5353`; port 53 unless it is said. */
export function parseServerWithPort(text: string): { address: string; port: number } | null {
  const match = /^\[(.+)\]:(\d+)$/.exec(text) ?? /^([\d.]+):(\d+)$/.exec(text);
  const address = parseServerAddress(match?.[1] ?? text);
  const port = match === null ? 53 : Number(match[2]);
  return address === null || port < 1 || port > 65_535 ? null : { address, port };
}
