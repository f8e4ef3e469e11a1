/** The words at every place of the journey, for the wide and the vertical picture and the list for screen readers. */
import { delay } from '../../words/format.ts';
import type { Words } from '../../words/en.ts';
import type { ColumnSide, Cut, JourneyModel, Lane, LaneEnd, LineTone, LinkFigure } from './journey-model.ts';

export interface LaneText {
  readonly name: string;
  readonly port: string;
  /** Delay and loss; empty when the lane is cut or nothing is known. */
  readonly figure: string;
  readonly cut: { readonly title: string; readonly detail: string } | null;
  readonly near: EndText;
  readonly far: EndText;
}
export interface EndText {
  readonly name: string;
  readonly text: string;
  readonly tone: LineTone;
}
export interface PlaceText {
  readonly name: string;
  readonly what: string;
}

export function columnTitle(words: Words, model: JourneyModel, side: ColumnSide): string {
  const { columns, fault, limit } = words.journey;
  const place = side === 'service' ? columns.service(model.region) : columns[side];
  const found = model.faults.find((candidate) => candidate.side === side);
  if (found === undefined) return place;
  return found.severity === 'error' ? fault(place) : limit(place);
}

export function computerText(words: Words, { computer }: JourneyModel): PlaceText {
  return {
    name: computer.name ?? words.journey.thisComputer,
    // The code name or the build of a release tells a person nothing, and the column is narrow.
    what: (computer.system ?? '').replace(/ \(.*\)$/, '').replace(/^Microsoft /, ''),
  };
}

export function routerText(words: Words, { router, trunkCut }: JourneyModel): PlaceText {
  const { journey } = words;
  if (router === null) return { name: journey.router, what: journey.noRouter };
  if (trunkCut?.reason === 'offline') return { name: journey.router, what: journey.notReached };
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

/** The name of the proxy's station; when the proxy itself stops the lane, that the way ends there. */
export function proxyWord({ journey }: Words, { cut }: Lane): string {
  return cut?.reason === 'proxy' ? journey.stoppedAtProxy : journey.proxy;
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

export function laneText(words: Words, model: JourneyModel, lane: Lane): LaneText {
  const { journey } = words;
  const cut = model.trunkCut === null && lane.cut !== null ? cutText(words, lane.cut) : null;
  return {
    name: journey.lanes[lane.id],
    port: String(lane.port),
    figure: cut === null ? laneFigure(words, model, lane) : '',
    cut,
    near: { name: journey.ends[lane.near.what], text: endText(words, lane, lane.near), tone: lane.near.tone },
    far: { name: journey.ends[lane.far.what], text: endText(words, lane, lane.far), tone: lane.far.tone },
  };
}

function laneFigure(words: Words, model: JourneyModel, { tone, figure, failedSoFar }: Lane): string {
  const { journey } = words;
  if (failedSoFar > 0) return journey.failedSoFar(failedSoFar);
  if (tone === 'not-tested') return '';
  if (tone === 'running') return journey.noAnswerYet;
  if (tone === 'unproven') return journey.notProved;
  if (figure === null) return '';
  return model.kind === 'running' ? journey.soFar(delay(words, figure.medianMs)) : figureText(words, figure);
}

export function cutText(words: Words, cut: Cut): { title: string; detail: string } {
  const { journey } = words;
  const detail =
    cut.reason === 'silent' ? journey.cut.silent(Math.max(1, cut.failed)) : journey.cut[cut.reason];
  return { title: cut.reason === 'silent' ? journey.stopped : journey.stoppedHere, detail };
}

function endText(words: Words, lane: Lane, end: LaneEnd): string {
  const { journey } = words;
  if (end.what === 'gateways' && end.udp !== null && end.tone !== 'not-tested') return journey.udp[end.udp];
  if (end.tone === 'running')
    return end.tested > 0 ? journey.tried(end.tested, end.planned) : journey.waiting;
  if (end.tone === 'unproven') return journey.notProved;
  return end.tested > 0 && end.tone !== 'not-tested' ? endCount(words, end) : endUntested(words, lane);
}

function endCount({ journey }: Words, { open, tested }: LaneEnd): string {
  return open === 0 ? journey.reached(0, tested) : journey.open(open, tested);
}

function endUntested({ journey }: Words, { tone }: Lane): string {
  return tone === 'running' ? journey.notYet : journey.notTested;
}

export function journeySentence(words: Words, model: JourneyModel): string {
  const { sentences, laneShort } = words.journey;
  if (model.kind !== 'one-port') return sentences[model.kind];
  const cut = model.lanes.filter(({ tone }) => tone === 'fail').map(({ id }) => laneShort[id]);
  return sentences['one-port'](cut.join(', '));
}

/** The same facts as the picture, one line each. */
export function journeyFacts(words: Words, model: JourneyModel): string[] {
  const computer = computerText(words, model);
  const router = routerText(words, model);
  const lan = lanText(words, model);
  const vpn = vpnText(words, model);
  const trunk = model.trunkCut === null ? null : cutText(words, model.trunkCut);
  return [
    sentence(computer.name, computer.what),
    sentence(lan.name, lan.line),
    sentence(router.name, router.what),
    ...(vpn === null ? [tunnelText(words, model).name] : [sentence(vpn.name, vpn.what)]),
    ...(model.proxy === null ? [] : [sentence(words.journey.proxy, model.proxy)]),
    ...(trunk === null ? [] : [sentence(trunk.title, trunk.detail)]),
    ...model.lanes.map((lane) => laneFact(words, model, lane)),
  ].filter((line) => line !== '');
}

function laneFact(words: Words, model: JourneyModel, lane: Lane): string {
  const text = laneText(words, model, lane);
  const parts = [
    words.status[lane.tone],
    text.figure,
    text.cut === null ? '' : `${text.cut.title}, ${text.cut.detail}`,
  ];
  const ends = [text.near, text.far].map(({ name, text: seen }) => `${name} ${seen}`);
  return sentence(`${text.name} ${text.port}`, [...parts, ...ends].filter(Boolean).join('; '));
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
