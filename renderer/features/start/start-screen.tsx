import { useTitle } from '../../ui/use-title.ts';
import { useWords } from '../../words/words-context.tsx';
import { StartForm } from './start-form.tsx';
import { StartSide } from './start-side.tsx';

/** The first question and nothing else: what do I type, what happens then. */
export function StartScreen() {
  const { start } = useWords();
  useTitle('');
  return (
    <div className="page start">
      <StartForm
        title={
          <>
            {start.title.map((line) => (
              <span className="start-line" key={line}>
                {line}{' '}
              </span>
            ))}
          </>
        }
        side={<StartSide />}
      />
    </div>
  );
}
