/**
 * Several runs of the same check as one report: how often each check failed, and which findings come and go. Pure. The worst run gives the
 * verdict, the findings and the figures, because one session that breaks is what the person came with; `repeat` says how often.
 */
import { STATUSES, type Status } from '../core/words.ts';
import type { Report } from './report.ts';

type Repeat = NonNullable<Report['repeat']>;

/** `runs` in the order in which they were made; at least one. A single run stays as it is. */
export function mergeRuns(runs: readonly Report[]): Report {
  const [first] = runs;
  if (first === undefined) throw new Error('no run to merge');
  if (runs.length === 1) return first;
  const worst = [...runs].sort((a, b) => badness(b) - badness(a))[0] ?? first;
  const last = runs.at(-1) ?? first;
  const repeat = repeatOf(runs);
  return {
    ...worst,
    createdAt: first.createdAt,
    durationMs: Date.parse(last.createdAt) - Date.parse(first.createdAt) + last.durationMs,
    completed: runs.every((run) => run.completed),
    completedBecause: runs.find((run) => run.completedBecause !== null)?.completedBecause ?? null,
    summary: `${worst.summary} ${seenInText(worst, repeat)}`,
    repeat,
  };
}

/** Errors weigh more than a run that could not tell. */
const ORDER: Readonly<Record<Report['verdict'], number>> = {
  ready: 0,
  degraded: 1,
  unknown: 2,
  'not-ready': 3,
};

function badness(report: Report): number {
  return ORDER[report.verdict];
}

function seenInText({ verdict }: Report, repeat: Repeat): string {
  const same = repeat.runs.filter((run) => run.verdict === verdict).length;
  const total = repeat.runs.length;
  return same === total
    ? `The same in all ${total} runs.`
    : `Seen in ${same} of ${total} runs: it comes and goes.`;
}

function repeatOf(runs: readonly Report[]): Repeat {
  return {
    runs: runs.map(({ id, createdAt, durationMs, verdict }) => ({ id, createdAt, durationMs, verdict })),
    checks: checkCounts(runs),
    findings: findingCounts(runs),
  };
}

/** Checks whose status differs between runs, or that ever failed: the others say nothing new. */
function checkCounts(runs: readonly Report[]): Repeat['checks'] {
  const counts = new Map<string, Record<Status, number>>();
  for (const { id, status } of runs.flatMap((run) => run.checks)) {
    const entry = counts.get(id) ?? { pass: 0, warn: 0, fail: 0, unproven: 0, 'not-tested': 0 };
    entry[status] += 1;
    counts.set(id, entry);
  }
  return [...counts]
    .map(([id, statuses]) => ({
      id,
      statuses,
      steady: STATUSES.some((word) => statuses[word] === runs.length),
    }))
    .filter(({ statuses, steady }) => !steady || statuses.fail > 0)
    .sort((a, b) => b.statuses.fail - a.statuses.fail || (a.id < b.id ? -1 : 1));
}

function findingCounts(runs: readonly Report[]): Repeat['findings'] {
  const found = new Map<string, Repeat['findings'][number]>();
  for (const [index, run] of runs.entries()) {
    for (const { id, code, severity, title } of run.findings) {
      const entry = found.get(id) ?? { id, code, severity, title, inRuns: [], comesAndGoes: true };
      found.set(id, { ...entry, inRuns: [...entry.inRuns, index + 1] });
    }
  }
  return [...found.values()]
    .map((entry) => ({ ...entry, comesAndGoes: entry.inRuns.length < runs.length }))
    .sort((a, b) => b.inRuns.length - a.inRuns.length);
}
