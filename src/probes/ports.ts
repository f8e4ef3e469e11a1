/**
 * The doors to the outside. Probes reach the network and the machine through these alone; `src/net` has the real ones,
 * `src/net/simulated` scripted ones, tests have fakes written by hand. Each port measures and classifies, none judges.
 * Every call takes the run's AbortSignal down to the socket: when it fires the call ends at once, rejecting with the signal's reason.
 * What the network does is a value; a port rejects only when cancelled or for a bug.
 */
import type { Failure } from '../core/failure.ts';
import type { HostName, IpAddress } from '../core/address.ts';
import type { Family, PortState } from '../core/words.ts';
import type { Timeouts } from './timeouts.ts';
import type {
  CaptiveEvidence,
  ClientEvidence,
  Hop,
  HopsEvidence,
  HostFacts,
  HttpsAttempt,
  LocalServicesEvidence,
  RouteEvidence,
  SystemTlsEvidence,
} from '../evidence/index.ts';

export interface Clock {
  /** Monotonic milliseconds with a fraction. */
  nowMs(): number;
  /** Wall clock; only for stamps in evidence. */
  wallTime(): Date;
  /** Resolves after `ms`; rejects with the signal's reason when that fires first. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Watches how late this process's event loop is; the returned function ends the watch: ms, 99 of 100 moments were no later. */
  watchLoopDelay?(): () => number | null;
}

export interface CallOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Fires when silence has lasted long enough: the call ends as at its time-out, only earlier, and gives what it knows. */
  readonly enough?: AbortSignal;
}

export interface LookupResult {
  readonly addresses: readonly IpAddress[];
  readonly durationMs: number;
  readonly failure: Failure | null;
}

export interface DnsQuery {
  readonly server: string;
  readonly serverPort: number;
  readonly name: string;
  /** `SRV` answers come as `texts`, in the presentation form `priority weight port target` (RFC 2782). */
  readonly type: 'A' | 'AAAA' | 'TXT' | 'SRV';
  readonly transport: 'udp' | 'tcp';
}

export interface DnsReply {
  readonly rcode: string | null;
  readonly addresses: readonly string[];
  readonly texts: readonly string[];
  readonly ttlSeconds: number | null;
  readonly truncated: boolean;
  readonly tries: number;
  readonly durationMs: number | null;
  readonly failure: Failure | null;
}

export interface DnsPort {
  /** getaddrinfo with all families and without AI_ADDRCONFIG: what the client itself would get. */
  lookup(host: HostName, options: CallOptions): Promise<LookupResult>;
  /** One question to one server; over UDP it is sent again until `timeoutMs`. */
  query(query: DnsQuery, options: CallOptions): Promise<DnsReply>;
}

/** The kernel's own figures of an open TCP socket (Linux `ss -tin`); null fields were not printed. */
export interface KernelTcpInfo {
  readonly minRttMs: number | null;
  readonly rttMs: number | null;
  readonly mssBytes: number | null;
  readonly pathMtuBytes: number | null;
  readonly backoff: number;
  readonly lost: number;
  readonly retransmits: number;
}

export interface TcpConnectResult {
  readonly state: PortState;
  /** SYN to SYN-ACK as this process sees it; null unless it opened. */
  readonly connectMs: number | null;
  readonly durationMs: number;
  readonly failure: Failure | null;
  /** Null where it was not asked for or cannot be had. */
  readonly kernel: KernelTcpInfo | null;
}

export interface TcpPort {
  /** Connects to a literal address and closes at once. Never resolves names, never races families. */
  connect(
    target: { address: IpAddress; port: number; wantKernel?: boolean },
    options: CallOptions,
  ): Promise<TcpConnectResult>;
}

export interface DatagramExchange {
  readonly address: IpAddress;
  readonly port: number;
  /** One payload a try; sent `spacingMs` apart, then silence is waited out until `timeoutMs`. */
  readonly payloads: readonly Uint8Array[];
  readonly spacingMs: readonly number[];
  /** Whether a datagram answers ours; others are counted as unexpected. */
  readonly accept: (datagram: Uint8Array) => boolean;
  /** Index of the try that an accepted datagram answers; null or absent: cannot be told, the latest one is taken. */
  readonly answeredTry?: (datagram: Uint8Array) => number | null;
}

export interface DatagramResult {
  readonly state: PortState;
  readonly sentAtMs: readonly number[];
  /** `afterMs` since the try it answers, or since the latest one when that cannot be told. */
  readonly reply: { readonly afterMs: number; readonly datagram: Uint8Array } | null;
  readonly unexpected: number;
  readonly failure: Failure | null;
}

export interface DatagramPort {
  /** A connected UDP socket, so that ICMP refusals are heard. Ends at the first accepted reply or refusal. */
  exchange(exchange: DatagramExchange, options: CallOptions): Promise<DatagramResult>;
}

export interface HttpsRequest {
  readonly host: HostName;
  /** Null only by proxy, which resolves itself; by proxy an address is asked for in the place of the name. */
  readonly address: IpAddress | null;
  readonly port: number;
  readonly path: string;
  /** `http://host:port` (credentials are looked up by the port, never passed through evidence). */
  readonly proxy: string | null;
  readonly depth: 'http' | 'tcp';
  /** Bytes of padding in a request header: the large request of the MTU probe. */
  readonly paddingBytes?: number;
  readonly wantKernel?: boolean;
  /** Time-out of each phase; without it each may take `timeoutMs`. By proxy `dnsMs` is for its name, and `httpMs` also for CONNECT. */
  readonly phases?: Pick<Timeouts, 'dnsMs' | 'connectMs' | 'tlsMs' | 'httpMs'>;
}

/** What one HTTPS attempt saw; the `https` evidence has the meaning of each field. */
export interface HttpsResult {
  readonly attempt: HttpsAttempt;
  readonly connect: { readonly status: number; readonly schemes: readonly string[] } | null;
  readonly kernel: KernelTcpInfo | null;
}

export interface HttpsPort {
  /** TCP, TLS without refusing bad certificates (the chain is read and judged apart), one GET, no redirects, body cut at 16 kB. */
  request(request: HttpsRequest, options: CallOptions): Promise<HttpsResult>;
}

export interface PlainHttpPort {
  /** One plain GET without redirects, for the captive-portal control. */
  get(
    request: { host: HostName; address: IpAddress; port: number; path: string },
    options: CallOptions,
  ): Promise<CaptiveEvidence>;
}

export interface PingRequest {
  readonly address: IpAddress;
  readonly family: Family;
  readonly count: number;
  /** Whole IP packet; null: the tool's default. */
  readonly packetBytes: number | null;
  /** Whether the tool is ended where the first three packets stay without an answer. */
  readonly giveUp?: boolean;
  readonly dontFragment: boolean;
}

export interface PingResult {
  readonly sent: number;
  readonly received: number;
  readonly rttsMs: readonly number[];
  /** MTU in a "fragmentation needed", or of our own interface ("message too long"). */
  readonly announcedMtuBytes: number | null;
  readonly failure: Failure | null;
}

export interface PingPort {
  ping(request: PingRequest, options: CallOptions): Promise<PingResult>;
}

export interface HopsRequest {
  readonly address: IpAddress;
  readonly port: number;
  /** `mtu`: packets as large as the way takes, of which `port` is no part. */
  readonly method: 'udp' | 'tcp' | 'mtu';
}

/** One look at the way, by one program; the `hops` evidence has the meaning of each field. */
export interface HopsRound extends Pick<HopsEvidence, 'tool' | 'method' | 'reached' | 'failure'> {
  readonly argv: readonly string[];
  readonly ttl: readonly Hop[];
}

export interface HopsPort {
  trace(request: HopsRequest, options: CallOptions): Promise<HopsRound>;
}

export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly failure: Failure | null;
}

export interface CommandRunner {
  /** argv only, never a shell; output is cut at 1 MB; `LC_ALL=C`. */
  run(file: string, args: readonly string[], options: CallOptions): Promise<CommandResult>;
}

/** Reads of the machine that need no packet on the wire. */
export interface HostPort {
  facts(options: CallOptions): Promise<HostFacts>;
  route(address: IpAddress, options: CallOptions): Promise<RouteEvidence>;
  client(options: CallOptions): Promise<ClientEvidence>;
  localServices(options: CallOptions): Promise<LocalServicesEvidence>;
}

export interface ProxyPort {
  /**
   * The proxy that this machine would use for https to each host, as `http://host:port` without credentials.
   * A host without an entry goes direct. A PAC file is evaluated here, in its sandbox.
   */
  forHosts(hosts: readonly string[], options: CallOptions): Promise<Readonly<Record<string, string>>>;
}

/** One question to the TCP side of a peer. */
export interface PeerQuestion {
  readonly address: IpAddress;
  readonly port: number;
  /** What the peer saw of datagrams with this mark (24 bytes in hex) on one of its UDP ports; null: not asked. */
  readonly about: { readonly port: number; readonly mark: string } | null;
}

export interface PeerTold {
  readonly state: PortState;
  readonly connectMs: number | null;
  /** `greeting`: it greeted and then closed, so it does not take the key; `other`: somebody else answers there. */
  readonly said: 'answer' | 'greeting' | 'other' | 'nothing';
  /** This machine as the peer sees it. */
  readonly outside: { readonly address: string; readonly port: number } | null;
  /** Null: not asked, or the peer has no such port. */
  readonly udp: {
    readonly hellos: number;
    readonly answered: number;
    readonly received: number;
    readonly sent: number;
    readonly from: { readonly address: string; readonly port: number } | null;
    readonly provenElsewhereAgo: number | null;
  } | null;
  readonly loopP99Ms: number | null;
  /** Load that its operator allows; null: none, or it did not tell. */
  readonly loadKbps: number | null;
  readonly failure: Failure | null;
}

/** One UDP port of a peer, and how it is greeted. */
export interface PeerDoor {
  readonly address: IpAddress;
  readonly port: number;
  /** Null: any. */
  readonly localPort: number | null;
  /** 24 bytes in hex, carried by the first packets. */
  readonly mark: string;
  /** First packets at most, until one is answered. */
  readonly hellos: number;
  readonly helloEveryMs: number;
}

export interface StampRequest extends PeerDoor {
  readonly isSigned: boolean;
  readonly count: number;
  readonly everyMs: number;
  /** Without a key: where so many are unanswered, no more are sent. */
  readonly giveUpAfter: number;
  /** Packets behind the series, until one is answered; their numbers are `count` and above. */
  readonly closers: number;
}

/** One answer: `number` is the reflector's own. */
export interface StampReply {
  readonly seq: number;
  readonly number: number;
  /** Of UDP. */
  readonly bytes: number;
  readonly sentAtMs: number;
  readonly heardAtMs: number;
  /** When it came to the reflector and left it, on its own clock: differences alone say something. */
  readonly atPeerMs: number;
  readonly leftPeerMs: number;
}

export interface StampSeen {
  readonly hellos: number;
  /** Bytes of one packet. */
  readonly packetBytes: number;
  readonly sent: number;
  /** The first answer to each packet. */
  readonly replies: readonly StampReply[];
  /** Further ones: the way doubled a packet (answered twice, under two numbers of the reflector), or an answer. */
  readonly again: readonly StampReply[];
  readonly isAnswered: boolean;
  /** Why nothing came; null where something did. */
  readonly failure: Failure | null;
}

/** A packet of so many bytes (of UDP) that asks for an answer of so many (0: none), at once or after a while. */
export interface SizedPacket {
  readonly bytes: number;
  readonly replyBytes: number;
  readonly holdMs: number;
}

/** What this machine's kernel cut in pieces and put together again, since it started (IP alone, any program). */
export interface Fragments {
  readonly made: number;
  readonly joined: number;
}

/** A socket to one port of a peer that answered it. Ends with the signal, or with `close`. */
export interface PeerSession {
  /** Why nothing may be sent; null: the peer answered a first packet. */
  readonly failure: Failure | null;
  readonly hellos: number;
  readonly localPort: number | null;
  /** The first answer to each packet so far; the list grows. */
  readonly replies: readonly StampReply[];
  send(seq: number, packet: SizedPacket): void;
  /** Not longer than to this moment of the clock. */
  until(atMs: number, isEnough: () => boolean): Promise<void>;
  /** Null: this system does not tell, or sends without "don't fragment". */
  fragments(): Promise<Fragments | null>;
  close(): void;
}

/** Talks to a server of the person's own. The key is looked up by the port and never passed through evidence. */
export interface PeerPort {
  ask(question: PeerQuestion, options: CallOptions): Promise<PeerTold>;
  reflect(request: StampRequest, signal: AbortSignal): Promise<StampSeen>;
  open(door: PeerDoor, signal: AbortSignal): Promise<PeerSession>;
}

export interface SystemTlsPort {
  /** One request to one address by a program of the system that verifies with the system's own store. Follows nothing, keeps no body. */
  handshake(
    target: { host: HostName; address: IpAddress; port: number },
    options: CallOptions,
  ): Promise<SystemTlsEvidence>;
}

export interface Ports {
  readonly clock: Clock;
  readonly dns: DnsPort;
  readonly tcp: TcpPort;
  readonly datagram: DatagramPort;
  readonly https: HttpsPort;
  readonly plainHttp: PlainHttpPort;
  readonly ping: PingPort;
  readonly hops: HopsPort;
  readonly peer: PeerPort;
  readonly host: HostPort;
  readonly proxy: ProxyPort;
  readonly systemTls: SystemTlsPort;
}
