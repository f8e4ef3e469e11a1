/** macOS: `route -n get` for each address, `ifconfig` for the interface's MTU and source address. */
import { familyOf } from '../../core/address.ts';
import { failure } from '../../core/failure.ts';
import type { CommandResult } from '../../probes/ports.ts';
import { parseServerAddress } from './host-linux-dns.ts';
import { isMacTunnel, parseIfconfig } from './host-macos-interfaces.ts';
import type { NetworkInterface } from './host-reading.ts';
import type { RouteAnswer, RouteTool } from './route-tool.ts';

export interface MacRoute {
  readonly interfaceName: string;
  readonly gateway: string | null;
  readonly mtuBytes: number | null;
}

/** The heading ends with `mtu expire`, so the MTU is the last figure but one. */
function mtuOf(stdout: string): number | null {
  const metrics = /\bmtu\s+expire\s*\n([\s\d-]+)/.exec(stdout)?.[1] ?? '';
  const mtu = Number(metrics.trim().split(/\s+/).at(-2));
  return mtu > 0 ? mtu : null;
}

/** Labelled lines, then a heading and a line of metrics. A gateway `link#14` or an interface's name is no next hop. */
export function parseRouteGet(stdout: string): MacRoute | null {
  const interfaceName = /^\s*interface: (\S+)/m.exec(stdout)?.[1];
  if (interfaceName === undefined) return null;
  const gateway = parseServerAddress(/^\s*gateway: (\S+)/m.exec(stdout)?.[1] ?? '');
  return { interfaceName, gateway, mtuBytes: mtuOf(stdout) };
}

/** Known names tell the product; the rest says the interface's own sort (`utun3` is `utun`). */
function tunnelKindOf(name: string): string | null {
  if (!isMacTunnel(name)) return null;
  return name.startsWith('gpd') ? 'globalprotect' : name.replace(/\d+$/, '');
}

function toAnswer(
  result: CommandResult,
  address: string,
  interfaces: readonly NetworkInterface[],
): RouteAnswer {
  if (result.failure !== null) return { failure: result.failure };
  const route = parseRouteGet(result.stdout);
  // `route: writing to routing socket: not in table` goes to standard error, with exit code 0 or 1.
  if (route === null) return { failure: failure('network-unreachable', 'spawn', result.stderr.trim()) };
  const own = interfaces.find(({ name }) => name === route.interfaceName);
  const source = own?.addresses.find(
    (entry) => entry.family === familyOf(address) && !entry.address.startsWith('fe80'),
  );
  return {
    interfaceName: route.interfaceName,
    gateway: route.gateway,
    sourceAddress: source?.address ?? null,
    interfaceMtuBytes: own?.mtuBytes ?? null,
    routeMtuBytes: route.mtuBytes,
    tunnelKind: tunnelKindOf(route.interfaceName),
  };
}

export const lookUpMacos: RouteTool = async ({ commands }, addresses, options) => {
  const [shown, ...routes] = await Promise.all([
    commands.run('ifconfig', ['-a'], options),
    ...addresses.map((address) =>
      commands.run('route', ['-n', 'get', familyOf(address) === 6 ? '-inet6' : '-inet', address], options),
    ),
  ]);
  const interfaces = parseIfconfig(shown.stdout, { wifiPorts: new Set(), isTunnel: isMacTunnel });
  return routes.map((result, at) => toAnswer(result, addresses[at] ?? '', interfaces));
};
