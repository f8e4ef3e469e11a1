import { useMemo } from 'react';
import type { ComparedRuns } from '../../../src/contract/index.ts';
import type { Spoken } from '../../../src/words/spoken.ts';
import { Status } from '../../ui/status.tsx';
import { TABLET_PX, useNarrow } from '../../ui/use-narrow.ts';
import { moment } from '../../words/format.ts';
import { surroundingText, useCompareWords } from '../../words/compare-words.ts';
import type { JourneyModel } from '../journey/journey-model.ts';
import { journeyOf } from '../journey/journey-of.ts';
import { MiniJourney } from '../journey/mini-journey.tsx';
import { TONE_OF_VERDICT } from '../report/spoken.tsx';

const SHOWN = ['network', 'vpn', 'computer', 'tables'] as const;

interface Named {
  readonly runs: ComparedRuns;
  readonly names: { readonly a: string; readonly b: string };
  /** Null: not said yet. */
  readonly spoken: { readonly a: Spoken | null; readonly b: Spoken | null };
}

/** A and B in two columns: the line, the surroundings, the verdicts. What is the same is said once. */
export function SideBySide(sides: Named) {
  const narrow = useNarrow(TABLET_PX);
  return (
    <>
      {narrow ? <WaysAbove {...sides} /> : null}
      <SidesTable {...sides} withWays={!narrow} />
    </>
  );
}

function SidesTable({ runs, names, spoken, withWays }: Named & { withWays: boolean }) {
  const words = useCompareWords();
  const { compare } = words;
  const now = new Date();
  const rows = runs.comparison.surroundings.filter(
    ({ what, same }) => same === false || (SHOWN as readonly string[]).includes(what),
  );
  return (
    <table className="sides panel">
      <thead>
        <tr>
          <td />
          {(['a', 'b'] as const).map((side) => (
            <th scope="col" key={side}>
              <b>{names[side]}</b>
              <span className="quiet">
                {moment(words, runs[side].report.createdAt, now)}, {runs[side].name}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {withWays ? <Journeys runs={runs} names={names} spoken={spoken} /> : null}
        {rows.map(({ what, a, b, same }) => (
          <tr key={what}>
            <th scope="row">{words.vocabulary.compare.what[what]}</th>
            <td>{surroundingText(what, a, words)}</td>
            <td>
              {same === true ? <span className="soft">{compare.same}</span> : surroundingText(what, b, words)}{' '}
              {same === false ? <span className="chip">{compare.different}</span> : null}
            </td>
          </tr>
        ))}
        {runs.comparison.verdicts.map(({ protocol, a, b }) => (
          <tr key={protocol}>
            <th scope="row">{words.vocabulary.laneName[protocol]}</th>
            <td>
              <VerdictCell verdict={a} />
            </td>
            <td>{a === b ? <span className="soft">{compare.same}</span> : <VerdictCell verdict={b} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** In a narrow window half a row is too little for a picture: both stand above the table. */
function WaysAbove(sides: Named) {
  const { names } = sides;
  const [a, b] = useWays(sides);
  return (
    <div className="ways panel">
      {[
        { name: names.a, model: a },
        { name: names.b, model: b },
      ].map(({ name, model }) => (
        <figure key={name}>
          <figcaption className="label">{name}</figcaption>
          {model === null ? null : <MiniJourney model={model} />}
        </figure>
      ))}
    </div>
  );
}

/** Null: not said yet, or of an older version. */
function useWays({ runs, spoken }: Named): readonly [JourneyModel | null, JourneyModel | null] {
  const words = useCompareWords();
  return useMemo(() => {
    const way = (side: 'a' | 'b') => {
      const said = spoken[side];
      return said === null ? null : journeyOf(words, runs[side].report, said);
    };
    return [way('a'), way('b')];
  }, [words, runs, spoken]);
}

function Journeys(sides: Named) {
  const { compare } = useCompareWords();
  const models = useWays(sides);
  return (
    <tr>
      <th scope="row">{compare.way}</th>
      {models.map((model, index) => (
        <td key={index} className="sides-way">
          {model === null ? null : <MiniJourney model={model} />}
        </td>
      ))}
    </tr>
  );
}

function VerdictCell({ verdict }: { verdict: keyof typeof TONE_OF_VERDICT | null }) {
  const words = useCompareWords();
  if (verdict === null) return <span className="soft">{words.vocabulary.compare.notAsked}</span>;
  return <Status tone={TONE_OF_VERDICT[verdict]} word={words.vocabulary.verdict[verdict]} />;
}
