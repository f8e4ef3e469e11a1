import type { BundleJudged } from '../../../src/contract/index.ts';
import type { Verdict } from '../../../src/core/words.ts';
import type { Spoken } from '../../../src/words/spoken.ts';
import type { Words } from '../../words/en.ts';
import { useWords } from '../../words/words-context.tsx';
import { titleIn, useSpeak, useSpoken } from '../report/spoken.tsx';

const MOST_CAUSES = 8;

/** What the rules of this version say otherwise than the bundle, or that they say the same. */
export function JudgedNote({ id, judged }: { id: string; judged: BundleJudged }) {
  const words = useWords();
  const now = useSpoken();
  const before = useSpeak({ kind: 'bundle', id });
  const changes = changesOf(words, judged, [now, ...(before.state === 'done' ? [before.value] : [])]);
  const { version, report } = judged;
  return (
    <div className="note bundle-note" role="status">
      <p>
        <b>{changes.length === 0 ? words.opened.judgedSame : words.opened.judgedOther}</b>{' '}
        {words.opened.judged(version, report.tables.edition)}
      </p>
      {changes.length === 0 ? null : (
        <ul className="judged-changes">
          {changes.map((change, index) => (
            <li key={index}>{change}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Verdicts first, then causes, then checks and figures; every one as a sentence. Empty: the same. */
export function changesOf(
  words: Words,
  { comparison }: BundleJudged,
  spoken: readonly Spoken[],
): readonly string[] {
  const { opened, vocabulary, unit } = words;
  const { laneName, verdict, severity: weight } = vocabulary;
  const named = (one: Verdict | null): string => (one === null ? unit.none : verdict[one]);
  const verdicts = comparison.verdicts
    .filter(({ a, b }) => a !== b)
    .map((row) => opened.verdict(laneName[row.protocol], named(row.a), named(row.b)));
  const causes = comparison.causes.flatMap(({ change, severity, severityBefore, finding }) => {
    const title = titleIn(spoken, finding);
    if (change !== 'stayed') return [opened[change](title)];
    if (severityBefore === undefined) return [];
    return [opened.weight(title, weight[severityBefore], weight[severity])];
  });
  const checks = comparison.checks.length + comparison.onlyIn.a + comparison.onlyIn.b;
  return [
    ...verdicts,
    ...causes.slice(0, MOST_CAUSES),
    ...(causes.length > MOST_CAUSES ? [vocabulary.face.more(causes.length - MOST_CAUSES)] : []),
    ...(checks === 0 ? [] : [opened.checks(checks)]),
    ...(comparison.figures.some(({ matters }) => matters) ? [opened.figures] : []),
  ];
}
