/** Before and after as text, and the card for a change ticket: the exact five-tuples that are still shut. */
import { renderParagraph } from '../../core/wrap-text.ts';
import type { Report } from '../../report/report.ts';
import { english, type Vocabulary } from '../../words/en/index.ts';
import { rowFailed, type Proof, type ProofRow } from './proof.ts';
import { countsText, portText, sourceText } from './proof-text.ts';
import type { ProofChange } from './retest.ts';

export function renderChangesText(
  changes: readonly ProofChange[],
  { proof: words }: Vocabulary = english,
): string {
  const of = (kind: ProofChange['kind']): ProofChange[] => changes.filter((change) => change.kind === kind);
  const stillShut = of('unchanged').filter(({ after }) => after !== 'open');
  const lines = [
    ...renderParagraph(words.changed(of('opened').length, of('closed').length, stillShut.length)),
    '',
    ...section(words.change.opened, of('opened'), words),
    ...section(words.change.closed, of('closed'), words),
    ...section(words.change.unchanged, stillShut, words),
    ...section(words.change.new, of('new'), words),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function section(title: string, changes: readonly ProofChange[], words: Vocabulary['proof']): string[] {
  if (changes.length === 0) return [];
  const port = Math.max(...changes.map(({ row }) => portText(row.rule).length));
  return [
    title,
    ...changes.flatMap(({ row, before, after }) => [
      `  ${portText(row.rule).padEnd(port)}  ${row.rule.destination}`,
      ...renderParagraph(
        withWhy(
          words.beforeAndNow(before === null ? words.unknown : words.state[before], words.state[after]),
          { why: row.why, after },
          words,
        ),
        6,
      ),
    ]),
    '',
  ];
}

function withWhy(
  told: string,
  { why, after }: { readonly why: string; readonly after: ProofChange['after'] },
  words: Vocabulary['proof'],
): string {
  return why === after || why === words.state[after] ? told : words.because(told, why);
}

export interface CardContext {
  /** Where the report was made: its own addresses are the sources of the five-tuples. */
  readonly host: Pick<Report['host'], 'interfaces'>;
  /** The command that tests again, for the ticket. */
  readonly command: string;
}

/** Plain text for a change ticket. Silent UDP is listed apart: nobody knows whether it is shut. */
export function renderRetestCard(
  proof: Proof,
  { host, command }: CardContext,
  words: Vocabulary = english,
): string {
  const { proof: own, comma } = words;
  const { card } = own;
  const sources = sourceAddresses(host, card.network);
  const listed = (title: string, rows: readonly ProofRow[]): string[] =>
    tuples({ title, rows, sources }, words);
  const failed = proof.rows.filter(rowFailed);
  const undecided = proof.rows.filter((row) => row.state === 'silent' && !rowFailed(row));
  const untested = proof.rows.filter(
    ({ rule, state }) => state === 'not-tested' && rule.need === 'essential',
  );
  const lines = [
    ...renderParagraph(card.title(proof.request.regions.join(comma))),
    ...renderParagraph(countsText(proof, words)),
    ...renderParagraph(own.report(proof.report.id, sourceText(proof.report, own))),
    '',
    ...listed(card.shut, failed),
    ...listed(card.silent, undecided),
    ...listed(card.untested, untested),
    ...(failed.length + undecided.length + untested.length === 0 ? [card.nothing, ''] : []),
    card.again(command),
  ];
  return `${lines.join('\n')}\n`;
}

interface Tuples {
  readonly title: string;
  readonly rows: readonly ProofRow[];
  readonly sources: Readonly<Record<4 | 6, string>>;
}

/** Under each purpose its tuples, so that a line holds a tuple and nothing else. */
function tuples(
  { title, rows, sources }: Tuples,
  { proof: words, purpose: purposeOf, need }: Vocabulary,
): string[] {
  if (rows.length === 0) return [];
  const about = ({ rule }: ProofRow): string => words.about(purposeOf(rule), need[rule.need]);
  const lineOf = ({ rule }: ProofRow): string => {
    const source = sources[rule.kind === 'cidr' && rule.destination.includes(':') ? 6 : 4];
    return `    ${rule.transport}, ${source}, ${words.card.any}, ${rule.destination}, ${rule.port}`;
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
function sourceAddresses(
  { interfaces }: CardContext['host'],
  other: string,
): Readonly<Record<4 | 6, string>> {
  const usable = interfaces
    .filter(({ up, kind }) => up && kind !== 'loopback')
    .flatMap(({ addresses }) => addresses);
  const first = (family: 4 | 6): string =>
    usable.find((one) => one.family === family && !one.address.startsWith('fe80:'))?.address ?? other;
  return { 4: first(4), 6: first(6) };
}
