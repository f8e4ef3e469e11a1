/**
 * Host names and IP addresses: the only parsers, so that nothing unparsed reaches a socket or a child process's arguments.
 */
import ipaddr from 'ipaddr.js';
import type { Family } from './words.ts';

declare const brand: unique symbol;
export type HostName = string & { readonly [brand]: 'HostName' };
export type IpAddress = string & { readonly [brand]: 'IpAddress' };

const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;

/** A DNS host name in lower case without a final dot (RFC 1123, underscores allowed), or null when it is none. */
export function parseHostName(text: string): HostName | null {
  const name = text.trim().toLowerCase().replace(/\.$/, '');
  if (name.length === 0 || name.length > 253) return null;
  return name.split('.').every((label) => LABEL.test(label)) && !/^[0-9.]+$/.test(name)
    ? (name as HostName)
    : null;
}

/** An IPv4 (four decimal parts) or IPv6 address in its canonical form without zone, or null when it is none. */
export function parseIpAddress(text: string): IpAddress | null {
  const bare = text
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/%.*$/, '');
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return bare as IpAddress;
  return bare.includes(':') && ipaddr.IPv6.isValid(bare)
    ? (ipaddr.IPv6.parse(bare).toRFC5952String() as IpAddress)
    : null;
}

/** The same for an address that our own code wrote or computed; throws for anything else. */
export function toIpAddress(text: string): IpAddress {
  const address = parseIpAddress(text);
  if (address === null) throw new Error(`no IP address: ${text}`);
  return address;
}

export function familyOf(address: string): Family {
  return address.includes(':') ? 6 : 4;
}

export type AddressKind =
  'public' | 'private' | 'loopback' | 'unspecified' | 'link-local' | 'nat64' | 'documentation' | 'other';

/** Blocks that ipaddr.js has no name for, parsed once: judging asks this of every address of a run, many times. */
const BLOCKS = {
  documentation: ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32'].map((block) =>
    ipaddr.parseCIDR(block),
  ),
  nat64: ['64:ff9b::/96', '64:ff9b:1::/48'].map((block) => ipaddr.parseCIDR(block)),
};

/** Names of ipaddr.js to ours. */
const KIND_OF_RANGE: Readonly<Record<string, AddressKind>> = {
  unicast: 'public',
  private: 'private',
  uniqueLocal: 'private',
  carrierGradeNat: 'private',
  loopback: 'loopback',
  unspecified: 'unspecified',
  linkLocal: 'link-local',
};

/**
 * What sort of address this is, for the rules on redirected names and offline machines.
 * NAT64 is the well-known prefix 64:ff9b::/96 and 64:ff9b:1::/48 (RFC 6052, RFC 8215).
 */
export function addressKind(address: string): AddressKind {
  const block = ipaddr.subnetMatch(ipaddr.parse(address), BLOCKS, '');
  if (block === 'documentation' || block === 'nat64') return block;
  const range = ipaddr.process(address).range();
  return KIND_OF_RANGE[range] ?? (address.startsWith('0.') ? 'unspecified' : 'other');
}

/** Whether the address lies in the CIDR block; false for another family or a malformed block. */
export function inCidr(address: string, cidr: string): boolean {
  if (!ipaddr.isValid(address) || !ipaddr.isValidCIDR(cidr)) return false;
  const parsed = ipaddr.parse(address);
  const [network, bits] = ipaddr.parseCIDR(cidr);
  return parsed.kind() === network.kind() && parsed.match([network, bits] as never);
}

/** An IPv4 address in IPv6 clothes (`::ffff:192.0.2.1`): nothing on the wire ever has one (RFC 4291, 2.5.5.2). */
export function isMapped(address: string): boolean {
  return inCidr(address, '::ffff:0:0/96');
}
