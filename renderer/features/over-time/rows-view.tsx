import { useMemo, useState } from 'react';
import { useCommand } from '../../bridge/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { useWidth } from '../../ui/use-width.ts';
import { Answered } from '../answered.tsx';
import { Heading, NothingKept, type ViewProps } from './frame.tsx';
import { longHeadline } from './headline.ts';
import { rowsOf, spanOf, type Period } from './period.ts';
import { RowsChart, RowsTable } from './rows-chart.tsx';
import { periodName, sentencesIn } from './say.ts';
import { marksOf, marksOfHours, stretchesOf } from './states.ts';
import { rowOf, rowOfHours, type Row } from './told.ts';
import { together } from '../../words/format.ts';

type LongPeriod = Exclude<Period, 'day'>;
interface RowsViewProps extends ViewProps {
  readonly period: LongPeriod;
}

/** A week from its runs, a month and all that is kept from their hours: a row a day, or a month. */
export function RowsView(props: RowsViewProps) {
  return props.period === 'week' ? <Week {...props} /> : <Long {...props} />;
}

function isoSpan({ period, day, say }: RowsViewProps): { from: string; to: string } {
  const { fromMs, toMs } = spanOf(period, day, say.zone);
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}

function Week(props: RowsViewProps) {
  const { day, say } = props;
  const { answer, again } = useCommand('history.span', isoSpan(props));
  const rows = useMemo(() => {
    if (answer.state !== 'done') return [];
    const marks = marksOf(stretchesOf(answer.value.bands), spanOf('week', day, say.zone));
    return rowsOf('week', day, say.zone).map((span) => rowOf(span, marks, answer.value.runs));
  }, [answer, day, say.zone]);
  return (
    <Answered answer={answer} onward={again} className="ot-waiting">
      {({ lastDay }) => <Rows {...props} rows={rows} lastDay={lastDay} />}
    </Answered>
  );
}

function Long(props: RowsViewProps) {
  const { period, day, say } = props;
  const { answer, again } = useCommand('history.hours', isoSpan(props));
  const rows = useMemo(() => {
    if (answer.state !== 'done') return [];
    const { hours } = answer.value;
    const marks = marksOfHours(hours, spanOf(period, day, say.zone));
    return rowsOf(period, day, say.zone).map((span) => rowOfHours(span, marks, hours));
  }, [answer, period, day, say.zone]);
  return (
    <Answered answer={answer} onward={again} className="ot-waiting">
      {({ lastDay }) => <Rows {...props} rows={rows} lastDay={lastDay} />}
    </Answered>
  );
}

interface RowsProps extends RowsViewProps {
  readonly rows: readonly Row[];
  readonly lastDay: string | null;
}

function Rows({ rows: all, lastDay, ...props }: RowsProps) {
  const { say, period, day, nowMs, onPeriod } = props;
  const { text } = say;
  const { ref, width } = useWidth<HTMLDivElement>(1078);
  const [asTable, setAsTable] = useState(false);
  const name = periodName(say, period, day);
  // What is still to come is no gap.
  const until = all.filter(({ fromMs }) => fromMs < nowMs);
  // Of all that is kept: from the first month with something in it.
  const rows =
    period === 'year'
      ? until.slice(
          Math.max(
            0,
            until.findIndex((row) => row.watchedMs > 0),
          ),
        )
      : until;
  const headline = longHeadline(say, rows, { name, nowMs });
  if (rows.every(({ watchedMs }) => watchedMs === 0))
    return <NothingKept {...props} title={headline.title} lastDay={lastDay} />;
  return (
    <>
      <Heading title={headline.title} lead={sentencesIn(say, headline.lead)} />
      <figure
        className="panel ot-panel"
        onKeyDown={({ key }) => {
          if (key === 'PageUp' || key === 'PageDown') onPeriod(key === 'PageUp' ? -1 : 1);
        }}
      >
        <div className="ot-field" ref={ref}>
          <RowsChart {...{ rows, say, period, width, nowMs }} label={text.rowsSentence(rows.length, name)} />
        </div>
        <figcaption className="quiet ot-legend">
          {text.legendRows[period]}
          {together(say.words, text.legendStates, text.keysRows)}{' '}
          <Button kind="link" onPress={() => setAsTable((is) => !is)}>
            {text.table}
          </Button>
        </figcaption>
        {asTable ? <RowsTable {...{ rows, say, period }} /> : null}
      </figure>
    </>
  );
}
