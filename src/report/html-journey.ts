/** The journey of the HTML report: a line from this computer to Amazon for sign-in and each protocol; its form is the answer. Pure. */
import { STREAMING_PORT, type Status } from '../core/words.ts';
import { vocabularyOf } from '../words/languages.ts';
import type { Spoken } from '../words/spoken.ts';
import type { Report } from './report.ts';
import { markupSafe } from './safe-text.ts';

interface Lane {
  readonly name: string;
  readonly port: number;
  readonly tone: Status;
  /** A place where it stops; a limit is no place. */
  readonly isCut: boolean;
  /** Its own port is shut and it goes around. */
  readonly isDetour: boolean;
  readonly text: string;
}

const LEFT = 40;
const STOP = 380;
const RIGHT = 520;
const STEP = 44;
const TOP = 52;

export function journeySvg(report: Report, spoken: Spoken): string {
  const lanes = lanesOf(report, spoken);
  if (lanes.length === 0) return '';
  const v = vocabularyOf(spoken.language);
  const height = TOP + (lanes.length - 1) * STEP + 20;
  const words = lanes.map((lane) => `${lane.name} ${lane.port}: ${lane.text}`).join('. ');
  const station = `<rect class="station" x="${LEFT - 7}" y="${TOP - 14}" width="14" height="${(lanes.length - 1) * STEP + 28}" rx="7"/>`;
  return (
    `<svg class="journey" viewBox="0 0 720 ${height}" role="img" aria-label="${markupSafe(words)}">` +
    `<text class="sub" x="${LEFT - 7}" y="16">${v.side['this-machine']}</text><text class="sub" x="${RIGHT - 7}" y="16">${v.side.service}</text>` +
    `${lanes.map(laneSvg).join('')}${station}</svg>`
  );
}

function lanesOf({ truth }: Report, { lanes, language }: Spoken): Lane[] {
  const { comma } = vocabularyOf(language);
  return lanes.map(({ lane, name, tone, word, figure }) => {
    const state = truth?.lanes[lane]?.state;
    return {
      name,
      port: lane === 'sign-in' ? 443 : STREAMING_PORT[lane],
      tone,
      isCut: state === 'cut',
      isDetour: state === 'detour',
      text: figure === '' ? word : `${word}${comma}${figure}`,
    };
  });
}

function laneSvg({ name, port, tone, isCut, isDetour, text }: Lane, index: number): string {
  const y = TOP + index * STEP;
  const stop = isCut
    ? `<path class="lane not-tested" d="M${STOP} ${y}H${RIGHT}"/><circle class="stop" cx="${STOP}" cy="${y}" r="11"/>` +
      `<path class="stop-x" d="M${STOP - 4} ${y - 4}l8 8M${STOP + 4} ${y - 4}l-8 8"/>`
    : '';
  const line = isDetour
    ? `<path class="lane warn" d="M${LEFT} ${y}H${STOP - 60}l18 -14h84l18 14H${RIGHT}"/>`
    : `<path class="lane ${tone}" d="M${LEFT} ${y}H${isCut ? STOP : RIGHT}"/>`;
  return (
    `${line}${stop}<circle class="end ${isCut ? 'not-tested' : tone}" cx="${RIGHT}" cy="${y}" r="6"/>` +
    `<text x="${LEFT + 24}" y="${y - 8}" font-weight="620">${markupSafe(name)} ${port}</text>` +
    `<text class="sub" x="${RIGHT + 16}" y="${y + 4}">${markupSafe(text)}</text>`
  );
}
