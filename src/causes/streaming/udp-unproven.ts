/** No reply on this UDP port. The control tells "this port" from "all UDP" from "no proof either way"; silence alone proves nothing. */
import { z } from 'zod';
import { STREAMING_PORT, type Protocol } from '../../core/words.ts';
import { answersAreVerified, anyUdpAnswer, controlAnswered, udpFacts } from '../../reading/udp-proof.ts';
import { defineCause } from '../cause.ts';
import { flag, port } from '../facts.ts';
import { idsOf } from '../found.ts';
import * as from from '../sources.ts';
import { eachRegion } from './shared.ts';

const facts = z.object({
  port: port(),
  /** The service is known to answer on this port. */
  verified: flag(),
  elsewhere: flag(),
  /** Whether the control server answered; null when none was asked. */
  control: flag().nullable(),
});

function unproven<P extends Protocol>(protocol: P) {
  const number = STREAMING_PORT[protocol];
  return defineCause({
    code: `${protocol}/udp-unproven`,
    layer: 'us',
    ceiling: 'notice',
    side: 'us',
    sideProven: () => true,
    facts,
    sources: [from.UDP, from.HEALTH_CHECK, from.OWN],
    when: `No reply on UDP ${number}, and no proof either way, or UDP is proved elsewhere only.`,
    holds: (view) =>
      eachRegion(view, protocol, (region) => {
        const { proof, silent } = udpFacts(view, region, protocol);
        if (proof !== 'unproven' || silent.length === 0) return null;
        return {
          severity: 'notice',
          protocols: [protocol],
          region,
          facts: {
            port: number,
            verified: answersAreVerified(view, region, protocol),
            elsewhere: anyUdpAnswer(view, region),
            control: controlAnswered(view),
          },
          checks: idsOf(silent),
        };
      }),
    words: {
      en: (it, say) => ({
        headline: `UDP for ${say.protocol(protocol)} gave no reply, which proves nothing.`,
        title: `UDP ${number} could not be proved`,
        explanation: say.sentences(
          `Nothing came back on UDP ${number}, and nothing refused it.`,
          it.elsewhere && 'UDP gets through on another port.',
          it.verified
            ? 'Silence on UDP proves nothing by itself, but the service is known to answer, so this port may well be filtered.'
            : 'Silence on UDP proves nothing: nobody has verified that the service answers such questions.',
        ),
        you: 'Nothing to do as long as sessions work. If the picture stays black, tell your helpdesk about this line.',
        helpdesk: `Start a session: with ${say.protocol(protocol)} a black picture after sign-in would mean that UDP ${number} is filtered.`,
        network: `Check by the firewall's own log that outbound UDP ${number} to the gateway ranges is allowed in both directions.`,
      }),
      ja: (it, say) => ({
        headline: `${say.protocol(protocol)} の UDP には返事がありませんでした（これだけでは何も分かりません）。`,
        title: `UDP ${number} は確認できませんでした`,
        explanation: say.sentences(
          `UDP ${number} には返事がなく、拒否もありませんでした。`,
          it.elsewhere && 'UDP は別のポートでは通っています。',
          it.verified
            ? '返事がないだけでは何も証明されませんが、このサービスは応答することが分かっているため、遮断されている可能性があります。'
            : '返事がないだけでは何も証明されません。サービスが応答するかどうかは確認されていません。',
        ),
        you: 'セッションが動いていれば何もする必要はありません。画面が黒いままなら、この行をヘルプデスクに伝えてください。',
        helpdesk: `セッションを始めてみてください。${say.protocol(protocol)} でサインイン後に画面が黒いままなら、UDP ${number} が遮断されています。`,
        network: `ファイアウォールのログで、ゲートウェイの範囲への UDP ${number} の送信とその返事が許可されていることを確認してください。`,
      }),
    },
  });
}

export const udpUnproven = { pcoip: unproven('pcoip'), dcv: unproven('dcv') } as const;
