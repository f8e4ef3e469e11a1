/**
 * The kinds of facts that a cause may carry. Every fact says by its kind what it is, so that redaction replaces values by kind and
 * no text has to be searched. The kind stands in the schema's metadata.
 */
import { z } from 'zod';

export const FACT_KINDS = [
  'address', // an IP address
  'host-name', // a DNS name, of the service or of the person
  'network-name', // an interface, a Wi-Fi, a VPN
  'foreign-text', // what a stranger sent or this machine calls itself: an issuer, a page title, a header, a system's name
  'table-text', // what the tables say: an edition, a doubt; an overlay is the person's own
  'url', // a URL that a stranger sent
  'server', // a host or an address, with its port where it says one
  'port',
  'ms',
  'bytes',
  'count',
  'percent',
  'limit', // a limit that the tables or our own thresholds give
  'region', // an AWS Region code
  'word', // a word of a closed list of ours
  'flag',
  'version',
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

const kindOf = <T extends z.ZodType>(schema: T, kind: FactKind): T => schema.meta({ kind });

export const address = () => kindOf(z.string(), 'address');
export const hostName = () => kindOf(z.string(), 'host-name');
export const networkName = () => kindOf(z.string(), 'network-name');
export const foreignText = () => kindOf(z.string(), 'foreign-text');
export const tableText = () => kindOf(z.string(), 'table-text');
export const url = () => kindOf(z.string(), 'url');
export const server = () => kindOf(z.string(), 'server');
export const port = () => kindOf(z.number().int(), 'port');
export const ms = () => kindOf(z.number(), 'ms');
export const bytes = () => kindOf(z.number(), 'bytes');
export const count = () => kindOf(z.number().int(), 'count');
export const percent = () => kindOf(z.number(), 'percent');
export const limit = () => kindOf(z.number(), 'limit');
export const region = () => kindOf(z.string(), 'region');
export const word = <const W extends readonly [string, ...string[]]>(words: W) =>
  kindOf(z.enum(words), 'word');
export const flag = () => kindOf(z.boolean(), 'flag');
export const version = () => kindOf(z.string(), 'version');

/** The kind of one fact; of a list or a fact that may be null, the kind of what is inside. */
export function factKind(schema: z.ZodType): FactKind | null {
  const own = schema.meta()?.['kind'];
  const kind = FACT_KINDS.find((known) => known === own);
  if (kind !== undefined) return kind;
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return factKind(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodArray ? factKind(schema.element as z.ZodType) : null;
}
