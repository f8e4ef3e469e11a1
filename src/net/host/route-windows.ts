/**
 * Windows: `Find-NetRoute` for all addresses in one PowerShell start. It gives two objects an address: the source address
 * that would be used and the route that was chosen.
 */
import { z } from 'zod';
import { failure } from '../../core/failure.ts';
import { runPowerShell } from './host-windows-query.ts';
import { windowsTunnelKind } from './host-windows-tunnel.ts';
import type { RouteAnswer, RouteTool } from './route-tool.ts';

const routeSchema = z.object({
  found: z.boolean(),
  name: z.string().nullable(),
  source: z.string().nullable(),
  nextHop: z.string().nullable(),
  mtu: z.number().int().nullable(),
  description: z.string().nullable(),
  type: z.number().int().nullable(),
});
type WindowsRoute = z.infer<typeof routeSchema>;

/** The addresses are parsed ones, so nothing of the script's syntax can be in them. */
export function routeScript(addresses: readonly string[]): string {
  const list = addresses.map((address) => `'${address}'`).join(',');
  return `@(${list}|%{
$a=$_;$r=@(Find-NetRoute -RemoteIPAddress $a);
if($r.Count -lt 2){@{found=$false;name=$null;source=$null;nextHop=$null;mtu=$null;description=$null;type=$null}}
else{$i=$r[1].InterfaceIndex;$n=Get-NetAdapter -InterfaceIndex $i;$f=if($a.Contains(':')){'IPv6'}else{'IPv4'};
$p=Get-NetIPInterface -InterfaceIndex $i -AddressFamily $f;
@{found=$true;name=$r[1].InterfaceAlias;source=$r[0].IPAddress;nextHop=$r[1].NextHop;mtu=[long]$p.NlMtu;description=$n.InterfaceDescription;type=[int]$n.InterfaceType}}
})|ConvertTo-Json -Depth 3 -Compress`;
}

/** PowerShell prints a list of one as a bare object. */
function parseWindowsRoutes(json: unknown): readonly WindowsRoute[] | null {
  const parsed = z.array(routeSchema).safeParse(Array.isArray(json) ? json : [json]);
  return parsed.success ? parsed.data : null;
}

function toAnswer(route: WindowsRoute): RouteAnswer {
  if (!route.found) return { failure: failure('network-unreachable', 'spawn', 'Find-NetRoute') };
  const onLink = route.nextHop === '0.0.0.0' || route.nextHop === '::';
  const hasMtu = route.mtu !== null && route.mtu > 0 && route.mtu < 4_294_967_295;
  return {
    interfaceName: route.name,
    gateway: onLink ? null : route.nextHop,
    sourceAddress: route.source?.replace(/%.*$/, '') ?? null,
    interfaceMtuBytes: hasMtu ? route.mtu : null,
    // Windows keeps it, and shows it to no tool of an ordinary user.
    routeMtuBytes: null,
    tunnelKind: windowsTunnelKind(route.description, route.type ?? 0),
  };
}

export const lookUpWindows: RouteTool = async ({ commands }, addresses, options) => {
  const answer = await runPowerShell(commands, routeScript(addresses), options);
  if ('unread' in answer)
    return addresses.map(() => ({ failure: failure('tool-failed', 'spawn', answer.unread) }));
  const routes = parseWindowsRoutes(answer.json);
  if (routes === null)
    return addresses.map(() => ({ failure: failure('tool-output-unreadable', 'parse', 'Find-NetRoute') }));
  return routes.map(toAnswer);
};
