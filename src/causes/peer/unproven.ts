/** A peer answers on TCP and is silent on UDP, and nobody knows whether it is open itself: nothing is blamed on the way. */
import { z } from 'zod';
import { lossOf, PEER_PORT_WORDS, peersOf, portWordsOf } from '../../reading/peers.ts';
import { unique } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { server, word } from '../facts.ts';
import * as from from '../sources.ts';

const facts = z.object({ peers: z.array(server()), ports: z.array(word(PEER_PORT_WORDS)) });

export const peerUnproven = defineCause({
  code: 'peer/unproven',
  layer: 'us',
  ceiling: 'notice',
  side: 'us',
  sideProven: () => true,
  facts,
  sources: [from.OWN],
  leavesUnproven: true,
  when: 'A peer takes the key on TCP and is silent on a UDP port, and nobody of another network had an answer there within a day: it may be shut itself.',
  holds: (view) => {
    const silent = peersOf(view).flatMap(({ seen, series }) =>
      seen.tcp.some(({ answers }) => answers)
        ? series
            .filter((one) => one.evidence.localPort === null && lossOf(one) === 'unproven')
            .map((one) => ({ seen, one }))
        : [],
    );
    if (silent.length === 0) return [];
    return [
      {
        severity: 'notice',
        protocols: view.protocols,
        region: null,
        facts: {
          peers: unique(silent.map(({ seen }) => seen.name)),
          ports: portWordsOf(silent.map(({ one }) => one.evidence.port)),
        },
        checks: unique(silent.map(({ one }) => one.step.id)),
      },
    ];
  },
  words: {
    en: (it, say) => ({
      headline: `Your peer is silent on UDP ${say.list(it.ports)}, which proves nothing.`,
      title: `The peer is silent on UDP ${say.list(it.ports)} and may be shut itself`,
      explanation: say.sentences(
        `${say.list(it.peers)} answers on TCP, and nothing came back on UDP ${say.list(it.ports)}.`,
        'Nobody of another network had an answer there within a day, so the firewall of the peer may be the reason.',
      ),
      you: ADVICE.en.nothing,
      helpdesk:
        'Check once against the peer from another network (a phone will do). If it answers there, check here again within a day.',
      network: 'Open UDP of the peer itself (its security group, its own firewall) first.',
    }),
    ja: (it, say) => ({
      headline: `ピアの UDP ${say.list(it.ports)} に返事がありません（これだけでは何も分かりません）。`,
      title: `ピアの UDP ${say.list(it.ports)} に返事がなく、ピア自身が閉じている可能性があります`,
      explanation: say.sentences(
        `${say.list(it.peers)} は TCP では応答しますが、UDP ${say.list(it.ports)} からは何も返ってきませんでした。`,
        '1 日以内に別のネットワークから応答を得た人がいないため、ピア側のファイアウォールが原因かもしれません。',
      ),
      you: ADVICE.ja.nothing,
      helpdesk:
        '別のネットワーク（スマートフォンなど）から一度ピアに対してチェックしてください。そこで応答があれば、1 日以内にここでもう一度チェックしてください。',
      network: 'まず、ピア自身の UDP（セキュリティグループやファイアウォール）を開けてください。',
    }),
  },
});
