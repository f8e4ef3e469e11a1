/** A router on the way forgets an idle flow of UDP within seconds: nothing that comes later is let in. */
import { z } from 'zod';
import { peersOf } from '../../reading/peers.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { count, server } from '../facts.ts';
import * as from from '../sources.ts';

/** Sessions say something more often than this; a router should keep UDP for minutes (RFC 4787, REQ-5). */
const KEPT_S = 5;
const LOST_S = 15;

const SECONDS = { one: 'second', other: 'seconds' } as const;

const facts = z.object({ peer: server(), keptS: count(), lostS: count() });

export const bindingShort = defineCause({
  code: 'peer/binding-short',
  layer: 'path',
  ceiling: 'notice',
  side: 'local-network',
  sideProven: () => false,
  facts,
  sources: ['RFC 4787 (NAT and UDP), REQ-5', from.STAMP, from.OWN],
  when: `An answer that a peer held back for ${KEPT_S} s came, and none that it held back for ${LOST_S} s or longer (--peer-idle).`,
  holds: (view) =>
    peersOf(view).flatMap(({ seen, idle }) => {
      const { answeredS = null, lostS = null } = seen.idle ?? {};
      const isShort = answeredS !== null && answeredS >= KEPT_S && lostS !== null && lostS <= LOST_S;
      if (idle === null || !isShort) return [];
      return [
        {
          severity: 'notice',
          protocols: view.protocols,
          region: null,
          facts: { peer: seen.name, keptS: answeredS, lostS },
          checks: [idle.step.id],
        },
      ];
    }),
  words: {
    en: (it, say) => ({
      headline: `A router forgets idle UDP within ${say.count(it.lostS, SECONDS)}.`,
      title: `Idle UDP is forgotten within ${say.count(it.lostS, SECONDS)}`,
      explanation: say.sentences(
        `An answer of ${it.peer} came after ${say.count(it.keptS, SECONDS)} of silence, and no longer after ${say.count(it.lostS, SECONDS)}.`,
        'A session that pauses longer loses its picture until the client speaks again.',
        ADVICE.en.peerFirewall,
      ),
      you: `${ADVICE.en.nothing} If the picture freezes after pauses, tell your helpdesk about this line.`,
      helpdesk: `${ADVICE.en.compareNetworks} Where this one alone is short, its router or firewall is the cause.`,
      network: 'Keep idle UDP flows for at least two minutes.',
    }),
    ja: (it, say) => ({
      headline: `ルーターが、使われていない UDP を ${say.number(it.lostS)} 秒以内に忘れます。`,
      title: `使われていない UDP が ${say.number(it.lostS)} 秒以内に切れます`,
      explanation: say.sentences(
        `${it.peer} の応答は、${say.number(it.keptS)} 秒の沈黙のあとは届き、${say.number(it.lostS)} 秒のあとは届きませんでした。`,
        'それより長く止まるセッションは、クライアントが次に送るまで画面が届きません。',
        ADVICE.ja.peerFirewall,
      ),
      you: `${ADVICE.ja.nothing}操作を止めたあとに画面が固まる場合は、この行をヘルプデスクに伝えてください。`,
      helpdesk: `${ADVICE.ja.compareNetworks}ここだけ短ければ、ルーターかファイアウォールが原因です。`,
      network: '使われていない UDP を少なくとも 2 分間保持してください。',
    }),
  },
});
