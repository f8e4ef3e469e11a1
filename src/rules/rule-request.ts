/** What a rule set is asked for, and what each kind of rule gives to it. */
import type { Profile, Protocol } from '../core/words.ts';
import type { Vocabulary } from '../words/en/index.ts';
import type { Omission, Rule } from './rule.ts';

export interface RuleRequest {
  /** Codes that the tables have, in the order wanted. */
  readonly regions: readonly string[];
  readonly protocols: readonly Protocol[];
  readonly profile: Profile;
  /** Ranges of Global Accelerator (DCV). */
  readonly withAga: boolean;
  readonly withFips: boolean;
  readonly withIpv6: boolean;
  /** `d-…`, already validated; null when not given. */
  readonly directoryId: string | null;
  /** Language of notes and reasons; English where nobody says. */
  readonly words?: Vocabulary;
}

/** What one Region contributes. */
export interface Contribution {
  readonly rules: readonly Rule[];
  readonly omitted: readonly Omission[];
}
