/** What a probe brings back. Unknown is a value: a figure that was not measured is null and says why, never 0 or false. */
import type { Failure } from './failure.ts';

export const NOT_TESTED_REASONS = [
  'dependency-failed',
  'proxy-instead',
  'deadline',
  'cancelled',
  'not-supported-here',
  'placeholder-host',
  'not-in-tables',
  'profile',
  'no-ipv6',
  'no-ipv4',
  'unconfirmed-fact',
  'opt-in',
  'tool-missing',
  'not-permitted',
  'agent-failure',
  'sampled-out',
] as const;
/** Closed list: why a check has no result. */
export type NotTestedReason = (typeof NOT_TESTED_REASONS)[number];

/**
 * The outcome of one step. `completed` means that the probe ran to its end: what the network did (a refusal, silence) is in
 * the evidence. `skipped` and `cancelled` have no evidence. `crashed` is a bug of ours.
 */
export type Observed<Evidence> =
  | {
      readonly outcome: 'completed';
      readonly startMs: number;
      readonly durationMs: number;
      readonly evidence: Evidence;
    }
  | {
      readonly outcome: 'timed-out';
      readonly startMs: number;
      readonly durationMs: number;
      readonly failure: Failure;
    }
  | {
      readonly outcome: 'skipped';
      readonly reason: NotTestedReason;
      readonly text: string;
      readonly because: string | null;
    }
  | { readonly outcome: 'cancelled'; readonly reason: 'deadline' | 'cancelled' }
  | {
      readonly outcome: 'crashed';
      readonly startMs: number;
      readonly durationMs: number;
      readonly failure: Failure;
    };
