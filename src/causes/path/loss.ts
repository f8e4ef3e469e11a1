/**
 * Loss over the servers that answer at all; a server that is down is `streaming/partial`. Quick connects see it first, a slow series
 * must see it too: our own pace must never be the fault.
 */
import { z } from 'zod';
import type { Severity } from '../../core/words.ts';
import {
  isOurPace,
  lossBegins,
  quickLoss,
  slowSeries,
  type QuickLoss,
  type SlowSeries,
} from '../../reading/loss.ts';
import { THRESHOLDS } from '../../reading/thresholds.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { count, percent, port, word } from '../facts.ts';
import { nameNotFound } from '../dns/name-not-found.ts';
import * as from from '../sources.ts';
import { eachRoundTrip, percentOf, roundTripChecks } from './round-trip.ts';

const { lossWarning, lossError, slowSeries: slowLimits } = THRESHOLDS;

export const loss = defineCause({
  code: 'latency/loss',
  layer: 'path',
  ceiling: 'error',
  side: 'path',
  sideProven: ({ begins }) => begins !== 'unproven',
  facts: z.object({
    lost: count(),
    sent: count(),
    percent: percent(),
    port: port(),
    /** Of the slow series; null where there was none. */
    slowLost: count().nullable(),
    slowSent: count().nullable(),
    /** Whether the loss was seen at one moment only. */
    seen: word(['again', 'once', 'unconfirmed']),
    begins: word(['before-router', 'behind-router', 'unproven']),
  }),
  sources: [from.OWN],
  when: `At least ${lossWarning.lost} samples and more than ${lossWarning.ratio * 100} % are lost (warning), at least ${lossError.lost} and more than ${lossError.ratio * 100} % (error), and a slow series with nothing else running loses ${slowLimits.lostWarning} (warning) or ${slowLimits.lostError} (error) too. Without a whole slow series at most a warning; where it loses none, a notice.`,
  supersedes: [
    {
      cause: nameNotFound,
      // Where more than a tenth of everything is lost, a name that got no answer is one of the lost: nobody denied it.
      // Loss towards another Region alone says nothing of it.
      when: (mine, other, deciding) =>
        mine.severity === 'error' &&
        other.facts['answer'] === 'silence' &&
        mine.region === (other.region ?? deciding),
    },
  ],
  holds: (view) =>
    eachRoundTrip(view, (region) => {
      const [quick, slow] = [quickLoss(view, region), slowSeries(view, region)];
      if (quick === null || (slow !== null && isOurPace(quick, slow))) return null;
      const begins = lossBegins(view, quick);
      return {
        severity: severityOf(quick, slow),
        ...(begins === 'before-router' ? { side: 'local-network' as const } : {}),
        protocols: view.protocols,
        region,
        facts: { ...countsOf(quick, slow), begins },
        checks: roundTripChecks(view, region),
        // Its samples are told apart: the evidence counts the quick ones alone, as the text does.
        supposes: slow?.checks ?? [],
      };
    }),
  words: {
    en: (it, say) => ({
      headline:
        it.seen === 'once'
          ? `${say.percent(it.percent)} of packets were lost for a moment, and not again.`
          : `${say.percent(it.percent)} of packets are lost, ${WHERE.en[it.begins]}.`,
      title:
        it.seen === 'once'
          ? `${say.percent(it.percent)} of packets were lost, not seen again`
          : `${say.percent(it.percent)} of packets are lost`,
      explanation: `${say.number(it.lost)} of ${say.count(it.sent, { one: 'connection attempt', other: 'connection attempts' })} on TCP ${it.port} were lost or had to be sent again${SLOWLY.en(it.slowLost, it.slowSent)}. ${it.seen === 'once' ? 'Nothing is wrong now.' : 'Picture and sound stutter.'}`,
      you: `Switch the VPN off, if you may. ${ADVICE.en.thenCloser}`,
      helpdesk: `${BEGINS.en[it.begins]} Compare cable and Wi-Fi first, then the VPN off, then another network. Loss that comes and goes with the time of day is a full line.`,
      network:
        'Look at interface errors, Wi-Fi channel use, a full uplink, the VPN and rate limits, hop by hop towards the Region.',
    }),
    ja: (it, say) => ({
      headline:
        it.seen === 'once'
          ? `パケットの ${say.percent(it.percent)} が一時的に失われましたが、その後は失われていません。`
          : `パケットの ${say.percent(it.percent)} が、${WHERE.ja[it.begins]}失われています。`,
      title:
        it.seen === 'once'
          ? `パケットの ${say.percent(it.percent)} が失われたが再現せず`
          : `パケットの ${say.percent(it.percent)} が失われています`,
      explanation: `TCP ${it.port} への接続 ${say.number(it.sent)} 回中 ${say.number(it.lost)} 回が失われたか、送り直しになりました。${SLOWLY.ja(it.slowLost, it.slowSent)}${it.seen === 'once' ? '今は問題ありません。' : '画面と音が途切れます。'}`,
      you: `可能であれば VPN を切ってください。${ADVICE.ja.thenCloser}`,
      helpdesk: `${BEGINS.ja[it.begins]}まずケーブルと Wi-Fi、次に VPN を切った状態、その次に別のネットワークと比べてください。時間帯で変わる損失は、回線の混雑です。`,
      network:
        'インターフェイスのエラー、Wi-Fi のチャネルの混雑、上り回線の飽和、VPN、帯域制限を、リージョンに向かって順に調べてください。',
    }),
  },
});

const WHERE = {
  en: {
    'before-router': 'already between this computer and its router',
    'behind-router': 'somewhere behind the router here',
    unproven: 'somewhere from here to Amazon',
  },
  ja: {
    'before-router': 'このパソコンとルーターの間ですでに',
    'behind-router': 'ここのルーターより先のどこかで',
    unproven: 'ここから Amazon までのどこかで',
  },
} as const;

const BEGINS = {
  en: {
    'before-router': 'It begins before the first router: the Wi-Fi or the cable of this place.',
    'behind-router': 'The first router answered every ping, so it is lost behind it.',
    unproven: 'Where it is lost is not known yet.',
  },
  ja: {
    'before-router': '最初のルーターの手前、つまりこの場所の Wi-Fi かケーブルで始まっています。',
    'behind-router': '最初のルーターはすべての ping に答えたため、その先で失われています。',
    unproven: 'どこで失われているかはまだ分かりません。',
  },
} as const;

function countsOf(quick: QuickLoss, slow: SlowSeries | null) {
  return {
    lost: quick.lost,
    sent: quick.sent,
    percent: percentOf(quick.ratio),
    port: quick.port,
    slowLost: slow?.lost ?? null,
    slowSent: slow?.sent ?? null,
    seen: seenOf(slow),
  };
}

/** What the slow series adds, where there was one. */
const SLOWLY = {
  en: (lost: number | null, sent: number | null): string =>
    lost === null || sent === null ? '' : `; slowly and with nothing else running, ${lost} of ${sent}`,
  ja: (lost: number | null, sent: number | null): string =>
    lost === null || sent === null ? '' : `他に何も送らずゆっくり試すと、${sent} 回中 ${lost} 回でした。`,
} as const;

/** Our own pace must never be the fault: without a whole slow series it is at most a warning. */
function severityOf({ level }: QuickLoss, slow: SlowSeries | null): Severity {
  if (slow?.says === 'not-again') return 'notice';
  return level === 'error' && slow?.says === 'error' ? 'error' : 'warning';
}

function seenOf(slow: SlowSeries | null): 'again' | 'once' | 'unconfirmed' {
  if (slow === null || slow.says === 'cut') return 'unconfirmed';
  return slow.says === 'not-again' ? 'once' : 'again';
}
