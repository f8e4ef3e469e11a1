/** A machine that prefers a broken IPv6 waits before every connection (guide2025, 3487-3488). */
import { z } from 'zod';
import { addressKind, familyOf } from '../../core/address.ts';
import { addressOf } from '../../reading/health-check.ts';
import { measuredOf, type Entry, type View } from '../../reading/view.ts';
import { defineCause, type Found } from '../cause.ts';
import { count, flag, server } from '../facts.ts';
import { idsOf } from '../found.ts';

const facts = z.object({
  /** With the port where it is not a name on 443. */
  hosts: z.array(server()),
  tried: count(),
  /** Connections open and no handshake finishes: large packets alone are lost. */
  opens: flag(),
});

export const ipv6Broken = defineCause({
  code: 'ipv6/broken',
  layer: 'path',
  ceiling: 'warning',
  side: 'local-network',
  // A prefix without a route looks the same from here, whoever forgot it.
  sideProven: () => false,
  facts,
  sources: [
    'Amazon WorkSpaces administration guide (2025): IPv6 is preferred where the gateways answer',
    'RFC 8305 (happy eyeballs)',
  ],
  when: 'This computer has a global IPv6 address and a route, IPv6 targets fail, and the same over IPv4 work.',
  holds,
  root: {
    // IPv6 that goes nowhere: the servers behind the IPv6 addresses are not down.
    covers: (entry) => hasFailed(entry) && (isIpv6Streaming(entry) || isIpv6Name(entry)),
  },
  words: {
    en: (it, say) => {
      const tried = say.count(it.tried, { one: 'connection', other: 'connections' });
      const hosts = it.hosts.length === 0 ? '' : ` (${say.list(it.hosts)})`;
      return {
        headline: it.opens
          ? 'IPv6 is set up here but carries no encrypted connection.'
          : 'IPv6 is set up here but leads nowhere.',
        title: it.opens
          ? 'IPv6 is set up here and carries no encrypted connection'
          : 'IPv6 is set up here and leads nowhere',
        explanation: it.opens
          ? `${tried} over IPv6 opened and then stayed silent, while the same hosts finish over IPv4${hosts}. Small packets pass and large ones do not: the usual cause is a tunnel or router that drops large IPv6 packets and the messages about them. The client prefers IPv6, so it hangs.`
          : `${tried} over IPv6 failed, while the same hosts answer over IPv4${hosts}. The client prefers IPv6, so it waits before every connection.`,
        you: 'Restart the router if it is yours. If it stays, send this result to your helpdesk.',
        helpdesk: 'Sessions work after a wait. As a test, switch IPv6 off on this interface and check again.',
        network:
          'Fix the IPv6 route of this network, or stop announcing a prefix that is not routed. Let ICMPv6 "packet too big" (type 2) pass everywhere.',
      };
    },
    ja: (it, say) => {
      const tried = `IPv6 の接続 ${say.number(it.tried)} 件`;
      const hosts = it.hosts.length === 0 ? '' : `（${say.list(it.hosts)}）`;
      return {
        headline: it.opens
          ? 'IPv6 は設定されていますが、暗号化された接続を運べません。'
          : 'IPv6 は設定されていますが、どこにも届きません。',
        title: it.opens
          ? 'IPv6 は設定されていますが、暗号化された接続を運べません'
          : 'IPv6 は設定されていますが、どこにも届きません',
        explanation: it.opens
          ? `${tried}は開いたあと応答がなくなり、同じホストは IPv4 なら最後まで進みます${hosts}。小さなパケットは通り、大きなパケットは通りません。大きな IPv6 パケットとその通知を捨てるトンネルかルーターが、よくある原因です。クライアントは IPv6 を優先するため、止まってしまいます。`
          : `${tried}が失敗し、同じホストは IPv4 で応答します${hosts}。クライアントは IPv6 を優先するため、接続のたびに待ちます。`,
        you: '自分のルーターなら再起動してください。続く場合は、この結果をヘルプデスクに送ってください。',
        helpdesk:
          '待てば接続できます。試しに、このインターフェイスの IPv6 を切って、もう一度チェックしてください。',
        network:
          'このネットワークの IPv6 の経路を直すか、経路のないプレフィックスの通知を止めてください。ICMPv6 の「packet too big」（タイプ 2）をどこでも通してください。',
      };
    },
  },
});

function hasFailed({ check }: Entry): boolean {
  return check.status !== 'pass' && check.status !== 'not-tested';
}

const STREAMING_ROLES: ReadonlySet<string> = new Set(['health-check', 'gateway', 'gateway-443']);

function isIpv6Streaming({ step, evidence }: Entry): boolean {
  return STREAMING_ROLES.has(step.role) && familyOf(addressOf(step, evidence) ?? '') === 6;
}

/** A name that was tried over IPv6 alone. */
function isIpv6Name({ evidence }: Entry): boolean {
  if (evidence?.kind !== 'https' || evidence.attempts.length === 0) return false;
  return evidence.attempts.every(({ address }) => address !== null && familyOf(address) === 6);
}

interface Try {
  readonly entry: Entry;
  readonly host: string | null;
  readonly family: 4 | 6;
  readonly open: boolean;
}

/**
 * IPv6 with address and route; every IPv6 target fails; the same hosts answer over IPv4. Connects are asked first; where they open,
 * handshakes: a path that carries small IPv6 packets alone opens every port and finishes no session.
 */
function holds(view: View): readonly Found<z.infer<typeof facts>>[] {
  if (!view.record.host.hasIpv6) return [];
  const connects = brokenAmong(connectsOf(view));
  const broken = connects ?? brokenAmong(handshakesOf(view));
  if (broken === null) return [];
  const hosts = [...new Set(broken.twins.map(({ host }) => host).filter((host) => host !== null))];
  return [
    {
      severity: 'warning',
      protocols: view.protocols,
      region: null,
      facts: { hosts, tried: broken.tried, opens: connects === null },
      checks: idsOf(broken.twins.map(({ entry }) => entry)),
    },
  ];
}

/** The failing tries over IPv6 whose host works over IPv4; null unless every try over IPv6 fails. */
function brokenAmong(
  tries: readonly Try[],
): { readonly twins: readonly Try[]; readonly tried: number } | null {
  const six = tries.filter(({ family }) => family === 6);
  if (six.some(({ open }) => open)) return null;
  const twins = six.filter(({ host }) =>
    tries.some((one) => one.family === 4 && one.open && one.host === host),
  );
  return twins.length === 0 ? null : { twins, tried: six.length };
}

/** TLS by family, of hosts where TCP opened: silence after that, while IPv4 finishes. */
function handshakesOf(view: View): readonly Try[] {
  return measuredOf(view, 'https', 'endpoint', 'also').flatMap((entry) =>
    entry.evidence.attempts.flatMap(({ address, depth, tcpState, tls, failure }) => {
      const tried = depth === 'http' && tcpState === 'open' && address !== null;
      if (!tried || addressKind(address) === 'nat64') return [];
      // Only silence speaks of the path: a reset or a bad certificate is somebody's answer.
      if (tls === null && failure?.code !== 'tls-timeout') return [];
      return [{ entry, host: entry.evidence.host, family: familyOf(address), open: tls !== null }];
    }),
  );
}

/** Connects by family; NAT64 addresses are the network's own translation and prove nothing about IPv6 beyond it. */
function connectsOf(view: View): readonly Try[] {
  const https = measuredOf(view, 'https', 'endpoint', 'also').flatMap((entry) =>
    entry.evidence.attempts.flatMap((one) =>
      one.address === null
        ? []
        : [{ entry, host: entry.evidence.host, address: one.address, open: one.tcpState === 'open' }],
    ),
  );
  const tcp = measuredOf(view, 'tcp', 'health-check').flatMap((entry) =>
    entry.evidence.attempts.map((one) => ({
      entry,
      host: entry.check.target.host === null ? null : `${entry.check.target.host}:${one.port}`,
      address: one.address,
      open: one.state === 'open',
    })),
  );
  return [...https, ...tcp]
    .filter(({ address }) => addressKind(address) !== 'nat64')
    .map(({ entry, host, address, open }) => ({ entry, host, open, family: familyOf(address) }));
}
