/** A peer of which nothing answered: nothing else is said of it, above all not that UDP is blocked. */
import { z } from 'zod';
import { peersOf } from '../../reading/peers.ts';
import { unique } from '../../reading/view.ts';
import { defineCause } from '../cause.ts';
import { server } from '../facts.ts';
import * as from from '../sources.ts';

const facts = z.object({ peers: z.array(server()) });

export const peerUnreachable = defineCause({
  code: 'peer/unreachable',
  layer: 'us',
  ceiling: 'notice',
  side: 'us',
  sideProven: () => true,
  facts,
  sources: [from.OWN],
  when: 'Nothing of a peer answered (--peer), neither TCP nor UDP.',
  holds: (view) => {
    const silent = peersOf(view).filter(({ isUnreachable }) => isUnreachable);
    if (silent.length === 0) return [];
    return [
      {
        severity: 'notice',
        protocols: view.protocols,
        region: null,
        facts: { peers: silent.map(({ seen }) => seen.name) },
        checks: unique(silent.flatMap(({ checks }) => checks)),
      },
    ];
  },
  words: {
    en: (it, say) => ({
      headline: 'Your peer gave no answer, which proves nothing.',
      title: 'The peer gave no answer',
      explanation: say.sentences(
        `Nothing came back from ${say.list(it.peers)}.`,
        'It may be off, shut or elsewhere: this does not say that UDP is blocked.',
      ),
      you: 'Nothing to do.',
      helpdesk:
        'Is the peer running, and is its own firewall open? Check against it from another network, too.',
      network: 'Let the peer answer, in the rule that holds the ranges of WorkSpaces, and check again.',
    }),
    ja: (it, say) => ({
      headline: 'ピアから応答がありませんでした（これだけでは何も分かりません）。',
      title: 'ピアから応答がありません',
      explanation: say.sentences(
        `${say.list(it.peers)} から何も返ってきませんでした。`,
        '止まっているか、閉じているか、別の場所にあるのかもしれません。UDP が遮断されているとは言えません。',
      ),
      you: '何もする必要はありません。',
      helpdesk:
        'ピアが動いていて、そのファイアウォールが開いているか確認してください。別のネットワークからも試してください。',
      network: 'WorkSpaces の範囲を許可する規則にピアも入れて、もう一度チェックしてください。',
    }),
  },
});
