/** A series to a peer lost more than one percent for sure. Which way is told by what the peer counted; delay is never told by direction. */
import { z } from 'zod';
import { peersOf, type PeerPortSeen } from '../../reading/peers.ts';
import { wilsonLower } from '../../reading/statistics.ts';
import { unique } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { count, percent, port, server, word } from '../facts.ts';
import * as from from '../sources.ts';
import { WAY, wayOf, WAYS, type Way } from './shared.ts';

const facts = z.object({
  peer: server(),
  port: port(),
  sent: count(),
  lost: count(),
  direction: word(WAYS),
  /** Null: nobody counted. */
  therePercent: percent().nullable(),
  backPercent: percent().nullable(),
});

/** Smaller series say too little, and a port that answers nothing is no loss. */
const FEWEST = 100;
const LIMIT = 0.01;

export const peerLoss = defineCause({
  code: 'peer/loss',
  layer: 'path',
  ceiling: 'warning',
  side: 'path',
  sideProven: () => false,
  facts,
  sources: [from.STAMP, from.OWN],
  when: 'Of a series of at least 100 datagrams to a peer more than 1 % were lost in one direction (the lower end of the 95 % interval by Wilson: 10 of 500).',
  holds: (view) => {
    const [worst] = peersOf(view)
      .flatMap(({ seen, checks }) =>
        seen.udp.flatMap((one) => lossIn(one, seen.name).map((found) => ({ found, checks }))),
      )
      .toSorted((a, b) => b.found.lost - a.found.lost);
    if (worst === undefined) return [];
    const own = new RegExp(`/stamp-${worst.found.port}$`);
    return [
      {
        severity: 'warning',
        protocols: view.protocols,
        region: null,
        facts: worst.found,
        checks: unique(worst.checks.filter((id) => own.test(id))),
      },
    ];
  },
  words: {
    en: (it, say) => ({
      headline: `UDP to your peer loses ${say.percent(shareOf(it))} ${WAY.en[it.direction]}.`,
      title: `UDP to the peer loses datagrams ${WAY.en[it.direction]}`,
      explanation: say.sentences(
        `${say.number(it.lost)} of ${say.number(it.sent)} datagrams to UDP ${it.port} of ${it.peer} had no answer.`,
        it.therePercent !== null &&
          it.backPercent !== null &&
          `${say.percent(it.therePercent)} were lost on the way there, ${say.percent(it.backPercent)} on the way back.`,
        ADVICE.en.peerShares,
      ),
      you: 'Use a cable instead of Wi-Fi, if you can, and check again.',
      helpdesk: ADVICE.en.cableWithoutVpn,
      network: 'Look for a full line, a duplex fault or a limit on UDP on the way out.',
    }),
    ja: (it, say) => ({
      headline: `ピアとの UDP が ${WAY.ja[it.direction]} ${say.percent(shareOf(it))} 失われています。`,
      title: `ピアとの UDP が${WAY.ja[it.direction]}失われています`,
      explanation: say.sentences(
        `${it.peer} の UDP ${it.port} に送った ${say.number(it.sent)} 個のうち ${say.number(it.lost)} 個に応答がありませんでした。`,
        it.therePercent !== null &&
          it.backPercent !== null &&
          `行きで ${say.percent(it.therePercent)}、帰りで ${say.percent(it.backPercent)} が失われました。`,
        ADVICE.ja.peerShares,
      ),
      you: 'できれば Wi-Fi ではなくケーブルで、もう一度チェックしてください。',
      helpdesk: ADVICE.ja.cableWithoutVpn,
      network: '出口の回線の混雑、デュプレックスの不一致、UDP の制限を調べてください。',
    }),
  },
});

type Facts = z.infer<typeof facts>;

function shareOf({ lost, sent }: Facts): number {
  return percentOf(lost, sent);
}

function percentOf(lost: number, of: number): number {
  return Math.round((lost / of) * 1000) / 10;
}

/** Where both ways were counted each is judged by itself; else only the sum. */
function lossIn({ port: number, sent, atPeer, answered, received }: PeerPortSeen, peer: string): Facts[] {
  if (sent < FEWEST || received === 0) return [];
  const lost = sent - received;
  const isCounted = atPeer !== null && answered !== null;
  const direction = isCounted
    ? wayOf(isLoss(sent - atPeer, sent), isLoss(answered - received, answered))
    : wayUntold(isLoss(lost, sent));
  if (direction === null) return [];
  const therePercent = isCounted ? percentOf(sent - atPeer, sent) : null;
  const backPercent = isCounted ? percentOf(answered - received, answered) : null;
  return [{ peer, port: number, sent, lost, direction, therePercent, backPercent }];
}

function wayUntold(isLost: boolean): Way | null {
  return isLost ? 'untold' : null;
}

function isLoss(lost: number, of: number): boolean {
  return of > 0 && wilsonLower(lost, of) > LIMIT;
}
