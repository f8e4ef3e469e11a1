/**
 * Access to the Region tables. Importing this module loads 350 kB of data: faces that need no tables (`--version`, `--help`)
 * import it dynamically or not at all.
 */
import data from './data/tables.json' with { type: 'json' };
import type { NotTestedReason } from '../core/measured.ts';
import type { Need, Partition, Profile, Protocol } from '../core/words.ts';
import type { Endpoint, Region, Tables } from './model.ts';
import { categoryNeed } from './needs.ts';

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

export interface EndpointUse {
  readonly protocols: readonly Protocol[];
  readonly profile: Profile;
  /** `d-` and ten letters or digits, already validated; null when not given. */
  readonly directoryId: string | null;
}

/** A row of the allow list as one run uses it. */
export interface UsedEndpoint {
  readonly endpoint: Endpoint;
  /** The printed host; with `directoryId`, its placeholder filled in. */
  readonly host: string;
  /** The need in this use: the login page of a directory named by its id is essential. */
  readonly need: Need;
  /** Why the row is not to be probed here; null when it can be. */
  readonly skip: { readonly reason: NotTestedReason; readonly text: string } | null;
}

const DIRECTORY = '<directory id>';

/** Every row of the Region in the order of the tables, none dropped: a row that this use does not probe says why. */
export function endpointsOf(region: Region, use: EndpointUse): readonly UsedEndpoint[] {
  return region.endpoints.map((endpoint) => {
    const filled = use.directoryId !== null && endpoint.host.includes(DIRECTORY);
    const host = filled ? endpoint.host.replace(DIRECTORY, use.directoryId) : endpoint.host;
    return { endpoint, host, need: filled ? 'essential' : endpoint.need, skip: skipOf(endpoint, host, use) };
  });
}

function skipOf(endpoint: Endpoint, host: string, use: EndpointUse): UsedEndpoint['skip'] {
  const row = categoryNeed(endpoint.category);
  if (row && !row.profiles.includes(use.profile))
    return { reason: 'profile', text: `a ${use.profile} does not use it: ${row.reason}` };
  if (row && !row.protocols.some((protocol) => use.protocols.includes(protocol)))
    return { reason: 'profile', text: `only ${row.protocols.join(' and ')} uses it` };
  if (host.includes(DIRECTORY))
    return { reason: 'placeholder-host', text: 'holds a directory id: name yours with --directory-id' };
  if (host.includes('*'))
    return { reason: 'placeholder-host', text: 'a wildcard cannot be tested: verify it in the firewall' };
  return null;
}
