/** An active refusal of UDP, and no reply on that port anywhere. A refusal is proof, silence is not. */
import { z } from 'zod';
import type { Written } from '../../core/language.ts';
import type { Say } from '../../core/say.ts';
import { STREAMING_PORT, type Protocol } from '../../core/words.ts';
import { DCV_WAYS, dcvWithoutUdp } from '../../reading/fallback-443.ts';
import { gatewayDatagrams, type DatagramEntry } from '../../reading/health-check.ts';
import { udpFacts } from '../../reading/udp-proof.ts';
import { unique, type View } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type CauseWords, type Found } from '../cause.ts';
import { address, flag, port, word } from '../facts.ts';
import { idsOf } from '../found.ts';
import * as from from '../sources.ts';
import { eachRegion, portsOf, protocolOf, protocolsOfPorts } from './shared.ts';

const facts = z.object({
  port: port(),
  addresses: z.array(address()),
  byThisMachine: flag(),
  /** What DCV streams over instead; null for PCoIP, which has nothing else, and where too little was tried. */
  instead: word(DCV_WAYS).nullable(),
});
type Facts = z.infer<typeof facts>;

function udpRejected<P extends Protocol>(protocol: P) {
  return defineCause({
    code: `${protocol}/udp-rejected`,
    layer: 'streaming',
    // PCoIP streams over UDP alone; DCV can do without.
    ceiling: protocol === 'pcoip' ? 'error' : 'warning',
    side: 'path',
    // `permission-denied` (EPERM, on Windows WSAEACCES) alone is this machine's own word; an ICMP refusal may come from anywhere on the way.
    sideProven: ({ byThisMachine }) => byThisMachine,
    facts,
    sources: [from.PORTS, from.UDP],
    when: `UDP ${STREAMING_PORT[protocol]} is actively refused (an ICMP answer, or this computer's own firewall).`,
    family: 'udp-rejected',
    offers: 'rules',
    begins: 'port',
    holds: (view) => eachRegion(view, protocol, (region) => findIn(view, region, protocol)),
    words: { en, ja },
  });
}

function findIn(view: View, region: string, protocol: Protocol): Found<Facts> | null {
  const { proof, refused: atHealthChecks } = udpFacts(view, region, protocol);
  const refused = proof === 'rejected' ? atHealthChecks : forbiddenGateways(view, region, protocol);
  if (refused.length === 0) return null;
  const byThisMachine = refused.every(isForbiddenHere);
  return {
    severity: protocol === 'pcoip' ? 'error' : 'warning',
    ...(byThisMachine ? { side: 'this-machine' as const } : {}),
    protocols: [protocol],
    region,
    facts: {
      port: STREAMING_PORT[protocol],
      addresses: unique(refused.map((entry) => entry.evidence.address)),
      byThisMachine,
      instead: protocol === 'dcv' ? dcvWithoutUdp(view, region) : null,
    },
    checks: idsOf(refused),
  };
}

/** Of a gateway this machine's own word alone counts, to each of those that were asked: whoever is idle there may refuse as he likes. */
function forbiddenGateways(view: View, region: string, protocol: Protocol): readonly DatagramEntry[] {
  const asked = gatewayDatagrams(view, region, STREAMING_PORT[protocol]);
  return asked.every(isForbiddenHere) ? asked : [];
}

function isForbiddenHere({ evidence }: DatagramEntry): boolean {
  return evidence.failure?.code === 'permission-denied';
}

function en(it: Facts, say: Say, family: readonly Facts[]): CauseWords {
  const ports = say.list(portsOf(family));
  const both = family.length > 1;
  const protocols = protocolsOfPorts(family);
  const names = say.protocols(protocols);
  return {
    headline: it.byThisMachine
      ? `The firewall of this computer refuses UDP for ${names}.`
      : `UDP for ${names} is refused here.`,
    title: both ? `UDP ${ports} are refused` : `UDP ${ports} is refused`,
    explanation: say.sentences(
      `Datagrams to ${say.list(it.addresses)} on UDP ${ports} are refused${it.byThisMachine ? ' by the firewall of this computer' : ''}.`,
      ...family.map((one) => WITHOUT.en[wayOf(one)]),
    ),
    you: it.byThisMachine
      ? ADVICE.en.ownFirewall(`UDP ${ports}`)
      : `${ADVICE.en.otherNetwork} Tell your helpdesk: WorkSpaces needs UDP ${ports}.`,
    helpdesk: `Somebody turns UDP ${ports} away, so this is a rule and not the line. Look at the firewall of this computer and at the VPN.`,
    network: it.byThisMachine ? ADVICE.en.nothingLeft : ADVICE.en.allowUdp(ports),
  };
}

function ja(it: Facts, say: Say, family: readonly Facts[]): CauseWords {
  const ports = say.list(portsOf(family));
  const protocols = protocolsOfPorts(family);
  const names = say.protocols(protocols);
  return {
    headline: it.byThisMachine
      ? `このパソコンのファイアウォールが ${names} の UDP を拒否しています。`
      : `ここでは ${names} の UDP が拒否されています。`,
    title: `UDP ${ports} が拒否されています`,
    explanation: say.sentences(
      `${say.list(it.addresses)} への UDP ${ports} が${it.byThisMachine ? 'このパソコンのファイアウォールに' : ''}拒否されています。`,
      ...family.map((one) => WITHOUT.ja[wayOf(one)]),
    ),
    you: it.byThisMachine
      ? ADVICE.ja.ownFirewall(` UDP ${ports} `)
      : `${ADVICE.ja.otherNetwork}ヘルプデスクには「WorkSpaces には UDP ${ports} が必要」と伝えてください。`,
    helpdesk: `UDP ${ports} が断られているため、回線ではなく規則が原因です。このパソコンのファイアウォールと VPN を調べてください。`,
    network: it.byThisMachine ? ADVICE.ja.nothingLeft : ADVICE.ja.allowUdp(ports),
  };
}

type Way = (typeof DCV_WAYS)[number] | 'pcoip' | 'untold';

function wayOf({ port, instead }: Facts): Way {
  return protocolOf(port) === 'pcoip' ? 'pcoip' : (instead ?? 'untold');
}

/** What is left to a protocol without UDP on its port. */
const WITHOUT: Readonly<Record<Written, Readonly<Record<Way, string | null>>>> = {
  en: {
    pcoip: `PCoIP streams over UDP ${STREAMING_PORT.pcoip}: signing in works and the picture stays black.`,
    'quic-443': 'DCV streams over UDP 443 (QUIC) instead, which a gateway answers.',
    'tcp-4195': `DCV falls back to TCP ${STREAMING_PORT.dcv}, which is slower on a bad line.`,
    'tcp-443': 'DCV falls back to TCP 443, which is slower on a bad line.',
    none: null,
    untold: null,
  },
  ja: {
    pcoip: `PCoIP の画面は UDP ${STREAMING_PORT.pcoip} を使うため、サインインできても画面が黒いままになります。`,
    'quic-443': 'DCV は代わりに、ゲートウェイが応答する UDP 443（QUIC）を使います。',
    'tcp-4195': `DCV は TCP ${STREAMING_PORT.dcv} に切り替わり、状態の悪い回線では遅くなります。`,
    'tcp-443': 'DCV は TCP 443 に切り替わり、状態の悪い回線では遅くなります。',
    none: null,
    untold: null,
  },
};

export const udpRejectedBy = { pcoip: udpRejected('pcoip'), dcv: udpRejected('dcv') } as const;
