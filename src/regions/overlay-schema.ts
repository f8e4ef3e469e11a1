/** The form of an overlay file (`preflight.overlay/1`); strict, so that a slip of the pen is not taken for a change. */
import { z } from 'zod';
import { PARTITIONS, PROTOCOLS } from '../core/words.ts';

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

/** Shown as it stands, in a terminal too. */
const text = z
  .string()
  .min(1)
  .max(300)
  .regex(/^\P{Cc}*$/u, 'control characters are not accepted');
const place = { region: text, fact: z.enum(OVERLAY_FACTS), why: text };
/** `doubt` of an added fact: what nobody has proved of it (conflict T05). Category of an endpoint, protocols of a management range; FIPS of a gateway name is read from the name. */
const details = { category: text.optional(), protocols: z.array(z.enum(PROTOCOLS)).min(1).optional() };

const overlayChange = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('add'), ...place, value: text, ...details, doubt: text.optional() }),
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
