/** Reads a Linux machine: files where there are any, `ip`, `resolvectl` and `iw` for the rest; all at once. */
import { parseIpAddr, toInterface } from './host-linux-addresses.ts';
import { isResolvedStub, parseResolvConf, splitResolved } from './host-linux-dns.ts';
import { parseProcIpv6Route, parseProcRoute } from './host-linux-routes.ts';
import { parseIwLink, parseProcWireless } from './host-linux-wifi.ts';
import {
  type DefaultRoutes,
  type MachineDoors,
  type MachineReader,
  type MachineReading,
  type NetworkInterface,
  outputOr,
  type WifiFacts,
} from './host-reading.ts';
import { systemInterfaces } from './host-system.ts';
import type { CallOptions } from '../../probes/ports.ts';

type Unread = Record<string, string>;
interface Work {
  readonly doors: MachineDoors;
  readonly options: CallOptions;
  readonly unread: Unread;
}

async function readOsName(doors: MachineDoors): Promise<string | null> {
  const text = await doors.readText('/etc/os-release');
  return /^PRETTY_NAME="?(.*?)"?$/m.exec(text ?? '')?.[1] ?? null;
}

/** Without a usable `ip` (busybox has no JSON) the runtime's own list must do: it has no MTU and no kinds. */
async function readInterfaces(work: Work, wireless: ReadonlySet<string>): Promise<NetworkInterface[]> {
  const { doors, options, unread } = work;
  const stdout = outputOr(
    unread,
    'interfaces',
    await doors.commands.run('ip', ['-j', '-d', 'addr', 'show'], options),
  );
  const links = stdout === null ? null : parseIpAddr(stdout);
  if (links === null) {
    unread['interfaces'] ??= 'tool-output-unreadable: ip -j addr';
    return systemInterfaces();
  }
  return links.map((link) => toInterface(link, wireless));
}

async function readRoutes({ doors, unread }: Work): Promise<DefaultRoutes> {
  const [v4, v6] = await Promise.all([
    doors.readText('/proc/net/route'),
    doors.readText('/proc/net/ipv6_route'),
  ]);
  if (v4 === null) unread['defaultGateways'] = 'not-permitted: /proc/net/route';
  // A kernel without IPv6 has no such file: no routes, nothing unread.
  return { 4: v4 === null ? null : parseProcRoute(v4), 6: parseProcIpv6Route(v6 ?? '') };
}

type DnsReading = Pick<MachineReading, 'dnsServers' | 'splitDns'>;

/** The stub comes first, as the system asks it; behind it the servers that it asks itself for public names, by link. */
async function readDns(work: Work): Promise<DnsReading> {
  const text = await work.doors.readText('/etc/resolv.conf');
  if (text === null) return { dnsServers: null, splitDns: [] };
  const listed = parseResolvConf(text).map((address) => ({ address, port: 53, interfaceName: null }));
  if (!listed.some(({ address }) => isResolvedStub(address))) return { dnsServers: listed, splitDns: [] };
  const resolved = await readResolved(work);
  if (resolved === null) return { dnsServers: listed, splitDns: null };
  return { dnsServers: [...listed, ...resolved.servers], splitDns: resolved.split };
}

async function readResolved({
  doors,
  options,
  unread,
}: Work): Promise<ReturnType<typeof splitResolved> | null> {
  const [dns, domain, defaultRoute] = await Promise.all(
    ['dns', 'domain', 'default-route'].map((word) => doors.commands.run('resolvectl', [word], options)),
  );
  const servers = dns === undefined ? null : outputOr(unread, 'splitDns', dns);
  const textOf = (result: typeof dns): string | null => (result?.exitCode === 0 ? result.stdout : null);
  return servers === null
    ? null
    : splitResolved({ dns: servers, domain: textOf(domain), defaultRoute: textOf(defaultRoute) });
}

async function readWifi(work: Work, wireless: ReadonlyMap<string, number | null>): Promise<WifiFacts | null> {
  const [name, signalDbm] = [...wireless][0] ?? [];
  if (name === undefined) return null;
  const result = await work.doors.commands.run('iw', ['dev', name, 'link'], work.options);
  if (result.exitCode === 0) return parseIwLink(result.stdout);
  work.unread['wifi'] = `${result.failure?.code ?? 'tool-failed'}: iw`;
  return { ssid: null, signalDbm: signalDbm ?? null, linkMbps: null, channel: null };
}

export const readLinux: MachineReader = async (doors, options) => {
  const unread: Unread = {};
  const work = { doors, options, unread };
  const wireless = parseProcWireless((await doors.readText('/proc/net/wireless')) ?? '');
  const [osName, interfaces, defaultRoutes, dns, wifi] = await Promise.all([
    readOsName(doors),
    readInterfaces(work, new Set(wireless.keys())),
    readRoutes(work),
    readDns(work),
    readWifi(work, wireless),
  ]);
  return { osName, interfaces, defaultRoutes, ...dns, wifi, unread };
};
