/** Connections and handshakes by family of addresses, so that one family can be held against the other. */
import { addressKind, familyOf } from '../../core/address.ts';
import type { Family } from '../../core/words.ts';
import { isTranslated } from '../../reading/nat64.ts';
import { measuredOf, type Entry, type View } from '../../reading/view.ts';

export interface Try {
  readonly entry: Entry;
  /** A name on 443, else `name:port`. */
  readonly host: string | null;
  /** What its twin over the other family has too. */
  readonly key: string;
  readonly port: number;
  readonly family: Family;
  readonly open: boolean;
  readonly isHandshake: boolean;
  /** Nobody answered: no reset, no alert. */
  readonly isSilent: boolean;
  /** This machine's own firewall said no (EPERM, on Windows WSAEACCES). */
  readonly isForbiddenHere: boolean;
}

export interface Broken {
  /** Tries over IPv6 whose host works over IPv4. */
  readonly twins: readonly Try[];
  /** All tries over IPv6. */
  readonly tried: number;
}

/** The failing tries over IPv6 whose host works over IPv4; null unless every try over IPv6 fails. */
export function brokenAmong(tries: readonly Try[]): Broken | null {
  const six = tries.filter(({ family }) => family === 6);
  if (six.some(({ open }) => open)) return null;
  const twins = six.filter(({ key }) => tries.some((one) => one.family === 4 && one.open && one.key === key));
  return twins.length === 0 ? null : { twins, tried: six.length };
}

/** A handshake that a certificate follows is finished, whatever the certificate says. */
const CUT: ReadonlySet<string> = new Set(['tls-timeout', 'tls-reset', 'tls-alert', 'tls-protocol-error']);

/** TLS by family, of hosts where TCP opened. */
export function handshakesOf(view: View): readonly Try[] {
  return measuredOf(view, 'https', 'endpoint', 'also').flatMap((entry) =>
    entry.evidence.attempts.flatMap(({ address, port, depth, tcpState, tls, failure }) => {
      const tried = depth === 'http' && tcpState === 'open' && address !== null;
      if (!tried || !isOfService(view, address)) return [];
      if (tls === null && !CUT.has(failure?.code ?? '')) return [];
      const { host } = entry.evidence;
      const isSilent = failure?.code === 'tls-timeout';
      return [
        {
          entry,
          host,
          key: host,
          port,
          family: familyOf(address),
          open: tls !== null,
          isHandshake: true,
          isSilent,
          isForbiddenHere: false,
        },
      ];
    }),
  );
}

/** Connects by family. The servers of a Region have a name for each family, so they are twins by their Region. */
export function connectsOf(view: View): readonly Try[] {
  const https = measuredOf(view, 'https', 'endpoint', 'also').flatMap((entry) =>
    entry.evidence.attempts.flatMap(({ address, port, tcpState, failure }) =>
      address === null
        ? []
        : [
            {
              entry,
              host: entry.evidence.host,
              key: entry.evidence.host,
              port,
              address,
              open: tcpState === 'open',
              isForbiddenHere: failure?.code === 'permission-denied',
            },
          ],
    ),
  );
  const tcp = measuredOf(view, 'tcp', 'health-check').flatMap((entry) =>
    entry.evidence.attempts.map(({ address, port, state, failure }) => ({
      entry,
      host: entry.check.target.host === null ? null : `${entry.check.target.host}:${port}`,
      key: `${entry.step.region}:${port}`,
      port,
      address,
      open: state === 'open',
      isForbiddenHere: failure?.code === 'permission-denied',
    })),
  );
  return [...https, ...tcp]
    .filter(({ address }) => isOfService(view, address))
    .map(({ address, ...one }) => ({
      ...one,
      family: familyOf(address),
      isHandshake: false,
      isSilent: true,
    }));
}

/**
 * NAT64 addresses are the network's own translation and prove nothing about IPv6 beyond it; an address where the service cannot be is
 * DNS's fault (`dns/redirected`).
 */
function isOfService(view: View, address: string): boolean {
  return familyOf(address) === 4 || (addressKind(address) === 'public' && !isTranslated(view, address));
}
