import { delay, number } from '../../words/format.ts';
import { runHref } from '../routes.ts';
import { changeLine, changesWithin } from './change-text.ts';
import { laneName } from './headline.ts';
import { gapsOf, type DayModel } from './day-model.ts';
import type { Say } from './say.ts';
import { lanesOf, type State } from './states.ts';
import { figuresOf, lastFull, within } from './told.ts';

/** Every interval of a day: what the picture shows, for a screen reader and for whoever wants figures. */
export function IntervalTable({ model, say }: { readonly model: DayModel; readonly say: Say }) {
  const { text } = say;
  const lanes = lanesOf(model.bands);
  const gaps = gapsOf(model);
  const word = (state: State | undefined, atMs: number): string => {
    if (state !== undefined && state !== 'not-watched') return say.words.vocabulary.verdict[state];
    return text.gap[gaps.find(({ fromMs, toMs }) => fromMs <= atMs && toMs > atMs)?.reason ?? 'not-watched'];
  };
  return (
    <div className="ot-scroll" role="region" aria-label={text.table} tabIndex={0}>
      <table className="plain-table ot-table">
        <thead>
          <tr>
            <th scope="col">{text.from}</th>
            <th scope="col">{text.to}</th>
            {lanes.map((lane) => (
              <th key={lane} scope="col">
                {laneName(say, lane)}
              </th>
            ))}
            <th scope="col" className="right">
              {text.median}
            </th>
            <th scope="col" className="right">
              {text.lost}
            </th>
            <th scope="col">{text.came}</th>
            <th scope="col">{text.fullCheck}</th>
            <th scope="col">{text.report}</th>
          </tr>
        </thead>
        <tbody>
          {model.stretches.map((stretch) => {
            const { medianMs, sent, lost } = figuresOf(within(model.runs, stretch));
            const [report] = within(model.reports, stretch);
            const full = lastFull(model.runs, stretch);
            return (
              <tr key={stretch.fromMs}>
                <th scope="row">{say.clock(stretch.fromMs, true)}</th>
                <td>{say.clock(stretch.toMs, true)}</td>
                {lanes.map((lane) => (
                  <td key={lane}>{word(stretch.states[lane], stretch.fromMs)}</td>
                ))}
                <td className="right">{delay(say.words, medianMs)}</td>
                <td className="right">
                  {sent === 0 ? '–' : text.lostOf(number(say.words, lost), number(say.words, sent))}
                </td>
                <td>
                  {changesWithin(model.changes, stretch)
                    .map((change) => changeLine(say, change, model.titles))
                    .join(', ')}
                </td>
                <td>{full === null ? '–' : say.clock(full)}</td>
                <td>
                  {report === undefined ? null : (
                    <a className="link" href={runHref({ source: 'run', id: report.id })}>
                      {text.open}
                    </a>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
