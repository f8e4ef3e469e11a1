import { useId } from 'react';
import { TABLET_PX, useNarrow } from '../../ui/use-narrow.ts';
import { useWords } from '../../words/words-context.tsx';
import type { JourneyModel } from './journey-model.ts';
import { journeyFacts } from './journey-text.ts';
import { TallJourney } from './tall-journey.tsx';
import { WideJourney } from './wide-journey.tsx';

/** Upright it stands beside the cause, or alone in a column that is wide enough for longer lines. */
const UPRIGHT_PX = { beside: 318, alone: 446 } as const;
const ALONE_FROM_PX = 479;

/** The line from this computer to Amazon: a picture for the eye, a list of the same facts for the ear. */
export function Journey({ model }: { model: JourneyModel }) {
  const words = useWords();
  const upright = useNarrow(TABLET_PX);
  const phone = useNarrow();
  const small = useNarrow(ALONE_FROM_PX - 1);
  const alone = phone && !small;
  const listId = useId();
  return (
    <figure className={`journey panel journey-${model.live ? 'live' : 'done'}`}>
      <div role="img" aria-label={model.sentence} aria-describedby={listId}>
        {upright ? (
          <TallJourney model={model} width={alone ? UPRIGHT_PX.alone : UPRIGHT_PX.beside} />
        ) : (
          <WideJourney model={model} />
        )}
      </div>
      <ul id={listId} className="hidden" aria-label={words.journey.list}>
        {journeyFacts(words, model).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </figure>
  );
}
