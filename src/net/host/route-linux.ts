/** Linux: `ip -j route get` for each address and `ip -j -d addr show` for the interfaces (iproute2). */
import { z } from 'zod';
import { failure } from '../../core/failure.ts';
import type { CommandResult } from '../../probes/ports.ts';
import { linuxTunnelKind, type LinuxLink, parseIpAddr } from './host-linux-addresses.ts';
import type { RouteAnswer, RouteLookup, RouteTool } from './route-tool.ts';

const routeSchema = z.object({
  type: z.string().optional(),
  gateway: z.string().optional(),
  via: z.object({ host: z.string() }).optional(),
  dev: z.string(),
  prefsrc: z.string().optional(),
  metrics: z.array(z.object({ mtu: z.number().int().optional() })).optional(),
});

/** The answer of `ip route get` as one object, or null when it has another shape. */
function parseIpRouteGet(stdout: string): z.infer<typeof routeSchema> | null {
  let data: unknown;
  try {
    data = JSON.parse(stdout);
  } catch {
    return null;
  }
  const parsed = z.array(routeSchema).safeParse(data);
  return parsed.success ? (parsed.data[0] ?? null) : null;
}

function toLookup(route: z.infer<typeof routeSchema>, links: readonly LinuxLink[]): RouteLookup {
  const link = links.find(({ ifname }) => ifname === route.dev);
  const mtus = (route.metrics ?? []).flatMap(({ mtu }) => mtu ?? []);
  return {
    interfaceName: route.dev,
    gateway: route.gateway ?? route.via?.host ?? null,
    sourceAddress: route.prefsrc ?? null,
    interfaceMtuBytes: link?.mtu ?? null,
    routeMtuBytes: mtus[0] ?? null,
    tunnelKind: link === undefined ? null : linuxTunnelKind(link),
  };
}

/** What the kernel refuses; other codes are the tool's: busybox and old iproute2 do not know `-j` (exit 1 and 255). */
const REFUSED_BY_KERNEL = 2;

/** `RTNETLINK answers: Network is unreachable` and `No route to host` end with exit code 2. */
function toAnswer(result: CommandResult, links: readonly LinuxLink[]): RouteAnswer {
  if (result.failure !== null) return { failure: result.failure };
  if (result.exitCode === REFUSED_BY_KERNEL)
    return { failure: failure('network-unreachable', 'spawn', result.stderr.trim()) };
  if (result.exitCode !== 0) return { failure: failure('tool-failed', 'spawn', 'ip -j route get') };
  const route = parseIpRouteGet(result.stdout);
  return route === null
    ? { failure: failure('tool-output-unreadable', 'parse', 'ip -j route get') }
    : toLookup(route, links);
}

export const lookUpLinux: RouteTool = async ({ commands }, addresses, options) => {
  const [shown, ...routes] = await Promise.all([
    commands.run('ip', ['-j', '-d', 'addr', 'show'], options),
    ...addresses.map((address) => commands.run('ip', ['-j', 'route', 'get', address], options)),
  ]);
  const links = parseIpAddr(shown.stdout) ?? [];
  return routes.map((result) => toAnswer(result, links));
};
