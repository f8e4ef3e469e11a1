/** Rule on the second family: a machine that prefers a broken IPv6 waits before every connection (guide2025, 3487-3488). */
import { addressKind, familyOf } from '../core/address.ts';
import { idsOf, type Draft } from './draft.ts';
import { measuredOf, type Entry, type View } from '../reading/view.ts';

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
export function ipv6Broken(view: View): readonly Draft[] {
  if (!view.record.host.hasIpv6) return [];
  const connects = brokenAmong(triesOf(view));
  const broken = connects ?? brokenAmong(handshakesOf(view));
  if (broken === null) return [];
  const hosts = [...new Set(broken.twins.map(({ host }) => host).filter((host) => host !== null))];
  return [
    {
      code: 'ipv6/broken',
      severity: 'warning',
      protocols: view.protocols,
      region: null,
      params: { hosts, tried: broken.tried, opens: connects === null },
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
function triesOf(view: View): readonly Try[] {
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
      host: entry.step.target.host === null ? null : `${entry.step.target.host}:${one.port}`,
      address: one.address,
      open: one.state === 'open',
    })),
  );
  return [...https, ...tcp]
    .filter(({ address }) => addressKind(address) !== 'nat64')
    .map(({ entry, host, address, open }) => ({ entry, host, open, family: familyOf(address) }));
}
