/**
 * What `preflight calibrate` records on a real network, and how the tables take it in: facts move from unverified to verified,
 * with the file as their provenance. A calibration proves only what was answered; silence changes nothing.
 */
import { z } from 'zod';
import { parseHostName, parseIpAddress } from '../core/address.ts';
import { PROTOCOLS, type Protocol } from '../core/words.ts';
import type { Region, Tables } from './model.ts';
import { readInputJson, type Input } from './read-input-file.ts';

const host = z.string().refine((text) => parseHostName(text) === text, 'no host name');
const address = z.string().refine((text) => parseIpAddress(text) === text, 'no IP address');
const count = z.number().int().min(0).max(1_000_000);

/** `empty` is sent by `calibrate` alone; the other two are what a check sends. */
export const CALIBRATION_PAYLOADS = ['text', 'empty', 'version-negotiation'] as const;

/** One target of the calibration on one port with one payload: how many of our datagrams were answered. */
const answers = z.object({
  target: z.enum(['health-check', 'gateway']),
  probe: z.enum(['udp', 'quic']),
  protocol: z.enum(PROTOCOLS),
  port: z.number().int().min(1).max(65_535),
  sent: count,
  answered: count,
  /** The fields below were added later: a file written by hand may leave them out. */
  payload: z.enum(CALIBRATION_PAYLOADS).optional(),
  address: address.optional(),
  /** An ICMP refusal, or this machine's own. */
  refused: count.optional(),
  /** Something came back that does not answer the payload. */
  unexpected: count.optional(),
  /** Distinct sizes of the answers in bytes. */
  replyBytes: z.array(count).max(100).optional(),
});
export type CalibrationAnswers = z.infer<typeof answers>;

const calibratedRegion = z.object({
  code: z.string().max(40),
  answers: z.array(answers).max(1000),
  /** What the health-check names resolved to; null: not asked, or no answer. */
  healthCheck: z.object({
    addresses: z.array(address).max(100).nullable(),
    hostIpv6Addresses: z.array(address).max(100).nullable(),
    /** Addresses of `addresses` that took a TCP connection on a streaming port. */
    open: z.array(address).max(100),
  }),
  /** Status of `GET /` by host; null: no answer. */
  statuses: z
    .array(
      z.object({
        host,
        status: z.number().int().nullable(),
        ageHeader: z.boolean(),
        ageSeconds: z.number().nullable().optional(),
        /** Their `Date` minus this machine's clock; null without the header. */
        dateOffsetSeconds: z.number().nullable().optional(),
      }),
    )
    .max(1000),
  /** Names that do not exist at any server while others resolve. */
  missingNames: z.array(host).max(1000),
});

export const calibration = z.object({
  schema: z.literal('preflight.calibration/1'),
  createdAt: z.iso.datetime(),
  agent: z.object({ name: z.string().max(100), version: z.string().max(100) }),
  tables: z.object({ edition: z.string().max(100), sha256: z.string().max(64) }),
  regions: z.array(calibratedRegion).max(100),
});
export type Calibration = z.infer<typeof calibration>;
export type CalibratedRegion = z.infer<typeof calibratedRegion>;

const LIMIT_BYTES = 10_000_000;

export function readCalibration(path: string): Promise<Input<Calibration>> {
  return readInputJson(path, { schema: calibration, limitBytes: LIMIT_BYTES });
}

/** The tables with what the calibration proves. Regions that the tables lack are passed over. */
export function applyCalibration(tables: Tables, file: { value: Calibration; sha256: string }): Tables {
  const { value, sha256 } = file;
  return {
    ...tables,
    calibrations: [...tables.calibrations, { createdAt: value.createdAt, sha256 }],
    regions: tables.regions.map((region) => {
      const seen = value.regions.find(({ code }) => code === region.code);
      return seen
        ? calibrateRegion(region, seen, { document: 'calibration', lines: value.createdAt })
        : region;
    }),
  };
}

type Stamp = Readonly<{ document: string; lines: string }>;
type Source = Region['verified'][number]['source'];

function calibrateRegion(region: Region, seen: CalibratedRegion, stamp: Stamp): Region {
  const answered = PROTOCOLS.filter((protocol) => wasAnswered(seen, protocol));
  const source = (section: string): Source => ({ ...stamp, section });
  return {
    ...region,
    udpAnswers: {
      pcoip: answered.includes('pcoip') ? 'verified' : region.udpAnswers.pcoip,
      dcv: answered.includes('dcv') ? 'verified' : region.udpAnswers.dcv,
    },
    verified: [
      ...region.verified,
      ...answered.map((protocol) => ({ fact: `udpAnswers.${protocol}`, source: source('answers') })),
    ],
    healthCheck: calibrateHealthCheck(region.healthCheck, seen, source('healthCheck')),
    endpoints: region.endpoints.map((endpoint) =>
      seen.missingNames.includes(endpoint.host)
        ? { ...endpoint, doubt: { conflict: 'T02', text: `did not exist on ${stamp.lines}` } }
        : endpoint,
    ),
  };
}

/**
 * Only health-check servers count, because the findings on UDP silence are about them; and only what a check sends too, or silence
 * towards the check would be blamed on the path.
 */
function wasAnswered(seen: CalibratedRegion, protocol: Protocol): boolean {
  return seen.answers.some(
    (row) =>
      row.protocol === protocol &&
      row.target === 'health-check' &&
      row.payload !== 'empty' &&
      row.answered > 0,
  );
}

/**
 * Current addresses that took a connection are added; where the listed ones were not trusted (Paris) they replace them.
 * A listed address that DNS no longer gives stays: rotation is no reason to forget it.
 */
function calibrateHealthCheck(
  healthCheck: Region['healthCheck'],
  seen: CalibratedRegion,
  source: Source,
): Region['healthCheck'] {
  if (healthCheck === null) return null;
  const listed = new Set(healthCheck.addresses.map((fact) => fact.address));
  const open = (seen.healthCheck.addresses ?? []).filter((text) => seen.healthCheck.open.includes(text));
  const added = open
    .filter((text) => !healthCheck.addressesTrusted || !listed.has(text))
    .map((text) => ({ address: text, source, doubt: null }));
  const replaces = !healthCheck.addressesTrusted && added.length > 0;
  const ipv6Exists = (seen.healthCheck.hostIpv6Addresses ?? []).length > 0;
  return {
    ...healthCheck,
    addresses: replaces ? added : [...healthCheck.addresses, ...(healthCheck.addressesTrusted ? added : [])],
    addressesTrusted: healthCheck.addressesTrusted || replaces,
    hostIpv6Provenance: ipv6Exists ? { source, doubt: null } : healthCheck.hostIpv6Provenance,
  };
}
