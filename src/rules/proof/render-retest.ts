/** Before and after as text, and the card for a change ticket: the exact five-tuples that are still shut. */
import { renderParagraph } from '../../core/wrap-text.ts';
import type { Report } from '../../report/report.ts';
import { rowFailed, type Proof, type ProofRow } from './proof.ts';
import { countsText, portText, sourceText, STATE_WORDS } from './proof-text.ts';
import type { ProofChange } from './retest.ts';

export function renderChangesText(changes: readonly ProofChange[]): string {
  const of = (kind: ProofChange['kind']): ProofChange[] => changes.filter((change) => change.kind === kind);
  const stillShut = of('unchanged').filter(({ after }) => after !== 'open');
  const lines = [
    `${of('opened').length} opened, ${of('closed').length} worse, ${stillShut.length} as before and not open.`,
    '',
    ...section('OPENED', of('opened')),
    ...section('WORSE', of('closed')),
    ...section('AS BEFORE, NOT OPEN', stillShut),
    ...section('NEW', of('new')),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function section(title: string, changes: readonly ProofChange[]): string[] {
  if (changes.length === 0) return [];
  const port = Math.max(...changes.map(({ row }) => portText(row.rule).length));
  return [
    title,
    ...changes.flatMap(({ row, before, after }) => [
      `  ${portText(row.rule).padEnd(port)}  ${row.rule.destination}`,
      ...renderParagraph(
        `before ${before === null ? 'unknown' : STATE_WORDS[before]}, now ${STATE_WORDS[after]}${row.why === after ? '' : `: ${row.why}`}`,
        6,
      ),
    ]),
    '',
  ];
}

export interface CardContext {
  /** Where the report was made: its own addresses are the sources of the five-tuples. */
  readonly host: Pick<Report['host'], 'interfaces'>;
  /** The command that tests again, for the ticket. */
  readonly command: string;
}

/** Plain text for a change ticket. Silent UDP is listed apart: nobody knows whether it is shut. */
export function renderRetestCard(proof: Proof, { host, command }: CardContext): string {
  const sources = sourceAddresses(host);
  const failed = proof.rows.filter(rowFailed);
  const undecided = proof.rows.filter((row) => row.state === 'silent' && !rowFailed(row));
  const untested = proof.rows.filter(
    ({ rule, state }) => state === 'not-tested' && rule.need === 'essential',
  );
  const lines = [
    ...renderParagraph(`Firewall change for Amazon WorkSpaces, ${proof.request.regions.join(', ')}`),
    ...renderParagraph(countsText(proof)),
    ...renderParagraph(`Report ${proof.report.id} of ${sourceText(proof.report)}`),
    '',
    ...tuples(
      'Please let out (protocol, source, source port, destination, destination port):',
      failed,
      sources,
    ),
    ...tuples(
      'No answer, which proves nothing here; please check that these are let out:',
      undecided,
      sources,
    ),
    ...tuples('Needed, and not tested from here; please check that these are let out:', untested, sources),
    ...(failed.length + undecided.length + untested.length === 0 ? ['Nothing is shut.', ''] : []),
    `Test again with: ${command}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Under each purpose its tuples, so that a line holds a tuple and nothing else. */
function tuples(
  title: string,
  rows: readonly ProofRow[],
  sources: Readonly<Record<4 | 6, string>>,
): string[] {
  if (rows.length === 0) return [];
  const about = ({ rule }: ProofRow): string => `${rule.purpose} (${rule.need})`;
  const lineOf = ({ rule }: ProofRow): string => {
    const source = sources[rule.kind === 'cidr' && rule.destination.includes(':') ? 6 : 4];
    return `    ${rule.transport}, ${source}, any, ${rule.destination}, ${rule.port}`;
  };
  return [
    ...renderParagraph(title),
    ...[...new Set(rows.map(about))].flatMap((purpose) => [
      `  ${purpose}`,
      ...rows.filter((row) => about(row) === purpose).map(lineOf),
    ]),
    '',
  ];
}

/** The first usable address of each family; a report from elsewhere may have none. */
function sourceAddresses({ interfaces }: CardContext['host']): Readonly<Record<4 | 6, string>> {
  const usable = interfaces
    .filter(({ up, kind }) => up && kind !== 'loopback')
    .flatMap(({ addresses }) => addresses);
  const first = (family: 4 | 6): string =>
    usable.find((one) => one.family === family && !one.address.startsWith('fe80:'))?.address ??
    'the client network';
  return { 4: first(4), 6: first(6) };
}
