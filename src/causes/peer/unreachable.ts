/** A peer of which nothing answered: nothing else is said of it, above all not that UDP is blocked. */
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import * as from from '../sources.ts';
import { peerNames, peerNotice } from './shared.ts';

export const peerUnreachable = defineCause({
  code: 'peer/unreachable',
  layer: 'us',
  ceiling: 'notice',
  side: 'us',
  sideProven: () => true,
  facts: peerNames,
  sources: [from.OWN],
  leavesUnproven: true,
  when: 'Nothing of a peer answered (--peer), neither TCP nor UDP.',
  holds: (view) => peerNotice(view, ({ isUnreachable }) => isUnreachable),
  words: {
    en: (it, say) => ({
      headline: 'Your peer gave no answer, which proves nothing.',
      title: `No answer from ${say.list(it.peers)} (--peer)`,
      explanation: say.sentences(
        `Nothing came back from ${say.list(it.peers)}.`,
        'It may be off, shut or elsewhere: this does not say that UDP is blocked.',
      ),
      you: ADVICE.en.nothing,
      helpdesk:
        'Is the peer running, and is its own firewall open? Check against it from another network, too.',
      network: 'Let the peer answer, in the rule that holds the ranges of WorkSpaces, and check again.',
    }),
    ja: (it, say) => ({
      headline: 'ピアから応答がありませんでした（これだけでは何も分かりません）。',
      title: `${say.list(it.peers)}（--peer）から応答がありません`,
      explanation: say.sentences(
        `${say.list(it.peers)} から何も返ってきませんでした。`,
        '止まっているか、閉じているか、別の場所にあるのかもしれません。UDP が遮断されているとは言えません。',
      ),
      you: ADVICE.ja.nothing,
      helpdesk:
        'ピアが動いていて、そのファイアウォールが開いているか確認してください。別のネットワークからも試してください。',
      network: 'WorkSpaces の範囲を許可する規則にピアも入れて、もう一度チェックしてください。',
    }),
  },
});
