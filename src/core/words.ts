/**
 * The closed vocabularies of the project, in the words of the field (port states are nmap's).
 * One array per vocabulary: types, schemas and documentation derive from it.
 */

export const PROTOCOLS = ['pcoip', 'dcv'] as const;
/** Streaming protocol of a WorkSpace; older texts call DCV "WSP". */
export type Protocol = (typeof PROTOCOLS)[number];

/** As people ask for them. */
export const PROTOCOL_WORDS = [...PROTOCOLS, 'both'] as const;

/** Streaming port of each protocol, TCP and UDP. Source: guide2025, client ports, 2121-2143. */
export const STREAMING_PORT = { pcoip: 4172, dcv: 4195 } as const satisfies Record<Protocol, number>;

/** Whether the operating system verifies one handshake itself; `auto`: not where own roots stand for the public ones. */
export const SYSTEM_TRUST = ['auto', 'yes', 'no'] as const;

/** Files beside the tables that can shape a check; the report names those that did. */
export const SHAPERS = ['config', 'policy', 'public-roots'] as const;

/** Ways to sign in that a directory may ask for (`--sign-in`). */
export const SIGN_INS = ['password', 'saml', 'certificate', 'smart-card'] as const;

/** What answers as a peer (`--peer`): `preflight peer`, a STAMP reflector (RFC 8762), or a server that is there already. */
export const PEER_KINDS = ['preflight', 'stamp', 'stun', 'quic'] as const;
export type PeerKind = (typeof PEER_KINDS)[number];

/** Whether the peer stands in the rule that holds the gateways (`--peer-scope`). */
export const PEER_SCOPES = ['service', 'other'] as const;

export const PROFILES = ['client', 'web-access', 'zero-client'] as const;
export type Profile = (typeof PROFILES)[number];

export const GROUPS = ['dns', 'https', 'streaming', 'latency', 'mtu', 'local', 'client'] as const;
/** Stage of a check, as the report and the faces group it. */
export type Group = (typeof GROUPS)[number];

export const NEEDS = ['essential', 'supporting', 'situational'] as const;
/** How much a name matters (findings.md): a failure has at most error, warning, notice. */
export type Need = (typeof NEEDS)[number];

export const TRANSPORTS = ['tcp', 'udp', 'icmp'] as const;
export type Transport = (typeof TRANSPORTS)[number];

export const PORT_STATES = ['open', 'closed', 'filtered', 'open|filtered'] as const;
/** `closed` is an active refusal, `filtered` silence or an administrative ICMP, `open|filtered` UDP silence. */
export type PortState = (typeof PORT_STATES)[number];

export const STATUSES = ['pass', 'warn', 'fail', 'unproven', 'not-tested'] as const;
export type Status = (typeof STATUSES)[number];

export const SEVERITIES = ['error', 'warning', 'notice'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const SIDES = ['this-machine', 'local-network', 'path', 'service', 'us'] as const;
/** Who can fix a finding. `us` is our own limit, never the network. */
export type Side = (typeof SIDES)[number];

export const VERDICTS = ['ready', 'degraded', 'not-ready', 'unknown'] as const;
export type Verdict = (typeof VERDICTS)[number];
/** The worst first: the mark of several protocols, or of several reports. */
export const WORST_FIRST: readonly Verdict[] = ['not-ready', 'unknown', 'degraded', 'ready'];

/** What goes on after an early verdict: loss is confirmed slowly, what was silent is asked once more, and who answers on the way. */
export const STILL_MEASURED = ['loss', 'silence', 'where'] as const;

export interface SoFar {
  /** Of the requested protocols; `unknown` tells nothing yet. */
  readonly verdicts: Readonly<Partial<Record<Protocol, Verdict>>>;
  readonly measuring: (typeof STILL_MEASURED)[number];
}

export const PARTITIONS = ['aws', 'aws-us-gov'] as const;
export type Partition = (typeof PARTITIONS)[number];

export const REDACTION_LEVELS = ['minimal', 'standard', 'full'] as const;
/** How much a bundle says of the person and the machine (docs/adr/0010-redaction.md). */
export type RedactionLevel = (typeof REDACTION_LEVELS)[number];

/** IP family of an address or a lookup. */
export type Family = 4 | 6;

/** What a report proves of a firewall rule: states of the truth table, and `untestable` where no probe exists; the worst first. */
export const RULE_STATES = ['closed', 'silent', 'no-reply', 'not-tested', 'untestable', 'open'] as const;
export type RuleState = (typeof RULE_STATES)[number];

/** A wildcard has no name, a gateway may be idle on UDP, Global Accelerator is never probed, of an IPv6 range no address is known. */
export const UNTESTABLE = ['wildcard', 'idle', 'accelerator', 'ipv6'] as const;
export type Untestable = (typeof UNTESTABLE)[number];

/** So much of a log of the client is read, from its end: the newest lines, some days with advanced logging on. */
export const LOG_END_BYTES = 4 * 1024 * 1024;

/** What a stand-in of a bundle (`host-1`) hides. */
export const STAND_IN_KINDS = [
  'host',
  'user',
  'wifi',
  'vpn',
  'private-address',
  'public-address',
  'mac',
  'name',
  'path',
] as const;
export type StandInKind = (typeof STAND_IN_KINDS)[number];
/** Runs that a page may ask for at once: their events are kept while they are watched. The command line takes more. */
export const MOST_REPEATS = 20;
/** Reports that stand side by side in a page; the command line takes more. */
export const MOST_SITES = 12;
