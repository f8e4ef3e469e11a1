/** A streaming port is silent on every health-check server while 443, or the other port, works: the port is shut, not the network. */
import { z } from 'zod';
import type { Written } from '../../core/language.ts';
import { sayIn, type Say } from '../../core/say.ts';
import { STREAMING_PORT, type Protocol } from '../../core/words.ts';
import { askedByProxy, fallbackOf, PROXY_WAYS, wayByProxy } from '../../reading/fallback-443.ts';
import { gatewayTcp443, healthTcp, isOpen, type TcpEntry } from '../../reading/health-check.ts';
import { httpsOutcome } from '../../reading/https-outcome.ts';
import { measuredOf, type Entry, type View } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type CauseWords, type Found } from '../cause.ts';
import { address, count, flag, port, word } from '../facts.ts';
import { idsOf } from '../found.ts';
import * as from from '../sources.ts';
import { addressesOf, eachRegion, OTHER_WAY, portsOf, protocolOf, protocolsOfPorts } from './shared.ts';
import { udpUnproven } from './udp-unproven.ts';

const facts = z.object({
  port: port(),
  addresses: z.array(address()),
  servers: count(),
  /** DCV's way out over 443: `client` where only the client is too old; null where none was tried. */
  fallback443: word(['open', 'closed', 'client']).nullable(),
  /** DCV's way through the machine's proxy; null where none was asked. */
  byProxy: word(PROXY_WAYS).nullable(),
  byThisMachine: flag(),
});
type Facts = z.infer<typeof facts>;

function tcpBlocked<P extends Protocol>(protocol: P) {
  const number = STREAMING_PORT[protocol];
  const name = sayIn('en').protocol(protocol);
  return defineCause({
    code: `${protocol}/tcp-blocked`,
    layer: 'streaming',
    ceiling: 'error',
    side: 'path',
    // `permission-denied` (EPERM, on Windows WSAEACCES) alone is this machine's own word; silence says "somewhere from here to Amazon".
    sideProven: ({ byThisMachine }) => byThisMachine,
    facts,
    sources: [from.PORTS, from.HEALTH_CHECK],
    when: `TCP ${number} is silent on every health-check address while 443 works.${protocol === 'dcv' ? ' A warning when a gateway is open on TCP 443, or the proxy opens the port for a client that can use it.' : ''}`,
    supersedes: [{ cause: udpUnproven[protocol] }],
    family: 'tcp-blocked',
    offers: 'rules',
    begins: 'port',
    holds: (view) => eachRegion(view, protocol, (region) => findIn(view, region, protocol)),
    brief: {
      en: `${name}: port ${number} does not get through.`,
      ja: `${name}：ポート ${number} が通りません。`,
    },
    words: { en, ja },
  });
}

function findIn(view: View, region: string, protocol: Protocol): Found<Facts> | null {
  const tcp = healthTcp(view, region, protocol);
  const silent = tcp.filter((entry) => entry.evidence.state === 'filtered');
  const working = worksElsewhere(view, region, protocol);
  if (tcp.some(isOpen) || silent.length === 0 || working === null) return null;
  const ways = protocol === 'dcv' ? waysAround(view, region) : NO_WAYS;
  const byThisMachine = isOwnRefusal(silent);
  return {
    severity: ways.isOpen ? 'warning' : 'error',
    ...(byThisMachine ? { side: 'this-machine' as const } : {}),
    protocols: [protocol],
    region,
    facts: {
      port: STREAMING_PORT[protocol],
      addresses: addressesOf(tcp),
      servers: tcp.length,
      ...ways.facts,
      byThisMachine,
    },
    checks: idsOf([...tcp, ...ways.checks]),
    // "While 443 works" is half of the rule: a root that takes this proof away explains the finding.
    supposes: idsOf([working]),
  };
}

interface Ways {
  readonly facts: Pick<Facts, 'fallback443' | 'byProxy'>;
  readonly isOpen: boolean;
  readonly checks: readonly Entry[];
}

const NO_WAYS: Ways = { facts: { fallback443: null, byProxy: null }, isOpen: false, checks: [] };

/** What DCV can do where its port is shut. */
function waysAround(view: View, region: string): Ways {
  const facts = { fallback443: fallbackOf(view, region), byProxy: wayByProxy(view, region) };
  const open443 = facts.fallback443 === 'open' ? gatewayTcp443(view, region).filter(isOpen) : [];
  return {
    facts,
    isOpen: Object.values(facts).includes('open'),
    checks: [...open443, ...askedByProxy(view, region)],
  };
}

/** This machine's own firewall (EPERM, on Windows WSAEACCES) forbade every packet. */
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

function en(it: Facts, say: Say, family: readonly Facts[]): CauseWords {
  const ports = say.list(portsOf(family));
  const both = family.length > 1;
  const names = say.protocols(protocolsOfPorts(family));
  const told = both ? `"ports ${ports} are blocked"` : `"port ${ports} is blocked"`;
  return {
    headline: both ? 'The streaming ports are blocked here.' : `${names} is blocked here.`,
    title: both
      ? `The streaming ports are blocked: TCP ${ports} do not get through`
      : `${names} is blocked: TCP ${ports} does not get through`,
    explanation: say.sentences(
      `None of ${say.count(it.servers, { one: 'health-check server', other: 'health-check servers' })} answers on TCP ${ports} (${say.list(it.addresses)}), while other ports of this network work.`,
      ...(it.byThisMachine ? [ADVICE.en.forbiddenHere] : around('en', family)),
    ),
    you: it.byThisMachine
      ? ADVICE.en.ownFirewall(`TCP ${ports}`)
      : `${ADVICE.en.otherNetwork} Tell your helpdesk: ${told}.`,
    helpdesk: say.sentences(
      it.byThisMachine && 'Look at the firewall and the security software of this computer.',
      both
        ? `One cause, both protocols: TCP ${ports} are silent. Sign-in works, the picture does not. ${ADVICE.en.compareNetworks}`
        : `${ADVICE.en.firstBroken(`TCP ${ports}, silent`)} Sign-in works, the picture does not. ${ADVICE.en.whichProtocol} ${ADVICE.en.onlyHit(names)}`,
    ),
    network: `Allow outbound TCP and UDP ${ports} to the gateway ranges and health-check addresses of the Region, directly and without inspection.`,
  };
}

function ja(it: Facts, say: Say, family: readonly Facts[]): CauseWords {
  const ports = say.list(portsOf(family));
  const both = family.length > 1;
  const names = say.protocols(protocolsOfPorts(family));
  return {
    headline: both ? '画面を送るポートがふさがれています。' : `ここでは ${names} がふさがれています。`,
    title: `${both ? '画面を送るポート' : `${names} `}がふさがれています（TCP ${ports} が通りません）`,
    explanation: say.sentences(
      `ヘルスチェックサーバー ${say.number(it.servers)} 台のどれも TCP ${ports} に応答しません（${say.list(it.addresses)}）。ほかのポートは通っています。`,
      ...(it.byThisMachine ? [ADVICE.ja.forbiddenHere] : around('ja', family)),
    ),
    you: it.byThisMachine
      ? ADVICE.ja.ownFirewall(` TCP ${ports} `)
      : `${ADVICE.ja.otherNetwork}ヘルプデスクには「ポート ${ports} がふさがれている」と伝えてください。`,
    helpdesk: say.sentences(
      it.byThisMachine && 'このパソコンのファイアウォールとセキュリティソフトを調べてください。',
      both
        ? `一つの原因が両方のプロトコルに及んでいます。TCP ${ports} が応答しません。サインインはできても画面が出ません。${ADVICE.ja.compareNetworks}`
        : `${ADVICE.ja.firstBroken(` TCP ${ports}（応答なし）`)}サインインはできても画面が出ません。${ADVICE.ja.whichProtocol}${ADVICE.ja.onlyHit(names)}`,
    ),
    network: `リージョンのゲートウェイの範囲とヘルスチェックのアドレスへの TCP と UDP ${ports} の送信を、検査を通さず直接に許可してください。`,
  };
}

const AROUND = {
  en: {
    open: 'A gateway takes TCP 443 instead, so a DCV session can go around.',
    client: 'A gateway takes TCP 443, but this client is too old to use it.',
    closed: 'The gateways that were tried do not take TCP 443 either.',
  },
  ja: {
    open: 'ゲートウェイが TCP 443 を受け付けるため、DCV は迂回できます。',
    client: 'ゲートウェイは TCP 443 を受け付けますが、このクライアントは古くて使えません。',
    closed: '試したゲートウェイは TCP 443 も受け付けません。',
  },
} as const;

const BY_PROXY = {
  en: {
    open: 'The proxy opens the port, and this client can go through it, which the documents advise against.',
    client: 'The proxy opens the port, but this client is too old to go through it.',
    never: 'The proxy opens the port, but this client does not stream through a proxy.',
    closed: 'The proxy does not open the port either.',
  },
  ja: {
    open: 'プロキシはこのポートを開き、このクライアントはそこを通れます。ただし資料は勧めていません。',
    client: 'プロキシはこのポートを開きますが、このクライアントは古くて通れません。',
    never: 'プロキシはこのポートを開きますが、このクライアントは画面をプロキシに通しません。',
    closed: 'プロキシもこのポートを開きません。',
  },
} as const;

/** What is left to each protocol that is hit. */
function around(language: Written, family: readonly Facts[]): string[] {
  return family.flatMap(({ port, fallback443, byProxy }) => [
    fallback443 === null ? OTHER_WAY[language][protocolOf(port)] : AROUND[language][fallback443],
    ...(byProxy === null ? [] : [BY_PROXY[language][byProxy]]),
  ]);
}

export const tcpBlockedBy = { pcoip: tcpBlocked('pcoip'), dcv: tcpBlocked('dcv') } as const;
