/** TCP works and not one UDP probe of any kind was answered. Of a protocol whose answers are verified that weighs, of another it proves nothing. */
import { z } from 'zod';
import type { Protocol } from '../../core/words.ts';
import { healthDatagrams, healthTcp, isOpen } from '../../reading/health-check.ts';
import { answersAreVerified, anyUdpAnswer, controlAnswered, udpFacts } from '../../reading/udp-proof.ts';
import { anyPeerAnswer } from '../../reading/peers.ts';
import type { View } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type Found, type Superseded } from '../cause.ts';
import { count, flag } from '../facts.ts';
import { idsOf } from '../found.ts';
import * as from from '../sources.ts';
import { portWords, portWordsOf } from './shared.ts';
import { udpUnproven } from './udp-unproven.ts';

const facts = z.object({
  ports: portWords(),
  /** The service is known to answer on these ports. */
  verified: flag(),
  /** Whether the control server answered; null when none was asked. */
  control: flag().nullable(),
  probes: count(),
});

/** Of the same Region, and of a protocol that this finding speaks of. */
const sameProtocol: NonNullable<Superseded['when']> = (mine, other) =>
  mine.region === other.region && mine.protocols.some((protocol) => other.protocols.includes(protocol));

export const udpSilent = defineCause({
  code: 'streaming/udp-silent',
  layer: 'streaming',
  ceiling: 'warning',
  side: 'path',
  // Nobody refused: where the silence begins is not known.
  sideProven: () => false,
  facts,
  sources: [from.PORTS, from.UDP, from.OWN],
  when: 'TCP works and not one UDP probe of any kind was answered. A notice while nobody has verified that the service answers, a warning when that is verified.',
  supersedes: [
    { cause: udpUnproven.pcoip, when: sameProtocol },
    { cause: udpUnproven.dcv, when: sameProtocol },
  ],
  offers: 'rules',
  begins: 'port',
  holds: (view) => view.record.request.regions.flatMap((region) => findIn(view, region)),
  words: {
    en: (it, say) => ({
      headline: it.verified
        ? 'UDP gets no answer here and is most likely blocked.'
        : 'UDP gave no reply, which proves nothing.',
      title: it.verified ? 'UDP gets no answer and is most likely filtered' : 'UDP could not be proved',
      explanation: say.sentences(
        `TCP works on ${say.list(it.ports)}, and not one of ${say.count(it.probes, { one: 'UDP probe', other: 'UDP probes' })} was answered.`,
        it.verified
          ? 'The service is known to answer, so UDP is most likely filtered. PCoIP needs it, DCV falls back to TCP.'
          : 'Nobody has verified that the service answers, so this proves nothing either way.',
        it.control === false && ADVICE.en.controlSilent,
      ),
      you: it.verified ? ADVICE.en.otherNetwork : ADVICE.en.whileSessionsWork,
      helpdesk: `${ADVICE.en.whichProtocol} PCoIP needs UDP for the picture, DCV works over TCP as well.`,
      network: ADVICE.en.allowUdp(say.list(it.ports)),
    }),
    ja: (it, say) => ({
      headline: it.verified
        ? 'UDP に応答がなく、おそらく遮断されています。'
        : 'UDP には返事がありませんでした（これだけでは何も分かりません）。',
      title: it.verified ? 'UDP に応答がなく、おそらく遮断されています' : 'UDP は確認できませんでした',
      explanation: say.sentences(
        `TCP ${say.list(it.ports)} は通りますが、UDP の確認 ${say.number(it.probes)} 件には一つも応答がありませんでした。`,
        it.verified
          ? 'このサービスは応答することが分かっているため、UDP はおそらく遮断されています。PCoIP には必要で、DCV は TCP に切り替わります。'
          : 'サービスが応答するかどうかは確認されていないため、どちらの証明にもなりません。',
        it.control === false && ADVICE.ja.controlSilent,
      ),
      you: it.verified ? ADVICE.ja.otherNetwork : ADVICE.ja.whileSessionsWork,
      helpdesk: `${ADVICE.ja.whichProtocol}PCoIP の画面には UDP が必要で、DCV は TCP でも動きます。`,
      network: ADVICE.ja.allowUdp(say.list(it.ports)),
    }),
  },
});

type Silence = Found<z.infer<typeof facts>>;

function findIn(view: View, region: string): readonly Silence[] {
  const protocols = view.protocols.filter(
    (protocol) =>
      udpFacts(view, region, protocol).proof === 'unproven' && healthTcp(view, region, protocol).some(isOpen),
  );
  if (anyUdpAnswer(view, region) || someRejected(view, region)) return [];
  return [true, false].flatMap((verified) => {
    // A peer's answer proves nothing of a service that is known to answer; else UDP is not silent altogether.
    if (!verified && anyPeerAnswer(view)) return [];
    const own = protocols.filter((protocol) => answersAreVerified(view, region, protocol) === verified);
    return own.length === 0 ? [] : [silence(view, { region, protocols: own, verified })];
  });
}

/** A refusal is an answer of a sort: then UDP is not silent, and the rejected port is named by itself. */
function someRejected(view: View, region: string): boolean {
  return view.protocols.some((protocol) => udpFacts(view, region, protocol).proof === 'rejected');
}

interface Silent {
  readonly region: string;
  readonly protocols: readonly Protocol[];
  readonly verified: boolean;
}

function silence(view: View, { region, protocols, verified }: Silent): Silence {
  const silent = protocols.flatMap((protocol) => healthDatagrams(view, region, protocol));
  const open = protocols.flatMap((protocol) => healthTcp(view, region, protocol).filter(isOpen));
  return {
    severity: verified ? 'warning' : 'notice',
    protocols,
    region,
    facts: {
      ports: portWordsOf(protocols),
      verified,
      control: controlAnswered(view),
      probes: silent.length,
    },
    // "TCP works" is half of the rule: what makes an open port worthless makes this worthless too.
    checks: idsOf([...silent, ...open]),
  };
}
