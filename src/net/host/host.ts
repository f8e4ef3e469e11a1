/**
 * The host port: facts of this machine that need no packet on the wire. Each operating system has its reader; what it
 * could not read stands in `unread` by fact, never as a false value.
 */
import os from 'node:os';
import { addressKind, parseIpAddress } from '../../core/address.ts';
import type { Family } from '../../core/words.ts';
import type { HostFacts, ProxySetting } from '../../evidence/index.ts';
import type { CallOptions, CommandRunner, HostPort } from '../../probes/ports.ts';
import { readClient } from './client.ts';
import { usableDnsServers } from './host-dns.ts';
import { readHostsFile } from './hosts-file.ts';
import { readLinux } from './host-linux.ts';
import { readMacos } from './host-macos.ts';
import {
  type DefaultRoute,
  type DefaultRoutes,
  type MachineDoors,
  type MachineReader,
  type MachineReading,
  type NetworkInterface,
  readSmallFile,
} from './host-reading.ts';
import { kernelHasRoute, orElse, systemDnsServers, systemInterfaces } from './host-system.ts';
import { readWindows } from './host-windows.ts';
import { findLocalServices } from './local-services.ts';
import { readRoute } from './route.ts';

export interface HostDependencies {
  readonly commands: CommandRunner;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly readProxy: (signal: AbortSignal) => Promise<ProxySetting>;
  /** Why the system's setting could not be read; null or absent: it was. */
  readonly proxyUnread?: (signal: AbortSignal) => Promise<string | null>;
  /** Whether a name of the hosts file is worth a fact: those of the tables. Absent: none is. */
  readonly isTableHost?: (host: string) => boolean;
  /** For tests; the real file system unless given. */
  readonly readText?: MachineDoors['readText'];
  /** For tests; the kernel unless given. */
  readonly hasRoute?: (family: Family) => Promise<boolean | null>;
}

const READERS: Partial<Record<NodeJS.Platform, MachineReader>> = {
  linux: readLinux,
  darwin: readMacos,
  win32: readWindows,
};

/** Where no reader exists (a BSD), the runtime's own list must do. */
const readOther: MachineReader = () =>
  Promise.resolve({
    osName: null,
    interfaces: systemInterfaces(),
    defaultRoutes: { 4: null, 6: null },
    dnsServers: null,
    splitDns: [],
    wifi: null,
    unread: { defaultGateways: 'not-supported-here' },
  } satisfies MachineReading);

/**
 * Addresses that packets to the internet can come from: IPv4 of any kind but loopback and link-local; IPv6 global ones. A unique local
 * IPv6 address counts where the machine has no IPv4 (a network with NAT64): beside IPv4 the system prefers that (RFC 6724, 10.6).
 */
function isUsable(address: string, family: Family, hasIpv4: boolean): boolean {
  const parsed = parseIpAddress(address);
  if (parsed === null) return false;
  const kind = addressKind(parsed);
  if (family === 6) return kind === 'public' || kind === 'documentation' || (kind === 'private' && !hasIpv4);
  return kind !== 'loopback' && kind !== 'link-local' && kind !== 'unspecified';
}

interface FamilyReading {
  readonly interfaces: readonly NetworkInterface[];
  /** Null: not read, then an address must do. */
  readonly routes: readonly DefaultRoute[] | null;
  /** Only asked for IPv6. */
  readonly hasIpv4: boolean;
}

/**
 * Whether this machine can send to the internet over the family: a usable address on an interface that is up, and a
 * default route. macOS has IPv6 default routes through idle tunnels; such a one counts only with an address of its own.
 */
export function hasFamily(family: Family, { interfaces, routes, hasIpv4 }: FamilyReading): boolean {
  const withAddress = new Set(
    interfaces
      .filter(
        ({ up, addresses }) =>
          up && addresses.some((a) => a.family === family && isUsable(a.address, family, hasIpv4)),
      )
      .map(({ name }) => name),
  );
  if (routes === null) return withAddress.size > 0;
  const tunnels = new Set(interfaces.filter(({ kind }) => kind === 'tunnel').map(({ name }) => name));
  const leads = ({ interfaceName, scoped }: DefaultRoute): boolean =>
    scoped !== true && (withAddress.has(interfaceName) || !tunnels.has(interfaceName));
  return withAddress.size > 0 && routes.some(leads);
}

/**
 * The default gateway of each family: the preferred one that is not behind a tunnel, because the first hop is to tell the
 * local network apart (a full tunnel on macOS leaves it as a scoped route alone); else the tunnel's own.
 */
export function gatewaysOf(
  routes: DefaultRoutes,
  interfaces: readonly NetworkInterface[],
): HostFacts['defaultGateways'] {
  const isTunnel = ({ interfaceName }: DefaultRoute): boolean =>
    interfaces.some((own) => own.name === interfaceName && own.kind === 'tunnel');
  const rank = (route: DefaultRoute): number => (isTunnel(route) ? 2 : route.scoped === true ? 1 : 0);
  return ([4, 6] as const).flatMap((family) => {
    const best = [...(routes[family] ?? [])]
      .filter((route) => route.gateway !== null && !(route.scoped === true && isTunnel(route)))
      .sort((a, b) => rank(a) - rank(b) || a.metric - b.metric)[0];
    if (best === undefined || best.gateway === null) return [];
    return [{ family, address: best.gateway, interfaceName: best.interfaceName }];
  });
}

/**
 * The two families, each by the routes that were read, else by the kernel's own word, else by the addresses alone. The last is a guess
 * that lets the checks run: `unread` then says so, and nobody may call such a machine offline by it.
 */
async function readFamilies(
  { interfaces, defaultRoutes }: MachineReading,
  hasRoute: (family: Family) => Promise<boolean | null>,
): Promise<Pick<HostFacts, 'hasIpv4' | 'hasIpv6' | 'unread'>> {
  const unread: Record<string, string> = {};
  const read = async (family: Family, hasIpv4: boolean): Promise<boolean> => {
    const routes = defaultRoutes[family];
    const byKernel = routes === null ? await hasRoute(family) : null;
    if (byKernel === false) return false;
    if (routes === null && byKernel === null) unread[`hasIpv${family}`] = 'the routes could not be read';
    return hasFamily(family, { interfaces, routes, hasIpv4 });
  };
  const hasIpv4 = await read(4, false);
  return { hasIpv4, hasIpv6: await read(6, hasIpv4), unread };
}

async function readFacts(
  dependencies: HostDependencies,
  doors: MachineDoors,
  options: CallOptions,
): Promise<HostFacts> {
  const { platform, readProxy, hasRoute = kernelHasRoute, isTableHost } = dependencies;
  const reader = READERS[platform] ?? readOther;
  const [reading, proxy, hostsFile] = await Promise.all([
    reader(doors, options),
    readProxy(options.signal),
    isTableHost && readHostsFile(doors, platform, isTableHost),
  ]);
  const { interfaces, defaultRoutes, osName, wifi, splitDns } = reading;
  const { unread, ...families } = await readFamilies(reading, hasRoute);
  const proxyUnread = (await dependencies.proxyUnread?.(options.signal)) ?? null;
  if (proxyUnread !== null) unread['proxy'] = proxyUnread;
  if (hostsFile === null) unread['hostsFile'] = 'the file could not be read';
  return {
    os: { platform, release: os.release(), name: osName, arch: os.arch() },
    hostName: orElse(() => os.hostname(), null),
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    interfaces: [...interfaces],
    defaultGateways: gatewaysOf(defaultRoutes, interfaces),
    ...families,
    dnsServers: usableDnsServers(reading.dnsServers, systemDnsServers(), { platform, interfaces }),
    splitDns: splitDns === null ? null : [...splitDns],
    ...(hostsFile === undefined ? {} : { hostsFile }),
    proxy,
    wifi,
    unread: { ...reading.unread, ...unread },
  };
}

/** The real host port. It sends nothing but the multicast question of `localServices`. */
export function makeHost(dependencies: HostDependencies): HostPort {
  const { commands, env, platform, readText = readSmallFile } = dependencies;
  const doors: MachineDoors = { commands, env, readText };
  return {
    facts: (options) => readFacts(dependencies, doors, options),
    route: (address, options) => readRoute({ address, platform, doors }, options),
    client: (options) => readClient({ platform, doors }, options),
    localServices: (options) => findLocalServices(options),
  };
}
