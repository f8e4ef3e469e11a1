/** What concerns one family of addresses alone, as a fact and in words: the client prefers IPv6, so a good IPv4 must not hide it. */
import { familyOf } from '../core/address.ts';
import type { Family } from '../core/words.ts';
import { word } from './facts.ts';

const NAMES = ['IPv4', 'IPv6'] as const;
export type Over = (typeof NAMES)[number] | null;

/** Null: over both, or over the only one there is. */
export const over = () => word(NAMES).nullable();

export function overOf(family: Family): (typeof NAMES)[number] {
  return family === 6 ? 'IPv6' : 'IPv4';
}

/** The family that all these addresses have; null where there are several or none. */
export function overAll(addresses: readonly string[]): Over {
  const families = new Set(addresses.map(familyOf));
  const [only, more] = families;
  return only === undefined || more !== undefined ? null : overOf(only);
}

export const OVER = {
  en: {
    /** Behind a headline or title. */
    only: (it: Over): string => (it === null ? '' : ` (${it} only)`),
    sentence: (it: Over): string | false =>
      it !== null &&
      `That is so over ${it} only; over ${it === 'IPv6' ? 'IPv4 it works, but the client prefers IPv6.' : 'IPv6 it works.'}`,
  },
  ja: {
    only: (it: Over): string => (it === null ? '' : `（${it} のみ）`),
    sentence: (it: Over): string | false =>
      it !== null &&
      `これは ${it} だけのことです。${it === 'IPv6' ? 'IPv4 では動きますが、クライアントは IPv6 を優先します。' : 'IPv6 では動きます。'}`,
  },
} as const;
