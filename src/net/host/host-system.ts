/** What the runtime itself knows of the machine, the same on every operating system. */
import { Resolver } from 'node:dns';
import os from 'node:os';
import { parseServerWithPort } from './host-linux-dns.ts';
import type { DnsServer, NetworkInterface } from './host-reading.ts';

const prefixLength = (cidr: string | null): number | null =>
  cidr === null ? null : Number(cidr.split('/')[1]);

/** Interfaces that are up and have an address; without MTU, and `other` for all but loopback. */
export function systemInterfaces(): NetworkInterface[] {
  return Object.entries(os.networkInterfaces()).map(([name, entries = []]) => ({
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
  return new Resolver().getServers().flatMap((text) => {
    const server = parseServerWithPort(text);
    return server === null ? [] : [{ ...server, interfaceName: null }];
  });
}
