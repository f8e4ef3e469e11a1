/** Which Regions are meant: `--region` (repeatable, `all`), a registration code, or both when they agree. */
import type { Partition } from '../core/words.ts';
import type { Region, Tables } from '../regions/model.ts';
import type { RegistrationCode } from '../regions/registration-code.ts';
import { parseRegistrationCode } from './parse-registration-code.ts';
import { didYouMean } from './suggest-near.ts';
import { UsageError, quoted } from './usage-error.ts';

export interface AskedRegions {
  /** In the order asked for; the first one decides unless `all`. Never empty. */
  readonly regions: readonly Region[];
  readonly all: boolean;
  /** The first Region given by name or by code; null: none was. */
  readonly named: Region | null;
  /** Fully qualified registration name; null for the short form. */
  readonly registrationName: string | null;
}

export interface RegionsGiven {
  readonly regions: readonly string[];
  readonly registrationCode: string | null;
  /** What to take when neither was given; null: that is an error. */
  readonly fallback: Partition | null;
  /** Region of the client's saved registration: said in that error, never taken unasked. */
  readonly proposed?: Region | null;
}

const ALL = 'all';

export function parseRegions(given: RegionsGiven, tables: Tables): AskedRegions {
  const code = codeOf(given);
  const names = unique(given.regions.filter((text) => !isAll(text))).map((text) => parseRegion(text, tables));
  const chosen = chosenRegions({ code, named: names, hasRegion: given.regions.length > 0 }, tables);
  const [named = null] = chosen;
  const registrationName = code?.kind === 'name' ? code.name : null;
  const all = given.regions.some(isAll);
  if (!all && named !== null) return { regions: chosen, all: false, named, registrationName };
  const partition = named?.partition ?? (all ? 'aws' : given.fallback);
  if (partition === null)
    throw new UsageError(
      `no Region: give --region CODE (such as us-east-1) or --registration-code CODE${proposal(given)}`,
    );
  return { regions: inPartition(tables, partition, chosen), all: true, named, registrationName };
}

function proposal({ proposed = null }: RegionsGiven): string {
  return proposed === null
    ? ''
    : `; the WorkSpaces client on this computer is registered in ${proposed.name}: --region ${proposed.code}`;
}

function codeOf({ registrationCode }: RegionsGiven): RegistrationCode | null {
  return registrationCode === null ? null : parseRegistrationCode(registrationCode);
}

interface Chosen {
  readonly code: RegistrationCode | null;
  readonly named: readonly Region[];
  /** Whether any --region was given, `all` too. */
  readonly hasRegion: boolean;
}

/** The Regions named, or the one that the code tells; an error when the two disagree. */
function chosenRegions({ code, named, hasRegion }: Chosen, tables: Tables): readonly Region[] {
  const fromCode = code === null ? null : regionOfCode(code, { tables, hasRegion });
  if (fromCode === null) return named;
  if (named.length === 0) return [fromCode];
  if (!named.includes(fromCode)) throw disagreement(fromCode, named);
  return named;
}

/** A code as AWS forms them. A Region that is younger than the tables, or without WorkSpaces, is no slip of the pen for its neighbour. */
const AWS_CODE =
  /^(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-gov|-iso[a-z]?)?-(?:north|south|east|west|central|(?:north|south)(?:east|west))-\d{1,2}$/;

/** One Region by its code, in any case. */
function parseRegion(text: string, tables: Tables): Region {
  const code = text.trim().toLowerCase();
  const found = tables.regions.find((region) => region.code === code);
  if (found) return found;
  const known = tables.regions.map((region) => region.code);
  if (AWS_CODE.test(code))
    throw new UsageError(
      `the tables of ${tables.overlay?.date ?? tables.date} do not have the Region ${code}; bring it with --overlay (tables diff --write-overlay makes one of AWS's published ranges), or give one of: ${known.join(', ')}`,
    );
  const hint = byName(code, tables) || didYouMean(code, known) || `; accepted: all, ${known.join(', ')}`;
  throw new UsageError(`unknown Region ${quoted(text)}${hint}`);
}

/** People know their city: "paris" is a part of the name of eu-west-3. */
function byName(text: string, tables: Tables): string {
  const found = tables.regions.filter(({ name }) => text.length >= 3 && name.toLowerCase().includes(text));
  if (found.length === 0 || found.length > 4) return '';
  return `; did you mean ${found.map(({ code, name }) => `${code}, ${name}`).join(' or ')}?`;
}

function isAll(text: string): boolean {
  return text.trim().toLowerCase() === ALL;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.trim().toLowerCase()))];
}

/** All Regions of the partition, those asked for by name first. */
function inPartition(tables: Tables, partition: Partition, first: readonly Region[]): readonly Region[] {
  const stranger = first.find((region) => region.partition !== partition);
  if (stranger !== undefined)
    throw new UsageError(
      `--region all means all Regions of one partition, and ${stranger.code} is in another one than ${first[0]?.code}; give the Regions of one partition`,
    );
  const others = tables.regions.filter((region) => region.partition === partition && !first.includes(region));
  return [...first, ...others];
}

function regionOfCode(
  code: RegistrationCode,
  { tables, hasRegion }: { tables: Tables; hasRegion: boolean },
): Region | null {
  if (code.kind === 'name') {
    if (hasRegion) return null;
    throw new UsageError(
      'a fully qualified registration code does not tell its Region; give --region CODE (such as us-east-1) as well',
    );
  }
  const found = tables.regions.find((region) => region.airport === code.airport);
  if (found) return found;
  if (hasRegion) return null;
  throw new UsageError(
    `the registration code has an airport code that the tables do not know; give --region CODE (such as us-east-1) as well`,
  );
}

function disagreement(fromCode: Region, named: readonly Region[]): UsageError {
  const codes = named.map((region) => region.code).join(', ');
  return new UsageError(
    `--registration-code belongs to ${fromCode.code} and --region says ${codes}; give the one that is right`,
  );
}
