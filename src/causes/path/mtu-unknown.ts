/** No method could tell what packet size the path carries: the usual case where ping is ignored and UDP is silent. */
import { z } from 'zod';
import { fullSegmentPassed, isBlackHole, pathMtu } from '../../reading/mtu-figures.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { flag, limit } from '../facts.ts';
import * as from from '../sources.ts';
import { eachWay } from './packet-size.ts';

export const mtuUnknown = defineCause({
  code: 'mtu/unknown',
  layer: 'us',
  ceiling: 'notice',
  side: 'us',
  sideProven: () => true,
  facts: z.object({
    requiredBytes: limit(),
    /** A full-size TCP segment went through, so the documented size is not contradicted. */
    fullSegmentPassed: flag(),
  }),
  sources: [from.OWN],
  when: 'No method could tell what packet size the path carries.',
  holds: (view) =>
    eachWay(view, (way) => {
      const tried = [way.ping, way.quic, way.https].some((entry) => entry !== null);
      if (!tried || isBlackHole(way) || pathMtu(way) !== null) return null;
      return {
        severity: 'notice',
        facts: {
          requiredBytes: view.tables.mtu.minimumBytes,
          fullSegmentPassed: fullSegmentPassed(way),
        },
      };
    }),
  words: {
    en: (it, say) => ({
      headline: 'The packet size that this network carries could not be measured.',
      title: 'The packet size could not be measured',
      explanation: say.sentences(
        'Neither ping nor UDP brought an answer to measure by, so no method could tell.',
        it.fullSegmentPassed &&
          `Full-size TCP segments passed, so nothing speaks against the ${say.bytes(it.requiredBytes)} that are needed.`,
      ),
      you: ADVICE.en.nothing,
      helpdesk:
        'Usual on the real service. Only if sessions hang after sign-in is the packet size worth a look.',
      network: 'To know for sure, allow ICMP echo and "fragmentation needed" while testing.',
    }),
    ja: (it, say) => ({
      headline: 'このネットワークが運べるパケットの大きさは測れませんでした。',
      title: 'パケットの大きさは測れませんでした',
      explanation: say.sentences(
        'ping にも UDP にも測れる応答がないため、どの方法でも分かりませんでした。',
        it.fullSegmentPassed &&
          `最大の TCP セグメントは通ったため、必要な ${say.bytes(it.requiredBytes)}に反する点はありません。`,
      ),
      you: ADVICE.ja.nothing,
      helpdesk:
        '実際のサービスではよくあることです。サインイン後に止まる場合だけ、パケットの大きさを調べてください。',
      network: '確かめるには、試験の間だけ ICMP エコーと「fragmentation needed」を許可してください。',
    }),
  },
});
