/**
 * The names of the allow list: one `dns` and one `https` step for each literal host, whatever its category.
 * A host that stands in several categories or Regions is one step with the strongest need.
 * A placeholder in the host is never turned into an invented name (`--directory-id` gives the real one).
 */
import type { Need, Protocol } from '../core/words.ts';
import { endpointsOf, type UsedEndpoint } from '../regions/endpoints-of.ts';
import { makeStep } from './make-step.ts';
import { requestedRegions, type PlanInput } from './plan-input.ts';
import { NO_IPV6 } from './plan-streaming.ts';
import type { Step } from './step.ts';

interface Row {
  readonly host: string;
  readonly port: number;
  readonly category: string;
  readonly need: Need;
  readonly protocols: readonly Protocol[];
  readonly ipv6Only: boolean;
  readonly regions: readonly string[];
  readonly shared: boolean;
  /** Why the host cannot be tested; null when it can be. */
  readonly untestable: string | null;
}

const RANK: Readonly<Record<Need, number>> = { essential: 2, supporting: 1, situational: 0 };

/** All steps for names, in the order of the tables; rows that cannot be tested are there with the reason. */
export function planNames(input: PlanInput): Step[] {
  return nameRows(input).flatMap((row) =>
    row.untestable === null ? stepsOf(row, input) : [untestable(row, row.untestable)],
  );
}

function nameRows(input: PlanInput): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const region of requestedRegions(input)) {
    for (const used of endpointsOf(region, input.request)) {
      const row = rowOf(used, region.code, input);
      const known = rows.get(row.host);
      rows.set(row.host, known ? merged(known, row) : row);
    }
  }
  return [...rows.values()];
}

function rowOf(used: UsedEndpoint, region: string, input: PlanInput): Row {
  const { category, port, family, host: printed } = used.endpoint;
  return {
    host: used.host,
    port,
    category,
    need: isDemanded(used, input) ? 'essential' : used.need,
    protocols: used.protocols,
    ipv6Only: family === '6',
    regions: [region],
    shared: isShared(printed, input),
    untestable: used.untestable,
  };
}

/** `--require` names the category, `--also` the host, `--fips` the FIPS names. */
function isDemanded({ endpoint, host }: UsedEndpoint, { request }: PlanInput): boolean {
  const also = request.also.some((asked) => asked.host === host && asked.port === endpoint.port);
  const fips = request.fips === true && endpoint.category.includes('Fips');
  return also || fips || request.require.includes(endpoint.category);
}

function isShared(host: string, { tables }: PlanInput): boolean {
  return tables.regions.filter((region) => region.endpoints.some((entry) => entry.host === host)).length > 1;
}

function merged(a: Row, b: Row): Row {
  const [strong, weak] = RANK[b.need] > RANK[a.need] ? [b, a] : [a, b];
  return {
    ...strong,
    protocols: strong.need === weak.need ? union(strong.protocols, weak.protocols) : strong.protocols,
    ipv6Only: a.ipv6Only && b.ipv6Only,
    regions: union(a.regions, b.regions),
  };
}

function union<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  return [...new Set([...a, ...b])];
}

function stepsOf(row: Row, input: PlanInput): Step[] {
  const skip = row.ipv6Only && !input.host.hasIpv6 ? NO_IPV6 : {};
  const shared = sharedFields(row);
  const dns = makeStep({
    ...shared,
    ...skip,
    id: `dns/${row.host}`,
    probe: 'dns',
    role: 'name',
    group: 'dns',
    target: { host: row.host },
    reason: `${row.category}: the name must resolve`,
  });
  return [dns, httpsStep(row, skip), ...proxySteps(row, input)];
}

function sharedFields(row: Row): Pick<Step, 'category' | 'need' | 'region' | 'regions' | 'protocols'> {
  return {
    category: row.category,
    need: row.need,
    region: row.shared ? null : (row.regions[0] ?? null),
    regions: [...row.regions],
    protocols: [...row.protocols],
  };
}

function httpsStep(row: Row, skip: Partial<Pick<Step, 'skipped' | 'skipReason'>>): Step {
  return makeStep({
    ...sharedFields(row),
    ...skip,
    id: `https/${row.host}`,
    probe: 'https',
    role: 'endpoint',
    group: 'https',
    target: { host: row.host, port: row.port },
    path: pathOf(row.category),
    proxy: null,
    dependsOn: [`dns/${row.host}`],
    reason: `${row.category}: TLS and HTTP on ${row.port}`,
  });
}

/** Never a path of the tables: `/` everywhere, `/ping` for the broker (findings.md). */
function pathOf(category: string): string {
  return category.startsWith('wsBroker') ? '/ping' : '/';
}

function proxySteps(row: Row, input: PlanInput): Step[] {
  const proxy = input.proxies[row.host];
  if (proxy === undefined || (row.ipv6Only && !input.host.hasIpv6)) return [];
  return [
    makeStep({
      ...sharedFields(row),
      id: `https/${row.host}@proxy`,
      probe: 'https',
      role: 'endpoint-by-proxy',
      group: 'https',
      target: { host: row.host, port: row.port },
      path: pathOf(row.category),
      proxy,
      reason: `${row.category}: the same through the proxy of this machine`,
    }),
  ];
}

/** Stays in the plan with the reason, so that nobody thinks it was forgotten. */
function untestable(row: Row, skipped: string): Step {
  const rest = {
    ...sharedFields(row),
    id: `https/${row.host}`,
    role: 'endpoint' as const,
    group: 'https' as const,
    reason: `${row.category}: a name that holds a placeholder`,
    skipped,
    skipReason: 'placeholder-host' as const,
  };
  const target = { host: row.host, port: row.port };
  return row.port === 443
    ? makeStep({ ...rest, probe: 'https', target, path: pathOf(row.category), proxy: null })
    : makeStep({ ...rest, probe: 'udp', target: { ...target, address: null } });
}
