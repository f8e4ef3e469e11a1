/**
 * Default routes out of /proc/net/route and /proc/net/ipv6_route (main table; these files follow the network namespace).
 * Formats: net/ipv4/fib_trie.c and net/ipv6/route.c of the kernel.
 */
import ipaddr from 'ipaddr.js';
import { type DefaultRoute, withZone } from './host-reading.ts';

const RTF_UP = 0x1;
const RTF_GATEWAY = 0x2;
const RTF_REJECT = 0x200;

const isUsable = (flags: number): boolean => (flags & RTF_UP) !== 0 && (flags & RTF_REJECT) === 0;

/** The file prints the 32-bit word as it stands in memory: little-endian on every machine that Electron runs on. */
function ipv4OfHex(hex: string): string {
  const bytes = hex.match(/../g) ?? [];
  return bytes
    .reverse()
    .map((byte) => parseInt(byte, 16))
    .join('.');
}

function ipv6OfHex(hex: string): string {
  return ipaddr.IPv6.parse((hex.match(/.{4}/g) ?? []).join(':')).toRFC5952String();
}

/** Interface, destination, gateway, flags, metric, mask. The masks are 0.0.0.0 and 128.0.0.0: OpenVPN and others lay two halves over the default route. */
const DEFAULT_V4 = /^(\S+)\s+0{8}\s+([0-9A-F]{8})\s+([0-9A-F]{4})\s+\d+\s+\d+\s+(\d+)\s+0{6}(?:00|80)\s/i;

export function parseProcRoute(text: string): readonly DefaultRoute[] {
  return text.split('\n').flatMap((line) => {
    const match = DEFAULT_V4.exec(line.trim());
    if (match === null) return [];
    const [interfaceName, gateway, flags, metric] = match.slice(1) as [string, string, string, string];
    const bits = parseInt(flags, 16);
    if (!isUsable(bits)) return [];
    const nextHop = (bits & RTF_GATEWAY) === 0 ? null : ipv4OfHex(gateway);
    return [{ family: 4, gateway: nextHop, interfaceName, metric: Number(metric) } as const];
  });
}

/** Destination ::/0 or ::/1, source, next hop, metric, two counters, flags, interface. */
const DEFAULT_V6 =
  /^0{32} 0[01] [0-9a-f]{32} [0-9a-f]{2} ([0-9a-f]{32}) ([0-9a-f]{8}) [0-9a-f]{8} [0-9a-f]{8} ([0-9a-f]{8})\s+(\S+)$/i;

export function parseProcIpv6Route(text: string): readonly DefaultRoute[] {
  return text.split('\n').flatMap((line) => {
    const match = DEFAULT_V6.exec(line.trim());
    if (match === null) return [];
    const [gateway, metric, flags, interfaceName] = match.slice(1) as [string, string, string, string];
    const bits = parseInt(flags, 16);
    if (!isUsable(bits)) return [];
    const nextHop = (bits & RTF_GATEWAY) === 0 ? null : withZone(ipv6OfHex(gateway), interfaceName);
    return [{ family: 6, gateway: nextHop, interfaceName, metric: parseInt(metric, 16) } as const];
  });
}
