import type { Span } from '../../../src/history/bands.ts';
import { delay, number, percent } from '../../words/format.ts';
import { overTimeHref } from '../routes.ts';
import { textWidth } from '../journey/journey-text.ts';
import { Band } from './band.tsx';
import { smokeOf, xOf, type Axis } from './geometry.ts';
import { momentOf } from './headline.ts';
import { dayOf, startOf, type Period } from './period.ts';
import type { Say } from './say.ts';
import { totalMs } from './states.ts';
import type { Row } from './told.ts';

type LongPeriod = Exclude<Period, 'day'>;

interface RowsProps {
  readonly rows: readonly Row[];
  readonly say: Say;
  readonly period: LongPeriod;
}

interface RowsChartProps extends RowsProps {
  readonly width: number;
  readonly nowMs: number;
  readonly label: string;
}

const HEAD_PX = 24;
const ROW_PX = { week: 50, month: 21, year: 25 } as const;
const WIDE_PX = 640;
const DAY_MS = 86_400_000;

/** Where the columns stand; a narrow one keeps the time and what was not ready. */
interface Columns {
  readonly left: number;
  readonly right: number;
  readonly median: number | null;
  readonly lost: number | null;
  readonly longest: number;
}

function columnsOf({ say, width, rows, period }: RowsChartProps): Columns {
  const label = Math.max(...rows.map((row) => textWidth(rowName(say, row, period)))) + 10;
  const longest =
    Math.max(textWidth(say.text.longestNotReady), ...rows.map((row) => textWidth(longestText(say, row)))) + 4;
  const isWide = width >= WIDE_PX;
  const start = isWide ? width - longest : width - 4;
  return isWide
    ? { left: label, right: start - 150, median: start - 82, lost: start - 20, longest: start }
    : { left: label, right: start, median: null, lost: null, longest: start };
}

/** The longest row is 31 days, or a day of 25 hours: all begin at one line, so that hours stand below each other. */
function axisOf({ fromMs }: Span, period: LongPeriod, { left, right }: Columns): Axis {
  const length = period === 'year' ? 31 * DAY_MS : DAY_MS;
  return { fromMs, toMs: fromMs + length, left, right };
}

export function RowsChart(props: RowsChartProps) {
  const { rows, say, period, width, nowMs, label } = props;
  const columns = columnsOf(props);
  const rowPx = ROW_PX[period];
  const height = HEAD_PX + rows.length * rowPx + 4;
  return (
    <>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} className="ot-chart">
        <Head {...{ say, period, columns, height }} />
        {rows.map((row, index) => (
          <RowMarks
            key={row.fromMs}
            {...{ row, say, period, columns, nowMs }}
            foot={HEAD_PX + (index + 1) * rowPx - 6}
          />
        ))}
      </svg>
      {rows.map((row, index) => (
        <a
          key={row.fromMs}
          className="ot-row-link"
          style={{ top: HEAD_PX + index * rowPx, height: rowPx }}
          href={overTimeHref(period === 'year' ? 'month' : 'day', dayOf(row.fromMs, say.zone))}
          aria-label={rowSentence(say, row, period)}
        />
      ))}
    </>
  );
}

interface HeadProps {
  readonly say: Say;
  readonly period: LongPeriod;
  readonly columns: Columns;
  readonly height: number;
}

function Head({ say: { text }, period, columns, height }: HeadProps) {
  const { left, right, median, lost, longest } = columns;
  const all = period === 'year' ? 31 : 24;
  const step = (right - left) / all < 14 ? (period === 'year' ? 5 : 6) : period === 'year' ? 5 : 3;
  const ticks = Array.from({ length: Math.floor(all / step) + 1 }, (_, index) => index * step);
  const x = (unit: number) => left + (unit / all) * (right - left);
  return (
    <>
      {ticks.map((unit) => (
        <g key={unit}>
          <path className="ot-grid" d={`M${x(unit)} 20V${height}`} />
          <text
            x={x(unit)}
            y="13"
            textAnchor={unit === all && median === null ? 'end' : 'middle'}
            className="axis ot-axis"
          >
            {period === 'year' ? unit + 1 : String(unit).padStart(2, '0')}
          </text>
        </g>
      ))}
      {median === null || lost === null ? null : (
        <>
          <text x={median} y="13" textAnchor="end" className="axis ot-axis">
            {text.median}
          </text>
          <text x={lost} y="13" textAnchor="end" className="axis ot-axis">
            {text.lost}
          </text>
          <text x={longest} y="13" className="axis ot-axis">
            {text.longestNotReady}
          </text>
        </>
      )}
    </>
  );
}

interface RowMarksProps {
  readonly row: Row;
  readonly say: Say;
  readonly period: LongPeriod;
  readonly columns: Columns;
  readonly nowMs: number;
  readonly foot: number;
}

/** Bands of a row are as high as the row lets them. */
const SHARE = { week: 0.6, month: 0.6, year: 0.75 } as const;

function RowMarks({ row, say, period, columns, nowMs, foot }: RowMarksProps) {
  const { words } = say;
  const axis = axisOf(row, period, columns);
  const marks = row.marks
    .filter(({ fromMs }) => fromMs < nowMs)
    .map((mark) => ({ ...mark, toMs: Math.min(mark.toMs, nowMs) }));
  const { median, lost, longest } = columns;
  return (
    <>
      <text x="0" y={foot} className="axis axis-strong ot-label">
        {rowName(say, row, period)}
      </text>
      {period === 'week' ? <RowSmoke row={row} axis={axis} foot={foot - 15} /> : null}
      <Band marks={marks} axis={axis} foot={foot} share={SHARE[period]} />
      {median === null || lost === null ? null : (
        <>
          <text x={median} y={foot} textAnchor="end" className="axis ot-axis">
            {delay(words, row.medianMs)}
          </text>
          <text x={lost} y={foot} textAnchor="end" className="axis ot-axis">
            {row.sent === 0 ? words.unit.none : percent(words, row.lost / row.sent)}
          </text>
          <text
            x={longest}
            y={foot}
            className={row.longest === null ? 'axis ot-axis' : 'axis axis-strong ot-axis'}
          >
            {longestText(say, row)}
          </text>
        </>
      )}
    </>
  );
}

function RowSmoke({ row, axis, foot }: { readonly row: Row; readonly axis: Axis; readonly foot: number }) {
  const gaps = row.marks.filter(({ state }) => state === 'not-watched');
  const smoke = smokeOf(row.runs, gaps, { axis, scale: { top: foot - 26, bottom: foot } });
  return (
    <>
      <path d={smoke.light} className="ot-smoke-light" />
      <path d={smoke.dark} className="ot-smoke-dark" />
      <path d={smoke.median} className="ot-median" />
      <path className="ot-grid" d={`M${xOf(axis.fromMs, axis)} ${foot}H${axis.right}`} />
    </>
  );
}

function rowName(say: Say, { fromMs }: Row, period: LongPeriod): string {
  return period === 'year'
    ? say.date(fromMs, { month: 'short', year: 'numeric' })
    : say.date(fromMs, { weekday: 'short', day: 'numeric' }).replace(',', '');
}

function longestText(say: Say, { longest, watchedMs }: Row): string {
  if (watchedMs === 0) return say.text.gap['not-watched'];
  return longest === null ? say.text.never : `${say.text.span(longest.ms)}, ${momentOf(say, longest)}`;
}

function rowSentence(say: Say, row: Row, period: LongPeriod): string {
  return `${rowName(say, row, period)}: ${say.text.longestNotReady}: ${longestText(say, row)}`;
}

/** The same as figures. */
export function RowsTable({ rows, say, period }: RowsProps) {
  const { text, words } = say;
  const time = (ms: number) => (ms === 0 ? words.unit.none : text.span(ms));
  const { verdict } = words.vocabulary;
  return (
    <div className="ot-scroll" role="region" aria-label={text.table} tabIndex={0}>
      <table className="plain-table ot-table">
        <thead>
          <tr>
            <th scope="col">{period === 'year' ? text.rowMonth : text.rowDay}</th>
            <th scope="col">{text.watched}</th>
            <th scope="col">{verdict['not-ready']}</th>
            <th scope="col">{verdict.degraded}</th>
            <th scope="col">{verdict.unknown}</th>
            <th scope="col">{text.longestNotReady}</th>
            <th scope="col" className="right">
              {text.median}
            </th>
            <th scope="col" className="right">
              {text.lost}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.fromMs}>
              <th scope="row">{dayName(say, row, period)}</th>
              <td>{time(row.watchedMs)}</td>
              <td>{time(totalMs(row.marks, 'not-ready'))}</td>
              <td>{time(totalMs(row.marks, 'degraded'))}</td>
              <td>{time(totalMs(row.marks, 'unknown'))}</td>
              <td>{longestText(say, row)}</td>
              <td className="right">{delay(words, row.medianMs)}</td>
              <td className="right">
                {row.sent === 0
                  ? words.unit.none
                  : text.lostOf(number(words, row.lost), number(words, row.sent))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function dayName(say: Say, row: Row, period: LongPeriod): string {
  return period === 'year'
    ? rowName(say, row, period)
    : say.date(startOf(dayOf(row.fromMs, say.zone), say.zone), {
        weekday: 'short',
        day: 'numeric',
        month: 'short',
      });
}
