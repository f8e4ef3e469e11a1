/**
 * Which way packets to an address leave: interface, next hop, source, MTU, tunnel. Asked of the routing table alone;
 * nothing is sent. One file an operating system parses its tool; here is what they share.
 */
import { failure, type Failure } from '../../core/failure.ts';
import { familyOf, type IpAddress } from '../../core/address.ts';
import type { RouteEvidence } from '../../evidence/index.ts';
import type { CallOptions } from '../../probes/ports.ts';
import type { MachineDoors } from './host-reading.ts';
import { ANYWHERE } from './host-system.ts';
import { lookUpLinux } from './route-linux.ts';
import { lookUpMacos } from './route-macos.ts';
import type { RouteAnswer, RouteLookup, RouteTool } from './route-tool.ts';
import { lookUpWindows } from './route-windows.ts';

const TOOLS: Partial<Record<NodeJS.Platform, RouteTool>> = {
  linux: lookUpLinux,
  darwin: lookUpMacos,
  win32: lookUpWindows,
};

export interface RouteRequest {
  readonly address: IpAddress;
  readonly platform: NodeJS.Platform;
  readonly doors: MachineDoors;
}

function emptyRoute(address: string, problem: Failure): RouteEvidence {
  return {
    kind: 'route',
    address,
    interfaceName: null,
    gateway: null,
    sourceAddress: null,
    interfaceMtuBytes: null,
    routeMtuBytes: null,
    tunnel: null,
    failure: problem,
  };
}

function tunnelOf(route: RouteLookup, elsewhere: readonly RouteAnswer[]): RouteEvidence['tunnel'] {
  if (route.tunnelKind === null) return null;
  const isSame = (other: RouteAnswer): boolean =>
    !('failure' in other) && other.interfaceName === route.interfaceName;
  return { kind: route.tunnelKind, allTraffic: elsewhere.every(isSame) };
}

/** Evidence of the `route` probe. A machine without a route to the address has the failure `network-unreachable`. */
export async function readRoute(request: RouteRequest, options: CallOptions): Promise<RouteEvidence> {
  const { address, platform, doors } = request;
  const tool = TOOLS[platform];
  if (tool === undefined) return emptyRoute(address, failure('tool-missing', 'spawn', platform));
  const [route, ...elsewhere] = await tool(doors, [address, ...ANYWHERE[familyOf(address)]], options);
  if (route === undefined) return emptyRoute(address, failure('tool-failed', 'spawn'));
  if ('failure' in route) return emptyRoute(address, route.failure);
  const { interfaceName, gateway, sourceAddress, interfaceMtuBytes, routeMtuBytes } = route;
  return {
    kind: 'route',
    address,
    interfaceName,
    gateway,
    sourceAddress,
    interfaceMtuBytes,
    routeMtuBytes,
    tunnel: tunnelOf(route, elsewhere),
    failure: null,
  };
}
