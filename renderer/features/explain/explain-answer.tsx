import type { Explanation } from '../../../src/contract/index.ts';
import { useWords } from '../../words/words-context.tsx';
import { useExplainWords } from '../../words/explain-words.ts';
import { CheckNow } from './check-now.tsx';

type Match = Explanation['matches'][number];
type Log = NonNullable<Explanation['log']>;

/** The likely cause first, beside it the lines of the log that are known; or what comes nearest. */
export function Answer({ explanation }: { explanation: Explanation }) {
  const explain = useExplainWords();
  const { matches, nearest, log, question } = explanation;
  const [first, ...others] = matches;
  return (
    <>
      <section className={log === null ? 'panel explain-match' : 'panel explain-match explain-with-log'}>
        {first === undefined ? (
          <div>
            <h2 className="section">{question === null ? explain.none : explain.half}</h2>
            <p>{question ?? (log === null ? explain.noneText : explain.noneLog)}</p>
            <Nearest nearest={nearest} isAsked={question !== null} />
            <CheckNow decidedBy={[]} />
          </div>
        ) : (
          <Likely match={first} />
        )}
        {log === null ? null : <KnownLines log={log} />}
      </section>
      {first === undefined ? null : <Also match={first} />}
      {others.map((match) => (
        <section key={match.id} className="panel explain-match">
          <Likely match={match} />
        </section>
      ))}
    </>
  );
}

function Nearest({ nearest, isAsked }: Pick<Explanation, 'nearest'> & { readonly isAsked: boolean }) {
  const explain = useExplainWords();
  if (nearest.length === 0) return null;
  return (
    <>
      <h3 className="label">{isAsked ? explain.couldBe : explain.nearest}</h3>
      <ul className="explain-nearest">
        {nearest.map(({ id, message }) => (
          <li key={id}>{explain.seen(message)}</li>
        ))}
      </ul>
    </>
  );
}

/** The cause, who can fix it and how sure; the act, and the check that decides. */
function Likely({ match }: { match: Match }) {
  const explain = useExplainWords();
  const { colon } = useWords().vocabulary;
  const [likely] = match.causes;
  if (likely === undefined) return null;
  return (
    <div>
      <p className="quiet">
        <b>{explain.label.likely}</b> · {explain.fixedBy(likely.who, likely.whereText)}
      </p>
      <h2 className="section">{likely.text}</h2>
      <p className="quiet">
        {explain.seen(match.message)} · {`${explain.label.sure}${colon}${match.sure.text}`}
      </p>
      {match.clearsNetwork ? <p className="tone-pass">{explain.clears}</p> : null}
      <p className="explain-advice">{match.advice}</p>
      {match.decidedBy.length > 0 ? (
        <CheckNow decidedBy={match.decidedBy} />
      ) : (
        <p className="quiet">{explain.undecided}</p>
      )}
      <p className="quiet">{`${explain.label.source}${colon}${match.source}`}</p>
    </div>
  );
}

function Also({ match: { causes } }: { match: Match }) {
  const explain = useExplainWords();
  const others = causes.slice(1);
  if (others.length === 0) return null;
  return (
    <section className="explain-also">
      <h2 className="section">{explain.label.also}</h2>
      <ul>
        {others.map(({ text, who, whereText }) => (
          <li key={text}>
            {text}
            <span className="quiet explain-who">{explain.fixedBy(who, whereText)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Only what is known of a log; the rest is not interpreted, and says so. */
function KnownLines({ log }: { log: Log }) {
  const explain = useExplainWords();
  return (
    <div className="explain-lines">
      <p className="mono explain-file">{log.file}</p>
      <ol>
        {log.found.map(({ id, message, line, time, count }) => (
          <li key={id}>
            <span className="quiet figure">{clockOf(time) ?? explain.place(line)}</span>
            <span>
              {message}
              {count > 1 ? <span className="quiet"> {explain.times(count)}</span> : null}
            </span>
          </li>
        ))}
      </ol>
      <p className="quiet">
        {explain.known(log.knownLines, log.lines)} {log.cut ? explain.cut : ''}
      </p>
    </div>
  );
}

/** The day stands in the log; the card has room for the time of day. */
function clockOf(time: string | null): string | null {
  return /\d{2}:\d{2}[:.]\d{2}/.exec(time ?? '')?.[0] ?? time;
}
