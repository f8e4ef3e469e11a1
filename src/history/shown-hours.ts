/** Hours as a picture of months needs them: one an hour, of the protocol that was worse. Pure. */
import { VERDICTS, type Verdict } from '../core/words.ts';
import type { HourLine } from './rollup.ts';

export interface ShownHour {
  readonly at: number;
  readonly sent: number;
  readonly lost: number;
  readonly median: number | null;
  /** In the order of `VERDICTS`. */
  readonly minutes: number[];
  readonly longestMs: number;
  readonly longestAt: number | null;
}

/** `hours` in order of time; of two Regions in one hour the worse one. */
export function shownHours(hours: readonly HourLine[]): ShownHour[] {
  const shown: ShownHour[] = [];
  for (const hour of hours) {
    const next = shownHour(hour);
    const last = shown.at(-1);
    if (last === undefined || last.at !== next.at) shown.push(next);
    else if (isWorse(next.minutes, last.minutes)) shown[shown.length - 1] = next;
  }
  return shown;
}

function shownHour({ hour, sent, lost, spread, minutes, ...longest }: HourLine): ShownHour {
  const lanes = [minutes.pcoip, minutes.dcv].flatMap((lane) => (lane === undefined ? [] : [inOrder(lane)]));
  const [first = inOrder(minutes.overall), ...rest] = lanes;
  return {
    ...{ at: Date.parse(hour), sent, lost, median: spread?.median ?? null },
    minutes: rest.reduce((worst, lane) => (isWorse(lane, worst) ? lane : worst), first),
    longestMs: longest.longestNotReadyMs,
    longestAt: longest.longestNotReadyAt === null ? null : Date.parse(longest.longestNotReadyAt),
  };
}

function inOrder(lane: Readonly<Record<Verdict, number>>): number[] {
  return VERDICTS.map((verdict) => lane[verdict]);
}

const GRAVEST_FIRST = (['not-ready', 'unknown', 'degraded'] as const).map((one) => VERDICTS.indexOf(one));

function isWorse(a: readonly number[], b: readonly number[]): boolean {
  const differs = GRAVEST_FIRST.find((place) => a[place] !== b[place]);
  return differs !== undefined && (a[differs] ?? 0) > (b[differs] ?? 0);
}
