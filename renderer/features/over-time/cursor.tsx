import { useEffect, useRef } from 'react';
import type { ChartPlace } from './chart-place.ts';
import { msAt, xOf } from './geometry.ts';

interface CursorProps {
  readonly place: ChartPlace;
  readonly label: string;
  readonly valueText: string;
  readonly atMs: number;
  /** Nothing is before and after these. */
  readonly firstMs: number;
  readonly lastMs: number;
  readonly stops: readonly number[];
  readonly reports: readonly { readonly id: string; readonly at: string }[];
  readonly takesFocus: boolean;
  readonly onMove: (ms: number) => void;
  readonly onOpen: (ms: number) => void;
  readonly onReport: (id: string) => void;
  readonly onPeriod: (step: -1 | 1) => void;
}

const MINUTE_MS = 60_000;
const NEAR_PX = 8;

/** Lies over the chart: one slider over time for keys and screen readers, and where the pointer chooses. */
export function Cursor(props: CursorProps) {
  const { label, valueText, atMs, firstMs, lastMs, takesFocus } = props;
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) ref.current?.focus();
  }, [takesFocus]);
  return (
    <div
      ref={ref}
      className="ot-cursor-field"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={Math.round(firstMs / MINUTE_MS)}
      aria-valuemax={Math.round(lastMs / MINUTE_MS)}
      aria-valuenow={Math.round(atMs / MINUTE_MS)}
      aria-valuetext={valueText}
      onKeyDown={(event) => {
        const isOurs = onKey(props, event);
        if (isOurs) event.preventDefault();
      }}
      onClick={(event) => onPoint(props, event)}
    />
  );
}

/** Whether the key is one of ours. */
function onKey(
  { atMs, stops, firstMs, lastMs, onMove, onOpen, onPeriod }: CursorProps,
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
): boolean {
  const to = (ms: number | undefined) => onMove(Math.max(firstMs, Math.min(ms ?? atMs, lastMs)));
  const acts: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => to(shiftKey ? atMs - MINUTE_MS : stops.findLast((stop) => stop < atMs)),
    ArrowRight: () => to(shiftKey ? atMs + MINUTE_MS : stops.find((stop) => stop > atMs)),
    Enter: () => onOpen(atMs),
    PageUp: () => onPeriod(-1),
    PageDown: () => onPeriod(1),
  };
  acts[key]?.();
  return Object.hasOwn(acts, key);
}

/** A report where one was pressed; else the moment, drawn to a change that is near. */
function onPoint(
  { place, stops, reports, lastMs, onOpen, onReport }: CursorProps,
  event: React.MouseEvent<HTMLDivElement>,
): void {
  const box = event.currentTarget.getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  const { axis, rails } = place;
  const isNear = (ms: number) => Math.abs(xOf(ms, axis) - x) <= NEAR_PX;
  const isOnReports = rails.checks !== null && y >= rails.checks - 4 && y <= rails.checks + 20;
  const report = isOnReports ? reports.find(({ at }) => isNear(Date.parse(at))) : undefined;
  if (report !== undefined) onReport(report.id);
  else onOpen(Math.min(stops.find(isNear) ?? msAt(x, axis), lastMs));
}
