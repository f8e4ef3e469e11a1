import type { Comparison } from '../../../src/contract/index.ts';
import type { Severity } from '../../../src/core/words.ts';
import type { Spoken } from '../../../src/words/spoken.ts';
import { Status } from '../../ui/status.tsx';
import { useCompareWords } from '../../words/compare-words.ts';
import { titleIn, TONE_OF_SEVERITY } from '../report/spoken.tsx';

const ORDER = ['gone', 'added', 'graver', 'stayed'] as const;

type Cause = Comparison['causes'][number];

/** A cause that stayed with another severity is a change of its own. */
function changeOf({ change, severityBefore }: Cause): (typeof ORDER)[number] {
  if (severityBefore !== undefined) return 'graver';
  return change === 'new' ? 'added' : change;
}

interface CompareCausesProps {
  readonly comparison: Comparison;
  /** What is said of both sides. */
  readonly spoken: readonly Spoken[];
}

export function CompareCauses({ comparison, spoken }: CompareCausesProps) {
  const {
    compare,
    vocabulary: { compare: shared },
  } = useCompareWords();
  return (
    <section>
      <h2 className="section">{compare.causes}</h2>
      <ul className="compare-list">
        {ORDER.flatMap((change) => {
          const own = comparison.causes.filter((cause) => changeOf(cause) === change);
          if (own.length === 0 && (change === 'gone' || change === 'added')) {
            return [
              <li key={change} className="soft">
                <span>{shared[change]}</span>
                <span>{compare.none}</span>
              </li>,
            ];
          }
          return own.map(({ finding, severity, severityBefore }) => (
            <li key={`${change} ${finding.id}`}>
              <b>{change === 'stayed' ? compare.stayed : shared[change]}</b>
              <span className={severity === 'notice' ? undefined : 'strong'}>
                {titleIn(spoken, finding)}
                {severityBefore === undefined ? null : (
                  <span className="compare-weight">
                    <Weight severity={severityBefore} />
                    <span className="soft">{compare.to}</span>
                    <Weight severity={severity} />
                  </span>
                )}
              </span>
            </li>
          ));
        })}
      </ul>
    </section>
  );
}

/** The severity in the words of the result; a notice is no status, so it has no icon. */
function Weight({ severity }: { severity: Severity }) {
  const words = useCompareWords();
  const word = words.vocabulary.severity[severity];
  const tone = TONE_OF_SEVERITY[severity];
  return tone === null ? <span className="soft">{word}</span> : <Status tone={tone} word={word} />;
}
