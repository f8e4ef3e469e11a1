import type { Status as StatusWord } from '../../../src/core/words.ts';
import type { ComparedRuns } from '../../../src/contract/index.ts';
import { Fold } from '../../ui/fold.tsx';
import { Status } from '../../ui/status.tsx';
import { capital, number } from '../../words/format.ts';
import { useCompareWords } from '../../words/compare-words.ts';
import { groupBy } from '../checks/group-by.ts';
import { checkTitle } from '../report/check-words.ts';

interface Change {
  readonly title: string;
  readonly a: StatusWord;
  readonly b: StatusWord;
  readonly ids: readonly string[];
}

/** Checks whose status changed, the like ones as one row; each by itself one fold away. */
export function CompareChecks({ runs }: { runs: ComparedRuns }) {
  const words = useCompareWords();
  const { compare } = words;
  const { checks, onlyIn } = runs.comparison;
  const changes = useChanges(runs);
  return (
    <section>
      <h2 className="section">
        {words.vocabulary.compare.checks}{' '}
        <span className="soft figure compare-count">{number(words, checks.length)}</span>
      </h2>
      {changes.length === 0 ? <p className="quiet">{compare.noChecks}</p> : null}
      <ul className="compare-changes">
        {changes.map(({ title, a, b, ids }) => (
          <li key={`${title} ${a} ${b}`}>
            <span className="figure">{ids.length}</span>
            <span className="unbroken">{title}</span>
            <Status tone={a} word={capital(words.vocabulary.status[a])} />
            <span className="soft">{compare.to}</span>
            <Status tone={b} word={capital(words.vocabulary.status[b])} />
          </li>
        ))}
      </ul>
      {onlyIn.a + onlyIn.b === 0 ? null : (
        <p className="quiet">{words.vocabulary.compare.onlyIn(onlyIn.a, onlyIn.b)}</p>
      )}
      {checks.length === 0 ? null : (
        <Fold title={compare.allTables}>
          <ul className="compare-all">
            {checks.map(({ id, a, b }) => (
              <li key={id}>
                <span className="mono">{id}</span>
                <span className="quiet">
                  {words.vocabulary.status[a]} {compare.to} {words.vocabulary.status[b]}
                </span>
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </section>
  );
}

function useChanges({ a, b, comparison }: ComparedRuns): Change[] {
  const words = useCompareWords();
  const known = new Map([...a.report.checks, ...b.report.checks].map((check) => [check.id, check]));
  const named = comparison.checks.map((change) => {
    const check = known.get(change.id);
    return { ...change, title: check === undefined ? change.title : checkTitle(words, check) };
  });
  const groups = groupBy(named, ({ title, a: before, b: after }) => [title, before, after].join('\n'));
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    return first === undefined
      ? []
      : [{ title: first.title, a: first.a, b: first.b, ids: own.map(({ id }) => id) }];
  });
}
