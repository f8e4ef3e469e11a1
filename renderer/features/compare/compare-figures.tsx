import type { Comparison } from '../../../src/contract/index.ts';
import type { CompareSaid as Words } from '../../words/compare-words.ts';
import { useCompareWords } from '../../words/compare-words.ts';
import { FigureMove } from './figure-move.tsx';
import { figureValue } from './figure-value.ts';

type Figure = Comparison['figures'][number];

export function CompareFigures({ comparison }: { comparison: Comparison }) {
  const words = useCompareWords();
  const { compare } = words;
  const shown = comparison.figures.filter(({ a, b }) => a !== null && b !== null);
  if (shown.length === 0) return null;
  return (
    <section className="compare-figures">
      <h2 className="section">{compare.figures}</h2>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{compare.figure}</th>
            <th scope="col">A</th>
            <th scope="col">B</th>
            <th scope="col" className="wide-only">
              <span className="a-to-b">
                {compare.aToB}
                <svg viewBox="0 0 36 10" width="36" height="10" aria-hidden="true">
                  <path d="M6 5h22" className="move-line" />
                  <circle cx="6" cy="5" r="3.6" className="move-a" />
                  <circle cx="30" cy="5" r="4.2" className="move-b" />
                </svg>
              </span>
            </th>
            <th scope="col">{compare.noise}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((figure) => (
            <tr key={figure.figure} className={figure.matters ? undefined : 'soft'}>
              <th scope="row">{words.vocabulary.compare.figure[figure.figure]}</th>
              <td className="figure">{figureValue(words, figure, figure.a)}</td>
              <td className={figure.matters ? 'figure strong' : 'figure'}>
                {figureValue(words, figure, figure.b)}
              </td>
              <td className="wide-only">
                <FigureMove figure={figure} />
              </td>
              <td className="soft">{noiseText(words, figure)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function noiseText(words: Words, figure: Figure): string {
  const { compare } = words;
  if (!figure.matters) return words.vocabulary.compare.withinNoise;
  if (figure.noise === null) return compare.everyStep;
  const difference = Math.abs((figure.b ?? 0) - (figure.a ?? 0));
  return compare.counts(figureValue(words, figure, figure.noise), figureValue(words, figure, difference));
}
