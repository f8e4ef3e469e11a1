/** Connections that come quickly are lost in part, and none of those that come slowly: something on the way limits new ones. */
import { z } from 'zod';
import { isOurPace, quickLoss, slowSeries } from '../../reading/loss.ts';
import { THRESHOLDS } from '../../reading/thresholds.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { count, percent } from '../facts.ts';
import * as from from '../sources.ts';
import { eachRoundTrip, percentOf, roundTripChecks } from './round-trip.ts';

const { paceRatio, samples } = THRESHOLDS.slowSeries;

export const limitsNewConnections = defineCause({
  code: 'network/limits-new-connections',
  layer: 'path',
  ceiling: 'notice',
  side: 'path',
  sideProven: () => false,
  facts: z.object({
    lost: count(),
    sent: count(),
    percent: percent(),
    /** Connects of the slow series, none of them lost. */
    slowSent: count(),
  }),
  sources: [from.OWN],
  when: `At least ${paceRatio * 100} % of quick connects are lost, and none of ${samples} slow ones with nothing else running.`,
  holds: (view) =>
    eachRoundTrip(view, (region) => {
      const [quick, slow] = [quickLoss(view, region), slowSeries(view, region)];
      if (quick === null || slow === null || !isOurPace(quick, slow)) return null;
      return {
        severity: 'notice',
        protocols: view.protocols,
        region,
        facts: { lost: quick.lost, sent: quick.sent, percent: percentOf(quick.ratio), slowSent: slow.sent },
        checks: roundTripChecks(view, region),
        supposes: slow.checks,
      };
    }),
  words: {
    en: (it, say) => ({
      headline: 'Something on the way drops new connections that come quickly.',
      title: 'New connections that come quickly are dropped',
      explanation: `Of ${say.count(it.sent, { one: 'quick connect', other: 'quick connects' })} ${say.number(it.lost)} were lost (${say.percent(it.percent)}); all ${say.number(it.slowSent)} slow ones got through. A session keeps few connections open, so it is not held up by this.`,
      you: `${ADVICE.en.nothing} If programs that open many pages at once are slow, tell your helpdesk.`,
      helpdesk:
        'A router, a firewall or a provider limits new connections per second, or the table of its connections is small.',
      network:
        'Look at limits of new connections (SYN flood protection, connection tables) from this computer outwards.',
    }),
    ja: (it, say) => ({
      headline: '短い間隔の新しい接続が、経路のどこかで落とされています。',
      title: '短い間隔の新しい接続が落とされています',
      explanation: `短い間隔の接続 ${say.number(it.sent)} 回中 ${say.number(it.lost)} 回（${say.percent(it.percent)}）が失われましたが、ゆっくりした接続 ${say.number(it.slowSent)} 回はすべて届きました。セッションが使う接続は少ないため、影響はありません。`,
      you: `${ADVICE.ja.nothing}一度に多くのページを開くと遅い場合は、ヘルプデスクに伝えてください。`,
      helpdesk:
        'ルーター、ファイアウォール、回線事業者のいずれかが毎秒の新しい接続を制限しているか、接続の表が小さいです。',
      network: 'このパソコンから外への新しい接続の制限（SYN フラッド対策、接続の表）を調べてください。',
    }),
  },
});
