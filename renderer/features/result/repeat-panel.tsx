import { clockTime } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { Fold } from '../../ui/fold.tsx';
import { Status } from '../../ui/status.tsx';
import { TONE_OF_VERDICT, useSpoken } from '../report/spoken.tsx';

/** Several runs as one report: each with its verdict, then what comes and goes. Nothing for a single run. */
export function RepeatPanel() {
  const words = useWords();
  const { repeat } = useSpoken();
  if (repeat === null) return null;
  return (
    <section className="panel repeat" aria-labelledby="repeat">
      <h2 className="section" id="repeat">
        {repeat.head}
      </h2>
      {repeat.seen === null ? null : <p className="lead">{repeat.seen}</p>}
      <ol className="repeat-runs">
        {repeat.runs.map(({ name, at, verdict, word }) => (
          <li key={name}>
            <Status tone={TONE_OF_VERDICT[verdict]} word={word} />
            <span className="quiet">
              {name} · {clockTime(words, at)}
            </span>
          </li>
        ))}
      </ol>
      <Lines lines={repeat.causes} />
      {repeat.checks.length === 0 ? null : (
        <Fold title={words.result.runs}>
          <Lines lines={repeat.checks} />
        </Fold>
      )}
    </section>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <ul className="repeat-lines">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
