/** A comparison for a terminal: changed causes first, then changed checks, figures beyond noise, and what else was different. Pure. */
import { isChange } from './compare-reports.ts';
import type { Comparison } from './comparison.ts';
import { PROTOCOL_NAME, STATUS_NAME, counted, milliseconds } from './plain-words.ts';
import { terminalSafe } from './safe-text.ts';
import {
  PLAIN_TEXT,
  STATUS_SIGN,
  VERDICT_SIGN,
  painterFor,
  symbolOf,
  type Pen,
  type TextStyle,
} from './text-style.ts';
import { hangText } from './wrap-text.ts';

const CHECK_ROWS = 8;

export interface ComparedNames {
  /** What the two reports are called, such as a file name and "this run". */
  readonly a: string;
  readonly b: string;
}

export function renderComparisonText(
  comparison: Comparison,
  names: ComparedNames,
  style: TextStyle = PLAIN_TEXT,
): string {
  const pen = { style, paint: painterFor(style) };
  const lines = [
    pen.paint('strong', headline(comparison)),
    ...cautions(comparison).flatMap((line) => hangText(terminalSafe(line), { lead: '', width: style.width })),
    ...rows([`A ${names.a}`, `B ${names.b}`], pen),
    ...block('Verdicts, A to B', verdicts(comparison, pen), pen),
    ...block('Causes', causes(comparison), pen),
    ...block('Checks whose status differs', checks(comparison, pen), pen),
    ...block('Figures', comparison.figures.map(figureText), pen),
    ...block('Surroundings that differ', surroundings(comparison), pen),
  ];
  return `${lines.join('\n')}\n`;
}

function headline({ differs, causes: rowsOfCauses }: Comparison): string {
  const changed = rowsOfCauses.filter(isChange);
  const moved = changed.filter(({ change }) => change !== 'stayed').length;
  if (moved > 0) return `What changed: ${counted(moved, 'cause')} came or went.`;
  if (changed.length > 0) return `What changed: ${counted(changed.length, 'cause')} with another severity.`;
  return differs ? 'What changed: no cause, but figures or verdicts.' : 'Nothing that matters differs.';
}

/** Why a difference may have nothing to do with the network. */
function cautions({ surroundings: facts }: Comparison): string[] {
  const differs = (what: (typeof facts)[number]['what']): boolean =>
    facts.some((fact) => fact.what === what && fact.same === false);
  return [
    ...(differs('request') ? ['Careful: A and B did not ask for the same (see "Asked for" below).'] : []),
    ...(differs('simulated')
      ? ['Careful: A and B did not look at the same network, at least one is scripted.']
      : []),
    ...(differs('completed') ? ['Careful: one of the two was cut short, what it lacks was not tested.'] : []),
  ];
}

function block(title: string, lines: readonly string[], pen: Pen): string[] {
  return lines.length === 0 ? [] : ['', pen.paint('strong', title), ...rows(lines, pen)];
}

function rows(lines: readonly string[], { style }: Pen): string[] {
  return lines.flatMap((line) => hangText(terminalSafe(line), { lead: '  ', width: style.width }));
}

function verdicts({ verdicts: pairs }: Comparison, { style }: Pen): string[] {
  const said = (verdict: Comparison['verdicts'][number]['a']): string =>
    verdict === null
      ? 'not asked'
      : `${symbolOf(VERDICT_SIGN[verdict], style)} ${VERDICT_SIGN[verdict].word}`;
  return pairs.map(({ protocol, a, b }) => `${PROTOCOL_NAME[protocol]}: ${said(a)} -> ${said(b)}`);
}

const CHANGE_WORD = { new: 'new in B', gone: 'gone in B', stayed: 'in both' } as const;

function causes({ causes: found }: Comparison): string[] {
  return found
    .filter((row) => isChange(row) || row.severity !== 'notice')
    .map(({ change, severity, severityBefore, finding }) => {
      const weight = severityBefore === undefined ? severity : `${severityBefore} -> ${severity}`;
      return `${CHANGE_WORD[change]}: ${finding.title} (${weight}, ${finding.code})`;
    });
}

function checks({ checks: changed, onlyIn }: Comparison, { style }: Pen): string[] {
  const said = (status: Comparison['checks'][number]['a']): string =>
    `${symbolOf(STATUS_SIGN[status], style)} ${STATUS_NAME[status]}`;
  const shown = changed.slice(0, CHECK_ROWS).map(({ title, a, b }) => `${title}: ${said(a)} -> ${said(b)}`);
  const more = changed.length - CHECK_ROWS;
  return [
    ...shown,
    ...(more > 0 ? [`and ${counted(more, 'check')} more`] : []),
    ...(onlyIn.a + onlyIn.b > 0 ? [`only in A: ${onlyIn.a}; only in B: ${onlyIn.b}`] : []),
  ];
}

const FIGURE_NAME = {
  'rtt-median': 'Round trip, median',
  'rtt-jitter': 'Round trip, varies by',
  'loss-ratio': 'Lost',
  'path-mtu': 'Packet size',
  'dns-median': 'Name lookup, median',
} as const;

function figureText({ figure, unit, a, b, noise, matters }: Comparison['figures'][number]): string {
  const said = (value: number | null): string => {
    if (value === null || unit === 'ms') return milliseconds(value);
    return unit === 'bytes' ? `${value} bytes` : `${(value * 100).toFixed(1)} %`;
  };
  const limit = noise === null || a === null || b === null ? '' : `, up to ${said(noise)} is noise`;
  const word = a === null || b === null ? 'cannot be compared' : matters ? 'differs' : 'no real difference';
  return `${FIGURE_NAME[figure]}: ${said(a)} -> ${said(b)} (${word}${limit})`;
}

const SURROUNDING_NAME = {
  computer: 'Computer',
  os: 'Operating system',
  network: 'Network',
  vpn: 'VPN',
  proxy: 'Proxy',
  'dns-servers': 'DNS servers',
  tables: 'Tables',
  agent: 'Preflight',
  request: 'Asked for',
  simulated: 'Looked at',
  completed: 'Run',
} as const;

function surroundings({ surroundings: facts }: Comparison): string[] {
  return facts
    .filter(({ same, a, b }) => same !== true && (a ?? b) !== null)
    .map(({ what, a, b }) => `${SURROUNDING_NAME[what]}: ${a ?? 'not known'} -> ${b ?? 'not known'}`);
}
