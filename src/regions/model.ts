/**
 * The Region tables as the rest of the project sees them: every fact with its provenance and its doubt.
 * The data file is generated from the transcription by scripts/build-tables.ts; the schema here reads it.
 */
import { z } from 'zod';
import { NEEDS, PARTITIONS, PROTOCOLS } from '../core/words.ts';

/** Where a fact stands: `guide2025`, lines `3290-3297`. */
export const source = z.object({ document: z.string(), lines: z.string(), section: z.string().nullable() });

/** A conflict id of docs/tables-conflicts.md (`C03`) when the fact is doubtful, with what is doubtful in one line. */
export const doubt = z.object({ conflict: z.string(), text: z.string() }).nullable();

const provenance = { source, doubt };

const endpoint = z.object({
  category: z.string(),
  need: z.enum(NEEDS),
  /** As printed. */
  url: z.string(),
  /** Literal host, or the pattern when it holds a placeholder. */
  host: z.string(),
  port: z.number().int(),
  /** `host`: never tested as it stands (`<directory id>`, `*`). `path`: the path is dropped, the host is tested. */
  placeholder: z.enum(['none', 'path', 'host']),
  /** `6`: an IPv6-only name. */
  family: z.enum(['any', '6']),
  fips: z.boolean(),
  ...provenance,
});
export type Endpoint = z.infer<typeof endpoint>;

const addressFact = z.object({ address: z.string(), ...provenance });
const cidrFact = z.object({ cidr: z.string(), ...provenance });
const rangeFact = z.object({
  start: z.string(),
  end: z.string(),
  cidrs: z.array(z.string()),
  ...provenance,
});
const nameFact = z.object({ name: z.string(), fips: z.boolean(), ...provenance });

const healthCheck = z.object({
  host: z.string(),
  /** Name for IPv6 (`drp-workspaces.<region>.api.aws`), null when no document gives it. */
  hostIpv6: z.string().nullable(),
  addresses: z.array(addressFact),
  /** False (Paris): the listed addresses are not used for probing. */
  addressesTrusted: z.boolean(),
  /** Provenance of `hostIpv6`: no transcribed document has it, so it is doubtful, and a lesser name to a check. */
  hostIpv6Provenance: z.object(provenance).nullable(),
  /** Blocks that the health-check servers have over IPv6; of a public copy of the page alone. */
  ipv6Blocks: z.array(cidrFact).optional(),
  ...provenance,
});

const region = z.object({
  code: z.string(),
  name: z.string(),
  partition: z.enum(PARTITIONS),
  /** Airport code of the health-check name, lower case; null without one. */
  airport: z.string().nullable(),
  /** Protocols that the tables have for the Region (us-east-2: DCV alone). */
  protocols: z.array(z.enum(PROTOCOLS)),
  healthCheck: healthCheck.nullable(),
  pcoip: z.object({ ranges: z.array(rangeFact), ipv6: z.array(cidrFact) }).nullable(),
  dcv: z
    .object({
      ranges: z.array(cidrFact),
      aga: z.array(cidrFact),
      ipv6: z.array(cidrFact),
      domains: z.array(nameFact),
      /** Names of streaming through a VPC endpoint; of a public copy of the page alone, and never those of the public way. */
      vpcEndpoints: z.array(nameFact).optional(),
    })
    .nullable(),
  management: z.array(z.object({ cidr: z.string(), protocols: z.array(z.enum(PROTOCOLS)), ...provenance })),
  endpoints: z.array(endpoint),
  /** Whether the service's UDP answers are verified by a calibration. */
  udpAnswers: z.object({
    pcoip: z.enum(['verified', 'unverified']),
    dcv: z.enum(['verified', 'unverified']),
  }),
  /** What a calibration on a real network verified (`udpAnswers.dcv`), with the file that says so. Empty as shipped. */
  verified: z.array(z.object({ fact: z.string(), source })),
  notes: z.array(z.string()),
  /** What the documents say about PCoIP in a browser here. */
  webAccessTurn: z.enum(['listed', 'section-only', 'stated-unavailable', 'contradictory', 'not-stated']),
  /** Readings that were not chosen, with their lines. */
  alternates: z.array(
    z.object({ path: z.string(), value: z.unknown(), lines: z.string(), status: z.string() }),
  ),
  conflicts: z.array(z.string()),
});
export type Region = z.infer<typeof region>;

const portFact = z.object({
  port: z.number().int(),
  transports: z.array(z.enum(['tcp', 'udp'])),
  direction: z.literal('outbound'),
  purpose: z.string(),
  destinations: z.array(z.string()),
  note: z.string().nullable(),
  source,
});

const band = z.object({
  id: z.string(),
  /** Milliseconds; `to` null: open ended. */
  from: z.number(),
  fromInclusive: z.boolean(),
  to: z.number().nullable(),
  toInclusive: z.boolean(),
  meaning: z.string(),
});

export const tables = z.object({
  schema: z.literal('preflight.tables/1'),
  edition: z.string(),
  /** Day on which the edition was put together, `2026-11-29`. */
  date: z.iso.date(),
  /** SHA-256 of the data file as shipped. */
  sha256: z.string(),
  overlay: z.object({ name: z.string(), date: z.string(), sha256: z.string() }).nullable(),
  /** Calibrations taken in at run time, in the order given. */
  calibrations: z.array(z.object({ createdAt: z.string(), sha256: z.string() })),
  regions: z.array(region),
  conflicts: z.array(
    z.object({
      id: z.string(),
      /** `open`: unproved, the facts concerned carry a doubt. `settled`: another source decides. */
      status: z.enum(['open', 'settled']),
      regions: z.array(z.string()),
      subject: z.string(),
      reading: z.string(),
    }),
  ),
  ports: z.object({ client: z.array(portFact), webAccess: z.array(portFact) }),
  rtt: z.object({
    pcoip: z.array(band),
    dcv: z.array(band),
    sources: z.object({ pcoip: source, dcv: source }),
  }),
  mtu: z.object({ minimumBytes: z.number().int(), sources: z.array(source) }),
  bandwidth: z.array(
    z.object({
      value: z.number(),
      unit: z.string(),
      direction: z.string(),
      per: z.string(),
      kind: z.string(),
      source,
    }),
  ),
});
export type Tables = z.infer<typeof tables>;

/** Which tables judged a report, for its `tables` field: the edition as shipped, and what corrected it, each with its digest. */
export function tablesIdentity(tables: Tables): {
  edition: string;
  date: string;
  sha256: string;
  overlay: string | null;
} {
  const { edition, date, sha256, overlay, calibrations } = tables;
  const corrections = [
    ...(overlay ? [`${overlay.name} ${overlay.date} sha256:${overlay.sha256}`] : []),
    ...calibrations.map((file) => `calibration ${file.createdAt} sha256:${file.sha256}`),
  ];
  return { edition, date, sha256, overlay: corrections.join('; ') || null };
}
