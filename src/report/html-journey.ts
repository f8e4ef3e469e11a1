/** The journey of the HTML report: a line from this computer to Amazon for sign-in and each protocol; its form is the answer. Pure. */
import { PROTOCOLS, STREAMING_PORT, type Status } from '../core/words.ts';
import { PROTOCOL_NAME } from './plain-words.ts';
import type { Report } from './report.ts';
import { markupSafe } from './safe-text.ts';

interface Lane {
  readonly name: string;
  readonly port: number;
  readonly status: Status;
  /** A solid lane whose end is dashed: TCP passes, UDP is unproven. */
  readonly end: Status;
  readonly text: string;
}

const LEFT = 40;
const STOP = 380;
const RIGHT = 520;
const STEP = 44;
const TOP = 52;

export function journeySvg(report: Report): string {
  const lanes = lanesOf(report);
  const height = TOP + (lanes.length - 1) * STEP + 20;
  const words = lanes.map((lane) => `${lane.name} ${lane.port}: ${lane.text}`).join('. ');
  const station = `<rect class="station" x="${LEFT - 7}" y="${TOP - 14}" width="14" height="${(lanes.length - 1) * STEP + 28}" rx="7"/>`;
  return (
    `<svg class="journey" viewBox="0 0 720 ${height}" role="img" aria-label="${markupSafe(words)}">` +
    `<text class="sub" x="${LEFT - 7}" y="16">This computer</text><text class="sub" x="${RIGHT - 7}" y="16">Amazon</text>` +
    `${lanes.map(laneSvg).join('')}${station}</svg>`
  );
}

function lanesOf(report: Report): Lane[] {
  return [signInLane(report), ...PROTOCOLS.flatMap((protocol) => protocolLane(report, protocol))];
}

function signInLane({ checks }: Report): Lane {
  const essential = checks.filter(({ group, need }) => group === 'https' && need === 'essential');
  const count = (status: Status): number => essential.filter((check) => check.status === status).length;
  const passed = count('pass') + count('warn');
  const status: Status =
    count('fail') > 0 ? 'fail' : count('warn') > 0 ? 'warn' : passed > 0 ? 'pass' : 'not-tested';
  const text = passed + count('fail') === 0 ? 'not tested' : `${passed} of ${essential.length} reached`;
  return { name: 'Sign-in', port: 443, status, end: status, text };
}

const LANE_OF_VERDICT = {
  ready: 'pass',
  degraded: 'warn',
  'not-ready': 'fail',
  unknown: 'not-tested',
} as const;
const WORD_OF_VERDICT = {
  ready: 'gets through',
  degraded: 'gets through, with limits',
  'not-ready': 'stopped along here',
  unknown: 'could not tell',
} as const;

function protocolLane(report: Report, protocol: 'pcoip' | 'dcv'): Lane[] {
  const entry = report.protocols[protocol];
  if (entry === undefined) return [];
  const status = LANE_OF_VERDICT[entry.verdict];
  const isUnproven = entry.udpProof === 'unproven' && status !== 'fail';
  const text = `${WORD_OF_VERDICT[entry.verdict]}${isUnproven ? ', UDP unproven' : ''}`;
  const end = isUnproven ? 'unproven' : status;
  return [{ name: PROTOCOL_NAME[protocol], port: STREAMING_PORT[protocol], status, end, text }];
}

function laneSvg(lane: Lane, index: number): string {
  const y = TOP + index * STEP;
  const isCut = lane.status === 'fail';
  const stop = isCut
    ? `<path class="lane not-tested" d="M${STOP} ${y}H${RIGHT}"/><circle class="stop" cx="${STOP}" cy="${y}" r="11"/>` +
      `<path class="stop-x" d="M${STOP - 4} ${y - 4}l8 8M${STOP + 4} ${y - 4}l-8 8"/>`
    : '';
  return (
    `<path class="lane ${lane.status}" d="M${LEFT} ${y}H${isCut ? STOP : RIGHT}"/>${stop}` +
    `<circle class="end ${lane.end}" cx="${RIGHT}" cy="${y}" r="6"/>` +
    `<text x="${LEFT + 24}" y="${y - 8}" font-weight="620">${lane.name} ${lane.port}</text>` +
    `<text class="sub" x="${RIGHT + 16}" y="${y + 4}">${markupSafe(lane.text)}</text>`
  );
}
