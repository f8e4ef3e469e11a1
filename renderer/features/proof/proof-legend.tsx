import { stateWord, useProofWords } from './line-words.ts';

const ORDER = ['open', 'closed', 'silent', 'no-reply', 'untestable', 'not-tested'] as const;

/** What each word means, always in the foot, and how the keys move. */
export function ProofLegend({ children }: { children: React.ReactNode }) {
  const said = useProofWords();
  return (
    <div className="proof-legend quiet">
      <p>
        {ORDER.map((state, index) => (
          <span key={state}>
            {index === 0 ? '' : ' · '}
            <b>{stateWord(said, state, 'tcp')}</b> {said.proof.legend[state]}
          </span>
        ))}
      </p>
      <p>
        {said.proof.keys} {children}
      </p>
    </div>
  );
}
