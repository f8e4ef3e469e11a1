/**
 * What the one field of the start screen means: a short code names its Region by airport, a fully qualified code needs one,
 * anything else is looked up among the Regions; and what is asked of the engine with it.
 */
import { readRegistrationCode } from '../../../src/core/registration-code.ts';
import type { RegionChoice, RunRequest } from '../../../src/contract/index.ts';
import { askedByOptions, type StartOptions } from './options.ts';

const LOOKS_SHORT = /^(?:WS|SL)[A-Z]{0,3}\+?[A-Z0-9]*$/i;

export type Typed =
  | { readonly kind: 'empty' }
  | { readonly kind: 'code'; readonly code: string; readonly region: RegionChoice }
  | { readonly kind: 'unknown-code'; readonly code: string }
  | { readonly kind: 'name'; readonly code: string }
  | { readonly kind: 'region'; readonly region: RegionChoice }
  | { readonly kind: 'other' };

/** What a Region is called in the language of the page; the English name and the code are understood beside it. */
type NameOf = (region: RegionChoice) => string;

export function readTyped(text: string, regions: readonly RegionChoice[], nameOf: NameOf): Typed {
  const typed = text.trim();
  if (typed === '') return { kind: 'empty' };
  const code = readRegistrationCode(typed);
  if (code?.kind === 'short') {
    const region = regions.find(({ airport }) => airport === code.airport);
    return region === undefined
      ? { kind: 'unknown-code', code: typed }
      : { kind: 'code', code: typed, region };
  }
  const region = regions.find((one) => [one.code, one.name, nameOf(one)].some((name) => same(name, typed)));
  if (region !== undefined) return { kind: 'region', region };
  return code === null ? { kind: 'other' } : { kind: 'name', code: typed };
}

interface Chosen {
  readonly typed: Typed;
  readonly regions: readonly RegionChoice[];
  /** Region chosen beside a code that does not say it. */
  readonly beside: string | null;
  readonly protocol: NonNullable<RunRequest['protocol']>;
  readonly options: StartOptions;
}

/** What is asked, null while something is missing; and the Region that it is about. The engine decides whether it fits. */
export function askedOf({ typed, regions, beside, protocol, options }: Chosen): {
  readonly request: RunRequest | null;
  readonly region: RegionChoice | null;
} {
  if (typed.kind === 'empty' || typed.kind === 'other') return { request: null, region: null };
  const region = 'region' in typed ? typed.region : (regions.find(({ code }) => code === beside) ?? null);
  if (region === null) return { request: null, region };
  const code = 'code' in typed ? { registrationCode: typed.code } : {};
  // The form offers no protocol that the Region or the client lacks; a remembered one may be such.
  const fits = protocol === 'both' || region.protocolsOf[options.profile].includes(protocol);
  const asked = { ...code, region: [region.code], protocol: fits ? protocol : ('both' as const) };
  return { request: { ...asked, ...askedByOptions(options) }, region };
}

/** Regions whose name or code holds every word that was typed; nothing for what looks like a code. */
export function suggestions(text: string, regions: readonly RegionChoice[], nameOf: NameOf): RegionChoice[] {
  const typed = text.trim().toLowerCase();
  if (LOOKS_SHORT.test(typed) && typed.length > 3) return [];
  const words = typed.split(/\s+/).filter(Boolean);
  return regions.filter((region) => {
    const text = plain(`${nameOf(region)} ${region.name} ${region.code}`);
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
