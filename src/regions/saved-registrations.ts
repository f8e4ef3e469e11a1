/**
 * Which Region the WorkSpaces client on this computer is registered in, to propose it where nobody said one. The client keeps its
 * registrations in RegistrationList.json (`RegistrationCode`, `RegionKey`) and the one in use in UserSettings.json (`CurrentRegistration`), as
 * public programs read them; the user guide spells the first RegisterationList.json on Linux. Nothing of them leaves this function but the
 * Region, nothing is stored.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { clientFolder, type ClientPlace } from '../core/client-files.ts';
import type { Region, Tables } from './model.ts';
import { readInputJson } from './read-input-file.ts';
import { readRegistrationCode } from '../core/registration-code.ts';

const LIST_NAMES = ['RegistrationList.json', 'RegisterationList.json'];
const LIMIT_BYTES = 1_000_000;

const entry = z.record(z.string(), z.unknown());
const list = z.array(entry).max(1000);

/** The Region in use; without one the Region that every saved registration has. Null where one of them tells none, or they tell several. */
export async function proposedRegion(tables: Tables, place: ClientPlace): Promise<Region | null> {
  const folder = clientFolder(place);
  if (folder === null) return null;
  const [settings, ...lists] = await Promise.all([
    readOr(join(folder, 'UserSettings.json'), entry, {}),
    ...LIST_NAMES.map((name) => readOr(join(folder, name), list, [])),
  ]);
  const inUse = currentOf(settings, lists.flat());
  const told = new Set((inUse.length > 0 ? inUse : lists.flat()).map((one) => regionOf(one, tables)));
  const [region = null] = told;
  return told.size === 1 ? region : null;
}

async function readOr<T>(path: string, schema: z.ZodType<T>, otherwise: T): Promise<T> {
  const file = await readInputJson(path, { schema, limitBytes: LIMIT_BYTES });
  return file.kind === 'read' ? file.value : otherwise;
}

type Entry = z.infer<typeof entry>;

/** The client writes its keys in more than one spelling of capitals. */
function textOf(from: Entry, key: string): string | null {
  const found = Object.entries(from).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
  return typeof found === 'string' && found !== '' ? found : null;
}

/** `CurrentRegistration` is a code, or an entry of its own. */
function currentOf(settings: Entry, saved: readonly Entry[]): readonly Entry[] {
  const found = Object.entries(settings).find(([name]) => name.toLowerCase() === 'currentregistration')?.[1];
  const whole = entry.safeParse(found);
  if (whole.success) return [whole.data];
  if (typeof found !== 'string' || found.trim() === '') return [];
  const same = saved.filter((one) => textOf(one, 'RegistrationCode')?.toLowerCase() === found.toLowerCase());
  return same.length > 0 ? same : [{ RegistrationCode: found }];
}

/** By the airport code in the registration code, else by the key: a Region's code or its airport code. */
function regionOf(saved: Entry, { regions }: Tables): Region | null {
  const code = readRegistrationCode(textOf(saved, 'RegistrationCode') ?? '');
  const airport = code?.kind === 'short' ? code.airport : null;
  const key = textOf(saved, 'RegionKey')?.toLowerCase() ?? null;
  const byAirport = regions.find((region) => airport !== null && region.airport === airport);
  return (
    byAirport ?? regions.find((region) => key !== null && [region.code, region.airport].includes(key)) ?? null
  );
}
