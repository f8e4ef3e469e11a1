/**
 * Time-outs that follow the network: four times the slowest answer seen, never below the floors of findings.md and never
 * above the ceilings that keep the run short. Preflight's own thresholds.
 */
import type { Timeouts } from '../probes/timeouts.ts';

const FACTOR = 4;

interface Bounds {
  readonly floorMs: number;
  readonly ceilingMs: number;
}

const BOUNDS: Readonly<Record<keyof Timeouts, Bounds>> = {
  // "A port is called filtered only after at least 3 s with SYN retries": the kernel repeats a SYN after 1 s and after 3 s.
  connectMs: { floorMs: 3_200, ceilingMs: 5_000 },
  tlsMs: { floorMs: 3_000, ceilingMs: 5_000 },
  httpMs: { floorMs: 4_000, ceilingMs: 6_000 },
  // glibc asks the second server after 5 s: an answer that comes then is still the truth of this machine (resolv.conf(5), timeout).
  dnsMs: { floorMs: 6_000, ceilingMs: 7_000 },
  // max(1 s, 3 round trips) after the last datagram (technical-facts A.1).
  datagramMs: { floorMs: 1_000, ceilingMs: 2_500 },
};

export interface AdaptiveTimeouts {
  /** Takes in one answer's time in milliseconds. */
  observe(answerMs: number): void;
  current(): Timeouts;
}

export function adaptiveTimeouts(): AdaptiveTimeouts {
  let slowestMs = 0;
  const fit = ({ floorMs, ceilingMs }: Bounds): number =>
    Math.min(ceilingMs, Math.max(floorMs, FACTOR * slowestMs));
  return {
    observe(answerMs) {
      slowestMs = Math.max(slowestMs, answerMs);
    },
    current: () => ({
      connectMs: fit(BOUNDS.connectMs),
      tlsMs: fit(BOUNDS.tlsMs),
      httpMs: fit(BOUNDS.httpMs),
      dnsMs: fit(BOUNDS.dnsMs),
      datagramMs: fit(BOUNDS.datagramMs),
    }),
  };
}
