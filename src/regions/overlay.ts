/**
 * An organisation's corrections and additions to the tables: a list of changes, each with its reason, applied in order.
 * A change that does not fit the tables (a value that is not there, an unknown Region) is refused as a whole: half an
 * overlay would judge by facts that nobody wrote.
 */
import { z } from 'zod';
import { PARTITIONS, PROTOCOLS } from '../core/words.ts';
import { applyChange } from './overlay-change.ts';
import type { Tables } from './model.ts';
import { readInputJson, type Input } from './read-input-file.ts';

const OVERLAY_FACTS = [
  'healthCheck.host',
  'healthCheck.addresses',
  'healthCheck.hostIpv6',
  'pcoip.ranges',
  'pcoip.ipv6',
  'dcv.ranges',
  'dcv.aga',
  'dcv.ipv6',
  'dcv.domains',
  'management',
  'endpoints',
] as const;

const text = z.string().min(1).max(300);
const place = { region: text, fact: z.enum(OVERLAY_FACTS), why: text };
/** Category of an endpoint, protocols of a management range; FIPS of a gateway name is read from the name. */
const details = { category: text.optional(), protocols: z.array(z.enum(PROTOCOLS)).min(1).optional() };

const overlayChange = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('add'), ...place, value: text, ...details }),
  z.strictObject({ action: z.literal('remove'), ...place, value: text }),
  z.strictObject({ action: z.literal('replace'), ...place, value: text, with: text }),
  z.strictObject({
    action: z.literal('verify-udp'),
    region: text,
    protocols: z.array(z.enum(PROTOCOLS)).min(1),
    why: text,
  }),
  z.strictObject({
    action: z.literal('add-region'),
    region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/),
    name: text,
    partition: z.enum(PARTITIONS),
    airport: z
      .string()
      .regex(/^[a-z]{3}$/)
      .nullable(),
    protocols: z.array(z.enum(PROTOCOLS)).min(1),
    why: text,
  }),
]);
export type OverlayChange = z.infer<typeof overlayChange>;

export const overlay = z.strictObject({
  /** For editors; ignored. */
  $schema: z.string().optional(),
  schema: z.literal('preflight.overlay/1'),
  name: text,
  /** Day of the overlay, `2026-11-20`. */
  date: z.iso.date(),
  changes: z.array(overlayChange).max(10_000),
});
export type Overlay = z.infer<typeof overlay>;

const LIMIT_BYTES = 5_000_000;

export function readOverlay(path: string): Promise<Input<Overlay>> {
  return readInputJson(path, { schema: overlay, limitBytes: LIMIT_BYTES });
}

/** The corrected tables; `unreadable` with the number of the first change that does not fit. */
export function applyOverlay(tables: Tables, file: { value: Overlay; sha256: string }): Input<Tables> {
  const { name, date, changes } = file.value;
  let changed: Tables = { ...tables, overlay: { name, date, sha256: file.sha256 } };
  for (const [index, change] of changes.entries()) {
    const source = { document: `overlay ${name}`, lines: `change ${index + 1}`, section: change.why };
    const result = applyChange(changed, change, source);
    if (typeof result === 'string')
      return { kind: 'unreadable', problem: `overlay ${name}, change ${index + 1}: ${result}` };
    changed = result;
  }
  return { kind: 'read', value: changed, sha256: file.sha256 };
}
