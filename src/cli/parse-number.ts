/** Numbers of the command line: decimal, finite, within bounds. */
import { UsageError, quoted } from './usage-error.ts';

export interface NumberRule {
  readonly flag: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  /** False: whole numbers only. */
  readonly fraction: boolean;
  readonly fallback: number;
}

/** The number, or the rule's default when none was given. */
export function parseNumber(text: string | null, rule: NumberRule): number {
  if (text === null) return rule.fallback;
  const pattern = rule.fraction ? /^\d{1,9}(\.\d{1,6})?$/ : /^\d{1,9}$/;
  const value = pattern.test(text) ? Number(text) : Number.NaN;
  if (value >= rule.min && value <= rule.max) return value;
  const kind = rule.fraction ? 'a number' : 'a whole number';
  throw new UsageError(
    `--${rule.flag} ${quoted(text)} is not accepted; give ${kind} of ${rule.unit} from ${rule.min} to ${rule.max}`,
  );
}

/** Whole run. An hour is far beyond any real run and keeps timers within bounds. */
export const DEADLINE: NumberRule = {
  flag: 'deadline',
  unit: 'seconds',
  min: 1,
  max: 3600,
  fraction: true,
  fallback: 60,
};

/** Round-trip samples per address; more than 200 would be a load on somebody else's server. */
export const SAMPLES: NumberRule = {
  flag: 'samples',
  unit: 'samples',
  min: 1,
  max: 200,
  fraction: false,
  fallback: 10,
};

export const REPEAT: NumberRule = {
  flag: 'repeat',
  unit: 'runs',
  min: 1,
  max: 1000,
  fraction: false,
  fallback: 1,
};

/** From the end of one run to the start of the next. */
export const EVERY: NumberRule = {
  flag: 'every',
  unit: 'seconds',
  min: 0,
  max: 86400,
  fraction: true,
  fallback: 0,
};

/** Of `preflight serve`; below 1024 an ordinary user may not listen everywhere, and the system says so. */
export const PORT: NumberRule = {
  flag: 'port',
  unit: 'ports',
  min: 1,
  max: 65_535,
  fraction: false,
  fallback: 0,
};
