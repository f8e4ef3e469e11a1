/** What causes of peers share: words of the way, and the notice of a peer that proves nothing, which names it and blames nothing. */
import { z } from 'zod';
import type { Written } from '../../core/language.ts';
import { peersOf, type PeerFacts } from '../../reading/peers.ts';
import { unique, type View } from '../../reading/view.ts';
import type { Found } from '../cause.ts';
import { server } from '../facts.ts';

export const WAYS = ['there', 'back', 'both', 'untold'] as const;
export type Way = (typeof WAYS)[number];

export const WAY: Readonly<Record<Written, Readonly<Record<Way, string>>>> = {
  en: { there: 'on the way there', back: 'on the way back', both: 'both ways', untold: 'on the way' },
  ja: { there: '行きで', back: '帰りで', both: '両方向で', untold: '途中で' },
};

/** Null: neither. */
export function wayOf(there: boolean, back: boolean): 'there' | 'back' | 'both' | null {
  if (there) return back ? 'both' : 'there';
  return back ? 'back' : null;
}

export const peerNames = z.object({ peers: z.array(server()) });

/** One notice of all peers of which it holds; none where it holds of none. */
export function peerNotice(
  view: View,
  isSo: (peer: PeerFacts) => boolean,
): readonly Found<z.infer<typeof peerNames>>[] {
  const peers = peersOf(view).filter(isSo);
  if (peers.length === 0) return [];
  return [
    {
      severity: 'notice',
      protocols: view.protocols,
      region: null,
      facts: { peers: peers.map(({ seen }) => seen.name) },
      checks: unique(peers.flatMap(({ checks }) => checks)),
    },
  ];
}

/** One warning, of the first peer that shows it: another says the same of the same line. */
export function peerWarning<Facts>(
  view: View,
  seenAt: (peer: PeerFacts) => readonly { readonly facts: Facts; readonly check: string }[],
): readonly Found<Facts>[] {
  return peersOf(view)
    .flatMap(seenAt)
    .slice(0, 1)
    .map(({ facts, check }) => ({
      severity: 'warning',
      protocols: view.protocols,
      region: null,
      facts,
      checks: [check],
    }));
}
