import { useState } from 'react';
import { useRegions } from '../../bridge/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { regionName } from '../../words/format.ts';
import { go, overTimeHref } from '../routes.ts';
import { DayView } from './day-view.tsx';
import { dayOf, neighbour, PERIODS, spanOf, type Period, type Zone } from './period.ts';
import { RowsView } from './rows-view.tsx';
import { periodName, useSay, zoneNameOf, type Say } from './say.ts';

interface OverTimeProps {
  readonly period: string | null;
  readonly day: string | null;
}

/** What was measured on this computer, when, and what came just before it went wrong. */
export default function OverTimeScreen({ period: asked, day: askedDay }: OverTimeProps) {
  const [zone, setZone] = useState<Zone>('local');
  const [nowMs] = useState(() => Date.now());
  const [byKey, setByKey] = useState(false);
  const say = useSay(zone);
  const period: Period = PERIODS.find((one) => one === asked) ?? 'day';
  const today = dayOf(nowMs, zone);
  const day = askedDay !== null && /^\d{4}-\d\d-\d\d$/.test(askedDay) ? askedDay : today;
  const { regions } = useRegions();
  const nameOfRegion = (code: string) => regionName(say.words, regions, code);
  const step = (by: -1 | 1) => {
    const to = neighbour(day, period, { zone, step: by });
    if (to === null || to > today) return;
    setByKey(true);
    go(overTimeHref(period, to));
  };
  const view = { say, day, nowMs, takesFocus: byKey, onPeriod: step, regionName: nameOfRegion };
  return (
    <div className="page ot-page">
      <Head {...{ say, period, day, today }} onZone={setZone} onPeriod={() => setByKey(false)} />
      {period === 'day' ? (
        <DayView key={`${day} ${zone}`} {...view} />
      ) : (
        <RowsView key={`${period} ${day} ${zone}`} period={period} {...view} />
      )}
    </div>
  );
}

interface HeadProps {
  readonly say: Say;
  readonly period: Period;
  readonly day: string;
  readonly today: string;
  readonly onZone: (zone: Zone) => void;
  readonly onPeriod: () => void;
}

function Head({ say, period, day, today, onZone, onPeriod }: HeadProps) {
  const { text, zone } = say;
  const { fromMs } = spanOf(period, day, zone);
  const other: Zone = zone === 'utc' ? 'local' : 'utc';
  const isAlike = zoneNameOf(fromMs, 'local') === 'UTC';
  const show = (next: Period, to: string) => {
    onPeriod();
    go(overTimeHref(next, to));
  };
  return (
    <div className="ot-head">
      <Segmented
        label={text.period}
        hideLabel
        dense
        value={period}
        options={PERIODS.map((value) => ({ value, text: text.periods[value] }))}
        onChange={(next) => show(next, day)}
      />
      <span className="ot-step">
        <Step say={say} period={period} day={day} today={today} by={-1} onStep={show} />
        <b className="ot-name">{periodName(say, period, day)}</b>
        <Step say={say} period={period} day={day} today={today} by={1} onStep={show} />
      </span>
      <span className="quiet">
        {text.timesIn(say.zoneName(fromMs))}
        {isAlike ? null : (
          <>
            {', '}
            <Button kind="link" onPress={() => onZone(other)}>
              {text.showZone(zoneNameOf(fromMs, other))}
            </Button>
          </>
        )}
      </span>
    </div>
  );
}

interface StepProps {
  readonly say: Say;
  readonly period: Period;
  readonly day: string;
  readonly today: string;
  readonly by: -1 | 1;
  readonly onStep: (period: Period, day: string) => void;
}

function Step({ say, period, day, today, by, onStep }: StepProps) {
  const to = neighbour(day, period, { zone: say.zone, step: by });
  return (
    <Button
      size="dense"
      label={by === -1 ? say.text.earlier : say.text.later}
      disabled={to === null || (by === 1 && to > today)}
      onPress={() => onStep(period, to ?? day)}
    >
      {by === -1 ? '‹' : '›'}
    </Button>
  );
}
