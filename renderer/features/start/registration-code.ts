/**
 * What the one field of the start screen means: a short code names its Region by airport, a fully qualified code needs one,
 * anything else is looked up among the Regions. Format: docs of the contract, "registration code".
 */
import type { RegionChoice } from '../../../src/contract/index.ts';

const SHORT = /^(?:WS|SL)([A-Z]{3})\+[A-Z0-9]{6}$/i;
const LOOKS_SHORT = /^(?:WS|SL)[A-Z]{0,3}\+?[A-Z0-9]*$/i;
const QUALIFIED =
  /^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i;

export type Typed =
  | { readonly kind: 'empty' }
  | { readonly kind: 'code'; readonly code: string; readonly region: RegionChoice }
  | { readonly kind: 'unknown-code'; readonly code: string }
  | { readonly kind: 'name'; readonly code: string }
  | { readonly kind: 'region'; readonly region: RegionChoice }
  | { readonly kind: 'other' };

export function readTyped(text: string, regions: readonly RegionChoice[]): Typed {
  const typed = text.trim();
  if (typed === '') return { kind: 'empty' };
  const airport = SHORT.exec(typed)?.[1]?.toLowerCase();
  if (airport !== undefined) {
    const region = regions.find((candidate) => candidate.airport === airport);
    return region === undefined
      ? { kind: 'unknown-code', code: typed }
      : { kind: 'code', code: typed, region };
  }
  const region = regions.find(({ code, name }) => same(code, typed) || same(name, typed));
  if (region !== undefined) return { kind: 'region', region };
  return QUALIFIED.test(typed) ? { kind: 'name', code: typed } : { kind: 'other' };
}

/** Regions whose name or code holds every word that was typed; nothing for what looks like a code. */
export function suggestions(text: string, regions: readonly RegionChoice[]): RegionChoice[] {
  const typed = text.trim().toLowerCase();
  if (LOOKS_SHORT.test(typed) && typed.length > 3) return [];
  const words = typed.split(/\s+/).filter(Boolean);
  return regions.filter(({ code, name }) => {
    const text = plain(`${name} ${code}`);
    return words.every((word) => text.includes(plain(word)));
  });
}

function same(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

/** Lower case without accents: `São Paulo` is found by `sao`. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
