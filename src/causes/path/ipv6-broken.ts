/** A machine that prefers a broken IPv6 waits before every connection (guide2025, 3487-3488). */
import { z } from 'zod';
import { addressKind, familyOf } from '../../core/address.ts';
import type { Say } from '../../core/say.ts';
import { STREAMING_PORT, type Protocol } from '../../core/words.ts';
import { addressOf } from '../../reading/health-check.ts';
import { unique, type Entry, type View } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type CauseWords, type Found } from '../cause.ts';
import { count, flag, server, word } from '../facts.ts';
import { idsOf } from '../found.ts';
import { listJa } from '../web/shared.ts';
import { brokenAmong, connectsOf, handshakesOf, type Broken, type Try } from './family-tries.ts';

const PORTS = ['443', `${STREAMING_PORT.pcoip}`, `${STREAMING_PORT.dcv}`] as const;

const facts = z.object({
  /** With the port where it is not a name on 443. */
  hosts: z.array(server()),
  tried: count(),
  /** Connections open, and no handshake finishes. */
  opens: flag(),
  /** Of these handshakes none was answered: large packets alone are lost. Others are cut by somebody. */
  silent: flag(),
  /** What is broken over IPv6: everything, these ports, or these hosts alone. */
  scope: word(['all', 'ports', 'hosts']),
  ports: z.array(word(PORTS)),
  byThisMachine: flag(),
});
type Facts = z.infer<typeof facts>;

export const ipv6Broken = defineCause({
  code: 'ipv6/broken',
  layer: 'path',
  ceiling: 'warning',
  side: 'local-network',
  // A prefix without a route looks the same from here, whoever forgot it.
  sideProven: ({ byThisMachine }) => byThisMachine,
  facts,
  sources: [
    'Amazon WorkSpaces administration guide (2025): IPv6 is preferred where the gateways answer',
    'RFC 8305 (happy eyeballs)',
  ],
  when: 'This computer has an IPv6 address and a route, IPv6 targets fail, and the same over IPv4 work: all of them, those on a port, or those of a host (a notice where no session needs the host).',
  holds,
  root: {
    // IPv6 that goes nowhere: the servers behind the IPv6 addresses are not down.
    covers: (entry, { facts: found }) => hasFailed(entry) && isMeant(entry, found),
  },
  words: { en, ja },
});

function hasFailed({ check }: Entry): boolean {
  return check.status !== 'pass' && check.status !== 'not-tested';
}

function isMeant(entry: Entry, { scope, ports, hosts }: Facts): boolean {
  const port = `${entry.check.target.port ?? ''}`;
  const isOfPort = scope === 'all' || ports.some((one) => one === port);
  if (isIpv6Streaming(entry)) return isOfPort || (entry.evidence?.kind === 'rtt' && ports.length > 1);
  return isIpv6Name(entry) && (isOfPort || hosts.includes(entry.check.target.host ?? ''));
}

const STREAMING_ROLES: ReadonlySet<string> = new Set(['health-check', 'gateway', 'gateway-443']);

function isIpv6Streaming({ step, evidence }: Entry): boolean {
  const address = addressOf(step, evidence) ?? '';
  return STREAMING_ROLES.has(step.role) && familyOf(address) === 6 && addressKind(address) !== 'nat64';
}

/** A name that was tried over IPv6 alone. */
function isIpv6Name({ evidence }: Entry): boolean {
  if (evidence?.kind !== 'https' || evidence.attempts.length === 0) return false;
  return evidence.attempts.every(({ address }) => address !== null && familyOf(address) === 6);
}

type Part = Pick<Facts, 'scope' | 'ports' | 'opens'> & { readonly broken: Broken };

/**
 * Every IPv6 target fails and the same answer over IPv4; else every one on a port, or of a host. Connects are asked first; where they
 * open, handshakes: a path that carries small IPv6 packets alone opens every port and finishes no session.
 */
function holds(view: View): readonly Found<Facts>[] {
  if (!view.record.host.hasIpv6) return [];
  const part = brokenPart(view);
  if (part === null) return [];
  const { broken, ...rest } = part;
  const hosts = broken.twins.map(({ host }) => host).filter((host) => host !== null);
  const byThisMachine = broken.twins.every(({ isForbiddenHere }) => isForbiddenHere);
  const matters = rest.scope !== 'hosts' || broken.twins.some(({ entry }) => isEssential(entry));
  return [
    {
      severity: matters ? 'warning' : 'notice',
      ...(byThisMachine ? { side: 'this-machine' as const } : {}),
      protocols: protocolsOf(view, rest),
      region: null,
      facts: {
        ...rest,
        byThisMachine,
        hosts: unique(hosts),
        tried: broken.tried,
        silent: broken.twins.every(({ isSilent }) => isSilent),
      },
      checks: idsOf(broken.twins.map(({ entry }) => entry)),
    },
  ];
}

function isEssential({ step }: Entry): boolean {
  return (step.need ?? 'essential') === 'essential';
}

/** A streaming port alone is the trouble of its protocol. */
function protocolsOf(view: View, { scope, ports }: Pick<Facts, 'scope' | 'ports'>): readonly Protocol[] {
  if (scope !== 'ports' || ports.includes('443')) return view.protocols;
  return view.protocols.filter((protocol) => ports.some((port) => port === `${STREAMING_PORT[protocol]}`));
}

function brokenPart(view: View): Part | null {
  const connects = connectsOf(view);
  const all = brokenAmong(connects);
  if (all !== null) return { broken: all, scope: 'all', ports: [], opens: false };
  const handshakes = handshakesOf(view);
  const unfinished = brokenAmong(handshakes);
  if (unfinished !== null) return { broken: unfinished, scope: 'all', ports: [], opens: true };
  return (
    brokenPorts(connects) ?? brokenHosts([...connects.filter(({ port }) => port === 443), ...handshakes])
  );
}

function brokenPorts(connects: readonly Try[]): Part | null {
  const broken = PORTS.flatMap((port) => {
    const one = brokenAmong(connects.filter((each) => `${each.port}` === port));
    return one === null ? [] : [{ port, ...one }];
  });
  if (broken.length === 0) return null;
  const twins = broken.flatMap((one) => one.twins);
  const tried = broken.reduce((sum, one) => sum + one.tried, 0);
  return { broken: { twins, tried }, scope: 'ports', ports: broken.map(({ port }) => port), opens: false };
}

/** A host whose port opens and whose handshake fails has failed. */
function brokenHosts(tries: readonly Try[]): Part | null {
  const hosts = [...new Set(tries.map(({ host }) => host))];
  const broken = hosts.flatMap((host) => {
    const own = tries.filter((one) => one.host === host);
    return (
      brokenAmong(own.filter(({ isHandshake }) => !isHandshake)) ??
      brokenAmong(own.filter(({ isHandshake }) => isHandshake)) ??
      []
    );
  });
  if (broken.length === 0) return null;
  const twins = broken.flatMap((one) => one.twins);
  const tried = broken.reduce((sum, one) => sum + one.tried, 0);
  return {
    broken: { twins, tried },
    scope: 'hosts',
    ports: [],
    opens: twins.every(({ isHandshake }) => isHandshake),
  };
}

function en(it: Facts, say: Say): CauseWords {
  const tried = say.count(it.tried, { one: 'connection', other: 'connections' });
  const hosts = it.hosts.length === 0 ? '' : ` (${say.list(it.hosts)})`;
  return {
    headline: `${titleEn(it, say)}.`,
    explanation: say.sentences(
      it.opens
        ? `${tried} over IPv6 opened and ${it.silent ? 'then stayed silent' : 'were cut in the handshake'}, while the same hosts finish over IPv4${hosts}.`
        : `${tried} over IPv6 failed, while the same hosts answer over IPv4${hosts}.`,
      it.opens && it.silent && LARGE.en,
      it.byThisMachine && ADVICE.en.forbiddenHere,
      it.scope !== 'all' && 'Other connections over IPv6 work.',
      it.opens && it.silent
        ? 'The client prefers IPv6, so it hangs.'
        : 'The client prefers IPv6, so it waits before every such connection.',
    ),
    you: youEn(it),
    helpdesk: 'Sessions work after a wait. As a test, switch IPv6 off on this interface and check again.',
    network: networkEn(it, say),
  };
}

const youEn = ({ byThisMachine }: Facts): string =>
  byThisMachine ? ADVICE.en.ownFirewall('IPv6') : `${ADVICE.en.restartRouter} ${ADVICE.en.ifItStays}`;
const youJa = ({ byThisMachine }: Facts): string =>
  byThisMachine ? ADVICE.ja.ownFirewall(' IPv6 ') : `${ADVICE.ja.restartRouter}${ADVICE.ja.ifItStays}`;

const LARGE = {
  en: 'Small packets pass and large ones do not: the usual cause is a tunnel or router that drops large IPv6 packets and the messages about them.',
  ja: '小さなパケットは通り、大きなパケットは通りません。大きな IPv6 パケットとその通知を捨てるトンネルかルーターが、よくある原因です。',
} as const;

function titleEn({ scope, ports, hosts, opens }: Facts, say: Say): string {
  if (scope === 'ports') return `Port ${say.list(ports)} is shut over IPv6 only`;
  if (scope === 'hosts')
    return `${hosts.length === 1 ? say.list(hosts) : say.count(hosts.length, { one: 'host', other: 'hosts' })} cannot be used over IPv6 only`;
  return opens
    ? 'IPv6 is set up here but carries no encrypted connection'
    : 'IPv6 is set up here but leads nowhere';
}

function networkEn({ scope, ports, hosts, byThisMachine }: Facts, say: Say): string {
  if (byThisMachine) return ADVICE.en.noPort;
  if (scope === 'ports')
    return `Open port ${say.list(ports)} over IPv6 as over IPv4: rules for IPv6 are usually kept apart.`;
  if (scope === 'hosts') return `Look at filters and routes for the IPv6 addresses of ${say.list(hosts)}.`;
  return 'Fix the IPv6 route of this network, or stop announcing a prefix that is not routed. Let ICMPv6 "packet too big" (type 2) pass everywhere.';
}

function ja(it: Facts, say: Say): CauseWords {
  const tried = `IPv6 の接続 ${say.number(it.tried)} 件`;
  const hosts = it.hosts.length === 0 ? '' : `（${say.list(it.hosts)}）`;
  return {
    headline: `${titleJa(it, say)}。`,
    explanation: say.sentences(
      it.opens
        ? `${tried}は開いたあと${it.silent ? '応答がなくなり' : 'ハンドシェイクの途中で切られ'}、同じホストは IPv4 なら最後まで進みます${hosts}。`
        : `${tried}が失敗し、同じホストは IPv4 で応答します${hosts}。`,
      it.opens && it.silent && LARGE.ja,
      it.byThisMachine && ADVICE.ja.forbiddenHere,
      it.scope !== 'all' && 'ほかの IPv6 の接続は動いています。',
      it.opens && it.silent
        ? 'クライアントは IPv6 を優先するため、止まってしまいます。'
        : 'クライアントは IPv6 を優先するため、このような接続のたびに待ちます。',
    ),
    you: youJa(it),
    helpdesk:
      '待てば接続できます。試しに、このインターフェイスの IPv6 を切って、もう一度チェックしてください。',
    network: networkJa(it, say),
  };
}

function titleJa({ scope, ports, hosts, opens }: Facts, say: Say): string {
  if (scope === 'ports') return `IPv6 でだけ、ポート ${listJa(ports, say)}がふさがれています`;
  if (scope === 'hosts')
    return `IPv6 でだけ、${hosts.length === 1 ? ` ${listJa(hosts, say)}` : `ホスト ${say.number(hosts.length)} 件`}を使えません`;
  return opens
    ? 'IPv6 は設定されていますが、暗号化された接続を運べません'
    : 'IPv6 は設定されていますが、どこにも届きません';
}

function networkJa({ scope, ports, hosts, byThisMachine }: Facts, say: Say): string {
  if (byThisMachine) return ADVICE.ja.noPort;
  if (scope === 'ports')
    return `IPv4 と同じように IPv6 でもポート ${listJa(ports, say)}を開けてください。IPv6 の規則は別に管理されていることが多くあります。`;
  if (scope === 'hosts')
    return `${listJa(hosts, say)}の IPv6 アドレスに対するフィルターと経路を調べてください。`;
  return 'このネットワークの IPv6 の経路を直すか、経路のないプレフィックスの通知を止めてください。ICMPv6 の「packet too big」（タイプ 2）をどこでも通してください。';
}
