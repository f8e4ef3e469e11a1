import type { Comparand } from '../../src/contract/index.ts';

/** Where the page is, in the part of the address after `#`. Every screen can be reloaded and opened in another tab. */
export type RunPage = 'result' | 'regions' | 'checks' | 'proof' | 'plan' | 'bundle' | 'files';
/** A run of this engine or its history, or a bundle that was opened: as it says itself, or `judged` by the rules of this version. */
export type RunSource = 'run' | 'bundle' | 'judged';

export type Route =
  | { readonly screen: 'start' }
  | {
      readonly screen: 'run';
      readonly source: RunSource;
      readonly id: string;
      readonly page: RunPage;
      readonly focus: string | null;
    }
  | { readonly screen: 'history' }
  /** A period by name and a day in it; null: the day of today. */
  | { readonly screen: 'over-time'; readonly period: string | null; readonly day: string | null }
  | { readonly screen: 'bundles' }
  | { readonly screen: 'compare'; readonly a: string; readonly b: string }
  /** The same check with the VPN on and off; `second` null: not made yet. */
  | { readonly screen: 'pair'; readonly first: string; readonly second: string | null }
  /** Reports side by side, each as in a comparison. */
  | { readonly screen: 'sites'; readonly sides: readonly string[] }
  | { readonly screen: 'settings' }
  | { readonly screen: 'explain' }
  /** A check that somebody prepared, as its text. */
  | { readonly screen: 'prepared'; readonly text: string };

export type RunRoute = Extract<Route, { screen: 'run' }>;

const PAGES: readonly RunPage[] = ['result', 'regions', 'checks', 'proof', 'plan'];
const SOURCES = ['run', 'bundle', 'judged'] as const;
/** Of a run here a bundle can be made; a bundle has files. */
const OWN_PAGE = { run: 'bundle', bundle: 'files', judged: 'files' } as const;
const PLAIN = ['history', 'bundles', 'settings', 'explain'] as const;

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [head = '', ...rest] = path.split('/').map(decode);
  const plain = PLAIN.find((screen) => screen === head);
  if (plain !== undefined) return { screen: plain };
  const source = SOURCES.find((one) => one === head);
  if (source !== undefined) return runRoute(source, rest, new URLSearchParams(query).get('focus'));
  return beside(head, rest.filter(Boolean)) ?? placeWithin(head, rest);
}

function placeWithin(head: string, [a, b]: readonly string[]): Route {
  if (head === 'over-time') return { screen: 'over-time', period: a ?? null, day: b ?? null };
  if (head === 'prepared' && a) return { screen: 'prepared', text: a };
  return { screen: 'start' };
}

/** Several runs or reports; null: this is none of those. */
function beside(head: string, sides: readonly string[]): Route | null {
  const [a, b] = sides;
  if (a === undefined) return null;
  if (head === 'pair') return { screen: 'pair', first: a, second: b ?? null };
  if (head === 'sites') return { screen: 'sites', sides };
  return head === 'compare' && b !== undefined ? { screen: 'compare', a, b } : null;
}

function runRoute(source: RunSource, [id, name]: readonly string[], focus: string | null): Route {
  if (!id) return { screen: 'start' };
  const page = [...PAGES, OWN_PAGE[source]].find((one) => one === name) ?? 'result';
  return { screen: 'run', source, id, page, focus };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

export function runHref(
  run: { source: RunSource; id: string },
  page: RunPage = 'result',
  focus?: string,
): string {
  const query = focus === undefined ? '' : `?focus=${encodeURIComponent(focus)}`;
  return `#/${run.source}/${encodeURIComponent(run.id)}${page === 'result' ? '' : `/${page}`}${query}`;
}

export function overTimeHref(period: string, day: string): string {
  return `#/over-time/${period}/${day}`;
}

/** The text itself stands in the address: a reload shows it again, and nothing has to be kept. */
export function preparedHref(text: string): string {
  return `#/prepared/${encodeURIComponent(text)}`;
}

export function pairHref(first: string, second?: string): string {
  return `#/pair/${[first, ...(second === undefined ? [] : [second])].map(encodeURIComponent).join('/')}`;
}

/** One side of a comparison in an address: `run:ID`, `bundle:ID` or `judged:ID`. */
export function compareHref(
  a: { source: RunSource; id: string },
  b: { source: RunSource; id: string },
): string {
  const side = ({ source, id }: { source: RunSource; id: string }) => encodeURIComponent(`${source}:${id}`);
  return `#/compare/${side(a)}/${side(b)}`;
}

export function sitesHref(sides: readonly string[]): string {
  return `#/sites/${sides.map(encodeURIComponent).join('/')}`;
}

export function parseSide(side: string): Comparand {
  return sideOf(sideParts(side));
}

/** `bundle:ID` as what a link to its pages takes. */
export function sideParts(side: string): { source: RunSource; id: string } {
  const [source = '', id = ''] = side.split(':');
  return { source: SOURCES.find((one) => one === source) ?? 'run', id };
}

/** The same for the engine. */
export function sideOf({ source, id }: { source: RunSource; id: string }): Comparand {
  return { kind: source === 'run' ? 'history' : source, id };
}

export function go(href: string): void {
  window.location.hash = href.replace(/^#/, '');
}
