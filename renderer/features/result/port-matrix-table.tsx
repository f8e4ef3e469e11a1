import type { Report } from '../../../src/report/report.ts';
import { Status } from '../../ui/status.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import type { Words } from '../../words/en.ts';
import { useWords } from '../../words/words-context.tsx';
import { MATRIX_PORTS, portTotals, type MatrixCell, type MatrixRow } from '../report/port-matrix.ts';

/** What is contacted by port. Narrow windows get one row for each port. */
export function PortMatrix({ report, rows }: { report: Report; rows: readonly MatrixRow[] }) {
  const words = useWords();
  const narrow = useNarrow();
  return narrow ? <PortRows words={words} report={report} /> : <Matrix words={words} rows={rows} />;
}

function Matrix({ words, rows }: { words: Words; rows: readonly MatrixRow[] }) {
  const { matrix } = words;
  return (
    <table className="plain-table matrix">
      <thead>
        <tr>
          <th scope="col">{matrix.what}</th>
          <th scope="col">{matrix.needed}</th>
          {matrix.columns.map((column) => (
            <th scope="col" key={column}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, need, cells }) => (
          <tr key={id}>
            <th scope="row">{matrix.rows[id]}</th>
            <td className="soft">
              {need === null ? '' : need === 'pcoip' ? matrix.pcoipOnly : words.need[need]}
            </td>
            {cells.map((cell, index) => (
              <td key={matrix.columns[index]}>
                {cell === null ? <Unused words={words} /> : <Cell words={words} cell={cell} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Unused({ words }: { words: Words }) {
  return (
    <>
      <span aria-hidden="true" className="soft">
        ·
      </span>
      <span className="hidden">{words.matrix.notUsed}</span>
    </>
  );
}

function Cell({ words, cell }: { words: Words; cell: MatrixCell }) {
  const { matrix, unit } = words;
  const word =
    cell.status === 'unproven'
      ? matrix.unproven
      : cell.status === 'not-tested'
        ? matrix.notTested
        : unit.of(cell.open, cell.tested);
  return (
    <span className={`cell cell-${cell.status}`}>
      <Status tone={cell.status} word={word} />
    </span>
  );
}

function PortRows({ words, report }: { words: Words; report: Report }) {
  const { matrix } = words;
  const totals = portTotals(report);
  return (
    <dl className="port-rows">
      {MATRIX_PORTS.map((_port, index) => {
        const cell = totals[index] ?? null;
        if (cell === null) return null;
        return (
          <div key={matrix.columns[index]}>
            <dt>{matrix.columns[index]}</dt>
            <dd>
              <Status tone={cell.status} word={words.status[cell.status]} />
            </dd>
            <dd className="quiet">
              {cell.tested > 0 ? matrix.openOf(cell.open, cell.tested) : matrix.notTested}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
