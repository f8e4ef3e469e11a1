import { useState } from 'react';
import { STREAMING_PORT } from '../../../src/core/words.ts';
import { laneStatus, type Cell, type Lane, type Truth } from '../../../src/judge/truth.ts';
import type { Report } from '../../../src/report/report.ts';
import type { Spoken } from '../../../src/words/spoken.ts';
import { Chevron } from '../../ui/chevron.tsx';
import { Status } from '../../ui/status.tsx';
import { TABLET_PX, useNarrow } from '../../ui/use-narrow.ts';
import type { Words } from '../../words/en.ts';
import { capital } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { LaneSample } from '../journey/mini-journey.tsx';
import { foldCells, type FoldedCell } from '../report/fold-cells.ts';
import { useSpoken } from '../report/spoken.tsx';

/** A port as a column, in the order of the picture: sign-in, DCV with its way around, PCoIP. */
interface Column {
  readonly lane: Lane;
  readonly port: number;
  /** Null: any. The way around is whatever 443 at a gateway gives. */
  readonly transport: 'tcp' | 'udp' | null;
}
const COLUMNS: readonly Column[] = [
  { lane: 'sign-in', port: 443, transport: 'tcp' },
  { lane: 'dcv', port: STREAMING_PORT.dcv, transport: 'tcp' },
  { lane: 'dcv', port: STREAMING_PORT.dcv, transport: 'udp' },
  { lane: 'dcv', port: 443, transport: null },
  { lane: 'pcoip', port: STREAMING_PORT.pcoip, transport: 'tcp' },
  { lane: 'pcoip', port: STREAMING_PORT.pcoip, transport: 'udp' },
];
const STREAMING: ReadonlySet<string> = new Set(['health-check', 'gateways']);

interface Table {
  readonly words: Words;
  readonly report: Report;
  readonly truth: Truth;
  readonly spoken: Spoken;
  readonly columns: readonly Column[];
}

/** What is contacted by port: the truth table itself. Narrow windows get one row for each port. */
export function PortMatrix({ report, truth }: { report: Report; truth: Truth }) {
  const words = useWords();
  const spoken = useSpoken();
  const narrow = useNarrow(TABLET_PX);
  const columns = COLUMNS.filter(({ lane }) => truth.lanes[lane] !== undefined);
  const table = { words, report, truth, spoken, columns };
  return narrow ? <PortRows {...table} /> : <Matrix {...table} />;
}

function columnName({ words: { matrix } }: Table, { port, transport }: Column): string {
  return transport === null ? matrix.around : `${transport.toUpperCase()} ${port}`;
}

function Matrix(table: Table) {
  const { words, truth, spoken, columns } = table;
  const [open, setOpen] = useState(false);
  const lanes = spoken.lanes.filter(({ lane }) => columns.some((column) => column.lane === lane));
  const ordered = [...lanes].sort((a, b) => order(columns, a.lane) - order(columns, b.lane));
  const signIn = spoken.rows.filter(
    ({ role, cells }) => isSignIn(role) && role !== 'names' && cells.some(isUsed),
  );
  return (
    <table className="plain-table matrix">
      <thead>
        <tr className="matrix-lanes">
          <td />
          {ordered.map(({ lane, name }) => (
            <th key={lane} scope="colgroup" colSpan={columns.filter((column) => column.lane === lane).length}>
              {name}
            </th>
          ))}
        </tr>
        <tr>
          <th scope="col">{words.matrix.what}</th>
          {columns.map((column, index) => (
            <th scope="col" key={index} className={edge(columns, index)}>
              {columnName(table, column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <RoleRow table={table} roles={['names']} />
        <tr>
          <th scope="row">
            <button type="button" className="matrix-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
              <Chevron down={open} />
              {words.vocabulary.laneName['sign-in']}
            </button>{' '}
            <span className="quiet">{words.matrix.groups(signIn.length)}</span>
          </th>
          {columns.map((column, index) => (
            <td key={index} className={edge(columns, index)}>
              <CellText
                cell={
                  column.lane === 'sign-in'
                    ? foldCells(words, signInCells(truth), truth.lanes['sign-in'])
                    : null
                }
              />
            </td>
          ))}
        </tr>
        {open ? signIn.map(({ role }) => <RoleRow key={role} table={table} roles={[role]} inner />) : null}
        <RoleRow table={table} roles={['health-check']} />
        <RoleRow table={table} roles={['gateways']} />
        <RoundTripRow {...table} />
        <tr className="matrix-session">
          <th scope="row">{words.matrix.session}</th>
          {ordered.map(({ lane, tone, word, why }) => (
            <td
              key={lane}
              colSpan={columns.filter((column) => column.lane === lane).length}
              className="matrix-edge"
            >
              <LaneSample lane={{ state: truth.lanes[lane]?.state ?? 'not-tested', tone }} />
              <CellText cell={{ tone, word: capital(word), count: '' }} />
              {why === null ? null : <span className="quiet matrix-why">{why}</span>}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function order(columns: readonly Column[], lane: Lane): number {
  return columns.findIndex((column) => column.lane === lane);
}

/** A rule where the next lane begins. */
function edge(columns: readonly Column[], index: number): string | undefined {
  return columns[index]?.lane === columns[index - 1]?.lane ? undefined : 'matrix-edge';
}

function isSignIn(role: string): boolean {
  return !STREAMING.has(role);
}

function isUsed({ state }: { readonly state: Cell['state'] }): boolean {
  return state !== 'not-needed';
}

function signInCells({ cells }: Truth): readonly Cell[] {
  return cells.filter(({ role }) => isSignIn(role) && role !== 'names');
}

function RoleRow({
  table,
  roles,
  inner = false,
}: {
  table: Table;
  roles: readonly string[];
  inner?: boolean;
}) {
  const rows = table.spoken.rows.filter(({ role }) => roles.includes(role));
  return rows.map((row) => (
    <tr key={row.role} className={inner ? 'matrix-inner' : undefined}>
      <th scope="row">{row.name}</th>
      {table.columns.map((column, index) => (
        <td key={index} className={edge(table.columns, index)}>
          {cellsIn(row, column).map((cell) => (
            <CellText
              key={cell.transport}
              cell={
                column.transport === null
                  ? { ...cell, word: `${cell.transport.toUpperCase()} ${cell.word}` }
                  : cell
              }
            />
          ))}
          {cellsIn(row, column).length === 0 ? <CellText cell={null} /> : null}
        </td>
      ))}
    </tr>
  ));
}

/** The cells of a row that stand in a column: by port, and by the lane that the row is for. */
function cellsIn(
  { role, cells }: Spoken['rows'][number],
  { lane, port, transport }: Column,
): Spoken['rows'][number]['cells'] {
  if (isSignIn(role) !== (lane === 'sign-in')) return [];
  if (role === 'names') return cells.filter(isUsed);
  return cells.filter(
    (cell) => cell.port === port && (transport === null || cell.transport === transport) && isUsed(cell),
  );
}

function bandOf({ protocols }: Table['report'], lane: Column['lane']): string | null {
  return lane === 'sign-in' ? null : (protocols[lane]?.band ?? null);
}

/** The round trip of each protocol, outside its limits in the words of its band. */
function RoundTripRow({ words, report, truth, spoken, columns }: Table) {
  const { vocabulary } = words;
  if (spoken.lanes.every(({ figure }) => figure === '')) return null;
  const cellOf = ({ lane, transport }: Column): FoldedCell | null => {
    const truthOf = truth.lanes[lane];
    const line = spoken.lanes.find((one) => one.lane === lane);
    const band = bandOf(report, lane);
    if (transport !== 'tcp' || !line?.figure || truthOf === undefined || band === null) return null;
    const tone = laneStatus({ state: truthOf.limit === null ? 'open' : 'limited', limit: truthOf.limit });
    return { tone, word: line.figure, count: vocabulary.band[band] ?? band };
  };
  return (
    <tr className="matrix-round-trip">
      <th scope="row">{vocabulary.figure.roundTrip}</th>
      {columns.map((column, index) => (
        <td key={index} className={edge(columns, index)}>
          <CellText cell={cellOf(column)} />
        </td>
      ))}
    </tr>
  );
}

/** Silhouette, word and count; to a screen reader the status too: `Fail: silent, 0 of 6`. */
function CellText({ cell }: { cell: FoldedCell | null }) {
  const { vocabulary } = useWords();
  if (cell === null)
    return (
      <>
        <span aria-hidden="true" className="soft">
          ·
        </span>
        <span className="hidden">{vocabulary.cell['not-needed']}</span>
      </>
    );
  return (
    <span className={`cell cell-${cell.tone}`}>
      <span className="hidden">{capital(vocabulary.status[cell.tone])}: </span>
      <Status tone={cell.tone} word={cell.word} />
      {cell.count === '' ? null : <span className="hidden">, </span>}
      {cell.count === '' ? null : <span className="cell-count"> {cell.count}</span>}
    </span>
  );
}

/** The same for narrow windows: a row for each port, of the servers that answer for it. */
function PortRows(table: Table) {
  const { words, truth, spoken, columns } = table;
  const cellOf = (column: Column): FoldedCell | undefined => {
    if (column.lane === 'sign-in')
      return foldCells(words, signInCells(truth), truth.lanes['sign-in']) ?? undefined;
    const role = column.transport === null ? 'gateways' : 'health-check';
    const row = spoken.rows.find((one) => one.role === role);
    return row === undefined ? undefined : cellsIn(row, column)[0];
  };
  return (
    <dl className="port-rows">
      {columns.map((column, index) => {
        const cell = cellOf(column);
        return cell === undefined ? null : (
          <div key={index}>
            <dt>
              {words.vocabulary.laneName[column.lane]} <b>{columnName(table, column)}</b>
            </dt>
            <dd className="port-state">
              <span className="hidden">{capital(words.vocabulary.status[cell.tone])}: </span>
              <Status tone={cell.tone} word={cell.word} />
            </dd>
            {cell.count === '' ? null : <dd className="quiet">{cell.count}</dd>}
          </div>
        );
      })}
    </dl>
  );
}
