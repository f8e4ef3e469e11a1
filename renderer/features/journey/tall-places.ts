/**
 * Where everything of the upright journey stands. It is laid out from top to bottom, each part as high as its words: nothing is drawn
 * smaller than 1:1, nothing is cut but names of a stranger that are longer than three lines.
 */
import type { Words } from '../../words/en.ts';
import type { ColumnSide, Cut, JourneyModel, Lane, LaneEnd, LineTone } from './journey-model.ts';
import {
  columnTitle,
  computerText,
  figureLines,
  lanText,
  noteCut,
  routerText,
  tunnelText,
  vpnText,
} from './journey-text.ts';

/** Lanes from left to right. In the trunk they are close; behind the router they fan out, so that discs stand side by side. */
export const TALL = {
  nearX: [19, 31, 43],
  farX: [18, 47, 80],
  /** The way around has a track of its own; the second strand of a lane runs beside the first. */
  bridgeX: 68,
  strand: 8,
  stationX: 31,
  textX: 106,
  ringX: 102,
  endTextX: 118,
  margin: 8,
} as const;
const LINE = { place: 19, what: 18, bold: 17, figure: 17 } as const;
const MOST_LINES = 3;
/** What a cut needs, so that nothing moves when one comes. */
const LIVE_NOTE_PX = 3 * LINE.figure;

export interface TallText {
  readonly x: number;
  readonly y: number;
  readonly kind: keyof typeof LINE;
  readonly tone: string | null;
  readonly text: string;
  /** Set off behind the words, in the tone of its state. */
  readonly more?: { readonly text: string; readonly tone: string };
}

export interface TallSection {
  readonly side: ColumnSide;
  readonly from: number;
  readonly to: number;
  readonly title: string;
  readonly tone: 'fail' | 'warn' | 'unproven' | null;
}

export interface TallEnd {
  readonly y: number;
  readonly tone: LineTone;
}

export interface TallPlaces {
  readonly width: number;
  readonly height: number;
  readonly sections: readonly TallSection[];
  readonly texts: readonly TallText[];
  readonly computerY: number;
  readonly routerY: number;
  /** Null: no VPN. */
  readonly vpnY: number | null;
  /** Where the way there begins: the lanes fan out below it. */
  readonly bendY: number;
  /** The words at the cut, from and to; null: nothing is cut. */
  readonly note: { readonly from: number; readonly to: number } | null;
  /** By lane, in the order of the model. */
  readonly ends: readonly TallEnd[];
}

/** A pen that goes down the picture. */
class Pen {
  y = 0;
  readonly texts: TallText[] = [];
  readonly width: number;

  constructor(width: number) {
    this.width = width;
  }

  /** Words below the last ones, in as many lines as they need. Gives the height of the first. */
  write(
    text: string,
    style: {
      kind: TallText['kind'];
      tone?: string | null;
      x?: number;
      gap?: number;
      more?: TallText['more'];
    },
  ): number {
    const { kind, tone = null, x = TALL.textX, gap = 0, more } = style;
    if (text === '') return this.y;
    this.y += gap;
    const first = this.y + LINE[kind];
    for (const line of linesOf(text, this.width - x - TALL.margin, kind)) {
      this.y += LINE[kind];
      this.texts.push({ x, y: this.y, kind, tone, text: line });
    }
    if (more !== undefined && more.text !== '') this.behind(more, style);
    return first;
  }

  /** Behind the last line where there is room, else below it. */
  private behind(
    more: NonNullable<TallText['more']>,
    { kind, x = TALL.textX }: { kind: TallText['kind']; x?: number },
  ) {
    const last = this.texts.pop();
    if (last === undefined) return;
    const room = this.width - x - TALL.margin;
    if (widthOf(last.text, kind) + widthOf(` ${more.text}`, 'figure') <= room)
      this.texts.push({ ...last, more });
    else {
      this.texts.push(last);
      this.write(more.text, { kind: 'figure', tone: more.tone, x });
    }
  }
}

function linesOf(text: string, room: number, kind: TallText['kind']): readonly string[] {
  return figureLines(text, (room * widthOf('n', 'figure')) / widthOf('n', kind), MOST_LINES);
}

/** Rough, in px: bold and larger letters are wider. */
function widthOf(text: string, kind: TallText['kind']): number {
  const scale = { place: 1.22, what: 1, bold: 1.06, figure: 1 }[kind];
  return [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 12.5 : 6.5), 0) * scale;
}

export function tallPlaces(words: Words, model: JourneyModel, width: number): TallPlaces {
  const pen = new Pen(width);
  const sections: TallSection[] = [];
  let note: TallPlaces['note'] = null;
  const cutSide = sideOfNote(model);
  const section = (side: ColumnSide, write: () => void) => {
    const from = pen.y;
    pen.y = from + 25;
    write();
    if (cutSide === side && side !== 'service') note = writeNote(pen, words, model);
    else if (model.live && side === 'path') pen.y += LIVE_NOTE_PX;
    pen.y += side === 'service' ? 20 : 18;
    const tone = model.fault?.side === side ? model.fault.tone : null;
    // The tint and its mark say that the fault is here; there is no room to say it again.
    const title = tone === null ? columnTitle(words, model, side) : words.journey.columns[side];
    sections.push({
      side,
      from,
      to: pen.y,
      title: typeof title === 'string' ? title : title(model.region),
      tone,
    });
  };
  const at = { computer: 0, router: 0, vpn: null as number | null, bend: 0 };
  section('this-machine', () => void (at.computer = writeComputer(pen, words, model)));
  section('local-network', () => void (at.router = writeLocalNetwork(pen, words, model)));
  at.bend = pen.y;
  section('path', () => void (at.vpn = writePath(pen, words, model)));
  let ends: readonly TallEnd[] = [];
  section('service', () => {
    if (cutSide === 'service') note = writeNote(pen, words, model);
    ends = model.lanes.map((lane) => writeEnd(pen, words, lane));
  });
  return {
    width,
    height: pen.y,
    sections,
    texts: pen.texts,
    computerY: at.computer + 4,
    routerY: at.router + 4,
    vpnY: at.vpn,
    bendY: at.bend + 6,
    note,
    ends,
  };
}

/** What is not proven lies somewhere on the way. */
function sideOfNote(model: JourneyModel): ColumnSide | null {
  const cut = noteCut(model);
  return cut === null || model.note === null ? null : placeOf(cut);
}

export function placeOf({ side, proven }: Cut): ColumnSide {
  return proven ? side : 'path';
}

function writeComputer(pen: Pen, words: Words, model: JourneyModel): number {
  const { name, what } = computerText(words, model);
  const y = pen.write(name, { kind: 'place', gap: 6 });
  pen.write(what, { kind: 'what', tone: 'quiet' });
  return y;
}

function writeLocalNetwork(pen: Pen, words: Words, model: JourneyModel): number {
  const lan = lanText(words, model);
  const line = model.router === null ? lan.name : `${lan.name} · ${lan.line}`;
  pen.write(line, { kind: 'figure', tone: 'soft', gap: 4 });
  const router = routerText(words, model);
  const y = pen.write(router.name, { kind: 'place', gap: 8 });
  pen.write(router.what, { kind: 'what', tone: 'quiet' });
  return y;
}

/** Gives the height of the VPN's station, or null. */
function writePath(pen: Pen, words: Words, model: JourneyModel): number | null {
  const tunnel = tunnelText(words, model);
  pen.write([tunnel.name, tunnel.lines.join(' ')].filter(Boolean).join(' · '), {
    kind: 'figure',
    tone: 'soft',
    gap: 4,
  });
  if (model.proxy !== null)
    pen.write(`${words.journey.proxy} ${model.proxy}`, { kind: 'figure', tone: 'soft' });
  const vpn = vpnText(words, model);
  if (vpn === null) return null;
  const y = pen.write(vpn.name, { kind: 'place', gap: 8 });
  pen.write(vpn.what, { kind: 'what', tone: 'quiet' });
  return y + 2;
}

/** What ends, how and where; what takes another way. */
function writeNote(pen: Pen, words: Words, model: JourneyModel): TallPlaces['note'] {
  if (model.note === null) return null;
  pen.y += 6;
  const from = pen.y;
  pen.write(model.note.title, { kind: 'bold', tone: 'fail' });
  pen.write(model.note.detail, { kind: 'figure' });
  pen.write(model.note.where, { kind: 'figure', tone: 'soft' });
  for (const { state, name, word } of model.lanes)
    if (state === 'detour')
      pen.write(`${name}${words.vocabulary.colon}${word}`, { kind: 'figure', tone: 'warn' });
  // A disc is 26 high.
  pen.y = Math.max(pen.y, from + 28);
  return { from, to: pen.y };
}

function writeEnd(pen: Pen, words: Words, lane: Lane): TallEnd {
  const x = TALL.endTextX;
  const failed = lane.failedSoFar > 0;
  const figure = lane.figure === '' ? '' : ` · ${lane.figure}`;
  const y = pen.write(lane.name, {
    kind: 'place',
    x,
    gap: 14,
    more: { text: `${lane.port}${figure}`, tone: failed ? 'fail' : 'quiet' },
  });
  for (const end of [lane.near, lane.far])
    pen.write(`${end.name}${words.vocabulary.colon}${end.text}`, { kind: 'figure', tone: endTone(end), x });
  pen.y += 6;
  return { y: y - 5, tone: lane.tone === 'running' ? lane.near.tone : lane.tone };
}

function endTone({ tone }: LaneEnd): string {
  if (tone === 'fail' || tone === 'unproven') return tone;
  return tone === 'not-tested' ? 'quiet' : 'soft';
}

/** Height of a cut: in the middle of the words about it. Null: nothing is said, so nothing is cut. */
export function cutHeight({ note }: TallPlaces): number | null {
  return note === null ? null : Math.round((note.from + note.to) / 2) + 2;
}
