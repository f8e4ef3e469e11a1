/**
 * Several runs of the same check as one report: how often each check failed, and which findings come and go. Pure. The worst run gives the
 * verdict, the findings and the figures, because one session that breaks is what the person came with; `repeat` says how often. A run that
 * Ctrl-C cut short is kept and counts for nothing that it did not see.
 */
import { STATUSES, type Status } from '../core/words.ts';
import type { Language } from '../core/language.ts';
import { sayIn } from '../core/say.ts';
import { vocabularyOf } from '../words/languages.ts';
import { seenSentence } from '../words/repeat.ts';
import { worstVerdict } from '../words/speakable.ts';
import type { Report } from './report.ts';

type Repeat = NonNullable<Report['repeat']>;

/** `runs` in the order in which they were made; at least one. `asked`: how many were wanted. A single run stays as it is. */
export function mergeRuns(runs: readonly Report[], asked = runs.length): Report {
  const [first] = runs;
  if (first === undefined) throw new Error('no run to merge');
  if (asked === 1) return first;
  const worst = [...runs].sort((a, b) => badness(b) - badness(a))[0] ?? first;
  const last = runs.at(-1) ?? first;
  const { language = 'en' } = worst;
  const repeat = repeatOf(runs);
  return {
    ...worst,
    createdAt: first.createdAt,
    durationMs: Date.parse(last.createdAt) - Date.parse(first.createdAt) + last.durationMs,
    completed: runs.length === asked && runs.every((run) => run.completed),
    completedBecause: reasonOf(runs, asked),
    summary: sayIn(language).sentences(
      worst.summary,
      seenSentence(repeat, worst.verdict, language),
      stoppedText(runs, asked, language),
    ),
    repeat,
  };
}

function reasonOf(runs: readonly Report[], asked: number): Report['completedBecause'] {
  if (runs.length < asked || runs.some(isStopped)) return 'cancelled';
  return runs.find((run) => run.completedBecause !== null)?.completedBecause ?? null;
}

/** Errors weigh more than a run that could not tell. */
const ORDER: Readonly<Record<Report['verdict'], number>> = {
  ready: 1,
  degraded: 2,
  unknown: 3,
  'not-ready': 4,
};

/** Of a run that was stopped only what it saw wrong counts: that it could not tell is Ctrl-C's doing. */
function badness(report: Report): number {
  const order = ORDER[report.verdict];
  const sawNothingWrong = report.verdict === 'ready' || report.verdict === 'unknown';
  return isStopped(report) && sawNothingWrong ? order / 10 : order;
}

function isStopped({ completedBecause }: Report): boolean {
  return completedBecause === 'cancelled';
}

/** The runs that can be held against each other: those that were not stopped, or all when there is no other. */
function telling(runs: readonly Report[]): readonly Report[] {
  const whole = runs.filter((run) => !isStopped(run));
  return whole.length === 0 ? runs : whole;
}

function stoppedText(runs: readonly Report[], asked: number, language: Language): string | null {
  const { repeat: v } = vocabularyOf(language);
  const last = runs.at(-1);
  if (last !== undefined && isStopped(last)) return v.stoppedIn(runs.length, asked);
  return runs.length < asked ? v.stoppedAfter(runs.length, asked) : null;
}

function repeatOf(runs: readonly Report[]): Repeat {
  return {
    runs: runs.map((run) => {
      const { id, createdAt, durationMs, verdict, completed } = run;
      return { id, createdAt, durationMs, verdict, worst: worstVerdict(run), completed };
    }),
    checks: checkCounts(runs),
    findings: findingCounts(runs),
  };
}

/** Checks whose status differs between runs, or that ever failed: the others say nothing new. */
function checkCounts(runs: readonly Report[]): Repeat['checks'] {
  const counts = new Map<string, Record<Status, number>>();
  for (const { id, status } of runs.flatMap(checksReached)) {
    const entry = counts.get(id) ?? { pass: 0, warn: 0, fail: 0, unproven: 0, 'not-tested': 0 };
    entry[status] += 1;
    counts.set(id, entry);
  }
  return [...counts]
    .map(([id, statuses]) => ({
      id,
      statuses,
      steady: STATUSES.filter((word) => statuses[word] > 0).length === 1,
    }))
    .filter(({ statuses, steady }) => !steady || statuses.fail > 0)
    .sort((a, b) => b.statuses.fail - a.statuses.fail || (a.id < b.id ? -1 : 1));
}

/** What Ctrl-C kept from being tested is no status that comes and goes. */
function checksReached(run: Report): Report['checks'] {
  return isStopped(run) ? run.checks.filter(({ status }) => status !== 'not-tested') : run.checks;
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
    .map((entry) => ({ ...entry, comesAndGoes: !telling(runs).every((run) => hasFinding(run, entry.id)) }))
    .sort((a, b) => b.inRuns.length - a.inRuns.length);
}

function hasFinding({ findings }: Report, id: string): boolean {
  return findings.some((finding) => finding.id === id);
}
