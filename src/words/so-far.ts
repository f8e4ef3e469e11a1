/** The verdict that a run would have now, in one line, with what is still measured. For a run that goes on; no report holds it. Pure. */
import type { Say } from '../core/say.ts';
import type { Language } from '../core/language.ts';
import { PROTOCOLS, type SoFar, type Verdict } from '../core/words.ts';
import type { Vocabulary } from './en/index.ts';

type Words = Pick<Vocabulary, 'headline' | 'soFar'>;

/** Null where nothing can be told of any protocol yet. */
export function soFarLine(
  { verdicts, measuring }: SoFar,
  say: Say<Language>,
  { headline, soFar }: Words,
): string | null {
  const names = (wanted: Verdict) => PROTOCOLS.filter((protocol) => verdicts[protocol] === wanted);
  const told = (wanted: Verdict, line: (names: string, count: number) => string): string | false => {
    const those = names(wanted);
    return those.length > 0 && line(say.protocols(those), those.length);
  };
  const lines = [
    told('ready', headline.works),
    told('degraded', headline.worksLimited),
    told('not-ready', soFar.shut),
  ].filter((line) => line !== false);
  return lines.length === 0
    ? null
    : say.sentences(soFar.lead(say.sentences(...lines)), soFar.measuring[measuring]);
}
