import type { Comparison } from '../../../src/contract/index.ts';
import { useWords } from '../../words/words-context.tsx';

const ORDER = ['gone', 'new', 'stayed'] as const;

export function CompareCauses({ comparison }: { comparison: Comparison }) {
  const { compare, causeTitles } = useWords();
  return (
    <section>
      <h2 className="section">{compare.causes}</h2>
      <ul className="compare-list">
        {ORDER.flatMap((change) => {
          const own = comparison.causes.filter((cause) => cause.change === change);
          if (own.length === 0 && change !== 'stayed') {
            return [
              <li key={change} className="soft">
                <span>{compare[change]}</span>
                <span>{compare.none}</span>
              </li>,
            ];
          }
          return own.map(({ finding, severity }) => (
            <li key={`${change} ${finding.id}`}>
              <b>{compare[change]}</b>
              <span className={severity === 'notice' ? undefined : 'strong'}>
                {causeTitles[finding.code] ?? finding.title}
              </span>
            </li>
          ));
        })}
      </ul>
    </section>
  );
}
