/** Where a policy lets a watch leave bundles by itself (docs/adr/0036-bundle-drop.md). Written, never read back. */
import { z } from 'zod';

const ABSOLUTE = /^(?:\/|[A-Za-z]:[\\/]|\\\\[^\\]+\\[^\\])/;

const LOOPBACK: readonly string[] = ['127.0.0.1', '[::1]'];

const limits = {
  redaction: z.enum(['minimal', 'standard']).default('standard').describe('level of these bundles'),
  perDay: z.number().int().min(1).max(10).default(2).describe('bundles in a day (UTC) at most'),
  kilobytesPerDay: z.number().int().min(50).max(20_000).default(1000).describe('all of them together'),
};

export const dropSchema = z.union([
  z.strictObject({
    folder: z.string().max(1000).regex(ABSOLUTE).describe('absolute path or \\\\server\\share\\folder'),
    ...limits,
  }),
  z.strictObject({
    url: z
      .string()
      .max(2000)
      .refine(isDropUrl, 'https (or http to 127.0.0.1), with {sha256} in the path, no name and password')
      .describe('signed link for PUT, with {sha256} and perhaps {day}'),
    ...limits,
  }),
  z.strictObject({
    issuer: z
      .string()
      .max(2000)
      .refine(isIssuerUrl, 'https (or http to 127.0.0.1), with {sha256}, no name and password')
      .describe(
        'address of your own that answers GET with a signed link for PUT, one for each bundle, as text',
      ),
    host: z
      .string()
      .max(300)
      .regex(/^[a-z0-9.-]+(?::\d{1,5})?$/)
      .describe('host (and port) that these links must have, such as BUCKET.s3.eu-central-1.amazonaws.com'),
    ...limits,
  }),
]);
export type Drop = z.infer<typeof dropSchema>;

const NAME = { sha256: 'a'.repeat(64), day: '2026-11-29' };

function isDropUrl(template: string): boolean {
  return safeUrl(urlOf(template, NAME))?.pathname.includes(NAME.sha256) === true;
}

function isIssuerUrl(template: string): boolean {
  return safeUrl(urlOf(template, NAME))?.href.includes(NAME.sha256) === true;
}

/** Encrypted or of this computer alone, without name, password, fragment and unfilled places; null otherwise. */
function safeUrl(text: string): URL | null {
  if (/[{}]/.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.includes(url.hostname));
  return isSafe && url.username === '' && url.password === '' && url.hash === '' ? url : null;
}

/** What an issuer answered, if it is a link that the policy's host may get a bundle by; null otherwise. */
export function issuedLink(answer: string, host: string): string | null {
  const url = safeUrl(answer.trim());
  return url?.host === host ? url.href : null;
}

export interface DropName {
  /** Of the bundle's bytes, hex: the same bundle has the same name. */
  readonly sha256: string;
  /** `2026-11-29`, UTC. */
  readonly day: string;
}

export function urlOf(template: string, { sha256, day }: DropName): string {
  return template.replaceAll('{sha256}', sha256).replaceAll('{day}', day);
}

/** For people, logs and documents: what signs a link stands in its query or its path, so of a link the host alone is said. */
export function dropPlace(drop: Drop): string {
  if ('folder' in drop) return drop.folder;
  return 'issuer' in drop ? drop.host : new URL(urlOf(drop.url, NAME)).host;
}

/** `drop.example.com, level standard, at most 2 and 1000 kB a day`. */
export function dropText(drop: Drop): string {
  const { redaction, perDay, kilobytesPerDay } = drop;
  return `${dropPlace(drop)}, level ${redaction}, at most ${perDay} and ${kilobytesPerDay} kB a day`;
}
