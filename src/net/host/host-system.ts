/** What the runtime and the kernel themselves say of the machine, the same on every operating system; each null where even that fails. */
import dgram from 'node:dgram';
import { Resolver } from 'node:dns';
import os from 'node:os';
import type { Family } from '../../core/words.ts';
import { parseServerWithPort } from './host-linux-dns.ts';
import type { DnsServer, NetworkInterface } from './host-reading.ts';

const prefixLength = (cidr: string | null): number | null =>
  cidr === null ? null : Number(cidr.split('/')[1]);

/**
 * Addresses that stand for "anything else" (documentation space, RFC 5737 and RFC 3849): where they leave through the same
 * tunnel, it takes all traffic. Only the table is asked, so policy rules and split default routes are seen as they work.
 */
export const ANYWHERE = { 4: ['198.51.100.1', '203.0.113.1'], 6: ['2001:db8::1'] } as const;

/** The runtime's word, or the fallback: a sandbox may forbid the system call behind it, and that is no fault of ours. */
export function orElse<T>(read: () => T, fallback: T): T {
  try {
    return read();
  } catch {
    return fallback;
  }
}

/** Interfaces that are up and have an address; without MTU, and `other` for all but loopback. Empty where the system forbids it. */
export function systemInterfaces(): NetworkInterface[] {
  return Object.entries(orElse(() => os.networkInterfaces(), {})).map(([name, entries = []]) => ({
    name,
    kind: entries.some((entry) => entry.internal) ? 'loopback' : 'other',
    up: true,
    mtuBytes: null,
    mac: entries[0]?.internal === false ? entries[0].mac : null,
    addresses: entries.map((entry) => ({
      address: entry.address,
      family: entry.family === 'IPv4' ? 4 : 6,
      prefixLength: prefixLength(entry.cidr),
    })),
  }));
}

/** The servers that the runtime's resolver library found, with their ports. A new resolver reads the system's settings afresh. */
export function systemDnsServers(): DnsServer[] {
  return orElse(() => new Resolver().getServers(), []).flatMap((text) => {
    const server = parseServerWithPort(text);
    return server === null ? [] : [{ ...server, interfaceName: null }];
  });
}

/** What connect(2) says of a machine that has no way out over the family. */
const NO_WAY = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/**
 * Whether the kernel has a way to anywhere over the family: a UDP socket that is connected and sends nothing makes it look into its
 * tables. Null when it does not say (the call itself is forbidden).
 */
export function kernelHasRoute(family: Family): Promise<boolean | null> {
  return new Promise((resolve) => {
    const socket = orElse(() => dgram.createSocket(family === 6 ? 'udp6' : 'udp4'), null);
    if (socket === null) return resolve(null);
    const settle = (error?: NodeJS.ErrnoException): void => {
      orElse(() => socket.close(), undefined);
      resolve(error === undefined ? true : NO_WAY.has(error.code ?? '') ? false : null);
    };
    socket.once('error', settle);
    try {
      // Port 9 is "discard" (RFC 863); nothing is ever sent.
      socket.connect(9, ANYWHERE[family][0], settle);
    } catch (error) {
      settle(error as NodeJS.ErrnoException);
    }
  });
}
