/** What stays and what goes. Pure: files are unlinked and runs discarded elsewhere. */
import type { Verdict } from '../core/words.ts';

export interface Retention {
  readonly rawDays: number;
  readonly rollupMonths: number;
  readonly bytes: number;
  /** Whole runs of a watch. */
  readonly watchRuns: number;
}

export const DEFAULT_RETENTION: Retention = {
  rawDays: 35,
  rollupMonths: 13,
  bytes: 100_000_000,
  watchRuns: 200,
};

/** A policy shortens it. */
export function retentionOf(policy: {
  readonly rawDays?: { readonly value: number } | undefined;
  readonly rollupMonths?: { readonly value: number } | undefined;
}): Retention {
  const { rawDays, rollupMonths } = DEFAULT_RETENTION;
  return {
    ...DEFAULT_RETENTION,
    rawDays: Math.min(rawDays, policy.rawDays?.value ?? rawDays),
    rollupMonths: Math.min(rollupMonths, policy.rollupMonths?.value ?? rollupMonths),
  };
}

const DAY_MS = 86_400_000;

export interface KeptFile {
  readonly name: string;
  readonly bytes: number;
}

/** `2026-11-29` of a file of lines, `2026-11` of one of hours; null for a file that is none of ours. */
export function periodOf(name: string): { readonly kind: 'day' | 'month'; readonly period: string } | null {
  const [, day] = /^(\d{4}-\d{2}-\d{2})\.jsonl(?:\.gz)?$/.exec(name) ?? [];
  if (day !== undefined) return { kind: 'day', period: day };
  const [, month] = /^rollup-(\d{4}-\d{2})\.jsonl$/.exec(name) ?? [];
  return month === undefined ? null : { kind: 'month', period: month };
}

/** Names to unlink: what is too old, then the oldest days until the rest fits. Today and this month always stay. */
export function tooOld(files: readonly KeptFile[], nowMs: number, retention: Retention): readonly string[] {
  const today = new Date(nowMs).toISOString().slice(0, 10);
  const firstDay = new Date(nowMs - (retention.rawDays - 1) * DAY_MS).toISOString().slice(0, 10);
  const [year = 0, month = 1] = today.split('-').map(Number);
  const firstMonth = new Date(Date.UTC(year, month - retention.rollupMonths, 1)).toISOString().slice(0, 7);
  const ours = files.flatMap((file) => {
    const of = periodOf(file.name);
    return of === null ? [] : [{ ...file, ...of }];
  });
  const isOld = ({ kind, period }: (typeof ours)[number]): boolean =>
    period < (kind === 'day' ? firstDay : firstMonth);
  const gone = ours.filter(isOld);
  const left = ours
    .filter((file) => !isOld(file))
    .sort((a, b) => (a.kind === b.kind ? (a.period < b.period ? -1 : 1) : a.kind === 'day' ? -1 : 1));
  let bytes = left.reduce((sum, file) => sum + file.bytes, 0);
  for (const file of left) {
    if (bytes <= retention.bytes || today.startsWith(file.period)) continue;
    gone.push(file);
    bytes -= file.bytes;
  }
  return gone.map(({ name }) => name);
}

export interface KeptRunFacts {
  readonly id: string;
  readonly by: 'person' | 'watch';
  readonly verdict: Verdict;
  readonly cause: { readonly code: string } | null;
}

/**
 * Ids of the whole runs to discard, given all of them newest first. Of a person's the newest `keep` stay. Of a watch's the first and the last of
 * each episode (same verdict, same cause) stay, at most `watchRuns`, the newest.
 */
export function surplusRuns(
  newestFirst: readonly KeptRunFacts[],
  { keep, watchRuns }: { readonly keep: number; readonly watchRuns: number },
): readonly string[] {
  const persons = newestFirst.filter(({ by }) => by === 'person').slice(keep);
  const watched = newestFirst.filter(({ by }) => by === 'watch');
  const isSame = (a: KeptRunFacts | undefined, b: KeptRunFacts): boolean =>
    a !== undefined && a.verdict === b.verdict && a.cause?.code === b.cause?.code;
  const edges = watched.filter(
    (run, index) => !(isSame(watched[index - 1], run) && isSame(watched[index + 1], run)),
  );
  const stay = new Set(edges.slice(0, watchRuns).map(({ id }) => id));
  return [...persons, ...watched.filter(({ id }) => !stay.has(id))].map(({ id }) => id);
}
