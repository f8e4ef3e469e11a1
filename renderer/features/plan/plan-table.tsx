import type { PlannedStep } from '../../../src/contract/index.ts';
import { StatusIcon } from '../../ui/status-icon.tsx';
import { Fold } from '../../ui/fold.tsx';
import { useWords } from '../../words/words-context.tsx';
import { planRows, type PlanRow } from './plan-rows.ts';

/** Every name, address and port of a plan, stage by stage; what is left out stands below with its reason. */
export function PlanTable({ steps, level }: { steps: readonly PlannedStep[]; level: 2 | 3 }) {
  const words = useWords();
  const stages = planRows(steps.filter(({ skipped }) => skipped === null));
  const skipped = steps.filter((step) => step.skipped !== null);
  return (
    <div className="folds">
      {stages.map(({ group, steps: count, rows }) => (
        <Fold
          level={level}
          key={group}
          title={words.vocabulary.group[group]}
          note={words.plan.summary(unique(rows, 'host'), unique(rows, 'address'), count)}
          open={group === 'streaming'}
        >
          <Rows rows={rows} />
        </Fold>
      ))}
      {skipped.length === 0 ? null : (
        <Fold level={level} title={words.plan.skipped} note={words.plan.skippedText}>
          <ul className="plan-skipped">
            {skipped.map((step) => (
              <li key={step.id}>
                <StatusIcon tone="not-tested" />
                <span className="mono">{step.target.host ?? step.target.address ?? step.id}</span>
                <span className="quiet">
                  {step.skipReason === null ? step.skipped : words.vocabulary.reason[step.skipReason]}
                </span>
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </div>
  );
}

function unique(rows: readonly PlanRow[], key: 'host' | 'address'): number {
  return new Set(rows.map((row) => row[key]).filter(Boolean)).size;
}

function Rows({ rows }: { rows: readonly PlanRow[] }) {
  const { plan } = useWords();
  return (
    <table className="plain-table plan-table">
      <thead>
        <tr>
          <th scope="col">{plan.columns.target}</th>
          <th scope="col">{plan.columns.port}</th>
          <th scope="col">{plan.columns.why}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              {row.address === null ? null : <span className="mono">{row.address} </span>}
              {row.host === null ? null : (
                <span className={row.address === null ? 'mono' : 'mono soft'}>{row.host}</span>
              )}
            </td>
            <td className="figure plan-port">{row.port}</td>
            <td className="soft">{row.why}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
