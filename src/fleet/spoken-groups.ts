/** A summary in the words of one language, as the page shows it. Names of files begin with the id of their bundle. Pure. */
import type { Language } from '../core/language.ts';
import type { Verdict } from '../core/words.ts';
import { localSpan, localTime } from '../report/local-time.ts';
import { vocabularyOf } from '../words/languages.ts';
import { groupName } from './render-text.ts';
import { countedText, headlineLines, machinesText } from './say-summary.ts';
import { DIMENSIONS, type BundleSummary, type Dimension, type SummaryMember } from './summarise.ts';

/** More rows of one kind nobody reads; the command line has all. */
const MOST_ROWS = 200;

export interface SpokenGroups {
  readonly lead: string;
  readonly lines: string[];
  readonly counted: string;
  readonly groups: {
    readonly dimension: Dimension;
    readonly title: string;
    readonly rows: {
      readonly name: string;
      readonly machines: string;
      readonly count: number;
      readonly span: string;
      readonly verdicts: Record<Verdict, number>;
      readonly members: string[];
    }[];
  }[];
  readonly members: {
    readonly bundleId: string;
    readonly file: string;
    readonly time: string;
    readonly verdict: Verdict;
    readonly codes: string[];
    readonly site: string;
  }[];
}

export function spokenGroups(summary: BundleSummary, language: Language): SpokenGroups {
  const { summary: words } = vocabularyOf(language);
  const { lead, lines } = headlineLines(summary, language);
  const newest = [...summary.members].reverse();
  return {
    ...{ lead, lines: [...lines] },
    counted: countedText(summary, language),
    groups: DIMENSIONS.map((dimension) => ({
      dimension,
      title: words.by[dimension],
      rows: summary.groups[dimension].slice(0, MOST_ROWS).map((group) => ({
        name: groupName(group, dimension, language),
        machines: machinesText(group, language),
        count: group.machines + group.mayBeMore,
        span: localSpan(group.first, group.last, words.span),
        verdicts: { ...group.verdicts },
        members: newest.filter(({ file }) => group.files.has(file)).map(({ file }) => splitId(file).id),
      })),
    })),
    members: newest.map((member) => ({
      bundleId: splitId(member.file).id,
      file: splitId(member.file).name,
      time: `${member.timeFrom === 'file' ? '~' : ''}${localTime(member.time)}`,
      verdict: member.verdict,
      codes: [...member.codes],
      site: member.site ?? words.noSite,
    })),
  };
}

/** For a list that leaves the page: the id means nothing elsewhere. */
export function withoutId(member: SummaryMember): SummaryMember {
  return { ...member, file: splitId(member.file).name };
}

function splitId(file: string): { readonly id: string; readonly name: string } {
  const at = file.indexOf(' ');
  return { id: file.slice(0, at), name: file.slice(at + 1) };
}
