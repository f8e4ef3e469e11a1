/** What concerns one family of addresses alone, as a fact and in words: the client prefers IPv6, so a good IPv4 must not hide it. */
import { familyOf } from '../core/address.ts';
import type { Family } from '../core/words.ts';
import { word } from './facts.ts';

/** NAT64: addresses of IPv4 hosts as this network translates them, on a machine that has IPv6 alone. */
const NAMES = ['IPv4', 'IPv6', 'NAT64'] as const;
export type Over = (typeof NAMES)[number] | null;

/** Null: over both, or over the only one there is. */
export const over = () => word(NAMES).nullable();

export function overOf(family: Family): 'IPv4' | 'IPv6' {
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
    sentence: (it: Over): string | false => it !== null && `That is so over ${it} only; ${ELSEWHERE.en[it]}`,
  },
  ja: {
    only: (it: Over): string => (it === null ? '' : `（${it} のみ）`),
    sentence: (it: Over): string | false => it !== null && `これは ${it} だけのことです。${ELSEWHERE.ja[it]}`,
  },
} as const;

const ELSEWHERE = {
  en: {
    IPv4: 'over IPv6 it works.',
    IPv6: 'over IPv4 it works, but the client prefers IPv6.',
    NAT64:
      'hosts with an IPv6 address of their own answer. The translator to IPv4 of this network does not work.',
  },
  ja: {
    IPv4: 'IPv6 では動きます。',
    IPv6: 'IPv4 では動きますが、クライアントは IPv6 を優先します。',
    NAT64: '自分の IPv6 アドレスを持つホストは応答します。このネットワークの IPv4 への変換が動いていません。',
  },
} as const;
