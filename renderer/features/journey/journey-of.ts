/**
 * The journey of a report: every state, word and figure is that of its truth table, told by the one voice. Pure. Null for a report of an
 * older version, which has no truth table. A cut claims no place that nobody proved.
 */
import { STREAMING_PORT } from '../../../src/core/words.ts';
import { cellStatus, type LaneTruth, type Truth } from '../../../src/judge/truth.ts';
import type { Report } from '../../../src/report/report.ts';
import type { Spoken } from '../../../src/words/spoken.ts';
import type { Words } from '../../words/en.ts';
import { capital, regionName } from '../../words/format.ts';
import { foldCells } from '../report/fold-cells.ts';
import { causeOf } from '../report/spoken.tsx';
import type { ColumnSide, Cut, JourneyModel, Lane, LaneEnd, LaneId } from './journey-model.ts';
import { surroundingsOf } from './surroundings.ts';

const LANE_IDS: readonly LaneId[] = ['sign-in', 'dcv', 'pcoip'];
const BROKERS: ReadonlySet<string> = new Set(['broker', 'session-broker']);
const NO_PAGES: ReadonlySet<string> = new Set(['names', 'health-check', 'gateways', ...BROKERS]);

interface Context {
  readonly words: Words;
  readonly report: Report;
  readonly truth: Truth;
  readonly spoken: Spoken;
}

export function journeyOf(words: Words, report: Report, spoken: Spoken): JourneyModel | null {
  const { truth, host, checks } = report;
  if (truth === undefined) return null;
  const context = { words, report, truth, spoken };
  const lanes = LANE_IDS.flatMap((id) => laneOf(context, id));
  const signIn = truth.lanes['sign-in'];
  const trunkCut = signIn.state === 'cut' && signIn.before ? cutOf(signIn) : null;
  return {
    live: false,
    sentence: spoken.headline,
    region: regionName(words, report.regions, report.decidingRegion ?? ''),
    fault: faultOf(context),
    ...surroundingsOf({ host, vpn: host.vpn, checks, live: false }),
    lanes,
    trunkCut,
    note: noteOf(context, lanes, trunkCut),
  };
}

function laneOf(context: Context, id: LaneId): readonly Lane[] {
  const { truth, spoken } = context;
  const lane = truth.lanes[id];
  const line = spoken.lanes.find((one) => one.lane === id);
  if (lane === undefined || line === undefined) return [];
  const ends = id === 'sign-in' ? signInEnds(context) : streamingEnds(context, id);
  return [
    {
      id,
      name: line.name,
      port: id === 'sign-in' ? 443 : STREAMING_PORT[id],
      state: lane.state,
      tone: line.tone,
      cut:
        lane.state === 'detour' || (lane.state === 'cut' && !isStoppedBefore(id, lane)) ? cutOf(lane) : null,
      strands: id === 'sign-in' ? null : strandsOf(context, id),
      word: line.word,
      figure: figureOf(context, id, line),
      why: line.why,
      failedSoFar: 0,
      ...ends,
    },
  ];
}

/** What stops it lies on the lane of the sign-in: nothing of it was stopped here. */
function isStoppedBefore(id: LaneId, lane: LaneTruth): boolean {
  return id !== 'sign-in' && lane.before;
}

function cutOf({ side, sideProven }: LaneTruth): Cut {
  return side === null || side === 'us' ? { side: 'path', proven: false } : { side, proven: sideProven };
}

/** The round trip, with its word where that is outside the best band; the state where no round trip says it. */
function figureOf(context: Context, id: LaneId, line: Spoken['lanes'][number]): string {
  const lane = context.truth.lanes[id];
  if (lane?.state === 'open') return line.figure;
  if (lane?.state === 'limited' && line.figure !== '') return limitedFigure(context, id, line.figure);
  return lane?.state === 'cut' && !isStoppedBefore(id, lane) ? '' : line.word;
}

function limitedFigure({ words, report, truth }: Context, id: LaneId, figure: string): string {
  const { vocabulary } = words;
  const band = id === 'sign-in' ? null : (report.protocols[id]?.band ?? null);
  if (band === null || (truth.lanes[id]?.limit ?? null) === null) return figure;
  return vocabulary.line.delay(figure, vocabulary.band[band] ?? band);
}

type Ends = Pick<Lane, 'near' | 'far'>;

function signInEnds({ words, truth }: Context): Ends {
  const { ends } = words.journey;
  const lane = truth.lanes['sign-in'];
  const end = (name: string, test: (role: string) => boolean): LaneEnd => {
    const cell = foldCells(
      words,
      truth.cells.filter(({ role }) => test(role)),
      lane,
    );
    return cell === null
      ? unknownEnd(words, name)
      : { name, text: textOf(cell), short: cell.word, tone: cell.tone };
  };
  return {
    near: end(ends['sign-in-pages'], (role) => !NO_PAGES.has(role)),
    far: end(ends.brokers, (role) => BROKERS.has(role)),
  };
}

type CellLine = Spoken['rows'][number]['cells'][number];

/** A count is read as one: no line breaks in it. */
function textOf({ word, count }: Pick<CellLine, 'word' | 'count'>): string {
  return count === '' ? word : `${word} ${count.replaceAll(' ', '\u00a0')}`;
}

function unknownEnd({ vocabulary }: Words, name: string): LaneEnd {
  const word = vocabulary.cell['not-tested'];
  return { name, text: word, short: word, tone: 'not-tested' };
}

function streamingEnds(context: Context, id: 'pcoip' | 'dcv'): Ends {
  const { words, truth } = context;
  const { ends } = words.journey;
  const around = truth.lanes[id]?.state === 'detour' ? cellsAt(context, 'gateways', 443) : [];
  return {
    near: endOf(words, ends['health-check'], cellsAt(context, 'health-check', STREAMING_PORT[id])),
    far: endOf(
      words,
      ends.gateways,
      around.length > 0 ? around : cellsAt(context, 'gateways', STREAMING_PORT[id]),
    ),
  };
}

/** The cells of a role and port that were used, TCP first. A limit is the lane's, no server's: what is open stays open at its end. */
function cellsAt({ spoken, truth }: Context, role: string, port: number): readonly CellLine[] {
  const cells = spoken.rows.find((row) => row.role === role)?.cells ?? [];
  const toneOf = ({ transport, tone }: CellLine) => {
    const own = truth.cells.find(
      (cell) => cell.role === role && cell.port === port && cell.transport === transport,
    );
    return own === undefined ? tone : cellStatus({ ...own, limit: null });
  };
  return cells
    .filter((cell) => cell.port === port && cell.state !== 'not-needed')
    .map((cell) => ({ ...cell, tone: toneOf(cell) }));
}

/** Where TCP passes and UDP does not, both are said; else the first of them. */
function endOf(words: Words, name: string, cells: readonly CellLine[]): LaneEnd {
  const tested = cells.filter(({ state }) => state !== 'not-tested');
  const [first, second] = tested.length > 0 ? tested : cells;
  if (first === undefined) return unknownEnd(words, name);
  const both =
    second !== undefined &&
    first.state === 'open' &&
    (second.state === 'closed' || second.state === 'no-reply');
  const text = both
    ? [first, second].map(({ transport, word }) => `${transport.toUpperCase()} ${word}`).join(' · ')
    : textOf(first);
  const short = both ? `${second.transport.toUpperCase()} ${second.word}` : first.word;
  return { name, text, short, tone: first.tone };
}

/** One half of the lane passes: TCP opens, and UDP was refused or gave no reply. */
function strandsOf(context: Context, id: 'pcoip' | 'dcv'): Lane['strands'] {
  const cells = cellsAt(context, 'health-check', STREAMING_PORT[id]);
  const tcp = cells.find(({ transport }) => transport === 'tcp');
  const udp = cells.find(({ transport }) => transport === 'udp');
  const isSplit = tcp?.state === 'open' && (udp?.state === 'closed' || udp?.state === 'no-reply');
  return isSplit ? { tcp: tcp.tone, udp: udp.tone } : null;
}

const WORST: readonly Lane['tone'][] = ['fail', 'unproven', 'warn'];

/** The column of the worst lane's cause, where its place is proven. What is not proven tints nothing. */
function faultOf({ truth, spoken }: Context): JourneyModel['fault'] {
  for (const tone of WORST) {
    const line = spoken.lanes.find(
      (one) => one.tone === tone && (truth.lanes[one.lane]?.because ?? null) !== null,
    );
    const lane = line === undefined ? undefined : truth.lanes[line.lane];
    if (lane === undefined) continue;
    const isPlace = lane.sideProven && lane.side !== null && lane.side !== 'us';
    return isPlace ? { side: lane.side as ColumnSide, tone: tone as 'fail' | 'unproven' | 'warn' } : null;
  }
  return null;
}

/** The lanes that end alike are named together, by port: DCV itself may go around. The first one's place and evidence stand for them. */
function noteOf(context: Context, lanes: readonly Lane[], trunkCut: Cut | null): JourneyModel['note'] {
  const { spoken, words, truth } = context;
  const cut = lanes.filter((lane) => lane.cut !== null);
  const [first] = cut;
  if (first === undefined) return null;
  const because = truth.lanes[first.id]?.because ?? null;
  const where = causeOf(spoken, because)?.where ?? '';
  if (trunkCut !== null) return { title: capital(first.word), detail: first.why ?? '', where };
  const names = cut.map(({ name, port }) => `${name} ${port}`).join(', ');
  return {
    title: `${names}${words.vocabulary.colon}${words.vocabulary.lane.cut}`,
    detail: first.near.text,
    where,
  };
}
