import type { Check } from '../../../src/reading/check.ts';
import { Fold } from '../../ui/fold.tsx';
import { duration } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { evidenceRows } from './evidence-rows.ts';

const SHOWN = 12;

/** What was sent and what came back, and everything that was recorded one fold away. */
export function EvidenceTable({ check }: { check: Check }) {
  const words = useWords();
  const rows = evidenceRows(words, check);
  const raw = Object.keys(check.evidence).length > 0;
  return (
    <>
      <h3 className="label">{words.evidence.seen}</h3>
      {rows.length === 0 ? (
        <p className="quiet">
          {raw ? words.evidence.took(duration(words, check.durationMs)) : words.evidence.noEvidence}
        </p>
      ) : (
        <table className="plain-table evidence-table">
          <thead>
            <tr>
              <th scope="col">{words.evidence.at}</th>
              <th scope="col">{words.evidence.sent}</th>
              <th scope="col">{words.evidence.back}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((row, index) => (
              <tr key={index}>
                <td className="figure">
                  {row.atMs === null ? words.unit.none : words.unit.seconds((row.atMs / 1000).toFixed(2))}
                </td>
                <td>{row.sent}</td>
                <td>{row.back}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {raw ? (
        <Fold level={4} title={words.evidence.raw}>
          <pre className="code raw" tabIndex={0} aria-label={words.evidence.raw}>
            {JSON.stringify(check.evidence, null, 2)}
          </pre>
        </Fold>
      ) : null}
    </>
  );
}
