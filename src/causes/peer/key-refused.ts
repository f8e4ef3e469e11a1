/** A peer greets on TCP, and does not take the key. */
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import * as from from '../sources.ts';
import { peerNames, peerNotice } from './shared.ts';

export const peerKeyRefused = defineCause({
  code: 'peer/key-refused',
  layer: 'us',
  ceiling: 'notice',
  side: 'us',
  sideProven: () => true,
  facts: peerNames,
  sources: [from.OWN],
  leavesUnproven: true,
  when: 'A peer greets on TCP and then hangs up (--peer): it does not take the key.',
  holds: (view) => peerNotice(view, ({ refusesKey }) => refusesKey),
  words: {
    en: (it, say) => ({
      headline: 'Your peer does not take the key, so it proves nothing.',
      title: 'The peer does not take the key',
      explanation: say.sentences(
        `${say.list(it.peers)} answers on TCP and hangs up at the key.`,
        'The key may have ended, may be another one, or a clock may be wrong. Of UDP this says nothing.',
      ),
      you: 'Ask whoever gave you the key for a new one.',
      helpdesk:
        'Make a key (preflight peer --new-key), put its line into the file of the peer, and start the peer anew.',
      network: ADVICE.en.noPort,
    }),
    ja: (it, say) => ({
      headline: 'ピアが鍵を受け付けないため、何も分かりません。',
      title: 'ピアが鍵を受け付けません',
      explanation: say.sentences(
        `${say.list(it.peers)} は TCP で応答しますが、鍵を受け付けません。`,
        '鍵の期限切れ、別の鍵、または時計のずれが考えられます。UDP については何も分かりません。',
      ),
      you: '鍵を渡してくれた人に、新しい鍵を頼んでください。',
      helpdesk:
        '鍵を作り（preflight peer --new-key）、その行をピアのファイルに加えて、ピアを起動し直してください。',
      network: ADVICE.ja.noPort,
    }),
  },
});
