/** The words at every place of the journey, for the wide and the vertical picture and the list for screen readers. */
import { delay } from '../../words/format.ts';
import type { Words } from '../../words/en.ts';
import type { ColumnSide, Cut, JourneyModel, Lane, LinkFigure } from './journey-model.ts';

export interface PlaceText {
  readonly name: string;
  readonly what: string;
}

export function columnTitle(words: Words, model: JourneyModel, side: ColumnSide): string {
  const { columns, fault, limit } = words.journey;
  const place = side === 'service' ? columns.service(model.region) : columns[side];
  if (model.fault?.side !== side || model.fault.tone === 'unproven') return place;
  return model.fault.tone === 'fail' ? fault(place) : limit(place);
}

export function computerText(words: Words, { computer }: JourneyModel): PlaceText {
  return {
    name: computer.name ?? words.journey.thisComputer,
    // The code name or the build of a release tells a person nothing, and the column is narrow.
    what: (computer.system ?? '').replace(/ \(.*\)$/, '').replace(/^Microsoft /, ''),
  };
}

export function routerText(words: Words, { router }: JourneyModel): PlaceText {
  const { journey } = words;
  if (router === null) return { name: journey.router, what: journey.noRouter };
  const ping = router.answersPing;
  return {
    name: journey.router,
    what: ping === null ? '' : ping ? journey.answersPing : journey.ignoresPing,
  };
}

export function vpnText(words: Words, { vpn }: JourneyModel): PlaceText | null {
  if (vpn === null || vpn === 'unknown') return null;
  const how =
    vpn.allTraffic === null ? '' : vpn.allTraffic ? words.journey.allTraffic : words.journey.someTraffic;
  return { name: words.journey.vpn, what: clip([vpn.name, how].filter(Boolean).join(', '), 26) };
}

/** The link to the router: its kind and its figure, or that nothing was measured. */
export function lanText(
  words: Words,
  { lan, router }: JourneyModel,
): { name: string; line: string; measured: boolean } {
  const { journey } = words;
  const name = lan.kind === null ? journey.link : lan.kind === 'wifi' ? journey.wifi : journey.ethernet;
  if (lan.figure !== null) return { name, line: figureText(words, lan.figure), measured: true };
  const silent = router?.answersPing === false;
  return { name, line: silent ? journey.unmeasuredLan : journey.unmeasuredShort, measured: false };
}

/** The link behind the router. A lane proves that the VPN passes; its own delay nobody measures. */
export function tunnelText(words: Words, model: JourneyModel): { name: string; lines: readonly string[] } {
  const { journey } = words;
  if (model.vpn === 'unknown') return { name: '', lines: [] };
  if (model.vpn === null) return { name: journey.noVpn, lines: [] };
  const passes = model.lanes.some(({ tone }) => tone === 'pass' || tone === 'warn');
  return { name: passes ? journey.passes : '', lines: [journey.unmeasured, journey.unmeasuredWhy] };
}

export function figureText(words: Words, figure: LinkFigure): string {
  const { journey } = words;
  const lost = figure.sent === null ? '' : journey.lost(figure.lost ?? 0, figure.sent);
  return [delay(words, figure.medianMs), lost].filter(Boolean).join(' · ');
}

/** The same facts as the picture, one line each. */
export function journeyFacts(words: Words, model: JourneyModel): string[] {
  const computer = computerText(words, model);
  const router = routerText(words, model);
  const lan = lanText(words, model);
  const vpn = vpnText(words, model);
  return [
    sentence(computer.name, computer.what),
    sentence(lan.name, lan.line),
    sentence(router.name, router.what),
    ...(vpn === null ? [tunnelText(words, model).name] : [sentence(vpn.name, vpn.what)]),
    ...(model.proxy === null ? [] : [sentence(words.journey.proxy, model.proxy)]),
    ...(model.note === null ? [] : [noteText(model.note)]),
    ...model.lanes.map((lane) => laneFact(words, lane)),
  ].filter((line) => line !== '');
}

/** The cut that the note is about: of the whole trunk, else of the first lane that has one. */
export function noteCut({ trunkCut, lanes }: JourneyModel): Cut | null {
  return trunkCut ?? lanes.find(({ cut }) => cut !== null)?.cut ?? null;
}

/** What is said at the cut, in one line. */
export function noteText({ title, detail, where }: NonNullable<JourneyModel['note']>): string {
  return [title, detail, where].filter((part) => part !== '').join('; ');
}

function laneFact(words: Words, lane: Lane): string {
  const ends = [lane.near, lane.far].map(({ name, text }) => `${name} ${text}`);
  const parts = [words.vocabulary.status[lane.tone], lane.word, lane.figure, lane.why ?? '', ...ends];
  return sentence(`${lane.name} ${lane.port}`, [...new Set(parts)].filter((part) => part !== '').join('; '));
}

function sentence(name: string, what: string): string {
  return what === '' ? name : `${name}: ${what}`;
}

/** Rough width of a text in the picture's 12.5 px, so that lines beside it keep clear: full-width letters count double. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 12.5 : 6.7), 0);
}

/** A name that strangers gave in at most two lines, broken where names have joints; what does not fit even so is cut. */
export function inTwoLines(text: string, widthPx: number): readonly string[] {
  const length = lettersWithin(text, widthPx);
  if (text.length <= length) return [text];
  const joint = Math.max(...[' ', '-', '.', '_'].map((sign) => text.lastIndexOf(sign, length - 1)));
  const at = joint > 0 ? joint + 1 : length;
  const rest = text.slice(at);
  return [text.slice(0, at).trimEnd(), clip(rest, lettersWithin(rest, widthPx))];
}

/** A sentence in lines of the picture's figures, broken at a blank, behind `、` or before `（`; the last of `most` lines is cut. */
export function figureLines(text: string, widthPx: number, most: number): readonly string[] {
  if (textWidth(text) <= widthPx) return [text];
  const letters = [...text];
  const room = letters.findIndex((_, index) => textWidth(letters.slice(0, index + 1).join('')) > widthPx);
  if (most <= 1) return [`${letters.slice(0, room - 1).join('')}…`];
  const isJoint = (letter: string): boolean => letter === ' ' || letter === '、' || letter === '（';
  const joint = letters.slice(0, room).findLastIndex(isJoint);
  const at = joint <= 0 ? room : letters[joint] === '（' ? joint : joint + 1;
  const rest = letters.slice(at).join('');
  return [letters.slice(0, at).join('').trimEnd(), ...figureLines(rest, widthPx, most - 1)];
}

/** How many letters fit, by the rough width of a place's name (14 px, bold): names of machines are often capitals and figures. */
function lettersWithin(text: string, widthPx: number): number {
  let used = 0;
  for (const [index, letter] of [...text].entries()) {
    used += letter > '\u2e7f' ? 14 : /[A-Z0-9]/.test(letter) ? 9.7 : 7.6;
    if (used > widthPx) return Math.max(1, index);
  }
  return text.length;
}

/** Names that strangers gave are cut, so that the picture keeps its places. */
export function clip(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
