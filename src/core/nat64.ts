/** Addresses of IPv4 hosts as a network with NAT64 writes them (RFC 6052), and the prefix that it tells by ipv4only.arpa (RFC 7050). Pure. */
import ipaddr from 'ipaddr.js';
import { parseIpAddress, type IpAddress } from './address.ts';

/** The name that exists for this question alone, and its two IPv4 addresses (RFC 7050, 8.2). */
export const NAT64_NAME = 'ipv4only.arpa';
const WELL_KNOWN = ['192.0.0.170', '192.0.0.171'];

/** Where the four bytes of the IPv4 address stand, by length of the prefix (RFC 6052, 2.2; byte 8 stays zero). */
const PLACES: ReadonlyMap<number, readonly number[]> = new Map([
  [96, [12, 13, 14, 15]],
  [64, [9, 10, 11, 12]],
  [56, [7, 9, 10, 11]],
  [48, [6, 7, 9, 10]],
  [40, [5, 6, 7, 9]],
  [32, [4, 5, 6, 7]],
]);

export interface Nat64Prefix {
  readonly bits: number;
  /** Sixteen bytes, zero behind the prefix. */
  readonly bytes: readonly number[];
}

/** The prefix in an answer for the name; null where none of its addresses holds one. */
export function nat64PrefixOf(addresses: readonly string[]): Nat64Prefix | null {
  const found = addresses.flatMap((address) => {
    const bytes = bytesOf(address);
    if (bytes === null) return [];
    const length = [...PLACES].find(([, places]) => WELL_KNOWN.includes(at(bytes, places)));
    if (length === undefined) return [];
    const [bits] = length;
    return [{ bits, bytes: bytes.map((byte, index) => (index < bits / 8 ? byte : 0)) }];
  });
  return found[0] ?? null;
}

/** How the host with this IPv4 address is reached under the prefix. */
export function throughNat64(ipv4: string, { bits, bytes }: Nat64Prefix): IpAddress | null {
  const parts = ipv4.split('.').map(Number);
  const places = PLACES.get(bits) ?? [];
  const whole = bytes.map((byte, index) => parts[places.indexOf(index)] ?? byte);
  return parseIpAddress(ipaddr.fromByteArray(whole).toString());
}

export function isUnderPrefix(address: string, { bits, bytes }: Nat64Prefix): boolean {
  const own = bytesOf(address);
  return own !== null && own.slice(0, bits / 8).every((byte, index) => byte === bytes[index]);
}

function at(bytes: readonly number[], places: readonly number[]): string {
  return places.map((place) => bytes[place]).join('.');
}

function bytesOf(address: string): number[] | null {
  return ipaddr.IPv6.isValid(address) ? ipaddr.IPv6.parse(address).toByteArray() : null;
}
