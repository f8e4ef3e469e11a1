import type { ProofLine } from '../../../src/contract/index.ts';
import { Chevron } from '../../ui/chevron.tsx';
import { Status } from '../../ui/status.tsx';
import { capital, number } from '../../words/format.ts';
import {
  isShut,
  lineCount,
  lineName,
  linePort,
  lineTone,
  stateWord,
  useProofWords,
  type Said,
} from './line-words.ts';
import type { ProofKeys } from './use-proof-keys.ts';

interface ProofRowProps {
  readonly line: ProofLine;
  readonly narrow: boolean;
  readonly tablet: boolean;
  /** After a retest: before, after, and what came of it. */
  readonly after: boolean;
  readonly keys: ProofKeys;
}

/** One rule: three lines on a phone, else a row. */
export function ProofRow({ line, narrow, tablet, after, keys }: ProofRowProps) {
  const said = useProofWords();
  const open = keys.open.has(line.id);
  const name = (
    <button
      type="button"
      className="proof-open"
      data-line={line.id}
      aria-expanded={open}
      tabIndex={keys.current === line.id ? 0 : -1}
      onClick={(event) => {
        event.stopPropagation();
        keys.toggle(line.id);
      }}
    >
      <Chevron down={open} />
      <b>{lineName(said, line)}</b>
    </button>
  );
  const row = {
    className: open ? 'proof-row proof-chosen' : 'proof-row',
    onClick: () => keys.toggle(line.id),
  };
  if (narrow)
    return (
      <tr {...row}>
        <td>
          <div className="proof-first">
            {name}
            <span className="quiet">{linePort(line)}</span>
          </div>
          <div className="mono proof-to">{destinations(said, line)}</div>
          <div>
            {after && line.before !== null ? <StateCell line={{ ...line, ...line.before }} /> : null}
            {after ? ' → ' : null}
            <StateCell line={line} /> {after ? <span className="quiet">{soText(said, line)}</span> : null}
          </div>
        </td>
      </tr>
    );
  return (
    <tr {...row}>
      <th scope="row">{name}</th>
      <td className="figure proof-col-port">{linePort(line)}</td>
      {after ? <AfterCells line={line} /> : <FirstCells line={line} tablet={tablet} />}
    </tr>
  );
}

function FirstCells({ line, tablet }: { line: ProofLine; tablet: boolean }) {
  const said = useProofWords();
  return (
    <>
      <td className="mono proof-to">{destinations(said, line)}</td>
      {tablet ? null : (
        <td className="figure proof-col-addresses">
          {line.addresses === null ? '' : number(said.words, line.addresses)}
        </td>
      )}
      <td className="proof-col-state">
        <StateCell line={line} />
      </td>
      {tablet ? null : <td className="figure soft proof-col-asked">{timeText(said, line.askedAt)}</td>}
    </>
  );
}

function AfterCells({ line }: { line: ProofLine }) {
  const said = useProofWords();
  return (
    <>
      <td className="proof-col-before">
        {line.before === null ? said.words.unit.none : <StateCell line={{ ...line, ...line.before }} />}
      </td>
      <td className="proof-col-state">
        <StateCell line={line} />
      </td>
      <td className="proof-col-so">{soText(said, line)}</td>
    </>
  );
}

/** Silhouette, word and count; to a screen reader the status too. */
export function StateCell({ line }: { line: Pick<ProofLine, 'state' | 'counts' | 'transport'> }) {
  const said = useProofWords();
  const tone = lineTone(line);
  const count = lineCount(said, line);
  return (
    <span className={`cell cell-${tone}`}>
      <span className="hidden">{capital(said.words.vocabulary.status[tone])}: </span>
      <Status tone={tone} word={stateWord(said, line.state, line.transport)} />
      {count === '' ? null : <span className="cell-count"> {count}</span>}
    </span>
  );
}

/** So many fit; all of them stand in the open row. */
const SHOWN = 3;

function destinations({ words }: Said, { destinations: all }: ProofLine): string {
  const shown = all.length <= SHOWN ? all : all.slice(0, 1);
  const more = shown.length < all.length ? [words.vocabulary.face.more(all.length - shown.length)] : [];
  return [...shown, ...more].join(words.vocabulary.comma);
}

/** To the second: a filter's log is searched by it. */
function timeText({ words }: Said, iso: string | null): string {
  if (iso === null) return '';
  return new Date(iso).toLocaleTimeString(words.locale, { hour12: false });
}

/** What came of it, in words. */
export function soText(said: Said, { before, state, transport }: ProofLine): string {
  const { so } = said.proof;
  if (before === null) return '';
  const was = stateWord(said, before.state, transport);
  switch (before.change) {
    case 'unproved':
    case 'changed':
      return so[before.change](was);
    case 'same':
      return state === 'open' || isShut({ state }) ? so.same : so.sameUnproved;
    default:
      return so[before.change];
  }
}
