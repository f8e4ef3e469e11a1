/** Every sampled gateway address of the protocol is refused administratively while the health-check servers work. */
import { z } from 'zod';
import { STREAMING_PORT, type Protocol } from '../../core/words.ts';
import { gatewayTcp, healthTcp, isOpen } from '../../reading/health-check.ts';
import type { View } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type Found } from '../cause.ts';
import { address, count, flag, port } from '../facts.ts';
import { idsOf } from '../found.ts';
import * as from from '../sources.ts';
import { addressesOf } from './shared.ts';

const facts = z.object({
  port: port(),
  addresses: z.array(address()),
  sampled: count(),
  /** This machine itself refused to send (EPERM, on Windows WSAEACCES): its own firewall. */
  byThisMachine: flag(),
});

const ADMINISTRATIVE = new Set([
  'permission-denied',
  'host-unreachable',
  'network-unreachable',
  'administratively-prohibited',
]);

export const gatewayRejected = defineCause({
  code: 'gateway/rejected',
  layer: 'streaming',
  ceiling: 'error',
  side: 'path',
  // An administrative answer may come from any router on the way; only this machine's own refusal tells where it is.
  sideProven: ({ byThisMachine }) => byThisMachine,
  facts,
  sources: [from.GATEWAYS, from.PORTS],
  when: 'Every sampled gateway address of the protocol gets an administrative refusal while the health-check servers work.',
  offers: 'rules',
  // One refused gateway alone proves nothing; all of them do.
  failsUnproven: true,
  holds: (view) =>
    view.record.request.regions.flatMap((region) =>
      view.protocols.flatMap((protocol) => findIn(view, region, protocol) ?? []),
    ),
  brief: {
    en: 'The firewall allows the health-check servers and not the gateway ranges.',
    ja: 'ファイアウォールがヘルスチェックのサーバーだけを許可し、ゲートウェイの範囲を許可していません。',
  },
  words: {
    en: (it, say) => ({
      headline: `The streaming servers are refused here on port ${it.port}.`,
      title: `The gateways are refused on port ${it.port}`,
      explanation: `${it.byThisMachine ? 'A rule of this computer' : 'A rule'} refuses every gateway address that was tried: ${say.count(it.sampled, { one: 'address', other: 'addresses' })} (${say.list(it.addresses)}). The health-check servers answer, so the health check of the client passes and the session still fails.`,
      you: it.byThisMachine
        ? ADVICE.en.ownFirewall('the WorkSpaces gateways')
        : 'Try another network, and tell your helpdesk that the WorkSpaces gateways are blocked.',
      helpdesk: it.byThisMachine
        ? `Allow outbound TCP and UDP ${it.port} to every gateway range in the firewall of this computer: its rule covers the health-check addresses alone.`
        : 'The health check looks good and sessions fail: the rule covers the health-check addresses and not the gateway ranges.',
      network: it.byThisMachine
        ? ADVICE.en.nothingLeft
        : `Allow outbound TCP and UDP ${it.port} to every gateway range of the Region, not only to the health-check addresses.`,
    }),
    ja: (it, say) => ({
      headline: `ここでは画面を送るサーバーがポート ${it.port} で拒否されています。`,
      title: `ゲートウェイがポート ${it.port} で拒否されています`,
      explanation: `確認したゲートウェイのアドレス ${say.number(it.sampled)} 件（${say.list(it.addresses)}）がすべて${it.byThisMachine ? 'このパソコンの' : ''}規則で拒否されています。ヘルスチェックサーバーは応答するため、クライアントのヘルスチェックは通りますが、接続は失敗します。`,
      you: it.byThisMachine
        ? ADVICE.ja.ownFirewall(' WorkSpaces のゲートウェイ')
        : '別のネットワークを試し、WorkSpaces のゲートウェイが遮断されていることをヘルプデスクに伝えてください。',
      helpdesk: it.byThisMachine
        ? `このパソコンのファイアウォールで、すべてのゲートウェイの範囲への TCP と UDP ${it.port} の送信を許可してください。今の規則はヘルスチェックのアドレスだけです。`
        : 'ヘルスチェックは良好でも接続に失敗します。規則がヘルスチェックのアドレスだけで、ゲートウェイの範囲を含んでいません。',
      network: it.byThisMachine
        ? ADVICE.ja.nothingLeft
        : `ヘルスチェックのアドレスだけでなく、リージョンのすべてのゲートウェイの範囲への TCP と UDP ${it.port} の送信を許可してください。`,
    }),
  },
});

function findIn(view: View, region: string, protocol: Protocol): Found<z.infer<typeof facts>> | null {
  const tcp = gatewayTcp(view, region, protocol);
  const refused = tcp.filter((entry) =>
    entry.evidence.attempts.some((one) => ADMINISTRATIVE.has(one.failure?.code ?? '')),
  );
  const open = healthTcp(view, region, protocol).filter(isOpen);
  if (tcp.length === 0 || refused.length < tcp.length || open.length === 0) return null;
  const byThisMachine = refused.every((entry) =>
    entry.evidence.attempts.every((one) => one.failure?.code === 'permission-denied'),
  );
  return {
    severity: 'error',
    ...(byThisMachine ? { side: 'this-machine' as const } : {}),
    protocols: [protocol],
    region,
    facts: {
      byThisMachine,
      port: STREAMING_PORT[protocol],
      addresses: addressesOf(tcp),
      sampled: tcp.length,
    },
    checks: idsOf([...tcp, ...open]),
  };
}
