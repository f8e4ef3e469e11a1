/**
 * What one `dns` step came to, in one word. The operating system's resolver is the truth (it is what the client uses); the answers
 * of each server only tell why it failed.
 */
import { addressKind, familyOf, isMapped } from '../core/address.ts';
import type { Family } from '../core/words.ts';
import type { DnsEvidence, DnsServerAnswer, HostFacts } from '../evidence/index.ts';

export type DnsOutcome =
  | 'resolved'
  /** Every server asked stayed silent, or none is configured. */
  | 'silent'
  /** SERVFAIL or REFUSED. */
  | 'server-failure'
  /** NXDOMAIN, or no address. */
  | 'not-found'
  /** Only answers that do not parse, or to another question. */
  | 'malformed'
  /** A server gave an address and the system's resolver was still waiting when a lesser name was given up: nobody knows. */
  | 'untold';

const SILENT = new Set([
  'dns-timeout',
  'connection-timeout',
  'connection-refused',
  'port-unreachable',
  'host-unreachable',
  'network-unreachable',
  'address-unavailable',
  'permission-denied',
  'administratively-prohibited',
  'generic-timeout',
]);
const GARBAGE = new Set(['dns-malformed', 'dns-mismatch']);

/** Whether a server gave no answer at all to this question, or only the announcement of one that then never came over TCP. */
export function isSilentAnswer(answer: DnsServerAnswer): boolean {
  if (isCutAnswer(answer)) return true;
  return answer.rcode === null && answer.failure !== null && SILENT.has(answer.failure.code);
}

/** Truncated over UDP, and TCP did not give the rest (RFC 7766, 5: the answer over UDP is then worth nothing). */
export function isCutAnswer({ truncated, transport, addresses, texts }: DnsServerAnswer): boolean {
  return truncated && transport === 'udp' && addresses.length + texts.length === 0;
}

/** Whether what came back does not parse or answers another question. */
export function isGarbageAnswer(answer: DnsServerAnswer): boolean {
  return answer.failure !== null && GARBAGE.has(answer.failure.code);
}

/** The outcome of a name's step; for names only, TXT questions are judged in registration. */
export function dnsOutcome(evidence: DnsEvidence): DnsOutcome {
  if ((evidence.system?.addresses.length ?? 0) > 0) return 'resolved';
  if (evidence.system?.failure?.code === 'generic-timeout') return 'untold';
  return outcomeOfServers(evidence.servers) ?? outcomeOfSystem(evidence);
}

/** Families over which this machine sends; of one without either both, as nobody knows. */
export function familiesOf({ hasIpv4, hasIpv6 }: Pick<HostFacts, 'hasIpv4' | 'hasIpv6'>): readonly Family[] {
  if (hasIpv4 === hasIpv6) return [4, 6];
  return hasIpv4 ? [4] : [6];
}

/** The outcome for this machine: an address of a family that it does not have is none, and the question for the other one counts. */
export function outcomeHere(evidence: DnsEvidence, host: HostFacts): DnsOutcome {
  const [family, other] = familiesOf(host);
  const addresses = evidence.system?.addresses ?? [];
  const isShort = other === undefined && !addresses.some((one) => familyOf(one) === family);
  const counts = isShort && (family === 6 || addresses.length > 0);
  return (counts ? outcomeOf(family === 6 ? 'AAAA' : 'A', evidence.servers) : null) ?? dnsOutcome(evidence);
}

/** How the question for addresses of one family failed; null where it was answered, if only with "there is none". */
function outcomeOf(kind: 'A' | 'AAAA', servers: readonly DnsServerAnswer[]): DnsOutcome | null {
  const asked = servers.filter(({ question }) => question === kind);
  if (asked.length === 0 || asked.some(({ rcode }) => rcode === 'NOERROR' || rcode === 'NXDOMAIN'))
    return null;
  if (asked.some(({ rcode }) => rcode !== null)) return 'server-failure';
  if (asked.some(isGarbageAnswer)) return 'malformed';
  // A server that answers the other question is there, and fails on this one.
  return servers.some(({ rcode }) => rcode !== null) ? 'server-failure' : null;
}

/** Null where the servers' answers do not explain the failure (none asked, or all well). */
function outcomeOfServers(servers: readonly DnsServerAnswer[]): DnsOutcome | null {
  if (servers.length === 0) return null;
  // One question was answered well: the other one is what the resolver stumbled over.
  if (servers.some((answer) => answer.addresses.length > 0)) return outcomeOf('AAAA', servers) ?? outcomeOf('A', servers); // prettier-ignore
  const whole = servers.filter((answer) => !isCutAnswer(answer));
  if (whole.some(({ rcode }) => rcode === 'NXDOMAIN')) return 'not-found';
  if (whole.some(hasNoIpv4)) return outcomeOf('AAAA', whole) ?? 'not-found';
  if (whole.some(({ rcode }) => rcode !== null && rcode !== 'NOERROR')) return 'server-failure';
  if (servers.some(isGarbageAnswer)) return 'malformed';
  return servers.every(isSilentAnswer) ? 'silent' : null;
}

/** Nobody denied a name whose other question failed. That it has no IPv6 address denies nothing. */
function hasNoIpv4({ rcode, question }: DnsServerAnswer): boolean {
  return rcode === 'NOERROR' && question === 'A';
}

function outcomeOfSystem(evidence: DnsEvidence): DnsOutcome {
  const code = evidence.system?.failure?.code;
  if (code === 'dns-nxdomain' || code === 'dns-no-data') return 'not-found';
  if (code === 'dns-servfail' || code === 'dns-refused') return 'server-failure';
  return code === 'dns-malformed' || code === 'dns-mismatch' ? 'malformed' : 'silent';
}

/**
 * Every server that answered says that the name does not exist (NXDOMAIN): what a retired name looks like. A name that exists without an
 * address is not retired; some filters answer so. NXDOMAIN to one question is enough of a server: it means the name and not the type
 * (RFC 8020), and some answer nothing else to AAAA. Where no server was asked the resolver's word stands.
 */
export function isAbsentEverywhere(evidence: DnsEvidence): boolean {
  const heard = evidence.servers.filter((answer) => answer.rcode !== null && !isCutAnswer(answer));
  if (heard.length === 0) return evidence.system?.failure?.code === 'dns-nxdomain';
  const denies = new Set(heard.filter(({ rcode }) => rcode === 'NXDOMAIN').map(({ server }) => server));
  return heard.every(({ server, addresses }) => denies.has(server) && addresses.length === 0);
}

export type AddressTrouble = 'none' | 'dead' | 'odd';

const kept = new WeakMap<DnsEvidence, Map<Family | 'all', AddressTrouble>>();

/**
 * `dead`: unspecified or loopback, nothing can be there. `odd`: private or otherwise impossible for a public service, until a valid
 * certificate proves it. Of one family alone where one is given: a true address of the other must not hide it.
 */
export function addressTrouble(evidence: DnsEvidence, family: Family | 'all' = 'all'): AddressTrouble {
  const known = kept.get(evidence) ?? new Map<Family | 'all', AddressTrouble>();
  // Reading addresses is the dearest part of judging all Regions; evidence never changes.
  kept.set(evidence, known);
  const trouble = known.get(family) ?? troubleOf(addressesOver(evidence, family));
  known.set(family, trouble);
  return trouble;
}

/** What the system's resolver gave, of one family or of all. */
export function addressesOver(evidence: DnsEvidence, family: Family | 'all'): readonly string[] {
  const addresses = evidence.system?.addresses ?? [];
  return family === 'all' ? addresses : addresses.filter((address) => familyOf(address) === family);
}

function troubleOf(addresses: readonly string[]): AddressTrouble {
  const kinds = addresses.map((address) => (isMapped(address) ? 'unspecified' : addressKind(address)));
  if (kinds.some((kind) => kind === 'public' || kind === 'nat64') || kinds.length === 0) return 'none';
  return kinds.every((kind) => kind === 'unspecified' || kind === 'loopback') ? 'dead' : 'odd';
}
