/** What several runs of the same check came to, in words: for the terminal and the page. Pure. */
import type { Language } from '../core/language.ts';
import { STATUSES, type Severity, type Status, type Verdict } from '../core/words.ts';
import { vocabularyOf } from './languages.ts';
import type { Spoken } from './spoken.ts';

/** As a report has it. */
export interface Repeated {
  readonly runs: readonly {
    readonly createdAt: string;
    readonly verdict: Verdict;
    readonly worst?: Verdict | undefined;
    readonly completed?: boolean | undefined;
  }[];
  readonly checks: readonly {
    readonly id: string;
    readonly steady: boolean;
    readonly statuses: Readonly<Record<Status, number>>;
  }[];
  readonly findings: readonly {
    readonly id: string;
    readonly severity: Severity;
    readonly title: string;
    readonly inRuns: readonly number[];
    readonly comesAndGoes: boolean;
  }[];
}

type Told = NonNullable<Spoken['repeat']>;

interface Setting {
  /** Of the whole report. */
  readonly verdict: Verdict;
  readonly language: Language;
  /** The cause's title in the language; null where it is not known, and the report's own stands. */
  readonly titleOf: (id: string) => string | null;
}

/** Unsteady checks shown before the rest is folded into a count. */
const ROWS = 8;

/**
 * How often it was seen; null where there is no second run to hold against. A run that was cut short counts where it alone has the verdict:
 * that it could not tell is no sign of coming and going.
 */
export function seenSentence(repeat: Repeated, verdict: Verdict, language: Language): string | null {
  const { repeat: v } = vocabularyOf(language);
  const numbered = repeat.runs.map((run, index) => ({ ...run, number: index + 1 }));
  const whole = numbered.filter(({ completed }) => completed !== false);
  const counted = whole.some((run) => run.verdict === verdict) ? whole : numbered;
  const same = counted.filter((run) => run.verdict === verdict);
  if (counted.length === 1) return null;
  if (same.length < counted.length) return v.comesAndGoes(same.length, counted.length);
  const causes = new Set(same.map(({ number }) => causesIn(repeat, number)));
  return causes.size === 1 ? v.same(counted.length) : v.otherCauses(counted.length);
}

/** What is wrong in a run, as one key. */
function causesIn({ findings }: Repeated, number: number): string {
  const seen = findings.filter(({ severity, inRuns }) => severity !== 'notice' && inRuns.includes(number));
  return seen
    .map(({ id }) => id)
    .sort()
    .join(' ');
}

export function repeatLines(repeat: Repeated, { verdict: worst, language, titleOf }: Setting): Told {
  const v = vocabularyOf(language);
  const total = repeat.runs.length;
  const findings = repeat.findings
    .filter(({ severity }) => severity !== 'notice')
    .map(({ id, title, inRuns }) =>
      v.repeat.inRuns(titleOf(id) ?? title, inRuns.length, total, inRuns.join(v.comma)),
    );
  const unsteady = repeat.checks.filter(({ steady }) => !steady);
  const checks = unsteady
    .slice(0, ROWS)
    .map(({ id, statuses }) => `${id}: ${statusCounts(statuses, total, language)}`);
  const more = unsteady.length - ROWS;
  return {
    head: v.repeat.runs(total),
    seen: seenSentence(repeat, worst, language),
    runs: repeat.runs.map(({ verdict, worst: mark = verdict, createdAt }, index) => ({
      name: v.repeat.nth(index + 1),
      at: createdAt,
      verdict: mark,
      word: v.verdict[mark],
    })),
    causes: findings,
    checks: [...checks, ...(more > 0 ? [v.repeat.more(more)] : [])],
  };
}

/** How often it failed; of a check that never did, how often it had each status. */
function statusCounts(statuses: Readonly<Record<Status, number>>, total: number, language: Language): string {
  const { repeat, status, comma } = vocabularyOf(language);
  if (statuses.fail > 0) return repeat.failedIn(statuses.fail, total);
  const met = STATUSES.filter((word) => statuses[word] > 0).reverse();
  return repeat.ofRuns(met.map((word) => repeat.statusIn(status[word], statuses[word])).join(comma), total);
}
