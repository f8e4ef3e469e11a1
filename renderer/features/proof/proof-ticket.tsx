import type { ProofLine, ProofResult } from '../../../src/contract/index.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { clockTime } from '../../words/format.ts';
import { lineCount, lineName, linePort, stateWord, useProofWords, type Said } from './line-words.ts';
import { soText } from './proof-row.tsx';

/** Before and after as plain text, for whoever changed the rules. */
export function ProofTicket({ result, name }: { result: ProofResult; name: string }) {
  const said = useProofWords();
  const text = ticketText(said, result, name);
  return (
    <section className="proof-ticket">
      <div className="proof-ticket-head">
        <h2 className="section">{said.proof.ticket}</h2>
        <CopyButton text={text} doneWord={said.words.app.copied} size="dense">
          {said.proof.copyTicket}
        </CopyButton>
      </div>
      <pre className="code" tabIndex={0} aria-label={said.proof.ticket}>
        {text}
      </pre>
    </section>
  );
}

/** Columns in monospace: what changed and what is not open, each with its rule; the rest by its count. */
export function ticketText(said: Said, { lines, before, createdAt }: ProofResult, name: string): string {
  const { words, proof } = said;
  if (before === null)
    return [proof.ticketHead(name, dayOf(said, createdAt)), ...openTuples(said, lines)].join('\n');
  const asked = lines.filter((line) => line.before !== null && line.before.change !== 'not-asked');
  const told = asked.filter(({ state, before: was }) => state !== 'open' || was?.state !== 'open');
  const rows = told.map((line) => [
    soText(said, line),
    linePort(line),
    lineName(said, line),
    stateText(said, line),
  ]);
  const left = lines.length - asked.length;
  return [
    proof.ticketHead(name, dayOf(said, createdAt)),
    `${clockTime(words, before)} -> ${clockTime(words, createdAt)}`,
    ...aligned(rows),
    proof.open(lines.filter(({ state }) => state === 'open').length),
    ...(left === 0 ? [] : [proof.notAsked(left, clockTime(words, before))]),
  ].join('\n');
}

function dayOf({ words }: Said, iso: string): string {
  return new Date(iso).toLocaleDateString(words.locale, { dateStyle: 'medium' });
}

/** What is shut or without proof, each with what to let out. */
function openTuples(said: Said, lines: readonly ProofLine[]): string[] {
  return lines
    .filter(({ state }) => state !== 'open')
    .flatMap((line) => [
      `${linePort(line)}  ${lineName(said, line)}: ${stateText(said, line)}`,
      ...line.destinations.map((destination) => `    ${destination}`),
    ]);
}

/** `refused 0 of 6 -> open 6 of 6`. */
function stateText(said: Said, line: ProofLine): string {
  const one = (seen: Pick<ProofLine, 'state' | 'counts'>) =>
    [stateWord(said, seen.state, line.transport), lineCount(said, seen)].filter(Boolean).join(' ');
  return line.before === null ? one(line) : `${one(line.before)} -> ${one(line)}`;
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  const padded = (cell: string, column: number): string =>
    cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell)));
  return rows.map((row) => row.map(padded).join('  ').trimEnd());
}

/** Letters of Japanese are two columns wide. */
function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter >= '\u2e80' ? 2 : 1), 0);
}
