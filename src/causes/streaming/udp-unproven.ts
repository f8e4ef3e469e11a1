/** No reply on this UDP port. The control tells "this port" from "all UDP" from "no proof either way"; silence alone proves nothing. */
import { z } from 'zod';
import type { Say } from '../../core/say.ts';
import { STREAMING_PORT, type Protocol } from '../../core/words.ts';
import { answersAreVerified, anyUdpAnswer, controlAnswered, udpFacts } from '../../reading/udp-proof.ts';
import { anyPeerAnswer } from '../../reading/peers.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type CauseWords } from '../cause.ts';
import { flag, port } from '../facts.ts';
import { idsOf } from '../found.ts';
import * as from from '../sources.ts';
import { eachRegion, protocolOf } from './shared.ts';

const facts = z.object({
  port: port(),
  /** The service is known to answer on this port. */
  verified: flag(),
  elsewhere: flag(),
  /** Whether the control server answered; null when none was asked. */
  control: flag().nullable(),
});
type Facts = z.infer<typeof facts>;

function unproven<P extends Protocol>(protocol: P) {
  const number = STREAMING_PORT[protocol];
  return defineCause({
    code: `${protocol}/udp-unproven`,
    layer: 'us',
    ceiling: 'notice',
    side: 'us',
    sideProven: () => true,
    begins: 'port',
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
            elsewhere: anyUdpAnswer(view, region) || anyPeerAnswer(view),
            control: controlAnswered(view),
          },
          checks: idsOf(silent),
        };
      }),
    words: { en, ja },
  });
}

function en(it: Facts, say: Say): CauseWords {
  const name = say.protocol(protocolOf(it.port));
  return {
    headline: `UDP for ${name} gave no reply, which proves nothing.`,
    title: `UDP ${it.port} could not be proved`,
    explanation: say.sentences(
      `Nothing came back on UDP ${it.port}, and nothing refused it.`,
      it.control === true && 'UDP gets out to a control server.',
      it.control === false && ADVICE.en.controlSilent,
      it.control !== true && it.elsewhere && 'UDP gets through on another port.',
      it.verified
        ? 'Silence on UDP proves nothing by itself, but the service is known to answer, so this port may well be filtered.'
        : 'Silence on UDP proves nothing: nobody has verified that the service answers such questions.',
    ),
    you: ADVICE.en.whileSessionsWork,
    helpdesk: `Start a session: with ${name} a black picture after sign-in would mean that UDP ${it.port} is filtered.`,
    network: `Check by the firewall's own log that outbound UDP ${it.port} to the gateway ranges is allowed in both directions.`,
  };
}

function ja(it: Facts, say: Say): CauseWords {
  const name = say.protocol(protocolOf(it.port));
  return {
    headline: `${name} の UDP には返事がありませんでした（これだけでは何も分かりません）。`,
    title: `UDP ${it.port} は確認できませんでした`,
    explanation: say.sentences(
      `UDP ${it.port} には返事がなく、拒否もありませんでした。`,
      it.control === true && 'UDP は対照サーバーには届いています。',
      it.control === false && ADVICE.ja.controlSilent,
      it.control !== true && it.elsewhere && 'UDP は別のポートでは通っています。',
      it.verified
        ? '返事がないだけでは何も証明されませんが、このサービスは応答することが分かっているため、遮断されている可能性があります。'
        : '返事がないだけでは何も証明されません。サービスが応答するかどうかは確認されていません。',
    ),
    you: ADVICE.ja.whileSessionsWork,
    helpdesk: `セッションを始めてみてください。${name} でサインイン後に画面が黒いままなら、UDP ${it.port} が遮断されています。`,
    network: `ファイアウォールのログで、ゲートウェイの範囲への UDP ${it.port} の送信とその返事が許可されていることを確認してください。`,
  };
}

export const udpUnproven = { pcoip: unproven('pcoip'), dcv: unproven('dcv') } as const;
