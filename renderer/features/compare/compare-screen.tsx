import type { Comparand, ComparedRuns } from '../../../src/contract/index.ts';
import { sayIn } from '../../../src/core/say.ts';
import { useAgent } from '../../bridge/agent-context.tsx';
import { useCommand } from '../../bridge/use-command.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useTitle } from '../../ui/use-title.ts';
import {
  comparisonCautions,
  comparisonConclusion,
  comparisonHeadline,
  useCompareWords,
  type CompareSaid,
} from '../../words/compare-words.ts';
import { Answered } from '../answered.tsx';
import { useSpeak } from '../report/spoken.tsx';
import { parseSide } from '../routes.ts';
import { CompareCauses } from './compare-causes.tsx';
import { CompareChecks } from './compare-checks.tsx';
import { CompareFigures } from './compare-figures.tsx';
import { SideBySide } from './side-by-side.tsx';

/** What changed between A and B. */
export default function CompareScreen({ a, b }: { a: string; b: string }) {
  const { answer, again } = useCommand('bundle.compare', { a: parseSide(a), b: parseSide(b) });
  return (
    <Answered answer={answer} onward={again}>
      {(runs) => <Compared runs={runs} sides={{ a, b }} />}
    </Answered>
  );
}

function Compared({ runs, sides }: { runs: ComparedRuns; sides: { a: string; b: string } }) {
  const words = useCompareWords();
  const agent = useAgent();
  const compared = { a: parseSide(sides.a), b: parseSide(sides.b) };
  const spoken = [useSpeak(compared.a), useSpeak(compared.b)].map((answer) =>
    answer.state === 'done' ? answer.value : null,
  );
  const [a = null, b = null] = spoken;
  const { title, lead } = headOf(words, runs.comparison, compared);
  useTitle(title);
  return (
    <div className="page compare">
      <div className="compare-head">
        <div>
          <h1 className="title">{title}</h1>
          {lead === '' ? null : <p className="lead">{lead}</p>}
        </div>
        <p className="compare-tools">
          <a
            className="link"
            href={`#/compare/${encodeURIComponent(sides.b)}/${encodeURIComponent(sides.a)}`}
          >
            {words.compare.swap}
          </a>
          <CopyButton
            kind="link"
            text={() =>
              agent.call('report.ticket', { of: compared.b, language: words.locale }).then(({ text }) => text)
            }
            doneWord={words.app.copied}
          >
            {words.result.copyTicket}
          </CopyButton>
        </p>
      </div>
      <SideBySide runs={runs} names={sideNames(words, compared)} spoken={{ a, b }} />
      <div className="compare-columns">
        <CompareCauses comparison={runs.comparison} spoken={[b, a].filter((one) => one !== null)} />
        <CompareChecks runs={runs} />
      </div>
      <CompareFigures comparison={runs.comparison} />
    </div>
  );
}

interface Sides {
  readonly a: Comparand;
  readonly b: Comparand;
}

function headOf(
  words: CompareSaid,
  comparison: ComparedRuns['comparison'],
  sides: Sides,
): { title: string; lead: string } {
  const judgedAgain = isSameEvidence(sides);
  const leads = judgedAgain
    ? [words.vocabulary.compare.judgedFrom]
    : [comparisonConclusion(comparison, words), ...comparisonCautions(comparison, words)];
  return {
    title: comparisonHeadline(comparison, words, { judgedAgain }),
    lead: sayIn(words.locale).sentences(...leads),
  };
}

/** What the two columns are called: before and after, or two judgements of one piece of evidence. */
function sideNames({ compare }: CompareSaid, sides: Sides): Record<keyof Sides, string> {
  if (!isSameEvidence(sides)) return { a: compare.a, b: compare.b };
  const how = ({ kind }: Comparand): string => (kind === 'judged' ? compare.byTheseRules : compare.asWritten);
  return { a: `A · ${how(sides.a)}`, b: `B · ${how(sides.b)}` };
}

/** One bundle, as it says itself and by the rules of this version. */
function isSameEvidence({ a, b }: Sides): boolean {
  return a.id === b.id && a.kind !== b.kind;
}
