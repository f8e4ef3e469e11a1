/** The sentences over many bundles: one writer for the terminal, the page and the static page of `fleet`. Pure. */
import type { Language } from '../core/language.ts';
import { sayIn } from '../core/say.ts';
import { localSpan, localTime } from '../report/local-time.ts';
import { vocabularyOf, wordsOf } from '../words/languages.ts';
import type { Statement } from './statements.ts';
import type { BundleSummary, SummaryCause, SummaryGroup } from './summarise.ts';

const STATEMENTS = 3;

export interface Headline {
  /** One sentence. */
  readonly lead: string;
  /** `pass` only where every machine was counted, told and without a cause. */
  readonly tone: 'pass' | 'fail' | 'unproven';
  readonly lines: readonly string[];
}

/** The cause of the most machines: how many, since when, what they have in common, and what is not counted. */
export function headlineLines(summary: BundleSummary, language: Language): Headline {
  const { summary: words } = vocabularyOf(language);
  const { notCounted, unreadable } = summary;
  const [cause] = summary.causes;
  const left = words.notCounted(
    notCounted.duplicates.length,
    notCounted.demonstrations.length,
    unreadable.length,
  );
  if (cause === undefined) return { ...withoutCause(summary, language), lines: [left] };
  return { lead: causeLead(cause, language), tone: 'fail', lines: [...causeLines(cause, language), left] };
}

/** No cause is good news of the machines that could be read and told, and of no others. */
function withoutCause(summary: BundleSummary, language: Language): Pick<Headline, 'lead' | 'tone'> {
  const { summary: words } = vocabularyOf(language);
  const { bundles, verdicts, unreadable } = summary;
  if (bundles === 0) return { lead: words.noneCounted, tone: 'unproven' };
  const machines = machinesText(summary, language);
  if (verdicts.unknown > 0) return { lead: words.someUntold(machines, verdicts.unknown), tone: 'unproven' };
  return unreadable.length > 0
    ? { lead: words.wellWhereRead(machines), tone: 'unproven' }
    : { lead: words.allWell(machines), tone: 'pass' };
}

/** A count in words may stand first. */
function asSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** How many machines of how many bundles, and when. */
export function countedText(summary: BundleSummary, language: Language): string {
  const { summary: words } = vocabularyOf(language);
  if (summary.bundles === 0) return asSentence(words.bundles(0));
  const span = localSpan(summary.window.since, summary.window.until, words.span);
  return asSentence(words.counted(machinesText(summary, language), words.bundles(summary.bundles), span));
}

export function causeLead(cause: SummaryCause, language: Language): string {
  const v = vocabularyOf(language);
  const since = cause.since === null ? [] : [v.summary.since(localTime(cause.since), cause.sure)];
  const lead = v.summary.lead(
    machinesText(cause, language),
    causeName({ ...cause, value: cause.code }, language),
  );
  return asSentence([lead, ...since].join(v.comma));
}

/** What the machines of a cause have in common, and what they were before. */
export function causeLines(cause: SummaryCause, language: Language): readonly string[] {
  const { summary: words } = vocabularyOf(language);
  const told = cause.statements.slice(0, STATEMENTS).map((statement) => statementText(statement, language));
  const nothing = cause.comparable ? words.noStatement : words.tooFew;
  const before = cause.readyBefore;
  return [
    ...(told.length === 0 ? [nothing] : [...told, words.needNot]),
    ...(before === null
      ? []
      : [
          words.readyBefore(
            before.machines,
            cause.machines + cause.mayBeMore,
            localSpan(before.first, before.last, words.span),
          ),
        ]),
  ];
}

export function statementText(statement: Statement, language: Language): string {
  const { summary: words } = vocabularyOf(language);
  const { kind, value, hidden, with: own, without } = statement;
  const what = Object.hasOwn(words.share, kind) ? words.share[kind]?.(value, hidden) : undefined;
  return words.statement(what ?? words.other(kind, value), own.have, own.of, without.have, without.of);
}

/** `19 machines`, `19 machines and at most 3 more`, `up to 3 machines`. */
export function machinesText(
  { machines, mayBeMore }: { readonly machines: number; readonly mayBeMore: number },
  language: Language,
): string {
  const { summary: words } = vocabularyOf(language);
  if (mayBeMore === 0) return words.machines(machines);
  return machines === 0 ? words.upTo(mayBeMore) : words.atMost(words.machines(machines), mayBeMore);
}

/** What a cause is called where its machines agree on the facts; else its code alone, for the title has one machine's figures. */
export function causeName(
  { value, title, params }: Pick<SummaryGroup, 'value' | 'title' | 'params'>,
  language: Language,
): string {
  const { summary: words } = vocabularyOf(language);
  if (value === 'none') return words.nothing;
  if (value === 'unknown') return words.untold;
  const told = params === null ? null : wordsOf(value, [params], language);
  if (told !== null) return `${told.title} (${value})`;
  // A cause of a newer version: its own title holds, where all say the same.
  return params === null ? value : `${title} (${sayIn(language).list([value])})`;
}
