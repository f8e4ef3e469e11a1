/** What a run tells while it goes on. Plain values; the faces draw from these alone. */
import type { SoFar } from '../core/words.ts';
import type { Judgement } from '../judge/finding.ts';
import type { Check } from '../reading/check.ts';
import type { HostFacts } from '../evidence/host-facts.ts';
import type { Step } from '../plan/step.ts';

export type RunEvent =
  /** First event: the whole plan, so that every row has its place. `expectedMs` is a forecast of the wall time on a healthy network. */
  | {
      readonly type: 'planned';
      readonly steps: readonly Step[];
      readonly expectedMs: number;
      /** Facts of the machine, so that a face can draw the way out from the first moment. */
      readonly host?: HostFacts;
    }
  /** Steps for addresses that only DNS gave. */
  | { readonly type: 'expanded'; readonly steps: readonly Step[] }
  | { readonly type: 'started'; readonly stepId: string; readonly atMs: number }
  /** A step ended; the status may still change when the causes are known. */
  | { readonly type: 'checked'; readonly check: Check; readonly atMs: number }
  /** One round-trip sample; null: lost. */
  | {
      readonly type: 'sample';
      readonly region: string | null;
      readonly address: string;
      readonly rttMs: number | null;
      readonly atMs: number;
    }
  /**
   * What the verdict would be now, while more is measured that may change it: for who waits before the screen alone. No exit code, no
   * file and no history knows of it.
   */
  | ({ readonly type: 'so-far'; readonly atMs: number } & SoFar)
  /** Last event. */
  | { readonly type: 'judged'; readonly judgement: Judgement };

export type OnRunEvent = (event: RunEvent) => void;
