/** One transcribed Region to one Region of the tables: cleaned, with need, provenance and doubt on every fact. Pure. */
import type { Endpoint, Region } from '../../src/regions/model.ts';
import { cleanHostName, parsePrintedEndpoint } from '../../src/regions/endpoint-url.ts';
import { intervalToCidrs, parseRange } from '../../src/regions/ip-interval.ts';
import { categoryNeed } from '../../src/regions/needs.ts';
import { doubtOf } from './doubts.ts';
import { endpointSource, rowSource, type Source } from './provenance.ts';
import { healthCheckIpv6, vpcEndpointNames } from './public-page.ts';
import type { TranscribedRegion, TranscribedThresholds } from './transcription.ts';

type Lists = TranscribedThresholds['allowListCategories'];

function provenance(region: TranscribedRegion, path: string, fact: { value: string; source: Source }) {
  return { source: fact.source, doubt: doubtOf({ region: region.code, path, value: fact.value }) };
}

/** Our own entries of the conflicts: facts that no transcribed document prints, by what the Region has of them. */
function ownConflicts(healthCheck: Region['healthCheck']): string[] {
  const ofHealthCheck = healthCheck === null ? [] : ['T01', ...(healthCheck.ipv6Blocks ? ['T03'] : [])];
  return [...ofHealthCheck, 'T04'];
}

/** A later public copy of the same page; the transcribed guide has no IPv6 name (conflict T01). */
const LATER_COPY: Source = {
  document: 'later public copy',
  lines: '(not transcribed)',
  section: 'Health check servers',
};

function assembleHealthCheck(region: TranscribedRegion): Region['healthCheck'] {
  if (region.healthCheck === null) return null;
  const source = rowSource(region, 'healthCheck');
  const host = cleanHostName(region.healthCheck.hostname);
  const hostIpv6 = `drp-workspaces.${region.code}.api.aws`;
  return {
    host,
    hostIpv6,
    hostIpv6Provenance: provenance(region, 'healthCheck.hostIpv6', { value: hostIpv6, source: LATER_COPY }),
    addresses: region.healthCheck.ips.map((address) => ({
      address,
      ...provenance(region, 'healthCheck.addresses', { value: address, source }),
    })),
    addressesTrusted: region.healthCheck.ipsTrusted,
    ...healthCheckIpv6(region.code),
    ...provenance(region, 'healthCheck.host', { value: host, source }),
  };
}

function assembleRange(region: TranscribedRegion, range: { start: string; end: string }) {
  const interval = parseRange(range.start, range.end);
  if (interval === null) throw new Error(`${region.code}: malformed range ${range.start} - ${range.end}`);
  const source = rowSource(region, 'pcoip');
  return {
    start: range.start,
    end: range.end,
    cidrs: intervalToCidrs(interval),
    ...provenance(region, 'pcoip.ranges', { value: range.start, source }),
  };
}

function assemblePcoip(region: TranscribedRegion): Region['pcoip'] {
  if (region.pcoip.ranges.length + region.pcoip.ipv6.length === 0) return null;
  const cidr = (value: string) => ({
    cidr: value,
    ...provenance(region, 'pcoip.ipv6', { value, source: rowSource(region, 'pcoip') }),
  });
  return {
    ranges: region.pcoip.ranges.map((range) => assembleRange(region, range)),
    ipv6: region.pcoip.ipv6.map(cidr),
  };
}

function assembleDcv(region: TranscribedRegion): Region['dcv'] {
  const cidrs = (path: string, values: readonly string[]) =>
    values.map((value) => ({
      cidr: value,
      ...provenance(region, path, { value, source: rowSource(region, 'dcv') }),
    }));
  return {
    ranges: cidrs('dcv.ranges', region.dcv.cidrs),
    aga: cidrs('dcv.aga', region.dcv.aga),
    ipv6: cidrs('dcv.ipv6', region.dcv.ipv6),
    domains: region.dcv.domains.map((name) => ({
      name,
      fips: region.dcv.fipsDomains.includes(name),
      ...provenance(region, 'dcv.domains', { value: name, source: rowSource(region, 'dcvDomains') }),
    })),
    ...vpcEndpointNames(region.code),
  };
}

function assembleManagement(region: TranscribedRegion): Region['management'] {
  const rows = (values: readonly string[], protocols: ('pcoip' | 'dcv')[]) =>
    values.map((cidr) => ({
      cidr,
      protocols,
      ...provenance(region, 'management', { value: cidr, source: rowSource(region, 'management') }),
    }));
  return [
    ...rows(region.managementRanges.pcoipWsp, ['pcoip', 'dcv']),
    ...rows(region.managementRanges.wsp, ['dcv']),
  ];
}

function assembleEndpoint(
  region: TranscribedRegion,
  category: string,
  row: { url: string; lists: Lists },
): Endpoint {
  const parsed = parsePrintedEndpoint(row.url);
  const need = categoryNeed(category);
  if (parsed === null) throw new Error(`${region.code}: unreadable address ${row.url}`);
  if (need === null) throw new Error(`${category} has no row in src/regions/needs.ts`);
  return {
    category,
    need: need.need,
    url: row.url,
    ...parsed,
    family: category.endsWith('Ipv6') ? '6' : 'any',
    fips: /fips/i.test(category) || parsed.host.includes('-fips'),
    ...provenance(region, category, { value: row.url, source: endpointSource(region, category, row.lists) }),
  };
}

export function assembleRegion(region: TranscribedRegion, lists: Lists): Region {
  const healthCheck = assembleHealthCheck(region);
  const pcoip = assemblePcoip(region);
  return {
    code: region.code,
    name: region.name,
    partition: region.partition,
    airport: /^drp-([a-z]{3})\./.exec(healthCheck?.host ?? '')?.[1] ?? null,
    protocols: pcoip === null ? ['dcv'] : ['pcoip', 'dcv'],
    healthCheck,
    pcoip,
    dcv: assembleDcv(region),
    management: assembleManagement(region),
    endpoints: Object.entries(region.endpoints).flatMap(([category, urls]) =>
      urls.map((url) => assembleEndpoint(region, category, { url, lists })),
    ),
    udpAnswers: { pcoip: 'unverified', dcv: 'unverified' },
    verified: [],
    notes: [...region.availability.notes, ...(region.healthCheck?.note ? [region.healthCheck.note] : [])],
    webAccessTurn: region.availability.pcoipWebAccessTurn,
    alternates: region.alternates.map((alternate) => ({ ...alternate, value: alternate.value ?? null })),
    conflicts: [...region.conflicts, ...ownConflicts(healthCheck)],
  };
}
