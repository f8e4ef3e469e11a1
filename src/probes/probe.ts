/** What a probe is. One probe, one file, an explicit registry (`index.ts`); a probe measures and holds no opinion. */
import type { IpAddress } from '../core/address.ts';
import type { EvidenceKind, EvidenceOf, HostFacts } from '../evidence/index.ts';
import type { ProbeId, StepOf } from '../plan/step.ts';
import type { Ports } from './ports.ts';
import type { Timeouts } from './timeouts.ts';

export interface ProbeContext {
  readonly ports: Ports;
  /** Fires on cancel, on the deadline and when the step's budget is over. */
  readonly signal: AbortSignal;
  readonly host: HostFacts;
  /** Addresses that the step's `dns` dependency gave, in the resolver's order; empty for literal targets. */
  readonly resolved: readonly IpAddress[];
  /** Time-outs that adapt to the slowest answer seen, never below the floors of findings.md. */
  readonly timeouts: Timeouts;
  /** Absent: whole time-outs. */
  readonly enough?: Enough;
  /** False: every wait takes its whole time-out (to compare with). */
  readonly boundedWaits?: boolean;
  /** Called with each round-trip sample as it comes; `atMs` from the start of the step. */
  readonly onSample?: (sample: RttSampleSeen) => void;
  /** Called when a DNS server or the resolver has answered anything, while the step goes on. */
  readonly onDnsAnswer?: () => void;
}

/** When silence has lasted long enough beside what others answered (src/run/patience.ts). */
export interface Enough {
  readonly signal: AbortSignal;
  /** How many others were answered, the slowest of them after `slowestMs`; null until the signal fires. */
  readonly because: () => { readonly others: number; readonly slowestMs: number } | null;
}

export interface RttSampleSeen {
  readonly address: string;
  /** Null: lost. */
  readonly rttMs: number | null;
  readonly atMs: number;
}

export interface Probe<K extends EvidenceKind = EvidenceKind> {
  readonly id: ProbeId;
  /** Raised when the evidence changes its meaning. */
  readonly version: number;
  /** What it does and sends, for the generated documentation. */
  readonly summary: string;
  /** Rejects only when cancelled or for a bug. What the network did is evidence. */
  run(step: StepOf<K>, context: ProbeContext): Promise<EvidenceOf<K>>;
}

/** Any member of the registry. */
export type AnyProbe = { [K in EvidenceKind]: Probe<K> }[EvidenceKind];
