/** A streaming port is silent on every health-check server while 443, or the other port, works: the port is shut, not the network. */
import { z } from 'zod';
import { STREAMING_PORT, type Protocol } from '../../core/words.ts';
import { fallbackOf } from '../../reading/fallback-443.ts';
import { gatewayTcp443, healthTcp, isOpen, type TcpEntry } from '../../reading/health-check.ts';
import { httpsOutcome } from '../../reading/https-outcome.ts';
import { measuredOf, type Entry, type View } from '../../reading/view.ts';
import { defineCause } from '../cause.ts';
import { address, count, flag, port, word } from '../facts.ts';
import { idsOf } from '../found.ts';
import * as from from '../sources.ts';
import { addressesOf, eachRegion, portsOf, protocolsOfPorts } from './shared.ts';
import { udpUnproven } from './udp-unproven.ts';

const facts = z.object({
  port: port(),
  addresses: z.array(address()),
  servers: count(),
  /** DCV's way out over 443: `client` where only the client is too old; null where none was tried. */
  fallback443: word(['open', 'closed', 'client']).nullable(),
  byThisMachine: flag(),
});

function tcpBlocked<P extends Protocol>(protocol: P) {
  const number = STREAMING_PORT[protocol];
  return defineCause({
    code: `${protocol}/tcp-blocked`,
    layer: 'streaming',
    ceiling: 'error',
    side: 'path',
    // EPERM alone is this machine's own word; silence says "somewhere from here to Amazon".
    sideProven: ({ byThisMachine }) => byThisMachine,
    facts,
    sources: [from.PORTS, from.HEALTH_CHECK],
    when: `TCP ${number} is silent on every health-check address while 443 works.${protocol === 'dcv' ? ' A warning when a gateway is open on TCP 443.' : ''}`,
    supersedes: [{ cause: udpUnproven[protocol] }],
    family: 'tcp-blocked',
    firewall: true,
    holds: (view) =>
      eachRegion(view, protocol, (region) => {
        const tcp = healthTcp(view, region, protocol);
        const silent = tcp.filter((entry) => entry.evidence.state === 'filtered');
        const working = worksElsewhere(view, region, protocol);
        if (tcp.some(isOpen) || silent.length === 0 || working === null) return null;
        const fallback443 = protocol === 'dcv' ? fallbackOf(view, region) : null;
        const byThisMachine = isOwnRefusal(silent);
        const around = fallback443 === 'open' ? gatewayTcp443(view, region).filter(isOpen) : [];
        return {
          severity: fallback443 === 'open' ? 'warning' : 'error',
          ...(byThisMachine ? { side: 'this-machine' as const } : {}),
          protocols: [protocol],
          region,
          facts: { port: number, addresses: addressesOf(tcp), servers: tcp.length, fallback443, byThisMachine },
          checks: idsOf([...tcp, ...around]),
          // "While 443 works" is half of the rule: a root that takes this proof away explains the finding.
          supposes: idsOf([working]),
        };
      }),
    words: {
      en: (it, say, family) => {
        const ports = say.list(portsOf(family));
        const both = family.length > 1;
        const names = say.protocols(protocolsOfPorts(family));
        return {
          headline: both ? 'The streaming ports are blocked here.' : `${names} is blocked here.`,
          title: both
            ? `The streaming ports are blocked: TCP ${ports} do not get through`
            : `${names} is blocked: TCP ${ports} does not get through`,
          explanation: say.sentences(
            `None of ${say.count(it.servers, { one: 'health-check server', other: 'health-check servers' })} answers on TCP ${ports} (${say.list(it.addresses)}), while other ports of this network work.`,
            it.byThisMachine && 'The firewall of this computer forbids it.',
            !it.byThisMachine && around(family.at(-1)?.fallback443 ?? null, protocol),
          ),
          you: `Switch the VPN off, if you may, or try another network such as your phone, and check again. Tell your helpdesk: "port ${ports} is blocked".`,
          helpdesk: both
            ? `One cause, both protocols: TCP ${ports} are silent. Sign-in works, the picture does not. Compare with another network.`
            : `First broken layer: TCP ${ports}, silent. Sign-in works, the picture does not. Which protocol does this WorkSpace use? Only ${names} is hit.`,
          network: `Allow outbound TCP and UDP ${ports} to the gateway ranges and health-check addresses of the Region, directly and without inspection.`,
        };
      },
      ja: (it, say, family) => {
        const ports = say.list(portsOf(family));
        const both = family.length > 1;
        const names = say.protocols(protocolsOfPorts(family));
        return {
          headline: both ? '画面を送るポートがふさがれています。' : `このネットワークでは ${names} がふさがれています。`,
          title: `${both ? '画面を送るポート' : names} がふさがれています（TCP ${ports} が通りません）`,
          explanation: say.sentences(
            `ヘルスチェックサーバー ${say.number(it.servers)} 台のどれも TCP ${ports} に応答しません（${say.list(it.addresses)}）。ほかのポートは通っています。`,
            it.byThisMachine && 'このパソコンのファイアウォールが禁止しています。',
            !it.byThisMachine && aroundJa(family.at(-1)?.fallback443 ?? null, protocol),
          ),
          you: `できれば VPN を切るか、スマートフォンなど別のネットワークで、もう一度チェックしてください。ヘルプデスクには「ポート ${ports} がふさがれている」と伝えてください。`,
          helpdesk: both
            ? `一つの原因が両方のプロトコルに及んでいます。TCP ${ports} が応答しません。サインインはできても画面が出ません。別のネットワークと比べてください。`
            : `最初に止まる層は TCP ${ports}（応答なし）です。サインインはできても画面が出ません。この WorkSpace がどのプロトコルを使うか確認してください。影響を受けるのは ${names} だけです。`,
          network: `リージョンのゲートウェイの範囲とヘルスチェックのアドレスへの TCP と UDP ${ports} の送信を、検査を通さず直接に許可してください。`,
        };
      },
    },
  });
}

function around(fallback: 'open' | 'closed' | 'client' | null, protocol: Protocol): string {
  if (fallback === 'open') return 'A gateway takes TCP 443 instead, so a DCV session can go around.';
  if (fallback === 'client') return 'A gateway takes TCP 443, but this client is too old to use it.';
  return protocol === 'pcoip' ? 'PCoIP has no other port.' : 'DCV can go around over TCP 443 at some gateways.';
}

function aroundJa(fallback: 'open' | 'closed' | 'client' | null, protocol: Protocol): string {
  if (fallback === 'open') return 'ゲートウェイが TCP 443 を受け付けるため、DCV は迂回できます。';
  if (fallback === 'client') return 'ゲートウェイは TCP 443 を受け付けますが、このクライアントは古くて使えません。';
  return protocol === 'pcoip' ? 'PCoIP にほかのポートはありません。' : 'DCV は一部のゲートウェイで TCP 443 に迂回できます。';
}

/** This machine's own firewall (EPERM) forbade every packet. */
function isOwnRefusal(entries: readonly TcpEntry[]): boolean {
  return entries.every((entry) =>
    entry.evidence.attempts.every((one) => one.failure?.code === 'permission-denied'),
  );
}

/** One proof that this network lets something out: 443 to some name, else the other streaming port. */
function worksElsewhere(view: View, region: string, protocol: Protocol): Entry | null {
  const https = measuredOf(view, 'https', 'endpoint', 'endpoint-by-proxy', 'also');
  const reached = https.find((entry) => isReached(httpsOutcome(entry.evidence)));
  if (reached !== undefined) return reached;
  const others = view.protocols.filter((other) => other !== protocol);
  return others.flatMap((other) => healthTcp(view, region, other)).find(isOpen) ?? null;
}

/** TCP 443 and a TLS handshake came through, whatever the certificate or the status says. */
function isReached(outcome: ReturnType<typeof httpsOutcome>): boolean {
  return (
    outcome === 'passed' ||
    outcome === 'bad-certificate' ||
    outcome === 'server-error' ||
    outcome === 'protocol-error'
  );
}

export const tcpBlockedBy = { pcoip: tcpBlocked('pcoip'), dcv: tcpBlocked('dcv') } as const;
