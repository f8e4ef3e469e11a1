/** Shape of the transcribed documents (src/regions/transcription), as far as the tables are built from them. */
import { z } from 'zod';
import { PARTITIONS } from '../../src/core/words.ts';

const printedSource = z.object({ file: z.string(), lines: z.string() });
const printedBand = z.object({
  id: z.string(),
  from: z.number(),
  fromInclusive: z.boolean(),
  to: z.number().nullable(),
  toInclusive: z.boolean(),
  meaning: z.string(),
});
const printedPort = z.object({
  port: z.number(),
  protocols: z.array(z.enum(['UDP', 'TCP'])),
  purpose: z.string(),
  destinations: z.array(z.string()),
  optional: z.string().optional(),
  proxy: z.string().optional(),
  source: printedSource,
});

export const transcribedRegion = z.object({
  code: z.string(),
  name: z.string(),
  partition: z.enum(PARTITIONS),
  healthCheck: z
    .object({
      hostname: z.string(),
      ips: z.array(z.string()),
      ipsTrusted: z.boolean(),
      note: z.string().optional(),
    })
    .nullable(),
  pcoip: z.object({
    ranges: z.array(z.object({ start: z.string(), end: z.string() })),
    cidrs: z.array(z.string()),
    ipv6: z.array(z.string()),
  }),
  dcv: z.object({
    cidrs: z.array(z.string()),
    aga: z.array(z.string()),
    ipv6: z.array(z.string()),
    domains: z.array(z.string()),
    fipsDomains: z.array(z.string()),
  }),
  managementRanges: z.object({ pcoipWsp: z.array(z.string()), wsp: z.array(z.string()) }),
  endpoints: z.record(z.string(), z.array(z.string())),
  availability: z.object({
    inHealthCheckTable: z.boolean(),
    inPcoipTable: z.boolean(),
    fips: z.boolean(),
    pcoipWebAccessTurn: z.enum([
      'listed',
      'section-only',
      'stated-unavailable',
      'contradictory',
      'not-stated',
    ]),
    notes: z.array(z.string()),
  }),
  alternates: z.array(
    z.object({ path: z.string(), value: z.unknown(), lines: z.string(), status: z.string() }),
  ),
  conflicts: z.array(z.string()),
  sources: z.object({
    file: z.string(),
    healthCheck: z.string().nullable(),
    pcoip: z.string().nullable(),
    dcv: z.string().nullable(),
    dcvDomains: z.string().nullable(),
    management: z.string().nullable(),
    section: z.string().nullable(),
  }),
});
export type TranscribedRegion = z.infer<typeof transcribedRegion>;

export const transcribedThresholds = z.object({
  meta: z.object({ files: z.record(z.string(), z.string()) }),
  clientPorts: z.array(printedPort),
  webAccessPorts: z.array(printedPort),
  rtt: z.object({
    pcoip: z.object({ source: printedSource, bands: z.array(printedBand) }),
    dcv: z.object({ source: printedSource, bands: z.array(printedBand) }),
  }),
  mtu: z.object({ minimumBytes: z.number(), sources: z.array(printedSource) }),
  bandwidth: z.array(
    z.object({
      value: z.number(),
      unit: z.string(),
      direction: z.string(),
      per: z.string(),
      kind: z.string(),
      source: printedSource,
    }),
  ),
  allowListCategories: z.record(z.string(), z.string()),
});
export type TranscribedThresholds = z.infer<typeof transcribedThresholds>;
