/** Reads this machine before anything is sent: host facts and the proxy of each host. The result is all that the plan needs. */
import type { PlanInput } from '../plan/plan-input.ts';
import type { Request } from '../plan/request.ts';
import type { Ports } from '../probes/ports.ts';
import type { Tables } from '../regions/model.ts';
import { profileTargets } from '../regions/profile-targets.ts';

/** Reading the machine is quick; a tool of the operating system that hangs costs at most this. */
const FACTS_TIMEOUT_MS = 4_000;

export interface PrepareInput {
  readonly tables: Tables;
  readonly request: Request;
  readonly ports: Ports;
  readonly signal: AbortSignal;
}

export async function prepare({ tables, request, ports, signal }: PrepareInput): Promise<PlanInput> {
  const options = { timeoutMs: FACTS_TIMEOUT_MS, signal };
  const [host, proxies] = await Promise.all([
    ports.host.facts(options),
    ports.proxy.forHosts(webHosts(tables, request), options),
  ]);
  return { tables, request, host, proxies };
}

/** Every literal host that a check would ask on 443, with the person's own; and the health check, for DCV's port through the proxy. */
function webHosts(tables: Tables, request: Request): readonly string[] {
  const regions = tables.regions.filter(({ code }) => request.regions.includes(code));
  const listed = regions.flatMap((region) => [
    ...region.endpoints.map(({ host }) => withDirectory(host, request)),
    ...(region.healthCheck === null ? [] : [region.healthCheck.host]),
  ]);
  const also = request.also.filter(({ port }) => port === 443).map(({ host }) => host);
  const own = profileTargets(tables, request.profile).filter(({ port }) => port === 443);
  return [...new Set([...listed, ...own.map(({ host }) => host), ...also])].filter(
    (host) => !/[<*]/.test(host),
  );
}

function withDirectory(host: string, { directoryId }: Request): string {
  return directoryId === null ? host : host.replace('<directory id>', directoryId);
}
