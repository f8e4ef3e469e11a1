/** A JSON list of rules with plain fields as a table, so that one reader has the words of all makers: Windows, Azure, Meraki. Pure. */
import { z } from 'zod';
import type { CsvRow } from '../csv/rows.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const value = z.union([scalar, z.array(scalar)]);
const flat = z.record(z.string(), value);
type Row = z.infer<typeof flat>;
/** Azure's resource manager puts the fields one level deeper; what else is deeper there says nothing about packets. */
const nested = z.object({ name: z.string().optional(), properties: z.record(z.string(), z.unknown()) });
const wrapped = z.union([
  z.object({ rules: z.array(z.unknown()) }),
  // `ConvertTo-Json` writes a list of one as the one.
  z.object({
    Rules: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]),
    Profiles: z.unknown(),
  }),
  z.object({ value: z.array(z.unknown()) }),
  z.object({ securityRules: z.array(z.unknown()), defaultSecurityRules: z.array(z.unknown()).default([]) }),
  z.object({
    properties: z.object({
      securityRules: z.array(z.unknown()),
      defaultSecurityRules: z.array(z.unknown()).default([]),
    }),
  }),
]);

const told = z.union([z.string(), z.number(), z.boolean()]);
const toldProfile = z.object({ Enabled: told, DefaultOutboundAction: told });
const toldProfiles = z.union([z.array(toldProfile).min(1), toldProfile]);

/** Fields of a rule of Windows by which a table is known to be one of them. */
export const WINDOWS_FIELDS = [
  'DisplayName',
  'Enabled',
  'Direction',
  'Action',
  'Program',
  'Protocol',
  'RemotePort',
  'RemoteAddress',
] as const;

export interface JsonTable {
  readonly header: readonly string[];
  /** Places are numbers of rules. */
  readonly rows: readonly CsvRow[];
  /** What Windows says about its profiles; null where nothing is said. */
  readonly profiles: unknown;
}

/** Null when the JSON is no list of plain rules. */
export function jsonTable(json: unknown): JsonTable | null {
  const rows = listOf(json)?.map(plain) ?? [];
  if (!rows.every((row) => row !== null)) return null;
  const profiles = profilesOf(json);
  const header = rows.length > 0 ? [...new Set(rows.flatMap((one) => Object.keys(one)))] : bare(profiles);
  if (header.length === 0 || header.length > 200) return null;
  return {
    header,
    rows: rows.map((one, index) => ({ line: index + 1, cells: header.map((key) => cellOf(one[key])) })),
    profiles,
  };
}

function profilesOf(json: unknown): unknown {
  return typeof json === 'object' && json !== null && 'Profiles' in json ? json.Profiles : null;
}

/** Windows without one rule does what its profiles say; any other empty list may be anything. */
function bare(profiles: unknown): readonly string[] {
  return toldProfiles.safeParse(profiles).success ? WINDOWS_FIELDS : [];
}

function listOf(given: unknown): readonly unknown[] | null {
  const json = unlisted(given);
  if (Array.isArray(json)) return json as unknown[];
  const parsed = wrapped.safeParse(json);
  if (!parsed.success) return isRow(json) ? [json] : null;
  const { data } = parsed;
  if ('rules' in data) return data.rules;
  if ('Rules' in data) return Array.isArray(data.Rules) ? data.Rules : [data.Rules];
  if ('value' in data) return data.value;
  const { securityRules, defaultSecurityRules } = 'properties' in data ? data.properties : data;
  return [...securityRules, ...defaultSecurityRules];
}

/** `az network nsg list` of one group is a list of one. */
function unlisted(given: unknown): unknown {
  const [first, ...more]: readonly unknown[] = Array.isArray(given) ? (given as unknown[]) : [];
  return more.length === 0 && wrapped.safeParse(first).success ? first : given;
}

/** `ConvertTo-Json` writes a list of one as the one. */
function isRow(json: unknown): boolean {
  return flat.safeParse(json).success;
}

const IGNORED = new Set(
  'id etag type resourceGuid tags sourceApplicationSecurityGroups destinationApplicationSecurityGroups systemData provisioningState'.split(
    ' ',
  ),
);

function plain(one: unknown): Row | null {
  const deeper = nested.safeParse(one);
  const own: Record<string, unknown> = deeper.success
    ? { ...(deeper.data.name === undefined ? {} : { name: deeper.data.name }), ...deeper.data.properties }
    : typeof one === 'object' && one !== null && !Array.isArray(one)
      ? { ...one }
      : {};
  const kept = Object.fromEntries(
    Object.entries({ ...own, ...ofGroups(own) }).filter(
      ([key, field]) => !IGNORED.has(key) && field !== undefined,
    ),
  );
  const parsed = flat.safeParse(kept);
  return parsed.success && Object.keys(parsed.data).length > 1 ? parsed.data : null;
}

const securityGroups = z.array(z.object({ id: z.string() })).min(1);

/** Azure's groups of machines: as senders they are known by name alone, as a destination they lie in the virtual network. */
function ofGroups(own: Readonly<Record<string, unknown>>): Record<string, string> {
  const from = securityGroups.safeParse(own['sourceApplicationSecurityGroups']).data;
  const to = securityGroups.safeParse(own['destinationApplicationSecurityGroups']).data;
  return {
    ...(from === undefined
      ? {}
      : { sourceAddressPrefix: from.map(({ id }) => id.replace(/^.*\//, 'group ')).join(',') }),
    ...(to === undefined ? {} : { destinationAddressPrefix: 'VirtualNetwork' }),
  };
}

function cellOf(field: z.infer<typeof value> | undefined): string {
  if (field === undefined || field === null) return '';
  return Array.isArray(field) ? field.map(String).join(',') : String(field);
}
