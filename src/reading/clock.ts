/** A machine's clock against the `Date` of web servers. Answers with an `Age` header come out of a cache and do not count. */
import { median } from './statistics.ts';
import { THRESHOLDS } from './thresholds.ts';

/** What of a web server's answer tells the time. */
export interface DatedAnswer {
  readonly dateHeader: string | null;
  readonly ageSeconds: number | null;
  /** Wall clock of the machine when the headers came, ISO 8601. */
  readonly receivedAt: string;
}

/** By how many milliseconds the machine is ahead of the server; null where the answer does not tell. */
export function skewOf(answer: DatedAnswer | null): number | null {
  if (answer === null || answer.dateHeader === null || answer.ageSeconds !== null) return null;
  const skew = Date.parse(answer.receivedAt) - Date.parse(answer.dateHeader);
  return Number.isFinite(skew) ? skew : null;
}

/** The median of what at least so many hosts agree on (findings.md: within a minute); null where they do not. */
export function agreedSkew<T extends { readonly host: string; readonly skewMs: number }>(
  skews: readonly T[],
  least: number = THRESHOLDS.clockSkewServers,
): { readonly middle: number; readonly agreeing: readonly T[] } | null {
  const middle = median(skews.map(({ skewMs }) => skewMs));
  if (middle === null) return null;
  const agreeing = skews.filter(({ skewMs }) => Math.abs(skewMs - middle) <= THRESHOLDS.clockAgreeMs);
  return new Set(agreeing.map(({ host }) => host)).size < least ? null : { middle, agreeing };
}
