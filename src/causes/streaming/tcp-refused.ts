/** A streaming port is refused or reset on every health-check server: somebody turns it away actively. */
import { z } from 'zod';
import type { Say } from '../../core/say.ts';
import { STREAMING_PORT, type Protocol } from '../../core/words.ts';
import { healthTcp } from '../../reading/health-check.ts';
import type { View } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type CauseWords, type Found } from '../cause.ts';
import { address, count, port } from '../facts.ts';
import { idsOf } from '../found.ts';
import * as from from '../sources.ts';
import { addressesOf, eachRegion, OTHER_WAY, portsOf, protocolsOfPorts } from './shared.ts';
import { udpUnproven } from './udp-unproven.ts';

const facts = z.object({ port: port(), addresses: z.array(address()), servers: count() });
type Facts = z.infer<typeof facts>;

function tcpRefused<P extends Protocol>(protocol: P) {
  return defineCause({
    code: `${protocol}/tcp-refused`,
    layer: 'streaming',
    ceiling: 'error',
    side: 'path',
    // A reset does not say who sent it.
    sideProven: () => false,
    facts,
    sources: [from.PORTS, from.HEALTH_CHECK],
    when: `TCP ${STREAMING_PORT[protocol]} is refused or reset on every health-check address.`,
    supersedes: [{ cause: udpUnproven[protocol] }],
    family: 'tcp-refused',
    offers: 'rules',
    begins: 'port',
    holds: (view) => eachRegion(view, protocol, (region) => findIn(view, region, protocol)),
    words: { en, ja },
  });
}

function findIn(view: View, region: string, protocol: Protocol): Found<Facts> | null {
  const tcp = healthTcp(view, region, protocol);
  if (tcp.length === 0 || !tcp.every((entry) => entry.evidence.state === 'closed')) return null;
  return {
    severity: 'error',
    protocols: [protocol],
    region,
    facts: { port: STREAMING_PORT[protocol], addresses: addressesOf(tcp), servers: tcp.length },
    checks: idsOf(tcp),
  };
}

function en(it: Facts, say: Say, family: readonly Facts[]): CauseWords {
  const ports = say.list(portsOf(family));
  const both = family.length > 1;
  const protocols = protocolsOfPorts(family);
  const names = say.protocols(protocols);
  const told = both ? `"ports ${ports} are refused"` : `"port ${ports} is refused"`;
  return {
    headline: both ? 'The streaming ports are refused here.' : `${names} is refused here.`,
    title: both
      ? `The streaming ports are refused: TCP ${ports} are turned away`
      : `${names} is refused: TCP ${ports} is turned away`,
    explanation: say.sentences(
      `Every connection to TCP ${ports} is refused, at ${say.count(it.servers, { one: 'health-check server', other: 'health-check servers' })} (${say.list(it.addresses)}). A firewall that rejects is the usual cause.`,
      ...protocols.map((protocol) => OTHER_WAY.en[protocol]),
    ),
    you: `${ADVICE.en.otherNetwork} Tell your helpdesk: ${told}.`,
    helpdesk: say.sentences(
      both
        ? `One cause, both protocols: TCP ${ports} are actively refused.`
        : `${ADVICE.en.firstBroken(`TCP ${ports}, actively refused`)} ${ADVICE.en.onlyHit(names)}`,
      ADVICE.en.securityFirst,
    ),
    network: `Find the rule that rejects TCP ${ports}, and allow TCP and UDP ${ports} to the gateway ranges and health-check addresses of the Region.`,
  };
}

function ja(it: Facts, say: Say, family: readonly Facts[]): CauseWords {
  const ports = say.list(portsOf(family));
  const both = family.length > 1;
  const protocols = protocolsOfPorts(family);
  const names = say.protocols(protocols);
  return {
    headline: both ? '画面を送るポートが拒否されています。' : `ここでは ${names} が拒否されています。`,
    title: `${both ? '画面を送るポート' : `${names} `}が拒否されています（TCP ${ports}）`,
    explanation: say.sentences(
      `TCP ${ports} への接続は、ヘルスチェックサーバー ${say.number(it.servers)} 台のすべてで拒否されます（${say.list(it.addresses)}）。拒否するファイアウォールがよくある原因です。`,
      ...protocols.map((protocol) => OTHER_WAY.ja[protocol]),
    ),
    you: `${ADVICE.ja.otherNetwork}ヘルプデスクには「ポート ${ports} が拒否されている」と伝えてください。`,
    helpdesk: say.sentences(
      both
        ? `一つの原因が両方のプロトコルに及んでいます。TCP ${ports} が拒否されています。`
        : `${ADVICE.ja.firstBroken(` TCP ${ports}（拒否）`)}${ADVICE.ja.onlyHit(names)}`,
      ADVICE.ja.securityFirst,
    ),
    network: `TCP ${ports} を拒否する規則を見つけ、リージョンのゲートウェイの範囲とヘルスチェックのアドレスへの TCP と UDP ${ports} の送信を許可してください。`,
  };
}

export const tcpRefusedBy = { pcoip: tcpRefused('pcoip'), dcv: tcpRefused('dcv') } as const;
