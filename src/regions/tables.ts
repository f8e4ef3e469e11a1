/**
 * Access to the Region tables. Importing this module loads 350 kB of data: faces that need no tables (`--version`, `--help`)
 * import it dynamically or not at all.
 */
import data from './data/tables.json' with { type: 'json' };
import type { Partition } from '../core/words.ts';
import type { Region, Tables } from './model.ts';

/**
 * The embedded tables. They are not parsed again at run time: we build the file ourselves, its digest is tested and the unit tests
 * parse it with the schema. A cold parse takes 14 ms where loading takes 5. Strangers' files (overlay, calibration) are parsed.
 */
export function loadTables(): Tables {
  return data as Tables;
}

export function regionByCode(tables: Tables, code: string): Region | null {
  return tables.regions.find((region) => region.code === code) ?? null;
}

/** By the airport code of the Region's health-check name, any case: the three letters of a registration code. */
export function regionByAirport(tables: Tables, airport: string): Region | null {
  const wanted = airport.toLowerCase();
  return tables.regions.find((region) => region.airport === wanted) ?? null;
}

export function regionsOfPartition(tables: Tables, partition: Partition): readonly Region[] {
  return tables.regions.filter((region) => region.partition === partition);
}
