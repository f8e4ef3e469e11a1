/** The rule on this machine's clock, by which certificates are judged. */
import type { HttpsAttempt } from '../evidence/index.ts';
import { generalDraft, type Draft } from './draft.ts';
import { decidingAttempt } from '../reading/https-outcome.ts';
import { median } from '../reading/statistics.ts';
import { THRESHOLDS } from '../reading/thresholds.ts';
import type { View } from '../reading/view.ts';
import { directEntries, proxyEntries } from '../reading/ways.ts';

/**
 * This machine's clock against the `Date` of at least three hosts that agree with each other. Answers with an `Age` header come out of
 * a cache and do not count.
 */
export function clockSkew(view: View): readonly Draft[] {
  const skews = clockSkews(view);
  const middle = median(skews.map(({ skewMs }) => skewMs));
  if (middle === null || Math.abs(middle) <= THRESHOLDS.clockSkewMs) return [];
  const agreeing = skews.filter(({ skewMs }) => Math.abs(skewMs - middle) <= THRESHOLDS.clockAgreeMs);
  if (new Set(agreeing.map(({ host }) => host)).size < THRESHOLDS.clockSkewServers) return [];
  return [
    generalDraft(view, 'https/clock-skew', {
      severity: 'error',
      entries: agreeing.map(({ entry }) => entry),
      params: { ...inUnit(Math.abs(middle)), ahead: middle > 0, servers: agreeing.length },
    }),
  ];
}

/** In the unit that a person would use: minutes up to two hours, hours up to two days. */
function inUnit(skewMs: number) {
  const minutes = Math.round(skewMs / 60_000);
  if (minutes < 120) return { skew: minutes, unit: 'minutes' };
  const hours = Math.round(minutes / 60);
  return hours < 48 ? { skew: hours, unit: 'hours' } : { skew: Math.round(hours / 24), unit: 'days' };
}

/** Positive: this machine is ahead. */
function clockSkews(view: View) {
  const entries = [...directEntries(view), ...proxyEntries(view)];
  return entries.flatMap((entry) => {
    const skewMs = skewOf(decidingAttempt(entry.evidence));
    return skewMs === null ? [] : [{ entry, host: entry.evidence.host, skewMs }];
  });
}

function skewOf(attempt: HttpsAttempt | null): number | null {
  const http = attempt?.http ?? null;
  if (http === null || http.dateHeader === null || http.ageSeconds !== null) return null;
  const skew = Date.parse(http.receivedAt) - Date.parse(http.dateHeader);
  return Number.isFinite(skew) ? skew : null;
}
