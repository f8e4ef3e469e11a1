/** From the source ports of PCoIP clients nothing passes to a peer, from any other port everything does: somebody filters by the source. */
import { z } from 'zod';
import { STREAMING_PORT } from '../../core/words.ts';
import { peersOf, type PeerFacts } from '../../reading/peers.ts';
import { unique } from '../../reading/view.ts';
import { defineCause } from '../cause.ts';
import { server, word } from '../facts.ts';
import * as from from '../sources.ts';

/** Ports that PCoIP clients send from. */
const SOURCE_PORTS = ['50002', '55002'] as const;

const facts = z.object({ peers: z.array(server()), from: z.array(word(SOURCE_PORTS)) });

/** Of so many from a free port all must have come back, of as many from the fixed one none. */
const FEW = 5;

export const sourcePortLost = defineCause({
  code: 'pcoip/source-port-lost',
  layer: 'path',
  ceiling: 'warning',
  side: 'local-network',
  sideProven: () => false,
  facts,
  sources: [from.STAMP, from.OWN],
  when: 'From source port 50002 or 55002 none of five datagrams to a peer was answered, and from a free port all were. Not where the port is in use on this computer.',
  holds: (view) => {
    const lost = peersOf(view).flatMap((peer) =>
      lostOf(peer).map((one) => ({ ...one, name: peer.seen.name })),
    );
    if (lost.length === 0) return [];
    return [
      {
        severity: 'warning',
        protocols: view.protocols.filter((protocol) => protocol === 'pcoip'),
        region: null,
        facts: {
          peers: unique(lost.map(({ name }) => name)),
          from: SOURCE_PORTS.filter((one) => lost.some(({ port }) => String(port) === one)),
        },
        checks: unique(lost.map(({ check }) => check)),
      },
    ];
  },
  words: {
    en: (it, say) => ({
      headline: `UDP from source port ${say.list(it.from)} does not come back.`,
      explanation: say.sentences(
        `From port ${say.list(it.from)} of this computer nothing came back from UDP ${STREAMING_PORT.pcoip} of ${say.list(it.peers)}; from another port all did.`,
        'PCoIP clients send from these ports, so a filter or a router that keeps them for something else can cut the picture.',
      ),
      you: 'If the picture stays black with PCoIP, tell your helpdesk about this line.',
      helpdesk:
        'Does a firewall, a VPN or a home router filter by the source port, or forward this port to another device?',
      network: `Do not filter UDP ${STREAMING_PORT.pcoip} by its source port.`,
    }),
    ja: (it, say) => ({
      headline: `送信元ポート ${say.list(it.from)} からの UDP が返ってきません。`,
      explanation: say.sentences(
        `このパソコンのポート ${say.list(it.from)} から ${say.list(it.peers)} の UDP ${STREAMING_PORT.pcoip} に送ると何も返ってきませんが、別のポートからはすべて返ってきました。`,
        'PCoIP クライアントはこのポートから送るため、フィルターや、このポートを別の用途に使うルーターがあると画面が届きません。',
      ),
      you: 'PCoIP で画面が黒いままなら、この行をヘルプデスクに伝えてください。',
      helpdesk:
        'ファイアウォール、VPN、家庭用ルーターが送信元ポートで制限していないか、このポートを別の機器に転送していないか確認してください。',
      network: `UDP ${STREAMING_PORT.pcoip} を送信元ポートで制限しないでください。`,
    }),
  },
});

function lostOf({ series }: PeerFacts): { readonly port: number; readonly check: string }[] {
  const free = series.find(
    ({ evidence }) => evidence.localPort === null && evidence.port === STREAMING_PORT.pcoip,
  );
  const passes =
    free !== undefined && free.evidence.received >= FEW && free.evidence.received === free.evidence.sent;
  if (!passes) return [];
  return series.flatMap(({ step, evidence: { localPort, state, hellos, told, failure } }) => {
    // In use here, or too quick for the peer: nothing was tested.
    const isTested = hellos >= FEW && failure?.code === 'no-reply' && told !== null;
    const isLost = isTested && state === 'open|filtered' && (told.hellos === 0 || told.answered >= FEW);
    return localPort !== null && isLost ? [{ port: localPort, check: step.id }] : [];
  });
}
