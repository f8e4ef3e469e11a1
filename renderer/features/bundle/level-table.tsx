import type { RedactionLevel } from '../../../src/contract/index.ts';
import { useBundleWords } from './bundle-words.ts';

type Kept = 'left-out' | 'stand-in' | 'real' | 'if-ticked';
const LEVELS: readonly RedactionLevel[] = ['minimal', 'standard', 'full'];
const ROWS = [
  ['names', ['left-out', 'stand-in', 'real']],
  ['private', ['left-out', 'stand-in', 'real']],
  ['public', ['if-ticked', 'if-ticked', 'if-ticked']],
  ['amazon', ['real', 'real', 'real']],
] as const satisfies readonly (readonly [string, readonly Kept[]])[];

/** What each level keeps; the chosen one is strong. */
export function LevelTable({ level }: { level: RedactionLevel }) {
  const { bundle } = useBundleWords();
  const text: Record<Kept, string> = {
    'left-out': bundle.leftOut,
    'stand-in': bundle.standIn,
    real: bundle.real,
    'if-ticked': bundle.ifTicked,
  };
  return (
    <table className="plain-table level-table">
      <thead>
        <tr>
          <th scope="col">{bundle.keeps}</th>
          {LEVELS.map((each) => (
            <th scope="col" key={each} className={each === level ? 'level-now' : undefined}>
              {bundle.levels[each]?.[0]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ROWS.map(([row, cells]) => (
          <tr key={row}>
            <th scope="row">{bundle.rows[row]}</th>
            {cells.map((kept, index) => (
              <td key={LEVELS[index]} className={LEVELS[index] === level ? 'level-now' : undefined}>
                <span className={kept === 'real' || kept === 'if-ticked' ? undefined : `${kept} mono`}>
                  {text[kept]}
                </span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
