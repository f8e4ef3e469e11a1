/** What the causes of a peer that proves nothing share: a notice that names the peers, and nothing of the way. */
import { z } from 'zod';
import { peersOf, type PeerFacts } from '../../reading/peers.ts';
import { unique, type View } from '../../reading/view.ts';
import type { Found } from '../cause.ts';
import { server } from '../facts.ts';

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
