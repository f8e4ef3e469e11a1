/** What changed, as a sentence: first the protocols, then the difference in the surroundings that goes with it. */
import type { Comparand, Comparison } from '../../../src/contract/index.ts';
import { sayIn } from '../../../src/core/say.ts';
import type { CompareSaid as Words } from './compare-words.ts';
import { list } from '../../words/format.ts';

export interface Sides {
  readonly a: Comparand;
  readonly b: Comparand;
}

export function comparisonTitle(
  words: Words,
  comparison: Comparison,
  sides: Sides,
): { title: string; lead: string } {
  const { compare } = words;
  if (isSameEvidence(sides))
    return { title: comparison.differs ? compare.judgedOther : compare.judgedSame, lead: compare.leadJudged };
  return { title: titleOf(words, comparison), lead: leadOf(words, comparison) };
}

/** What the two columns are called: before and after, or two judgements of one piece of evidence. */
export function sideNames({ compare }: Words, sides: Sides): Record<keyof Sides, string> {
  if (!isSameEvidence(sides)) return { a: compare.a, b: compare.b };
  const how = ({ kind }: Comparand): string => (kind === 'judged' ? compare.byTheseRules : compare.asWritten);
  return { a: `A · ${how(sides.a)}`, b: `B · ${how(sides.b)}` };
}

/** One bundle, as it says itself and by the rules of this version. */
function isSameEvidence({ a, b }: Sides): boolean {
  return a.id === b.id && a.kind !== b.kind;
}

function titleOf(words: Words, comparison: Comparison): string {
  const { compare } = words;
  if (!comparison.differs) return compare.titleSame;
  const better = lanes(words, comparison, (a, b) => works(b) && a === 'not-ready');
  const worse = lanes(words, comparison, (a, b) => works(a) && b === 'not-ready');
  const vpn = vpnChange(comparison);
  if (better !== '') return vpn === 'off' ? compare.vpnOff(better) : compare.nowReady(better);
  if (worse !== '') return vpn === 'on' ? compare.vpnOn(worse) : compare.nowBlocked(worse);
  return milderTitle(words, comparison);
}

/** Nothing opened and nothing closed: limits, verdicts that could not be told before, causes, figures; the weightiest is the title. */
function milderTitle(words: Words, comparison: Comparison): string {
  const { compare } = words;
  const within = lanes(words, comparison, (a, b) => a === 'degraded' && b === 'ready');
  const outside = lanes(words, comparison, (a, b) => a === 'ready' && b === 'degraded');
  if (within !== '' && outside === '') return compare.nowBetter(within);
  if (outside !== '') return compare.nowWorse(outside);
  if (comparison.verdicts.some(({ a, b }) => a !== b)) return compare.titleChanged;
  const isOther = comparison.causes.some(
    ({ change, severity, severityBefore }) =>
      severityBefore !== undefined || (change !== 'stayed' && severity !== 'notice'),
  );
  return isOther ? compare.causesChanged : compare.figuresMoved;
}

/** What a comparison says of a side without a VPN or proxy; null means that nobody knows. */
export const NONE = 'none';

/** Whether the VPN was switched off or on between A and B; null when neither, or when a side does not say. */
function vpnChange({ surroundings }: Comparison): 'off' | 'on' | null {
  const vpn = surroundings.find(({ what, same }) => what === 'vpn' && same === false);
  if (vpn?.b === NONE) return 'off';
  return vpn?.a === NONE ? 'on' : null;
}

type Verdicts = Comparison['verdicts'][number];

function works(verdict: Verdicts['a']): boolean {
  return verdict === 'ready' || verdict === 'degraded';
}

function lanes(
  words: Words,
  { verdicts }: Comparison,
  test: (a: Verdicts['a'], b: Verdicts['b']) => boolean,
): string {
  return list(
    words,
    verdicts.filter(({ a, b }) => test(a, b)).map(({ protocol }) => words.vocabulary.laneName[protocol]),
  );
}

function leadOf(words: Words, comparison: Comparison): string {
  const { compare, vocabulary } = words;
  const differs = comparison.surroundings
    .filter(({ same }) => same === false)
    .map(({ what }) => vocabulary.compare.what[what]);
  const same = comparison.surroundings
    .filter(({ same: equal }) => equal === true)
    .map(({ what }) => vocabulary.compare.what[what]);
  const vpn = comparison.surroundings.some(({ what, same: equal }) => what === 'vpn' && equal === false);
  const gone = comparison.causes.some(({ change, severity }) => change !== 'stayed' && severity === 'error');
  const parts = [
    ...(vpn && gone ? [compare.leadVpn] : []),
    ...(differs.length > 0 ? [compare.leadDiffers(list(words, differs))] : []),
    ...(same.length > 0 ? [compare.leadSame(list(words, same))] : []),
  ];
  return sayIn(words.locale).sentences(...parts);
}
