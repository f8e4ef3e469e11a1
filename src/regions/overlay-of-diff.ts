/** An overlay out of a comparison with the published ranges: each new range and Region, marked as doubtful. Pure. */
import { z } from 'zod';
import type { Partition } from '../core/words.ts';
import type { TableComparison, TableDifference } from './diff-ip-ranges.ts';
import { parseCidr } from './ip-interval.ts';
import type { Tables } from './model.ts';
import type { Overlay, OverlayChange } from './overlay-schema.ts';

const WHY = 'published as WORKSPACES_GATEWAYS and in no document of the tables';
/** The file names a service, not a protocol; every Region of the tables has DCV. */
const DOUBT = 'AWS publishes it for streaming gateways and does not say whether PCoIP or DCV uses it';

/** A code as AWS forms them; the first word of Europe's sovereign cloud has four letters. */
const AWS_CODE =
  /^(?:af|ap|ca|cn|eu|eusc-de|il|me|mx|sa|us)(?:-gov|-iso[a-z]?)?-(?:north|south|east|west|central|(?:north|south)(?:east|west))-\d{1,2}$/;

/** `other`: of a partition that the tables do not know (China, Europe's sovereign cloud). Null: no code of a Region. */
export function partitionOf(region: string): Partition | 'other' | null {
  if (!AWS_CODE.test(region)) return null;
  if (/^(?:cn|eusc)-|-iso/.test(region)) return 'other';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

function canBring(region: string): boolean {
  return !['other', null].includes(partitionOf(region));
}

export interface DiffOverlay {
  readonly overlay: Overlay;
  /** Regions that an overlay cannot bring. */
  readonly leftOut: readonly string[];
}

/** `createDate` of the published file (`2026-08-22-15-17-05`) names the overlay and is its date; without one `today` is. */
export function overlayOfDiff(
  tables: Tables,
  { differences }: TableComparison,
  { createDate, today }: { readonly createDate: string | undefined; readonly today: string },
): DiffOverlay {
  const written = z.iso.date().safeParse(createDate?.slice(0, 10));
  const date = written.success ? written.data : today;
  const added = differences.filter(({ kind }) => kind === 'added');
  const isKnown = (code: string): boolean => tables.regions.some((region) => region.code === code);
  const regions = [...new Set(added.map(({ region }) => region))].filter((code) => !isKnown(code));
  const leftOut = regions.filter((code) => !canBring(code));
  const changes = [
    ...regions.flatMap(addRegion),
    ...added.filter(({ region }) => !leftOut.includes(region)).flatMap(addRanges),
  ];
  return { overlay: { schema: 'preflight.overlay/1', name: `ip-ranges of ${date}`, date, changes }, leftOut };
}

function addRegion(region: string): OverlayChange[] {
  const partition = partitionOf(region);
  const shared = { region, name: region, airport: null, protocols: ['dcv' as const] };
  const why = `${WHY}; its names, health-check servers and protocols are not known`;
  return partition === null || partition === 'other'
    ? []
    : [{ action: 'add-region', ...shared, partition, why }];
}

/** A new Region has all its blocks in one difference. */
function addRanges({ region, value }: TableDifference): OverlayChange[] {
  return value.split(', ').map((cidr) => ({
    action: 'add',
    region,
    fact: parseCidr(cidr)?.family === 6 ? 'dcv.ipv6' : 'dcv.ranges',
    value: cidr,
    why: WHY,
    doubt: DOUBT,
  }));
}
