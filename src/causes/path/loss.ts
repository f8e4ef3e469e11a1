/** Loss over the servers that answer at all; a server that is down is `streaming/partial`. */
import { z } from 'zod';
import type { Say } from '../../core/say.ts';
import type { Severity } from '../../core/words.ts';
import { SLOW_SERIES_CONFIRMS, slowSeries, type SlowSeries } from '../../reading/slow-series.ts';
import { THRESHOLDS } from '../../reading/thresholds.ts';
import { defineCause } from '../cause.ts';
import { count, percent, port } from '../facts.ts';
import { atMost } from '../found.ts';
import { nameNotFound } from '../dns/name-not-found.ts';
import * as from from '../sources.ts';
import { eachRoundTrip, percentOf, roundTripChecks } from './round-trip.ts';

const { lossWarning, lossError } = THRESHOLDS;

export const loss = defineCause({
  code: 'latency/loss',
  layer: 'path',
  ceiling: 'error',
  side: 'path',
  // The first router is not sampled as long as the Region: where it is lost is not known.
  sideProven: () => false,
  facts: z.object({
    lost: count(),
    sent: count(),
    percent: percent(),
    port: port(),
    /** Of the slow series that asked again; null where none was made. */
    slowSent: count().nullable(),
    slowLost: count().nullable(),
  }),
  sources: [from.OWN],
  when: `At least ${lossWarning.lost} samples and more than ${lossWarning.ratio * 100} % are lost (warning), at least ${lossError.lost} and more than ${lossError.ratio * 100} % (error). A slow series, where one was made, must show it too: one lost confirms a warning, three an error; none lost leaves a notice.`,
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
    eachRoundTrip(view, (region, rtt) => {
      const lost = rtt.sent - rtt.received;
      const ratio = lost / rtt.sent;
      const over = (limit: { lost: number; ratio: number }) => lost >= limit.lost && ratio > limit.ratio;
      if (!over(lossWarning)) return null;
      const slow = slowSeries(view, region);
      const severity = confirmed(over(lossError) ? 'error' : 'warning', slow);
      // Where quick ones alone are lost in numbers, the limit on new connections is what was seen.
      if (severity === 'notice' && ratio >= lossError.ratio) return null;
      return {
        severity,
        protocols: view.protocols,
        region,
        facts: {
          ...{ lost, sent: rtt.sent, percent: percentOf(ratio), port: rtt.port },
          ...{ slowSent: slow?.sent ?? null, slowLost: slow?.lost ?? null },
        },
        checks: [...roundTripChecks(view, region), ...(slow?.checks ?? [])],
      };
    }),
  words: {
    en: (it, say) => ({
      headline: `${say.percent(it.percent)} of packets are lost, somewhere from here to Amazon.`,
      title: `${say.percent(it.percent)} of packets are lost`,
      explanation: `${say.number(it.lost)} of ${say.count(it.sent, { one: 'connection attempt', other: 'connection attempts' })} on TCP ${it.port} were lost or had to be sent again. ${slowEn(it, say)}`,
      you: 'Switch the VPN off, if you may. Then try a cable, a place closer to the Wi-Fi router, or another network such as your phone, and check again.',
      helpdesk:
        'Where it is lost is not known yet. Compare cable and Wi-Fi first, then the VPN off, then another network. Loss that comes and goes with the time of day is a full line.',
      network:
        'Look at interface errors, Wi-Fi channel use, a full uplink, the VPN and rate limits, hop by hop towards the Region.',
    }),
    ja: (it, say) => ({
      headline: `パケットの ${say.percent(it.percent)} が、ここから Amazon までのどこかで失われています。`,
      title: `パケットの ${say.percent(it.percent)} が失われています`,
      explanation: `TCP ${it.port} への接続 ${say.number(it.sent)} 回中 ${say.number(it.lost)} 回が失われたか、送り直しになりました。${slowJa(it, say)}`,
      you: '可能であれば VPN を切ってください。次に、ケーブル、Wi-Fi ルーターに近い場所、スマートフォンなど別のネットワークを試し、もう一度チェックしてください。',
      helpdesk:
        'どこで失われているかはまだ分かりません。まずケーブルと Wi-Fi、次に VPN を切った状態、その次に別のネットワークと比べてください。時間帯で変わる損失は、回線の混雑です。',
      network:
        'インターフェイスのエラー、Wi-Fi のチャネルの混雑、上り回線の飽和、VPN、帯域制限を、リージョンに向かって順に調べてください。',
    }),
  },
});

/** Our own pace must never be the fault: what the quick series say must show in the slow one too. One that was cut proves no error. */
function confirmed(severity: Severity, slow: SlowSeries | null): Severity {
  if (slow === null) return severity;
  if (slow.lost >= SLOW_SERIES_CONFIRMS.error) return severity;
  if (slow.lost >= SLOW_SERIES_CONFIRMS.warning || slow.cut) return atMost(severity, 'warning');
  return 'notice';
}

interface Slow {
  readonly slowSent: number | null;
  readonly slowLost: number | null;
}

function slowEn({ slowSent, slowLost }: Slow, say: Say): string {
  if (slowSent === null) return 'Picture and sound stutter.';
  if (slowLost === 0) return `The slow series lost 0 of ${say.number(slowSent)}: it was not seen again.`;
  return `Of ${say.number(slowSent)} slow ones ${say.number(slowLost ?? 0)} were lost too. Picture and sound stutter.`;
}

function slowJa({ slowSent, slowLost }: Slow, say: Say): string {
  if (slowSent === null) return '画面と音が途切れます。';
  if (slowLost === 0)
    return `ゆっくりした接続 ${say.number(slowSent)} 回はすべて届き、損失は再現しませんでした。`;
  return `ゆっくりした接続 ${say.number(slowSent)} 回でも ${say.number(slowLost ?? 0)} 回が失われました。画面と音が途切れます。`;
}
