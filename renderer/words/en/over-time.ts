/** The page "Over time". It is fetched with its screen: the first screen does not carry it. */
import { timeline } from '../../../src/words/en/timeline.ts';
import { count } from '../plural.ts';

/** `14 seconds`, `31 minutes`, `4 h 8 min`. */
function span(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 90) return count(seconds, 'second');
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return count(minutes, 'minute');
  return `${Math.floor(minutes / 60).toLocaleString('en')} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`;
}

export const overTimeWords = {
  ...timeline,
  dateLocale: 'en-GB',
  span,
  /** `Friday` or `today`, behind "on" where it needs one. */
  today: 'today',
  on: (day: string) => `on ${day}`,
  inPeriod: (period: string) => `in ${period}`,
  periods: { day: 'Day', week: 'Week', month: 'Month', year: '13 months' },
  period: 'Period',
  weekOf: (from: string, to: string) => `${from} to ${to}`,
  allKept: 'the last 13 months',
  earlier: 'Earlier',
  later: 'Later',
  timesIn: (zone: string) => `times in ${zone}`,
  showZone: (zone: string) => `show ${zone}`,
  alsoMeasured: (region: string) => `show ${region}`,

  notReady: (what: { protocol: string | null; when: string; at: string; span: string }) =>
    `${what.protocol === null ? 'Not ready' : `${what.protocol} not ready`} once ${what.when}: ${what.at}, for ${what.span}.`,
  notReadyOften: (what: { protocol: string | null; when: string; times: number; span: string; at: string }) =>
    `${what.protocol === null ? 'Not ready' : `${what.protocol} not ready`} ${what.times} times ${what.when}, ${what.span} in all. First at ${what.at}.`,
  couldNot: (when: string, length: string) => `Could not tell for ${length} ${when}.`,
  limits: (what: { when: string; at: string; span: string }) =>
    `Ready with limits once ${what.when}: ${what.at}, for ${what.span}.`,
  limitsOften: (what: { when: string; times: number; span: string }) =>
    `Ready with limits ${what.times} times ${what.when}, ${what.span} in all.`,
  ready: (when: string) => `Ready ${when}, whenever it was watched.`,
  notWatched: (when: string) => `Not watched ${when}.`,
  otherwise: 'Otherwise ready whenever it was watched.',
  alsoLimits: (times: string) => `With limits ${times}.`,
  alsoCouldNot: (length: string) => `Could not tell for ${length}.`,
  gaps: (length: string) => `Not watched in between: ${length}.`,
  fromTo: (from: string, to: string) => `${from} to ${to}`,
  none: 'Nothing is kept of this time.',
  howTo: 'preflight watch measures every minute and keeps what it saw on this computer.',
  lastWatched: (day: string) => `Last watched: ${day}`,
  asking: 'Reading what this computer kept around that time.',

  long: (bad: string, watched: string) => `Not ready for ${bad} of ${watched} watched.`,
  longReady: (watched: string) => `Never not ready in ${watched} watched.`,
  longest: (what: { day: string; at: string; span: string }) =>
    `Longest: ${what.day}, ${what.at}, for ${what.span}.`,
  unwatched: (length: string) => `${length} were not watched.`,
  afterHour: (hour: string) => `after ${hour}`,

  limitBest: (ms: number, protocol: string) => `${ms} ${protocol} best`,
  limitEnds: (ms: number, protocol: string) => `${ms} ${protocol} ends`,
  zero: '0 ms',
  verdict: 'Verdict',
  lost: 'Lost',
  lostOf: (lost: string, sent: string) => `${lost} of ${sent}`,
  rail: { network: 'Network', vpn: 'VPN', changes: 'Changes', checks: 'Reports' },
  networkName: (letter: string) => `network ${letter}`,
  gap: { asleep: 'asleep', metered: 'paused, paid by volume', 'not-watched': 'not watched' },
  change: {
    woke: 'woke',
    address: 'addresses',
    clock: 'clock set',
    metered: 'paused',
    network: 'other network',
    'vpn-on': 'VPN on',
    'vpn-off': 'VPN off',
    cause: 'cause',
  },
  causeGone: 'cause gone',
  changes: (n: number) => count(n, 'change'),
  cursor: 'Moment',
  cursorText: (what: { at: string; states: string; changes: string }) =>
    [what.at, what.states, what.changes].filter(Boolean).join(', '),
  keys: 'Left and right: to the next change, with Shift by a minute. Enter opens the moment, Page keys move the period.',
  keysRows: 'Enter opens a row, Page keys move the period.',
  legendHeight: 'Height',
  legendHeightText:
    ' in the upper bands: thin is ready, half is with limits, full is not ready, dotted was not watched, dashed could not be told. ',
  legendSmoke: 'Smoke',
  legendSmokeText:
    ': dark holds half of the samples, light 90 of 100, the line is the median; square-root scale.',
  legendChecks:
    'A full check gives the verdict; the shorter runs between two of them measure the round trip, the streaming ports and one name, and can only make it worse.',
  legendRows: {
    week: 'A row is a day, a column an hour; the smoke as on the page of a day. ',
    month: 'A row is a day, a column an hour; within an hour the order of what is drawn is not known. ',
    year: 'A row is a month, a column a day; within an hour the order of what is drawn is not known. ',
  },
  legendStates:
    'Thin is ready, half is with limits, full is not ready, dotted was not watched, dashed could not be told.',
  sentence: (what: {
    day: string;
    from: string;
    to: string;
    zone: string;
    median: string;
    lost: string;
    gaps: string;
  }) =>
    `Verdicts and round trip, ${what.day}, ${what.from} to ${what.to}, ${what.zone}. Median ${what.median}. Lost ${what.lost}.${what.gaps === '' ? '' : ` Not watched: ${what.gaps}.`}`,
  rowsSentence: (rows: number, period: string) =>
    `${count(rows, 'row')}, ${period}. The table below has every figure.`,

  table: 'As a table',
  from: 'From',
  to: 'To',
  median: 'Median',
  came: 'What changed',
  fullCheck: 'Full check',
  report: 'Report',
  open: 'Open',
  rowDay: 'Day',
  rowMonth: 'Month',
  watched: 'Watched',
  longestNotReady: 'Longest not ready',
  never: 'none',

  before: (at: string) => `Just before ${at}`,
  beforeLead: 'Read from what this computer kept itself. Nothing was sent for it.',
  so: 'So',
  choose: 'Choose a moment in the chart: what came just before it stands here.',
  noEvents: 'No event was kept in the ten minutes before and after.',
  source: {
    link: 'Cable, Wi-Fi',
    network: 'Network',
    sleep: 'Sleep',
    samples: 'Samples',
    'client-log': 'Client',
  },
  openCheck: (at: string) => `Open the check of ${at}`,
  compare: (a: string, b: string) => `Compare the checks of ${a} and ${b}`,
};
export type OverTimeWords = typeof overTimeWords;
