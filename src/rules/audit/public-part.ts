/** What of all public addresses a firewall refuses: a name without known addresses may have any of them. Pure. */
import { parseCidr, subtractIntervals, type IpInterval } from '../../regions/ip-interval.ts';
import type { AuditLayer, AuditWords } from './audit-entry.ts';
import { wholeFamily } from './parse-destination.ts';
import { layersFor, refusingPlaces, shutParts, type Mode } from './shut-parts.ts';

interface Sized {
  readonly refused: bigint;
  /** More public addresses are let out than refused. */
  readonly mostly: boolean;
}

export interface PublicPart {
  readonly told: Sized;
  readonly worst: Sized;
  readonly best: Sized;
  readonly places: readonly string[];
}

function sized(parts: readonly IpInterval[]): Sized {
  const refused = parts.reduce((sum, { first, last }) => sum + last - first + 1n, 0n);
  return { refused, mostly: refused < 1n << 31n };
}

/** Addresses that no public name has: private, shared, documentation, multicast (IANA's registry of special-purpose addresses). */
const NOT_PUBLIC: readonly IpInterval[] = [
  ...[
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
  ],
  ...[
    '192.0.2.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/3',
  ],
].flatMap((cidr) => parseCidr(cidr) ?? []);

/** `known`: blocks whose use is known, so that no name has an address there. Every name has one of IPv4. */
export function publicPart(
  layers: readonly AuditLayer[],
  known: readonly IpInterval[],
  words: AuditWords,
): PublicPart {
  const seen = layersFor(layers, 4);
  const shut = (mode: Mode): IpInterval[] =>
    subtractIntervals(shutParts(wholeFamily(4), seen, mode), [...known, ...NOT_PUBLIC]);
  const told = shut('told');
  const isSure = seen.every(({ entries }) => entries.every(({ doubt }) => doubt === null));
  const parts = isSure
    ? { told, worst: told, best: told }
    : { told, worst: shut('worst'), best: shut('best') };
  return {
    told: sized(parts.told),
    worst: sized(parts.worst),
    best: sized(parts.best),
    places: refusingPlaces(seen, parts.worst, words),
  };
}
