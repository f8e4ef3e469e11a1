/** What the plan is made from. All of it is plain data: the same input gives the same plan. */
import type { HostFacts } from '../evidence/index.ts';
import type { Region, Tables } from '../regions/model.ts';
import type { Request } from './request.ts';

export interface PlanInput {
  readonly tables: Tables;
  readonly request: Request;
  readonly host: HostFacts;
  /** Proxy for each host where one is set (`http://host:port` without credentials); a host without an entry goes direct. */
  readonly proxies: Readonly<Record<string, string>>;
}

/** The requested Regions as the tables have them, in the order asked for. Unknown codes were refused at the edge. */
export function requestedRegions({ tables, request }: PlanInput): readonly Region[] {
  return request.regions.flatMap((code) => tables.regions.filter((region) => region.code === code));
}
