/** The vocabulary of scenarios: one thing that differs from a healthy network. Plain data. */
import type { CertificateKind } from './pki.ts';
import type { FilterAction, FilterPlace } from './firewall.ts';
import type { Target } from './target.ts';
import type { DnsManner, ProxyManner, World } from './world.ts';

/** One entry of the lab's DNS. `rcode` wins over addresses; `silent` over both. */
export interface NameAnswer {
  readonly a?: readonly string[];
  readonly aaaa?: readonly string[];
  readonly txt?: readonly string[];
  readonly rcode?: 'noerror' | 'nxdomain' | 'servfail' | 'refused';
  readonly silent?: boolean;
  /** Questions of these types alone get no answer, as behind a broken home router. */
  readonly silentFor?: readonly ('a' | 'aaaa')[];
  /** What the question for IPv6 addresses alone is answered with. */
  readonly aaaaRcode?: 'nxdomain' | 'servfail' | 'refused';
  readonly delayMs?: number;
}

export interface HttpsManner {
  readonly certificate: CertificateKind | 'wrong-name';
  readonly behaviour:
    | 'http'
    /** Well, in their own way: TLS 1.2 without resumption, 2.5 s before the handshake, HTTP/1.0, one 503 and never again. */
    | 'tls-1.2'
    | 'slow-handshake'
    | 'http-1.0'
    | 'once-503'
    /** Before TLS: RST, silence, FIN, an alert on the name, another protocol. */
    | 'reset'
    /** As soon as the connection is open, before any name is read: for all hosts alone. */
    | 'reset-at-once'
    | 'silent'
    | 'close'
    | 'alert'
    | 'plain-text'
    /** After TLS: no answer, no HTTP, a header of 1 MB. */
    | 'http-silent'
    | 'no-http'
    | 'huge-header';
  readonly status: number;
  /** Clock of the servers against ours: a machine that runs behind sees a positive one. */
  readonly dateOffsetSeconds: number;
  readonly ageSeconds: number | null;
}

/** The way to some destinations. Delays are one way; see relay/relay.c for what is counted how. */
export interface PathChange {
  readonly kind: 'path';
  readonly to: Target;
  readonly upMs?: number;
  readonly downMs?: number;
  /** Added to every second packet of a kind. */
  readonly swingMs?: number;
  readonly lossRatio?: number;
  /** Loses this first SYN alone (from 1). */
  readonly dropSyn?: number;
  /** A line that carries no more (kilobits of IP a second, each way by itself), and how long packets may wait for it (100 ms). */
  readonly rateKbps?: number;
  readonly queueMs?: number;
  readonly mtu?: number;
  readonly mtuMode?: 'icmp' | 'silent';
  readonly mtuWay?: 'both' | 'up' | 'down';
}

export type Change =
  | PathChange
  | ({ readonly kind: 'first-hop' } & Omit<PathChange, 'kind' | 'to' | 'mtu' | 'mtuMode' | 'mtuWay'>)
  | {
      readonly kind: 'filter';
      readonly to: Target;
      readonly action: FilterAction;
      /** Default `router`. */
      readonly at?: FilterPlace;
      readonly transport?: 'tcp' | 'udp' | 'icmp' | 'any';
      readonly ports?: readonly number[];
    }
  | { readonly kind: 'names'; readonly names: readonly string[]; readonly answer: NameAnswer }
  | {
      readonly kind: 'dns';
      /** 1 or 2; without it every server. */
      readonly server?: number;
      readonly manner?: DnsManner;
      readonly delayMs?: number;
      readonly dns64?: boolean;
      readonly rewrite?: string;
      readonly resolvers?: readonly string[];
    }
  | ({ readonly kind: 'https'; readonly hosts: 'all' | readonly string[] } & Partial<HttpsManner>)
  | {
      readonly kind: 'udp';
      readonly ports: readonly number[];
      readonly manner: 'silent' | 'answers' | 'wrong-bytes' | 'time-late';
      /** Only these destinations answer. */
      readonly only?: Target;
    }
  | {
      readonly kind: 'proxy';
      /** Patterns of a host or of `host:port` (`*.amazonaws.com`, `*:4195`) that get 403. */
      readonly deny?: readonly string[];
      /** Schemes of a 407 to everybody. */
      readonly schemes?: readonly string[];
      readonly manner?: ProxyManner;
      /** The machine names a proxy and nobody listens there. */
      readonly absent?: boolean;
      readonly url?: string;
    }
  /** The machine's settings name a PAC file with this text (null: 404), or one at another address. */
  | { readonly kind: 'pac'; readonly script?: string | null; readonly url?: string }
  /** Plain fields of the world. */
  | { readonly kind: 'world'; readonly fields: Partial<Omit<World, 'region' | 'names' | 'filters'>> };
