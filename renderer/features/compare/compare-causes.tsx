import type { Comparison } from '../../../src/contract/index.ts';
import type { Severity } from '../../../src/core/words.ts';
import { Status } from '../../ui/status.tsx';
import { useWords } from '../../words/words-context.tsx';

const ORDER = ['gone', 'new', 'changed', 'stayed'] as const;
const TONE = { error: 'fail', warning: 'warn' } as const;

type Cause = Comparison['causes'][number];

/** A cause that stayed with another severity is a change of its own. */
function changeOf({ change, severityBefore }: Cause): (typeof ORDER)[number] {
  return severityBefore === undefined ? change : 'changed';
}

export function CompareCauses({ comparison }: { comparison: Comparison }) {
  const { compare, causeTitles } = useWords();
  return (
    <section>
      <h2 className="section">{compare.causes}</h2>
      <ul className="compare-list">
        {ORDER.flatMap((change) => {
          const own = comparison.causes.filter((cause) => changeOf(cause) === change);
          if (own.length === 0 && (change === 'gone' || change === 'new')) {
            return [
              <li key={change} className="soft">
                <span>{compare[change]}</span>
                <span>{compare.none}</span>
              </li>,
            ];
          }
          return own.map(({ finding, severity, severityBefore }) => (
            <li key={`${change} ${finding.id}`}>
              <b>{compare[change]}</b>
              <span className={severity === 'notice' ? undefined : 'strong'}>
                {causeTitles[finding.code] ?? finding.title}
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
  const words = useWords();
  if (severity === 'notice') return <span className="soft">{words.severity.notice}</span>;
  return <Status tone={TONE[severity]} word={words.severity[severity]} />;
}
