/** The facts of the tables as one flat list: what `tables lint`, `diff` and `show` walk over. */
import type { z } from 'zod';
import type { doubt, Region, source, Tables } from './model.ts';
import { parseCidr, parseRange, type IpInterval } from './ip-interval.ts';

type FactKind = 'address' | 'cidr' | 'range' | 'name' | 'endpoint';

export interface Fact {
  readonly region: string;
  /** `healthCheck.addresses`, `dcv.aga`, `endpoints.captcha`, … */
  readonly path: string;
  readonly kind: FactKind;
  /** As a person writes it: an address, a block, `first - last`, a name or a URL. */
  readonly value: string;
  /** What the fact covers; null for names, and for a block or address that is malformed. */
  readonly interval: IpInterval | null;
  readonly source: z.infer<typeof source>;
  readonly doubt: z.infer<typeof doubt>;
}

type Provenance = Pick<Fact, 'source' | 'doubt'>;

/** Every fact of a Region in the order of the tables. */
export function factsOf(region: Region): Fact[] {
  return [
    ...healthCheckFacts(region),
    ...gatewayFacts(region),
    ...managementFacts(region),
    ...endpointFacts(region),
  ];
}

export function factsOfAll(tables: Tables): Fact[] {
  return tables.regions.flatMap(factsOf);
}

type Place = Pick<Fact, 'region' | 'path'>;

function named(place: Place, fact: Provenance & { kind: 'name' | 'endpoint'; value: string }): Fact {
  const { kind, value, source, doubt } = fact;
  return { ...place, kind, value, interval: null, source, doubt };
}

function block(place: Place, fact: Provenance & { cidr: string }): Fact {
  const { cidr, source, doubt } = fact;
  return { ...place, kind: 'cidr', value: cidr, interval: parseCidr(cidr), source, doubt };
}

function healthCheckFacts({ code, healthCheck }: Region): Fact[] {
  if (healthCheck === null) return [];
  const { host, hostIpv6, hostIpv6Provenance, addresses, ipv6Blocks = [] } = healthCheck;
  const name = (path: string, value: string, from: Provenance): Fact =>
    named({ region: code, path }, { ...from, kind: 'name', value });
  return [
    name('healthCheck.host', host, healthCheck),
    ...(hostIpv6 !== null && hostIpv6Provenance
      ? [name('healthCheck.hostIpv6', hostIpv6, hostIpv6Provenance)]
      : []),
    ...addresses.map(({ address, source, doubt }): Fact => {
      const interval = address.includes('/') ? null : parseCidr(address);
      return {
        region: code,
        path: 'healthCheck.addresses',
        kind: 'address',
        value: address,
        interval,
        source,
        doubt,
      };
    }),
    ...ipv6Blocks.map((fact) => block({ region: code, path: 'healthCheck.ipv6Blocks' }, fact)),
  ];
}

function gatewayFacts(region: Region): Fact[] {
  return [...pcoipFacts(region), ...dcvFacts(region)];
}

function pcoipFacts({ code, pcoip }: Region): Fact[] {
  if (pcoip === null) return [];
  const path = 'pcoip.ranges';
  const ranges = pcoip.ranges.map(({ start, end, source, doubt }): Fact => {
    const value = `${start} - ${end}`;
    return { region: code, path, kind: 'range', value, interval: parseRange(start, end), source, doubt };
  });
  return [...ranges, ...pcoip.ipv6.map((fact) => block({ region: code, path: 'pcoip.ipv6' }, fact))];
}

function dcvFacts({ code, dcv }: Region): Fact[] {
  if (dcv === null) return [];
  const blocks = (['ranges', 'aga', 'ipv6'] as const).flatMap((part) =>
    dcv[part].map((fact) => block({ region: code, path: `dcv.${part}` }, fact)),
  );
  const names = (['domains', 'vpcEndpoints'] as const).flatMap((part) =>
    (dcv[part] ?? []).map(({ name, source, doubt }) =>
      named({ region: code, path: `dcv.${part}` }, { kind: 'name', value: name, source, doubt }),
    ),
  );
  return [...blocks, ...names];
}

function managementFacts({ code, management }: Region): Fact[] {
  return management.map((fact) => block({ region: code, path: 'management' }, fact));
}

function endpointFacts({ code, endpoints }: Region): Fact[] {
  return endpoints.map(({ category, url, source, doubt }) =>
    named({ region: code, path: `endpoints.${category}` }, { kind: 'endpoint', value: url, source, doubt }),
  );
}
