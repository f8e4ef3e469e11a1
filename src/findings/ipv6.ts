/** Rule on the second family: a machine that prefers a broken IPv6 waits before every connection (guide2025, 3487-3488). */
import { addressKind, familyOf } from '../core/address.ts';
import { idsOf, type Draft } from './draft.ts';
import { measuredOf, type Entry, type View } from './view.ts';

interface Try {
  readonly entry: Entry;
  readonly host: string | null;
  readonly family: 4 | 6;
  readonly open: boolean;
}

/** IPv6 with address and route; every IPv6 target fails; the same hosts answer over IPv4. */
export function ipv6Broken(view: View): readonly Draft[] {
  if (!view.record.host.hasIpv6) return [];
  const tries = triesOf(view);
  const six = tries.filter(({ family }) => family === 6);
  if (six.length === 0 || six.some(({ open }) => open)) return [];
  const twins = six.filter(({ host }) =>
    tries.some((one) => one.family === 4 && one.open && one.host === host),
  );
  if (twins.length === 0) return [];
  const hosts = [...new Set(twins.map(({ host }) => host).filter((host) => host !== null))];
  return [
    {
      code: 'ipv6/broken',
      severity: 'warning',
      protocols: view.protocols,
      region: null,
      params: { hosts, tried: six.length },
      checks: idsOf(twins.map(({ entry }) => entry)),
    },
  ];
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
