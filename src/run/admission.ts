/**
 * Who may start now: bounded sockets, paced packets, few name lookups at a time, and quiet moments for timing.
 * The rules hold no I/O; the scheduler asks and tells.
 */
import type { ProbeId, Step } from '../plan/step.ts';

interface Load {
  /** Sockets that a step holds at most. */
  readonly sockets: number;
  /** Packets that it sends in its first moments; the pace follows from them. */
  readonly packets: number;
  /** How long after its start it disturbs a timing; after that it only waits. */
  readonly noisyMs: number;
}

const LOAD: Readonly<Record<ProbeId, Load>> = {
  // A lookup waits for its answer; its few packets disturb nobody.
  dns: { sockets: 1, packets: 4, noisyMs: 0 },
  tcp: { sockets: 1, packets: 3, noisyMs: 120 },
  https: { sockets: 4, packets: 18, noisyMs: 600 },
  udp: { sockets: 1, packets: 1, noisyMs: 60 },
  quic: { sockets: 1, packets: 1, noisyMs: 60 },
  stun: { sockets: 1, packets: 1, noisyMs: 60 },
  rtt: { sockets: 1, packets: 3, noisyMs: 0 },
  icmp: { sockets: 0, packets: 1, noisyMs: 0 },
  'mtu-ping': { sockets: 0, packets: 8, noisyMs: 300 },
  'mtu-quic': { sockets: 7, packets: 7, noisyMs: 200 },
  'mtu-https': { sockets: 1, packets: 12, noisyMs: 600 },
  route: { sockets: 0, packets: 0, noisyMs: 0 },
  captive: { sockets: 1, packets: 5, noisyMs: 200 },
  client: { sockets: 0, packets: 0, noisyMs: 0 },
  'local-services': { sockets: 1, packets: 4, noisyMs: 0 },
};

export interface Limits {
  readonly sockets: number;
  /** Lookups at one time. */
  readonly lookups: number;
  /** Timing series at one time. */
  readonly series: number;
  /** Packets per millisecond; 1.5 keeps every 100 ms below 200 packets. */
  readonly packetsPerMs: number;
}

export const DEFAULT_LIMITS: Limits = { sockets: 64, lookups: 24, series: 16, packetsPerMs: 1.5 };

export interface Admission {
  /** Milliseconds until the step may be asked for again (0: start it now); null: only another step's end can help. */
  waitMs(step: Step, waiting: { readonly noisy: boolean }, nowMs: number): number | null;
  started(step: Step, nowMs: number): void;
  ended(step: Step): void;
}

/** Whether a step disturbs timing series. */
export function isNoisy(step: Step): boolean {
  return !step.quiet && LOAD[step.probe].noisyMs > 0;
}

export function makeAdmission(limits: Limits = DEFAULT_LIMITS): Admission {
  const running = new Map<string, { readonly step: Step; readonly noisyUntilMs: number }>();
  let paceMs = 0;
  const count = (test: (step: Step) => boolean): number =>
    [...running.values()].filter(({ step }) => test(step)).length;
  const sockets = (): number =>
    [...running.values()].reduce((sum, { step }) => sum + LOAD[step.probe].sockets, 0);

  const isFull = (step: Step): boolean => {
    if (sockets() + LOAD[step.probe].sockets > limits.sockets && running.size > 0) return true;
    if (step.probe === 'dns') return count(({ probe }) => probe === 'dns') >= limits.lookups;
    return step.quiet && count(({ quiet }) => quiet) >= limits.series;
  };
  const quietMs = (nowMs: number): number =>
    Math.max(0, ...[...running.values()].map((entry) => entry.noisyUntilMs - nowMs));

  return {
    waitMs(step, waiting, nowMs) {
      if (isFull(step)) return null;
      const inSeries = count(({ quiet }) => quiet) > 0;
      if (step.quiet) {
        if (!inSeries && waiting.noisy) return null;
        return Math.max(inSeries ? 0 : quietMs(nowMs), paceMs - nowMs, 0);
      }
      if (isNoisy(step) && inSeries) return null;
      return Math.max(paceMs - nowMs, 0);
    },
    started(step, nowMs) {
      const load = LOAD[step.probe];
      running.set(step.id, { step, noisyUntilMs: step.quiet ? 0 : nowMs + load.noisyMs });
      paceMs = Math.max(paceMs, nowMs) + load.packets / limits.packetsPerMs;
    },
    ended(step) {
      running.delete(step.id);
    },
  };
}
