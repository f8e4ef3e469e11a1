import { useId } from 'react';
import { useNarrow } from '../../ui/use-narrow.ts';
import { useWords } from '../../words/words-context.tsx';
import type { JourneyModel } from './journey-model.ts';
import { journeyFacts } from './journey-text.ts';
import { TallJourney } from './tall-journey.tsx';
import { WideJourney } from './wide-journey.tsx';

/** The line from this computer to Amazon: a picture for the eye, a list of the same facts for the ear. */
export function Journey({ model }: { model: JourneyModel }) {
  const words = useWords();
  const narrow = useNarrow();
  const listId = useId();
  return (
    <figure className={`journey panel journey-${model.live ? 'live' : 'done'}`}>
      <div role="img" aria-label={model.sentence} aria-describedby={listId}>
        {narrow ? <TallJourney model={model} /> : <WideJourney model={model} />}
      </div>
      <ul id={listId} className="hidden" aria-label={words.journey.list}>
        {journeyFacts(words, model).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </figure>
  );
}
