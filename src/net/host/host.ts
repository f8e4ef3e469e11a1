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
import { readLinux } from './host-linux.ts';
import { readMacos } from './host-macos.ts';
import {
  type DefaultRoute,
  type MachineDoors,
  type MachineReader,
  type MachineReading,
  type NetworkInterface,
  readSmallFile,
} from './host-reading.ts';
import { systemDnsServers, systemInterfaces } from './host-system.ts';
import { readWindows } from './host-windows.ts';
import { findLocalServices } from './local-services.ts';
import { readRoute } from './route.ts';

export interface HostDependencies {
  readonly commands: CommandRunner;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly readProxy: (signal: AbortSignal) => Promise<ProxySetting>;
  /** For tests; the real file system unless given. */
  readonly readText?: MachineDoors['readText'];
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
    defaultRoutes: [],
    dnsServers: null,
    splitDns: [],
    wifi: null,
    unread: { defaultGateways: 'not-supported-here' },
  } satisfies MachineReading);

/** Addresses that packets to the internet can come from: IPv4 of any kind but loopback and link-local; IPv6 global ones. */
function isUsable(address: string, family: Family): boolean {
  const parsed = parseIpAddress(address);
  if (parsed === null) return false;
  const kind = addressKind(parsed);
  // Unique local IPv6 addresses do not count: the system prefers IPv4 to them (RFC 6724, section 10.6).
  if (family === 6) return kind === 'public' || kind === 'documentation';
  return kind !== 'loopback' && kind !== 'link-local' && kind !== 'unspecified';
}

/**
 * Whether this machine can send to the internet over the family: a usable address on an interface that is up, and a
 * default route. macOS has IPv6 default routes through idle tunnels; such a one counts only with an address of its own.
 */
export function hasFamily(
  family: Family,
  interfaces: readonly NetworkInterface[],
  routes: readonly DefaultRoute[],
): boolean {
  const withAddress = new Set(
    interfaces
      .filter(
        ({ up, addresses }) =>
          up && addresses.some((a) => a.family === family && isUsable(a.address, family)),
      )
      .map(({ name }) => name),
  );
  const tunnels = new Set(interfaces.filter(({ kind }) => kind === 'tunnel').map(({ name }) => name));
  const leads = ({ interfaceName }: DefaultRoute): boolean =>
    withAddress.has(interfaceName) || !tunnels.has(interfaceName);
  return withAddress.size > 0 && routes.some((route) => route.family === family && leads(route));
}

/**
 * The default gateway of each family: the preferred one that is not behind a tunnel, because the first hop is to tell the
 * local network apart; else the tunnel's own.
 */
export function gatewaysOf(
  routes: readonly DefaultRoute[],
  interfaces: readonly NetworkInterface[],
): HostFacts['defaultGateways'] {
  const isTunnel = (name: string): boolean =>
    interfaces.some((own) => own.name === name && own.kind === 'tunnel');
  const rank = (route: DefaultRoute): number => (isTunnel(route.interfaceName) ? 1 : 0);
  const sorted = [...routes].sort((a, b) => rank(a) - rank(b) || a.metric - b.metric);
  return ([4, 6] as const).flatMap((family) => {
    const best = sorted.find((route) => route.family === family && route.gateway !== null);
    if (best === undefined || best.gateway === null) return [];
    return [{ family, address: best.gateway, interfaceName: best.interfaceName }];
  });
}

async function readFacts(
  dependencies: HostDependencies,
  doors: MachineDoors,
  options: CallOptions,
): Promise<HostFacts> {
  const reader = READERS[dependencies.platform] ?? readOther;
  const [reading, proxy] = await Promise.all([
    reader(doors, options),
    dependencies.readProxy(options.signal),
  ]);
  const { interfaces, defaultRoutes } = reading;
  return {
    os: { platform: dependencies.platform, release: os.release(), name: reading.osName, arch: os.arch() },
    hostName: os.hostname(),
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    interfaces: [...interfaces],
    defaultGateways: gatewaysOf(defaultRoutes, interfaces),
    hasIpv4: hasFamily(4, interfaces, defaultRoutes),
    hasIpv6: hasFamily(6, interfaces, defaultRoutes),
    dnsServers: usableDnsServers(reading.dnsServers, systemDnsServers(), {
      platform: dependencies.platform,
      interfaces,
    }),
    splitDns: reading.splitDns === null ? null : [...reading.splitDns],
    proxy,
    wifi: reading.wifi,
    unread: { ...reading.unread },
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
