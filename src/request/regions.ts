/** Which Regions are meant: `region` (several, `all`), a registration code, or both when they agree. Pure. */
import { readRegistrationCode, type RegistrationCode } from '../core/registration-code.ts';
import type { Region, Tables } from '../regions/model.ts';
import { partitionOf } from '../regions/overlay-of-diff.ts';
import { regionByAirport, regionByCode, regionsOfPartition } from '../regions/tables.ts';
import type { Asked } from './asked.ts';
import { nearWords, unknownBeside } from './near.ts';
import { RequestRefused } from './refusal.ts';

export interface AskedRegions {
  /** In the order asked for; the first one decides unless `all`. Never empty. */
  readonly regions: readonly Region[];
  readonly all: boolean;
  /** The first Region given by name or by code; null: none was. */
  readonly named: Region | null;
  /** Fully qualified registration name; null for the short form. */
  readonly registrationName: string | null;
}

const isAll = (text: string): boolean => text === 'all';

export function regionsOf({ region = [], registrationCode }: Asked, tables: Tables): AskedRegions {
  const texts = [...new Set(region.map((text) => text.trim().toLowerCase()))];
  const code = registrationCode === undefined ? null : codeOf(registrationCode);
  const names = texts.filter((text) => !isAll(text)).map((text) => regionOf(text, tables));
  const chosen = chosenRegions({ code, names, hasRegion: texts.length > 0 }, tables);
  const [named = null] = chosen;
  const registrationName = code?.kind === 'name' ? code.name : null;
  if (texts.some(isAll)) return { regions: inPartition(tables, chosen), all: true, named, registrationName };
  if (named === null) throw new RequestRefused({ code: 'region-needed' });
  return { regions: chosen, all: false, named, registrationName };
}

function codeOf(text: string): RegistrationCode {
  const code = readRegistrationCode(text);
  if (code === null) throw new RequestRefused({ code: 'code-form' });
  return code;
}

interface Chosen {
  readonly code: RegistrationCode | null;
  readonly names: readonly Region[];
  /** Whether any Region was given, `all` too. */
  readonly hasRegion: boolean;
}

/** The Regions named, or the one that the code tells; refused when the two disagree. */
function chosenRegions({ code, names, hasRegion }: Chosen, tables: Tables): readonly Region[] {
  const ofCode = code?.kind === 'short' ? regionByAirport(tables, code.airport) : null;
  if (ofCode === null) {
    if (code !== null && !hasRegion)
      throw new RequestRefused({
        code: 'region-beside-code',
        why: code.kind === 'name' ? 'name' : 'airport',
      });
    return names;
  }
  if (names.length === 0) return [ofCode];
  if (names.includes(ofCode)) return names;
  const regions = names.map((region) => region.code);
  throw new RequestRefused({ code: 'code-and-region', ofCode: ofCode.code, regions });
}

/** A Region that is younger than the tables, or without WorkSpaces, is no slip of the pen for its neighbour. */
function regionOf(code: string, tables: Tables): Region {
  const found = regionByCode(tables, code);
  if (found !== null) return found;
  const known = tables.regions.map((region) => region.code);
  const partition = partitionOf(code);
  if (partition === 'other')
    throw new RequestRefused({ code: 'partition-not-in-tables', region: code, known });
  if (partition !== null)
    throw new RequestRefused({
      code: 'region-not-in-tables',
      region: code,
      date: tables.overlay?.date ?? tables.date,
      known,
    });
  const cities = byCity(code, tables);
  const near = cities.length > 0 ? cities : nearWords(code, known);
  throw unknownBeside('region', code, { known: ['all', ...known], near });
}

/** People know their city: "paris" is a part of the name of eu-west-3. */
function byCity(text: string, tables: Tables): string[] {
  const found = tables.regions.filter(({ name }) => text.length >= 3 && name.toLowerCase().includes(text));
  return found.length > 4 ? [] : found.map(({ code, name }) => `${code}, ${name}`);
}

/** All Regions of the partition (the commercial one unless a Region says otherwise), those asked for by name first. */
function inPartition(tables: Tables, first: readonly Region[]): readonly Region[] {
  const partition = first[0]?.partition ?? 'aws';
  const stranger = first.find((region) => region.partition !== partition);
  if (stranger !== undefined)
    throw new RequestRefused({ code: 'two-partitions', region: stranger.code, other: first[0]?.code ?? '' });
  return [...first, ...regionsOfPartition(tables, partition).filter((region) => !first.includes(region))];
}
