import type { Explanation } from '../../../src/contract/index.ts';
import { StatusIcon } from '../../ui/status-icon.tsx';
import { useExplainWords } from '../../words/explain-words.ts';

/** Messages that end the search in the network: they end more calls than any figure. */
export function Clearing({ clearing }: Pick<Explanation, 'clearing'>) {
  const explain = useExplainWords();
  if (clearing.length === 0) return null;
  return (
    <section className="explain-clearing">
      <h2 className="section">
        <StatusIcon tone="pass" /> {explain.clearing}
      </h2>
      <p className="quiet">{explain.clearingLead}</p>
      <dl>
        {clearing.map(({ id, message, advice }) => (
          <div key={id}>
            <dt>{explain.seen(message)}</dt>
            <dd className="quiet">{advice}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
