/** Proxy settings that are on and that Preflight cannot follow: of the machine, and answers of its PAC file without a proxy of use. */
import type { HostFacts } from '../evidence/index.ts';

export const NOT_FOLLOWED = ['socks', 'wpad', 'per-interface', 'kde', 'pac', 'other'] as const;
export type NotFollowedKind = (typeof NOT_FOLLOWED)[number];

interface NotFollowed {
  readonly kind: NotFollowedKind;
  /** What is set, with its address or interface. */
  readonly text: string;
}

export function notFollowedOf({
  notFollowed = [],
  pacEntries = [],
  problem,
}: HostFacts['proxy']): NotFollowed[] {
  const isUseless = pacEntries.length > 0 && pacEntries.every(({ kind }) => kind === 'unusable');
  if (!isUseless) return [...notFollowed];
  const isSocks = pacEntries.some(({ word }) => /^socks/i.test(word));
  return [
    ...notFollowed,
    { kind: isSocks ? 'socks' : 'pac', text: problem ?? 'the PAC file names no proxy of use' },
  ];
}

/** The entries of the PAC file that took no connection and so gave way to a later one, and that one; a dead entry behind it harms nobody. */
export function deadPacEntries({ pacEntries = [] }: HostFacts['proxy']) {
  const place = pacEntries.findIndex(({ outcome }) => outcome === 'used');
  const used = pacEntries[place];
  const dead = pacEntries.slice(0, Math.max(place, 0)).filter(({ outcome }) => outcome === 'dead');
  return used === undefined || dead.length === 0 ? null : { dead, used };
}
