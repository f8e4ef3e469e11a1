import { useEffect, useState } from 'react';
import type { ProofLine, ProofResult } from '../../../src/contract/index.ts';
import type { RuleState } from '../../../src/core/words.ts';
import type { Report } from '../../../src/report/report.ts';
import { StatusIcon } from '../../ui/status-icon.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { list, number } from '../../words/format.ts';
import { isShut, lineName, linePort, lineTone, stateWord, useProofWords, type Said } from './line-words.ts';
import { RegionChoice } from './region-choice.tsx';

/** The worst first, as the figures stand in a row. */
const FIGURES = ['silent', 'closed', 'no-reply', 'not-tested', 'untestable', 'open'] as const;

interface ProofHeadProps {
  readonly result: ProofResult;
  readonly report: Report;
  readonly onRegion: (code: string) => void;
}

/** How many are shut, then how many are open and how many have no proof, by kind. */
export function ProofHead({ result, report, onRegion }: ProofHeadProps) {
  const said = useProofWords();
  const { lines, before } = result;
  const title = before === null ? titleNow(said, lines) : titleAfter(said, lines);
  useTitle(title);
  return (
    <section className="proof-head">
      <div>
        <h1 className="title" tabIndex={-1}>
          {title}
        </h1>
        <p className="lead">{leadOf(said, lines)}</p>
        {result.missing.length === 0 ? null : (
          <p className="tone-warn">{said.proof.incomplete(list(said.words, result.missing))}</p>
        )}
        <RegionChoice
          regions={result.regions}
          chosen={result.region}
          known={report.regions}
          onRegion={onRegion}
        />
      </div>
      <Figures lines={lines} />
      {before === null ? null : <Announcement lines={lines} />}
    </section>
  );
}

function stateCount(lines: readonly ProofLine[], wanted: RuleState): number {
  return lines.filter(({ state }) => state === wanted).length;
}

function titleNow({ proof }: Said, lines: readonly ProofLine[]): string {
  const shut = lines.filter(isShut).length;
  if (shut > 0) return proof.shut(shut, lines.length);
  const open = stateCount(lines, 'open');
  const testable = lines.length - stateCount(lines, 'untestable');
  return open === testable ? proof.testableOpen(open) : proof.noneShut(lines.length - open, lines.length);
}

/** What changed, and what is left to do. */
function titleAfter({ proof }: Said, lines: readonly ProofLine[]): string {
  const { changedTitle: said } = proof;
  const changes = lines.flatMap(({ before }) => before?.change ?? []);
  const count = (wanted: (typeof changes)[number]) => changes.filter((change) => change === wanted).length;
  const [opened, shut, unproved] = [count('opened'), count('shut'), count('unproved')];
  const left = lines.filter((line) => isShut(line) && line.before !== null && isShut(line.before)).length;
  const parts = [
    opened > 0 && said.opened(opened),
    shut > 0 && said.shut(shut),
    unproved > 0 && said.unproved(unproved),
    opened + shut + unproved === 0 && said.none,
    left > 0 && said.left(left),
  ];
  return parts.filter((part) => part !== false).join(gapOf(said.none));
}

/** Japanese sentences stand without a gap. */
function gapOf(sentence: string): string {
  return sentence.endsWith('。') ? '' : ' ';
}

function leadOf(said: Said, lines: readonly ProofLine[]): string {
  const { words, proof } = said;
  const kinds = (['no-reply', 'not-tested', 'untestable'] as const).flatMap((state) => {
    const count = stateCount(lines, state);
    return count === 0 ? [] : [{ count, text: proof.kinds[state](count) }];
  });
  const unproved = kinds.reduce((sum, { count }) => sum + count, 0);
  const parts = [
    proof.open(stateCount(lines, 'open')),
    ...(unproved === 0
      ? []
      : [
          proof.noProof(
            unproved,
            list(
              words,
              kinds.map(({ text }) => text),
            ),
          ),
        ]),
  ];
  return parts.join(gapOf(proof.open(0)));
}

function Figures({ lines }: { lines: readonly ProofLine[] }) {
  const said = useProofWords();
  const shown = FIGURES.filter((state) => state === 'open' || stateCount(lines, state) > 0);
  return (
    <dl className="proof-figures">
      {shown.map((state) => {
        const tone = lineTone({ state, counts: { planned: 0, tested: 0, passed: 0 } });
        return (
          <div key={state}>
            <dd className="proof-figure">{number(said.words, stateCount(lines, state))}</dd>
            <dt className={`status tone-${tone}`}>
              <StatusIcon tone={tone} />
              {stateWord(said, state, 'tcp')}
            </dt>
          </div>
        );
      })}
    </dl>
  );
}

/** Once, after it was drawn: a live region that is born with its text is not read. */
function Announcement({ lines }: { lines: readonly ProofLine[] }) {
  const said = useProofWords();
  const [text, setText] = useState('');
  const changed = lines.flatMap((line) => {
    if (line.before === null || line.before.change === 'same' || line.before.change === 'not-asked')
      return [];
    const rule = `${linePort(line)}, ${lineName(said, line)}`;
    const word = (state: RuleState) => stateWord(said, state, line.transport);
    return [said.proof.announce(rule, word(line.state), word(line.before.state))];
  });
  const whole = changed.length === 0 ? said.proof.changedTitle.none : changed.join(' ');
  useEffect(() => {
    setText(whole);
  }, [whole]);
  return (
    <p className="hidden" role="status">
      {text}
    </p>
  );
}
