/** What is said of a report, also of one that an older version wrote without a truth table: then its own texts stand. Pure. */
import type { Language } from '../core/language.ts';
import { PROTOCOLS } from '../core/words.ts';
import { vocabularyOf } from '../words/languages.ts';
import { speak } from '../words/speak.ts';
import type { Speakable } from '../words/speakable.ts';
import type { Spoken } from '../words/spoken.ts';
import type { Report } from './report.ts';

export function spokenOf(report: Report, language: Language): Spoken {
  const { truth, limits } = report;
  if (truth === undefined || limits === undefined) return olderSpoken(report, language);
  const speakable: Speakable = { ...report, truth, limits };
  return speak(speakable, language);
}

const NO_LIMITS: Speakable['limits'] = {
  rttMs: { pcoip: [], dcv: [] },
  gradeMs: { optimalBelow: 0, usableBelow: 0, poorUpTo: 0 },
  mtuBytes: 0,
  jitterMs: 0,
  loss: { warnRatio: 0, warnLost: 0, errorRatio: 0, errorLost: 0 },
  sources: [],
};
const NO_LANE = {
  state: 'not-tested',
  limit: null,
  side: null,
  sideProven: false,
  before: false,
  because: null,
  medianMs: null,
} as const;

function olderSpoken(report: Report, language: Language): Spoken {
  const bare = speak(
    { ...report, limits: NO_LIMITS, truth: { cells: [], lanes: { 'sign-in': NO_LANE } } },
    language,
  );
  const { verdict } = vocabularyOf(language);
  return {
    ...bare,
    headline: report.summary,
    lead: null,
    lanes: [],
    rows: [],
    figures: [],
    protocols: PROTOCOLS.flatMap((protocol) => {
      const line = bare.protocols.find((one) => one.protocol === protocol);
      const entry = report.protocols[protocol];
      return line === undefined || entry === undefined
        ? []
        : [{ ...line, word: verdict[entry.verdict], text: entry.forecast ?? '' }];
    }),
  };
}
