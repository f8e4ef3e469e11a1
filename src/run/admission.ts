/**
 * Who may start now: bounded sockets, paced packets, few name lookups at a time, quiet moments for timing, and few sessions where asked.
 * The rules hold no I/O; the scheduler asks and tells.
 */
import { familyOf, type IpAddress } from '../core/address.ts';
import { pageConnections, sessionsOf, totalOf } from '../plan/sessions.ts';
import type { Request } from '../plan/request.ts';
import { targetOf, type ProbeId, type Step } from '../plan/step.ts';
import { GENTLE, SessionWindow, type SessionLimits } from './session-window.ts';

interface Load {
  /** Sockets that a step holds at most; of a datagram that has had its last try they count no longer. */
  readonly sockets: number;
  /** Packets that it sends in its first moments, less what certificates cost; the pace follows from them. */
  readonly packets: number;
  /** Chains of certificates that it receives: each segment of them is acknowledged by one packet. */
  readonly chains: number;
}

/** A step as it would run now: the addresses that its name gave (empty for literal targets and by proxy). */
export interface Candidate {
  readonly step: Step;
  readonly resolved: readonly IpAddress[];
  readonly load: Load;
  /** Entries that it makes in a NAT's table at most. */
  readonly sessions: number;
  /** Equal where admission treats two steps alike: what holds one up holds up the other. */
  readonly kind: string;
}

/** The load is worked out once: a step that is ready is asked for again at every change. */
export function candidateOf(step: Step, resolved: readonly IpAddress[], dnsServers: number): Candidate {
  const families = familiesOf(resolved);
  const known = { dnsServers, resolved: resolved.length === 0 ? null : families };
  const load = loadOf(step, families);
  const sessions = totalOf(sessionsOf(step, known).most);
  const kind = `${step.probe} ${step.quiet} ${load.sockets} ${sessions}`;
  return { step, resolved, load, sessions, kind };
}

function familiesOf(resolved: readonly IpAddress[]): { readonly ipv4: number; readonly ipv6: number } {
  const ipv4 = resolved.filter((address) => familyOf(address) === 4).length;
  return { ipv4, ipv6: resolved.length - ipv4 };
}

/** Packets of a connection that is opened and reset: SYN, ACK, RST. */
const CONNECT_PACKETS = 3;
/** The same with TLS and one page, less the acknowledgements of the certificates. */
const PAGE_PACKETS = 8;
/** A young connection acknowledges each full segment (measured: a leaf of 15 kB costs a page ten packets more; docs/proof/fast.md). */
const BYTES_AN_ACKNOWLEDGEMENT = 1_448;
/** Until the first page has told: a leaf of 15 kB with its issuers. */
const UNKNOWN_CHAIN_BYTES = 20_000;

const LOAD: Readonly<Record<Exclude<ProbeId, 'https' | 'tcp'>, Omit<Load, 'chains'> & Partial<Load>>> = {
  dns: { sockets: 1, packets: 4 },
  'proxy-connect': { sockets: 1, packets: 5 },
  udp: { sockets: 1, packets: 1 },
  quic: { sockets: 1, packets: 1 },
  stun: { sockets: 1, packets: 1 },
  ntp: { sockets: 1, packets: 1 },
  hops: { sockets: 0, packets: 20 },
  'peer-tcp': { sockets: 1, packets: 7 },
  // 50 packets of 160 bytes a second are too few to wait for, or to disturb a timing.
  stamp: { sockets: 3, packets: 1 },
  // A few packets at a time, and then a wait.
  'peer-size': { sockets: 2, packets: 4 },
  'peer-nat': { sockets: 3, packets: 1 },
  'peer-load': { sockets: 3, packets: 1 },
  'peer-idle': { sockets: 6, packets: 1 },
  rtt: { sockets: 1, packets: CONNECT_PACKETS },
  icmp: { sockets: 0, packets: 1 },
  'mtu-ping': { sockets: 0, packets: 8 },
  'mtu-quic': { sockets: 7, packets: 7 },
  'mtu-https': { sockets: 1, packets: 12, chains: 1 },
  route: { sockets: 0, packets: 0 },
  captive: { sockets: 1, packets: 5 },
  client: { sockets: 0, packets: 0 },
  'local-services': { sockets: 1, packets: 4 },
  'system-tls': { sockets: 1, packets: 10, chains: 1 },
};

/** How long after its start a step disturbs a timing; after that it only waits. A lookup's few packets disturb nobody. */
const NOISY_MS: Readonly<Partial<Record<ProbeId, number>>> = {
  tcp: 120,
  https: 600,
  'proxy-connect': 120,
  udp: 60,
  quic: 60,
  stun: 60,
  ntp: 60,
  'mtu-ping': 300,
  'mtu-quic': 200,
  'mtu-https': 600,
  captive: 200,
  'system-tls': 600,
};

const DATAGRAM_PROBES: readonly ProbeId[] = ['udp', 'quic', 'stun', 'ntp'];

function isDatagram({ probe }: Step): boolean {
  return DATAGRAM_PROBES.includes(probe);
}

/** A name that is known has its addresses by then (dns-silence.ts); a text has had its last try (datagram-tries.ts). */
const LAST_SENT_MS: Readonly<Partial<Record<ProbeId, number>>> = {
  dns: 600,
  udp: 900,
  quic: 900,
  stun: 900,
  ntp: 900,
};

/** How long after its start a step only waits; null: it sends until it ends. */
export function silentAfterMs({ probe, quiet }: Step): number | null {
  return quiet ? null : (LAST_SENT_MS[probe] ?? NOISY_MS[probe] ?? null);
}

/** A name with one address is one connection, not as many as a name may have. */
function loadOf(step: Step, families: ReturnType<typeof familiesOf>): Load {
  const { probe } = step;
  const addresses = targetOf(step).address === null ? Math.max(1, families.ipv4 + families.ipv6) : 1;
  if (probe === 'tcp') return { sockets: addresses, packets: addresses * CONNECT_PACKETS, chains: 0 };
  if (probe !== 'https') return { chains: 0, ...LOAD[probe] };
  const { asked, others } = pageConnections(families);
  const packets = asked * PAGE_PACKETS + others * CONNECT_PACKETS;
  return { sockets: asked + others, packets, chains: asked };
}

function longestNoise(running: Iterable<{ readonly noisyUntilMs: number }>, nowMs: number): number {
  return Math.max(0, ...Array.from(running, ({ noisyUntilMs }) => noisyUntilMs - nowMs));
}

function withoutSockets(candidate: Candidate): Candidate {
  return { ...candidate, load: { ...candidate.load, sockets: 0 } };
}

export interface Limits {
  readonly sockets: number;
  /** Lookups at one time: as many as really run beside each other (src/net/dns/dns-lookup-process.ts). */
  readonly lookups: number;
  /** Timing series at one time. */
  readonly series: number;
  readonly packetsPerMs: number;
  /** A start that came late (timers, a busy event loop) may be made up for by this much. */
  readonly catchUpMs: number;
  /** Entries of a NAT's table; null: as many as the plan needs. */
  readonly sessions: SessionLimits | null;
}

/** In 100 ms at most (100 + 20) * 1.25 packets and one more step of at most 31: 181, and room for what comes later in a step. */
const DEFAULT_LIMITS: Limits = {
  sockets: 64,
  lookups: 32,
  series: 32,
  packetsPerMs: 1.25,
  catchUpMs: 20,
  sessions: null,
};

export function limitsOf({ gentle = false }: Pick<Request, 'gentle'>): Limits {
  return gentle ? { ...DEFAULT_LIMITS, sessions: GENTLE } : DEFAULT_LIMITS;
}

export interface Admission {
  /** Milliseconds until the step may be asked for again (0: start it now); null: only another step's end can help. */
  waitMs(candidate: Candidate, waiting: { readonly noisy: () => boolean }, nowMs: number): number | null;
  /** Milliseconds until anything at all may be sent. */
  paceMs(nowMs: number): number;
  /** A page was read, with so many bytes of certificates: the next ones are counted as the longest so far. */
  learnt(chainBytes: number): void;
  started(candidate: Candidate, nowMs: number): void;
  /** The step has sent all that it will send and only waits. */
  silent(step: Step): void;
  /** `used`: sessions that it opened; null where that is not known, and then as many as it might have. */
  ended(step: Step, used: number | null, nowMs: number): void;
}

/** Whether a step disturbs timing series. */
export function isNoisy(step: Step): boolean {
  return !step.quiet && NOISY_MS[step.probe] !== undefined;
}

interface Moment {
  /** A burst is about to come. */
  readonly noisy: () => boolean;
  readonly inSeries: boolean;
  readonly quietMs: () => number;
}

/** Milliseconds until the moment is right for the step: a series and a burst never run beside each other. Null: not before an end. */
function momentOf(step: Step, { noisy, inSeries, quietMs }: Moment): number | null {
  if (!step.quiet) return isNoisy(step) && inSeries ? null : 0;
  if (inSeries) return 0;
  return noisy() ? null : quietMs();
}

/** When the next packets may go, from what the last steps cost. */
function makePace({ packetsPerMs, catchUpMs }: Limits): Pick<Admission, 'learnt'> & {
  readonly waitMs: Admission['paceMs'];
  readonly sends: (load: Load, nowMs: number) => void;
} {
  let freeAtMs = 0;
  let chainBytes: number | null = null;
  return {
    waitMs: (nowMs) => Math.max(freeAtMs - nowMs, 0),
    learnt: (bytes) => void (chainBytes = Math.max(chainBytes ?? 0, bytes)),
    sends({ packets, chains }, nowMs) {
      const acknowledgements = Math.ceil((chainBytes ?? UNKNOWN_CHAIN_BYTES) / BYTES_AN_ACKNOWLEDGEMENT);
      const fromMs = Math.max(freeAtMs, nowMs - catchUpMs);
      freeAtMs = fromMs + (packets + chains * acknowledgements) / packetsPerMs;
    },
  };
}

export function makeAdmission(limits: Limits = DEFAULT_LIMITS): Admission {
  const running = new Map<string, { readonly candidate: Candidate; readonly noisyUntilMs: number }>();
  // Kept as sums: hundreds of steps ask at every change.
  const held = { sockets: 0, lookups: 0, series: 0 };
  const pace = makePace(limits);
  const sessions = new SessionWindow(limits.sessions);
  const hold = (candidate: Candidate, sign: 1 | -1): void => {
    held.sockets += sign * candidate.load.sockets;
    if (candidate.step.probe === 'dns') held.lookups += sign;
    if (candidate.step.quiet) held.series += sign;
  };
  const isFull = (candidate: Candidate): boolean => {
    const { step, load } = candidate;
    if (held.sockets + load.sockets > limits.sockets && running.size > 0) return true;
    if (step.probe === 'dns') return held.lookups >= limits.lookups;
    return step.quiet && held.series >= limits.series;
  };

  return {
    waitMs(candidate, waiting, nowMs) {
      if (isFull(candidate)) return null;
      const quietMs = (): number => longestNoise(running.values(), nowMs);
      const momentMs = momentOf(candidate.step, { ...waiting, inSeries: held.series > 0, quietMs });
      const sessionsMs = sessions.waitMs(candidate.sessions, nowMs);
      return momentMs === null || sessionsMs === null
        ? null
        : Math.max(momentMs, sessionsMs, pace.waitMs(nowMs));
    },
    learnt: pace.learnt,
    started(candidate, nowMs) {
      const { step } = candidate;
      const noisyUntilMs = isNoisy(step) ? nowMs + (NOISY_MS[step.probe] ?? 0) : 0;
      running.set(step.id, { candidate, noisyUntilMs });
      hold(candidate, 1);
      sessions.holds(candidate.sessions);
      pace.sends(candidate.load, nowMs);
    },
    paceMs: pace.waitMs,
    silent(step) {
      const entry = running.get(step.id);
      if (entry === undefined || !isDatagram(step)) return;
      held.sockets -= entry.candidate.load.sockets;
      running.set(step.id, { ...entry, candidate: withoutSockets(entry.candidate) });
    },
    ended(step, used, nowMs) {
      const entry = running.get(step.id);
      if (!entry || !running.delete(step.id)) return;
      hold(entry.candidate, -1);
      sessions.ends(entry.candidate.sessions, used, nowMs);
    },
  };
}
