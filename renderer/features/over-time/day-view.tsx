import { useEffect, useMemo, useState } from 'react';
import type { ResultOf } from '../../../src/contract/index.ts';
import { answerText } from '../../../src/timeline/say.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { useWidth } from '../../ui/use-width.ts';
import { delay, number, together } from '../../words/format.ts';
import { Answered } from '../answered.tsx';
import { go, runHref } from '../routes.ts';
import { changeLine, changesWithin } from './change-text.ts';
import { chartPlace } from './chart-place.ts';
import { Cursor } from './cursor.tsx';
import { DayChart } from './day-chart.tsx';
import { dayModel, gapsOf, isEmpty, type DayModel } from './day-model.ts';
import { Heading, NothingKept, type ViewProps } from './frame.tsx';
import { dayHeadline, laneName } from './headline.ts';
import { IntervalTable } from './interval-table.tsx';
import { JustBefore } from './just-before.tsx';
import { spanOf } from './period.ts';
import { dayInSentence, periodName, sentencesIn, type Say } from './say.ts';
import type { Lane } from './states.ts';

const MINUTE_MS = 60_000;

/** A day: what went wrong, what came just before, every run in one picture. */
export function DayView(props: ViewProps) {
  const { day, say, nowMs } = props;
  const { fromMs, toMs } = spanOf('day', day, say.zone);
  const span = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
  const { answer, again } = useCommand('history.span', span);
  useEffect(() => {
    if (nowMs >= toMs) return undefined;
    const timer = setInterval(again, MINUTE_MS);
    return () => clearInterval(timer);
  }, [again, nowMs, toMs]);
  return (
    <Answered answer={answer} onward={again} className="ot-waiting">
      {(result) => <Day {...props} result={result} />}
    </Answered>
  );
}

function Day({ result, ...props }: ViewProps & { readonly result: ResultOf<'history.span'> }) {
  const { say, day, nowMs } = props;
  const [region, setRegion] = useState<string | null>(null);
  const [chosen, setChosen] = useState<{ readonly cursorMs: number; readonly openMs: number | null } | null>(
    null,
  );
  const model = useMemo(
    () => dayModel(result, { day: spanOf('day', day, say.zone), zone: say.zone, nowMs, region }),
    [result, day, say.zone, nowMs, region],
  );
  const when = dayInSentence(say, day, nowMs);
  const headline = dayHeadline(say, model.stretches, { when, range: model.range });
  const openMs = chosen?.openMs ?? headline.askMs;
  const told = useCommand('timeline.tell', openMs === null ? null : { at: minuteOf(openMs) });
  if (isEmpty(model)) return <NothingKept {...props} title={headline.title} lastDay={result.lastDay} />;
  const before = told.answer.state === 'done' && openMs === headline.askMs ? told.answer.value : null;
  const clock = (iso: string) => say.clock(Date.parse(iso));
  const lead = [before === null ? '' : answerText(before, say.events, clock), ...headline.lead];
  return (
    <>
      <Heading title={headline.title} lead={sentencesIn(say, lead)} />
      <Figure
        {...props}
        model={model}
        cursorMs={chosen?.cursorMs ?? headline.askMs}
        onMove={(cursorMs) => setChosen({ cursorMs, openMs: chosen?.openMs ?? null })}
        onOpen={(ms) => setChosen({ cursorMs: ms, openMs: ms })}
        onRegion={setRegion}
      />
      <JustBefore say={say} model={model} atMs={openMs} answer={told.answer} />
    </>
  );
}

/** `--at 14:05` is a minute: so is what the engine is asked for. */
function minuteOf(ms: number): string {
  return new Date(Math.floor(ms / MINUTE_MS) * MINUTE_MS).toISOString();
}

interface FigureProps extends ViewProps {
  readonly model: DayModel;
  readonly cursorMs: number | null;
  readonly onMove: (ms: number) => void;
  readonly onOpen: (ms: number) => void;
  readonly onRegion: (code: string) => void;
}

function Figure(props: FigureProps) {
  const { model, say, day, nowMs, cursorMs, onMove, onOpen, onRegion, onPeriod, takesFocus, regionName } =
    props;
  const { text } = say;
  const { ref, width } = useWidth<HTMLDivElement>(1078);
  const [asTable, setAsTable] = useState(false);
  const place = useMemo(() => chartPlace(model, say, { width, cursorMs }), [model, say, width, cursorMs]);
  const lastMs = Math.min(model.range.toMs, Math.max(nowMs, model.range.fromMs));
  const atMs = cursorMs ?? lastMs;
  return (
    <figure className="panel ot-panel">
      <div className="ot-field" ref={ref}>
        <DayChart
          {...{ model, place, say }}
          label={sentenceOf(model, say, day)}
          cursorMs={atMs}
          hasCursor={cursorMs !== null}
        />
        <Cursor
          {...{ place, atMs, lastMs, takesFocus, onMove, onOpen, onPeriod }}
          firstMs={model.range.fromMs}
          label={text.cursor}
          valueText={cursorText(model, say, atMs)}
          stops={model.stops}
          reports={model.reports}
          onReport={(id) => go(runHref({ source: 'run', id }))}
        />
      </div>
      <figcaption className="quiet ot-legend">
        <b>{text.legendHeight}</b>
        {text.legendHeightText}
        <b>{text.legendSmoke}</b>
        {together(say.words, text.legendSmokeText, text.legendChecks, text.keys)}{' '}
        <Button kind="link" onPress={() => setAsTable((is) => !is)}>
          {text.table}
        </Button>
        {model.otherRegions.map((code) => (
          <span key={code}>
            {' '}
            <Button kind="link" onPress={() => onRegion(code)}>
              {text.alsoMeasured(regionName(code))}
            </Button>
          </span>
        ))}
      </figcaption>
      {asTable ? <IntervalTable model={model} say={say} /> : null}
    </figure>
  );
}

function sentenceOf(model: DayModel, say: Say, day: string): string {
  const { range, figures } = model;
  const gaps = gapsOf(model)
    .filter(({ fromMs, toMs }) => fromMs < range.toMs && toMs > range.fromMs)
    .map(({ fromMs, toMs }) =>
      say.text.fromTo(say.clock(Math.max(fromMs, range.fromMs)), say.clock(Math.min(toMs, range.toMs))),
    );
  return say.text.sentence({
    day: periodName(say, 'day', day),
    from: say.clock(range.fromMs),
    to: say.clock(range.toMs),
    zone: say.zoneName(range.fromMs),
    median: delay(say.words, figures.medianMs),
    lost: say.text.lostOf(number(say.words, figures.lost), number(say.words, figures.sent)),
    gaps: gaps.join(', '),
  });
}

/** What a screen reader hears of the moment under the cursor. */
function cursorText(model: DayModel, say: Say, atMs: number): string {
  const stretch = model.stretches.find(({ fromMs, toMs }) => fromMs <= atMs && toMs > atMs);
  const { verdict } = say.words.vocabulary;
  const states = (Object.entries(stretch?.states ?? {}) as [Lane, keyof typeof verdict | 'not-watched'][])
    .map(
      ([lane, state]) =>
        `${laneName(say, lane)} ${state === 'not-watched' ? say.text.gap[state] : verdict[state]}`,
    )
    .join(', ');
  const changes = changesWithin(model.changes, { fromMs: atMs, toMs: atMs + MINUTE_MS })
    .map((change) => changeLine(say, change, model.titles))
    .join(', ');
  return say.text.cursorText({ at: say.clock(atMs), states, changes });
}
